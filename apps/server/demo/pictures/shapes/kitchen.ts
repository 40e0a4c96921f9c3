/** What is cooked with, drunk from and served in. */
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
  tile,
  turned,
} from '../brush.ts'

export const mug: Shape = ({ body, deep, accent, pale }) =>
  line('M496 556h30q64 0 64 64T526 686H484', deep, 34) +
  line('M496 553h28q62 0 62 62T524 680H484', body, 24) +
  form('M262 500H502V700q0 56 -56 56H318q-56 0 -56 -56z', body) +
  flat('M262 640H502V700q0 56 -56 56H318q-56 0 -56 -56z', accent) +
  flat('M262 640H502V700q0 56 -56 56H318q-56 0 -56 -56z', '#000000', 0.06) +
  flat('M262 640Q300 622 340 640T420 640T502 640V650H262z', accent) +
  disc(382, 500, 120, 24, pale) +
  disc(382, 503, 106, 18, '#3C2415') +
  disc(366, 501, 70, 9, '#6B4326', 0.8) +
  gloss('M288 546V690', 13, 0.34) +
  line('M350 460Q338 430 354 404T348 350', '#FFFFFF', 7, 0.45) +
  line('M404 460Q392 424 410 396T402 330', '#FFFFFF', 7, 0.45)

export const espressoCup: Shape = ({ body, deep, accent, pale }) =>
  disc(400, 742, 196, 22, deep) +
  ball(400, 734, 196, 22, body) +
  disc(400, 732, 110, 11, deep, 0.4) +
  line('M510 610h22q48 0 48 44T520 704H496', body, 20) +
  form('M274 576H526Q526 730 440 734H360Q274 730 274 576z', body) +
  flat('M277 620H523Q520 646 514 664H286Q280 646 277 620z', accent) +
  disc(400, 576, 126, 24, pale) +
  disc(400, 579, 112, 18, '#3C2415') +
  disc(384, 577, 72, 9, '#8A5A34', 0.8) +
  gloss('M300 604Q306 672 340 706', 11, 0.34)

export const pan: Shape = ({ body, deep, accent, pale }) =>
  line('M516 664L690 604', RUBBER, 34) +
  line('M520 656L686 599', '#FFFFFF', 5, 0.25) +
  disc(676, 608, 7, 7, PAPER, 0.8) +
  form('M144 640H560Q556 756 470 756H234Q148 756 144 640z', body) +
  disc(352, 640, 208, 40, pale) +
  disc(352, 643, 194, 34, deep) +
  disc(352, 650, 160, 25, '#000000', 0.22) +
  flat('M252 652q20 -26 74 -22t92 2q36 6 24 24t-60 14t-78 4t-52 -22z', PAPER) +
  ball(340, 646, 34, 12, '#F2B134') +
  tile(498, 652, 34, 20, 8, accent) +
  gloss('M176 686Q192 724 236 738', 9, 0.3)

export const pot: Shape = ({ body, deep, accent, pale }) =>
  line('M200 604h-26q-26 0 -26 24t26 24h26', deep, 22) +
  line('M600 604h26q26 0 26 24t-26 24h-26', deep, 22) +
  form('M196 560H604V690q0 66 -66 66H262q-66 0 -66 -66z', body) +
  tile(196, 560, 408, 24, 0, deep, 0.7) +
  form('M180 556Q186 496 300 474T500 474T620 556z', pale) +
  flat('M180 556Q186 496 300 474T500 474T620 556z', body, 0.65) +
  tile(172, 548, 456, 20, 10, deep) +
  box(382, 436, 36, 30, 6, STEEL_DEEP) +
  ball(400, 428, 46, 20, accent) +
  gloss('M226 606V696', 13, 0.3) +
  gloss('M238 524Q268 500 312 492', 8, 0.35)

