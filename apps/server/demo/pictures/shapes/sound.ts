/** What is listened to, and what is played on. */
import {
  GLASS,
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
  mirrored,
  tile,
  turned,
} from '../brush.ts'

export const headphones: Shape = ({ body, deep, accent, pale }) => {
  const cup =
    line('M214 560V520', STEEL, 16) +
    form('M256 556q-74 -6 -78 96q4 102 78 98q22 0 22 -24V580q0 -24 -22 -24z', body) +
    form('M270 560h22q28 0 28 30v126q0 30 -28 30h-22z', accent) +
    gloss('M206 612Q196 650 206 690', 8, 0.35)
  return (
    line('M214 560V520C214 400 292 332 400 332S586 400 586 520V560', deep, 34) +
    line('M214 548V520C214 404 294 336 400 336S586 404 586 520V548', body, 26) +
    line('M272 396Q330 350 400 350T528 396', pale, 9, 0.7) +
    cup +
    mirrored(cup)
  )
}

export const earbuds: Shape = ({ body, deep, accent, pale }) => {
  const bud =
    line('M304 470V560', PAPER, 30) +
    ball(304, 452, 44, 42, PAPER) +
    ball(340, 446, 22, 26, RUBBER) +
    disc(296, 452, 14, 14, accent)
  return (
    form('M226 640Q226 548 400 548T574 640V660H226z', deep) +
    flat('M246 640Q250 570 400 570T554 640z', '#10161B', 0.55) +
    bud +
    mirrored(bud) +
    form('M214 636H586V676q0 80 -80 80H294q-80 0 -80 -80z', body) +
    line('M216 648H584', pale, 4, 0.6) +
    disc(400, 690, 8, 8, accent) +
    gloss('M240 672Q244 714 276 730', 9, 0.3)
  )
}

export const speaker: Shape = ({ body, deep, pale, accent }) =>
  box(276, 330, 248, 426, 56, body) +
  each(13, (row) => each(9, (column) => disc(306 + column * 23.5, 478 + row * 19, 5, 5, deep, 0.85))) +
  box(276, 330, 248, 120, 56, deep) +
  tile(276, 396, 248, 60, 0, deep) +
  tile(276, 452, 248, 8, 0, accent) +
  disc(352, 404, 17, 17, pale, 0.9) +
  disc(400, 404, 17, 17, accent) +
  disc(448, 404, 17, 17, pale, 0.9) +
  line('M500 372Q566 372 560 452T520 520', RUBBER, 13) +
  gloss('M298 480V710', 8, 0.25)

export const shelfSpeaker: Shape = ({ body, deep, accent, pale }) =>
  box(270, 356, 268, 400, 20, deep) +
  box(262, 356, 260, 400, 20, body) +
  tile(280, 374, 224, 364, 10, '#14191C', 0.9) +
  ball(392, 604, 94, 94, RUBBER) +
  disc(392, 604, 74, 74, accent) +
  disc(392, 604, 74, 74, '#000000', 0.1) +
  ball(392, 604, 30, 30, pale) +
  ball(392, 446, 44, 44, RUBBER) +
  disc(392, 446, 26, 26, pale) +
  disc(384, 438, 9, 8, '#FFFFFF', 0.6) +
  each(3, (i) =>
    line(`M${334 + i * 4} ${560 + i * 10}Q${350 + i * 4} 530 388 ${524 + i * 9}`, '#FFFFFF', 3, 0.18),
  )

export const turntable: Shape = ({ body, deep, accent, chance }) =>
  flat('M176 640L214 540H586L624 640z', body) +
  flat('M176 640L214 540H586L624 640z', '#FFFFFF', 0.16) +
  disc(362, 592, 150, 44, deep) +
  disc(362, 586, 148, 43, '#17181A') +
  each(
    4,
    (i) =>
      `<ellipse cx="362" cy="586" rx="${132 - i * 22}" ry="${38 - i * 6.4}" fill="none" stroke="#FFFFFF" stroke-opacity=".13" stroke-width="2"/>`,
  ) +
  disc(362, 586, 46, 13, accent) +
  disc(362, 586, 6, 2.5, PAPER) +
  flat(`M362 586L${250 + chance.below(20)} 566A148 43 0 0 1 330 544z`, '#FFFFFF', 0.12) +
  disc(548, 566, 26, 10, STEEL_DEEP) +
  line('M548 552V566', STEEL, 18) +
  line('M548 552L540 600L470 612', STEEL, 9) +
  box(448, 604, 34, 15, 4, RUBBER) +
  box(166, 640, 468, 88, 14, WOOD) +
  each(3, (i) => line(`M190 ${662 + i * 20}Q330 ${654 + i * 22} 610 ${664 + i * 19}`, WOOD_DEEP, 2.5, 0.4)) +
  disc(584, 684, 15, 15, STEEL) +
  disc(216, 684, 11, 11, accent) +
  tile(210, 728, 54, 28, 8, RUBBER) +
  tile(536, 728, 54, 28, 8, RUBBER)

