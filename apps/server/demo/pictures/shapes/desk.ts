/** What is written with, read, played with and washed with. */
import {
  PAPER,
  RUBBER,
  STEEL,
  STEEL_DEEP,
  WOOD,
  WOOD_DEEP,
  type Shape,
  ball,
  box,
  disc,
  each,
  flat,
  form,
  gloss,
  line,
  stitch,
  tile,
  turned,
} from '../brush.ts'

export const notebook: Shape = ({ body, deep, accent, pale }) =>
  turned(
    -5,
    400,
    756,
    box(268, 388, 280, 364, 14, PAPER) +
      box(256, 380, 280, 370, 16, body) +
      tile(256, 380, 44, 370, 12, deep, 0.6) +
      tile(500, 380, 14, 370, 0, accent) +
      tile(336, 456, 130, 76, 8, PAPER) +
      tile(354, 478, 90, 7, 3, deep, 0.6) +
      tile(354, 498, 56, 7, 3, deep, 0.6) +
      flat('M440 750v34l14 -14l14 14v-34z', accent) +
      gloss('M318 410V720', 7, 0.22) +
      stitch('M312 396V738', pale, 0.5),
  )

export const pen: Shape = ({ body, deep, accent, pale }) =>
  box(280, 640, 240, 116, 24, deep) +
  disc(400, 642, 112, 20, '#10161B') +
  disc(400, 640, 112, 18, pale, 0.6) +
  turned(
    17,
    400,
    650,
    form('M382 640H430L412 742h-12z', STEEL) +
      line('M406 690V738', STEEL_DEEP, 3) +
      box(376, 300, 60, 346, 26, body) +
      tile(376, 470, 60, 14, 0, accent) +
      tile(376, 490, 60, 5, 0, '#F2CF79') +
      box(424, 330, 14, 130, 7, '#E0B85A') +
      gloss('M392 330V620', 7, 0.45),
  ) +
  tile(280, 660, 240, 70, 0, body, 0.5) +
  tile(340, 676, 120, 44, 6, PAPER) +
  tile(360, 694, 80, 6, 3, deep, 0.6) +
  gloss('M300 670V734', 8, 0.4)

export const books: Shape = ({ body, deep, accent, pale, wall }) =>
  box(216, 690, 368, 66, 8, deep) +
  tile(226, 700, 350, 46, 4, PAPER) +
  box(216, 690, 40, 66, 8, deep) +
  tile(216, 690, 368, 11, 4, deep) +
  tile(216, 745, 368, 11, 4, deep) +
  box(240, 628, 336, 62, 8, accent) +
  tile(250, 638, 326, 42, 2, PAPER) +
  box(240, 628, 336, 10, 4, accent) +
  box(240, 680, 336, 10, 4, accent) +
  box(240, 628, 38, 62, 6, accent) +
  turned(
    -3,
    400,
    628,
    box(280, 330, 240, 298, 8, deep) +
      tile(288, 336, 236, 286, 4, PAPER) +
      box(276, 328, 236, 298, 8, body) +
      tile(276, 328, 24, 298, 6, deep, 0.6) +
      `<path d="M336 566V456a64 64 0 0 1 128 0v110z" fill="${pale}"/><path d="M358 566V462a42 42 0 0 1 84 0v104z" fill="${wall[0]}"/>` +
      disc(400, 486, 20, 20, accent) +
      flat('M358 530Q380 516 400 530T442 530V566H358z', body) +
      tile(344, 362, 112, 9, 4, PAPER, 0.9) +
      tile(364, 382, 72, 7, 3, PAPER, 0.8) +
      tile(374, 592, 52, 7, 3, PAPER, 0.8),
  )

export const blocks: Shape = ({ body, deep, accent, pale }) =>
  box(230, 640, 116, 116, 10, body) +
  box(454, 640, 116, 116, 10, accent) +
  disc(288, 698, 32, 32, pale) +
  flat('M484 728L512 668L540 728z', PAPER) +
  box(220, 596, 360, 44, 8, WOOD) +
  each(3, (i) => line(`M236 ${608 + i * 10}H564`, WOOD_DEEP, 2, 0.35)) +
  box(262, 496, 96, 100, 10, pale) +
  tile(288, 522, 44, 48, 6, deep) +
  `<path d="M396 596V526a70 70 0 0 1 140 0v70h-38V534a32 32 0 0 0 -64 0v62z" fill="${body}"/><path d="M396 596V526a70 70 0 0 1 140 0v70h-38V534a32 32 0 0 0 -64 0v62z" fill="url(#lit)"/>` +
  form('M250 496L310 410L370 496z', accent) +
  ball(466, 420, 36, 36, '#F2B134')

export const kite: Shape = ({ body, deep, accent, pale }) =>
  line('M420 600Q500 660 400 700T300 752', RUBBER, 4) +
  each(3, (i) =>
    turned(
      -30 + i * 40,
      448 - i * 46,
      654 + i * 30,
      flat(
        `M${448 - i * 46} ${654 + i * 30}l-30 -15v30zM${448 - i * 46} ${654 + i * 30}l30 -15v30z`,
        i % 2 === 0 ? accent : pale,
      ),
    ),
  ) +
  form('M380 230L560 410L420 600L240 400z', body) +
  flat('M380 230L560 410L396 404z', accent) +
  flat('M396 404L420 600L240 400z', pale) +
  line('M380 230L420 600M240 400L560 410', deep, 6) +
  box(250, 720, 106, 34, 14, WOOD) +
  tile(280, 712, 46, 46, 6, accent)

export const soap: Shape = ({ body, deep, accent, pale }) =>
  box(230, 716, 340, 40, 14, WOOD) +
  each(6, (i) => tile(262 + i * 48, 722, 26, 10, 4, WOOD_DEEP, 0.5)) +
  box(260, 620, 280, 98, 34, body) +
  tile(260, 640, 280, 58, 0, PAPER, 0.95) +
  `<path d="M380 690v-22a20 20 0 0 1 40 0v22z" fill="${accent}"/>` +
  line('M276 652H356M444 652H524M276 686H356M444 686H524', deep, 3, 0.45) +
  box(300, 536, 210, 84, 32, pale) +
  tile(300, 552, 210, 52, 0, accent, 0.9) +
  tile(350, 572, 110, 9, 4, PAPER, 0.9) +
  disc(560, 560, 22, 22, '#FFFFFF', 0.55) +
  disc(594, 510, 13, 13, '#FFFFFF', 0.5) +
  disc(552, 490, 8, 8, '#FFFFFF', 0.5) +
  gloss('M284 640Q286 706 286 700', 6, 0.35)