export const kettle: Shape = ({ body, deep, accent, pale }) =>
  line('M300 470C290 352 510 352 500 470', RUBBER, 26) +
  line('M314 436Q330 380 400 376', '#FFFFFF', 5, 0.3) +
  form('M540 640Q600 610 612 540L648 528Q650 640 560 712z', deep) +
  flat('M612 540L648 528l4 -14l-44 14z', STEEL) +
  form('M212 700Q212 500 320 476H480Q588 500 588 700Q588 756 530 756H270Q212 756 212 700z', body) +
  disc(400, 478, 82, 20, pale) +
  disc(400, 474, 70, 14, deep) +
  ball(400, 454, 20, 18, accent) +
  tile(222, 724, 356, 10, 5, deep, 0.6) +
  gloss('M258 676Q262 566 316 524', 15, 0.34) +
  disc(400, 640, 26, 26, accent, 0.9)

export const teapot: Shape = ({ body, deep, accent, pale }) =>
  line('M250 560Q150 540 152 630T268 710', deep, 26) +
  line('M252 556Q156 540 157 628T268 704', body, 18) +
  form('M530 700Q600 690 616 600Q622 560 664 556L670 536L604 540Q570 570 540 590z', body) +
  form('M232 640Q232 530 400 530T568 640Q568 756 470 756H330Q232 756 232 640z', body) +
  each(7, (i) =>
    line(`M${270 + i * 43} ${560 + Math.abs(3 - i) * 12}V${740 - Math.abs(3 - i) * 8}`, deep, 3, 0.35),
  ) +
  ball(400, 532, 104, 22, pale) +
  ball(400, 528, 88, 17, body) +
  ball(400, 500, 22, 20, accent) +
  gloss('M262 640Q266 580 320 560', 13, 0.34)

export const moka: Shape = ({ body, deep, accent, pale }) =>
  line('M486 436h62q34 0 26 40L552 600', RUBBER, 24) +
  form('M300 620H500L526 740q2 16 -14 16H288q-16 0 -14 -16z', body) +
  flat('M340 620h60v136h-76z', '#FFFFFF', 0.16) +
  flat('M460 620h40l26 120q2 16 -14 16h-46z', '#000000', 0.16) +
  tile(292, 598, 216, 26, 8, deep) +
  form('M302 598L278 420L250 404L296 398H500L522 418L498 598z', body) +
  flat('M302 598L282 420h58l20 178z', '#FFFFFF', 0.16) +
  flat('M498 598L518 420h-58l-20 178z', '#000000', 0.16) +
  form('M288 404Q300 356 400 352T514 404z', pale) +
  ball(400, 340, 24, 22, RUBBER) +
  disc(400, 690, 10, 10, accent) +
  gloss('M308 440L326 580', 8, 0.34)

export const grinder: Shape = ({ body, deep, accent, pale }) =>
  line('M400 396V360L528 332', STEEL, 15) +
  ball(532, 322, 30, 34, WOOD) +
  form('M296 486Q300 400 400 396T504 486z', STEEL) +
  disc(400, 486, 106, 20, STEEL_DEEP) +
  box(278, 486, 244, 42, 12, body) +
  box(290, 520, 220, 222, 10, body) +
  tile(290, 520, 220, 18, 0, deep, 0.5) +
  box(318, 610, 164, 100, 10, pale) +
  tile(318, 610, 164, 100, 10, body, 0.45) +
  ball(400, 660, 18, 18, accent) +
  tile(272, 738, 256, 18, 8, deep) +
  gloss('M310 548V724', 9, 0.28) +
  gloss('M326 462Q338 428 376 418', 8, 0.45)

export const knife: Shape = ({ body, deep, accent }) =>
  box(250, 712, 300, 44, 10, WOOD) +
  each(2, (i) => line(`M262 ${726 + i * 14}H538`, WOOD_DEEP, 2.5, 0.5)) +
  turned(
    -4,
    400,
    720,
    flat('M364 716L352 420Q356 320 432 250L440 716z', STEEL) +
      flat('M440 716L432 250Q424 258 416 268L420 716z', '#FFFFFF', 0.5) +
      flat('M364 716L352 420Q354 380 366 344L384 716z', STEEL_DEEP, 0.5),
  ) +
  box(470, 520, 62, 200, 16, body) +
  each(3, (i) => disc(501, 560 + i * 52, 7, 7, accent)) +
  tile(470, 690, 62, 26, 4, STEEL_DEEP) +
  tile(478, 530, 8, 150, 4, '#FFFFFF', 0.24) +
  tile(520, 536, 6, 150, 3, deep, 0.5)