export const radio: Shape = ({ body, deep, pale, accent, chance }) =>
  line('M566 470L640 330', STEEL_DEEP, 7) +
  disc(641, 328, 8, 8, STEEL) +
  line('M290 470V438q0 -22 22 -22h176q22 0 22 22v32', deep, 16) +
  box(180, 462, 440, 280, 40, body) +
  tile(204, 488, 230, 228, 24, deep) +
  each(8, (row) => each(8, (column) => disc(228 + column * 26, 513 + row * 26, 6.5, 6.5, pale, 0.6))) +
  tile(456, 492, 140, 76, 14, PAPER) +
  each(9, (i) => tile(468 + i * 14, 528, 3, i % 2 === 0 ? 22 : 13, 1, deep, 0.7)) +
  tile(474 + chance.below(90), 504, 5, 50, 2, accent) +
  ball(496, 640, 36, 36, PAPER) +
  tile(493, 608, 6, 22, 3, deep) +
  ball(570, 640, 24, 24, accent) +
  tile(230, 742, 50, 14, 6, RUBBER) +
  tile(520, 742, 50, 14, 6, RUBBER)

export const controller: Shape = ({ body, deep, accent, pale }) =>
  box(246, 462, 88, 40, 18, deep) +
  box(466, 462, 88, 40, 18, deep) +
  form(
    'M270 484Q330 474 400 474T530 484Q594 496 618 590T640 710Q640 756 598 756Q566 756 540 716L500 668H300L260 716Q234 756 202 756Q160 756 160 710Q160 680 182 590T270 484z',
    body,
  ) +
  tile(246, 556, 84, 26, 8, deep) +
  tile(275, 527, 26, 84, 8, deep) +
  ball(340, 632, 40, 38, RUBBER) +
  disc(340, 626, 28, 26, '#4A4846') +
  ball(460, 632, 40, 38, RUBBER) +
  disc(460, 626, 28, 26, '#4A4846') +
  disc(512, 530, 15, 15, accent) +
  disc(512, 604, 15, 15, pale) +
  disc(475, 567, 15, 15, PAPER) +
  disc(549, 567, 15, 15, PAPER) +
  tile(372, 534, 56, 20, 10, deep) +
  gloss('M206 600Q214 540 258 512', 10, 0.34)

export const handheld: Shape = ({ body, deep, accent, wall, pale }) =>
  box(130, 500, 540, 256, 92, deep) +
  box(130, 494, 540, 252, 92, body) +
  tile(246, 520, 308, 200, 14, GLASS) +
  tile(258, 532, 284, 176, 6, wall[0]) +
  flat('M258 660L320 606L380 662L440 590L542 676V702a6 6 0 0 1 -6 6H264a6 6 0 0 1 -6 -6z', pale) +
  tile(300, 570, 28, 28, 3, accent) +
  tile(328, 570, 28, 28, 3, deep) +
  tile(314, 556, 28, 14, 3, accent) +
  disc(480, 578, 22, 22, accent, 0.75) +
  flat('M258 538a6 6 0 0 1 6 -6H420L300 708H264a6 6 0 0 1 -6 -6z', '#FFFFFF', 0.2) +
  tile(168, 590, 62, 20, 6, deep) +
  tile(189, 569, 20, 62, 6, deep) +
  disc(196, 676, 22, 22, RUBBER) +
  disc(626, 584, 15, 15, accent) +
  disc(590, 616, 15, 15, PAPER) +
  disc(604, 676, 22, 22, RUBBER)

export const ukulele: Shape = ({ body, deep, accent }) =>
  turned(
    12,
    400,
    756,
    box(386, 260, 28, 250, 6, WOOD_DEEP) +
      form('M376 208h48l6 62h-60z', deep) +
      each(2, (i) => disc(364, 228 + i * 22, 8, 7, STEEL) + disc(436, 228 + i * 22, 8, 7, STEEL)) +
      form(
        'M400 480Q478 480 480 536Q478 574 488 590Q526 616 522 672Q508 756 400 756T278 672Q274 616 312 590Q322 574 320 536Q322 480 400 480z',
        body,
      ) +
      disc(400, 594, 40, 40, deep) +
      `<circle cx="400" cy="594" r="46" fill="none" stroke="${accent}" stroke-width="5"/>` +
      tile(352, 680, 96, 16, 5, WOOD_DEEP) +
      each(4, (i) => line(`M${389 + i * 7} 250V682`, '#FFFFFF', 1.8, 0.75)) +
      each(7, (i) => line(`M386 ${290 + i * 28}H414`, STEEL, 2.5, 0.8)) +
      gloss('M338 520Q340 566 326 604', 9, 0.34),
  )