export const bowl: Shape = ({ body, deep, accent, pale }) =>
  form('M330 736h140l10 20H320z', deep) +
  form('M168 576H632Q620 742 470 744H330Q180 742 168 576z', body) +
  flat('M174 624H626Q622 650 612 672H188Q178 650 174 624z', accent) +
  line('M184 646Q220 630 256 646T328 646T400 646T472 646T544 646T616 646', PAPER, 5, 0.8) +
  disc(400, 576, 232, 44, pale) +
  disc(400, 580, 214, 37, deep) +
  disc(384, 588, 170, 26, body, 0.7) +
  gloss('M206 690Q226 716 270 728', 10, 0.35)

export const carafe: Shape = ({ body, deep, accent, pale }) =>
  flat(
    'M352 330H448V440Q450 484 500 550Q540 620 520 716Q512 756 470 756H330Q288 756 280 716Q260 620 300 550Q350 484 352 440z',
    pale,
    0.4,
  ) +
  flat('M287 600H513Q530 660 520 716Q512 756 470 756H330Q288 756 280 716Q270 660 287 600z', body, 0.75) +
  disc(400, 600, 114, 17, pale, 0.9) +
  `<path d="M352 330H448V440Q450 484 500 550Q540 620 520 716Q512 756 470 756H330Q288 756 280 716Q260 620 300 550Q350 484 352 440z" fill="url(#lit)" stroke="${deep}" stroke-opacity=".35" stroke-width="4"/>` +
  form('M356 332L364 282h72l8 50z', WOOD) +
  ball(400, 276, 40, 16, WOOD) +
  tile(346, 430, 108, 14, 7, accent) +
  gloss('M312 600Q296 660 312 712', 12, 0.6) +
  gloss('M374 350V420', 8, 0.6)

export const toaster: Shape = ({ body, deep, accent }) =>
  form('M292 520V452q-22 -34 22 -48h64q42 14 20 48v68z', '#D9A45F') +
  flat('M306 520V456q-14 -24 14 -34h50q28 10 14 34v64z', '#F0CF95') +
  form('M418 520V470q-18 -30 18 -42h54q34 12 16 42v50z', '#D9A45F') +
  flat('M430 520V474q-10 -20 12 -30h42q22 10 10 30v46z', '#F0CF95') +
  box(190, 508, 420, 234, 72, body) +
  tile(262, 518, 276, 14, 7, deep) +
  flat('M190 650h420v20q0 72 -72 72H262q-72 0 -72 -72z', deep, 0.4) +
  tile(556, 566, 12, 92, 6, deep) +
  box(544, 580, 36, 24, 10, accent) +
  ball(250, 690, 20, 20, PAPER) +
  tile(247, 674, 6, 16, 3, deep) +
  tile(230, 742, 60, 14, 6, RUBBER) +
  tile(510, 742, 60, 14, 6, RUBBER) +
  gloss('M220 620Q222 556 274 540', 12, 0.4)

export const board: Shape = ({ body, deep, accent, pale }) =>
  form('M258 396Q258 372 282 372H366Q366 320 400 320T434 372H518Q542 372 542 396V756H258z', body) +
  disc(400, 356, 13, 13, deep) +
  each(6, (i) => line(`M${286 + i * 46} 392Q${276 + i * 48} 560 ${290 + i * 45} 744`, deep, 3, 0.35)) +
  `<rect x="280" y="400" width="240" height="336" rx="14" fill="none" stroke="${pale}" stroke-opacity=".55" stroke-width="5"/>` +
  ball(574, 706, 52, 50, accent) +
  line('M574 660Q580 640 596 632', '#3F6527', 7) +
  disc(556, 688, 14, 10, '#FFFFFF', 0.4)
