/** What has a screen, a chip or a battery. */
import {
  GLASS,
  STEEL,
  STEEL_DEEP,
  RUBBER,
  PAPER,
  type Shape,
  ball,
  box,
  disc,
  each,
  flat,
  form,
  gloss,
  line,
  shade,
  tile,
  turned,
} from '../brush.ts'

export const laptop: Shape = ({ body, deep, pale, accent, wall }) =>
  box(190, 408, 420, 288, 20, deep) +
  tile(204, 422, 392, 252, 8, wall[1]) +
  flat('M204 600C270 540 330 640 400 580S540 520 596 560V666a8 8 0 0 1 -8 8H212a8 8 0 0 1 -8 -8z', pale) +
  flat('M204 640C280 600 350 660 430 626S560 600 596 616V666a8 8 0 0 1 -8 8H212a8 8 0 0 1 -8 -8z', body) +
  disc(500, 492, 34, 34, accent) +
  flat('M204 430a8 8 0 0 1 8 -8H420L300 674H212a8 8 0 0 1 -8 -8z', '#FFFFFF', 0.2) +
  form('M150 712H650L664 740q3 16 -14 16H150q-17 0 -14 -16z', body) +
  flat('M172 712H628L622 700H178z', deep) +
  tile(352, 712, 96, 13, 6, deep, 0.8) +
  gloss('M152 744H560', 4, 0.4)

export const phone: Shape = ({ body, deep, pale, accent, wall }) =>
  turned(
    6,
    400,
    756,
    box(300, 348, 204, 408, 36, deep) +
      box(300, 348, 196, 408, 36, body) +
      tile(311, 359, 174, 386, 27, wall[0]) +
      flat('M311 600C360 560 430 640 485 584V718a27 27 0 0 1 -27 27H338a27 27 0 0 1 -27 -27z', pale) +
      flat('M311 660C370 620 420 690 485 650V718a27 27 0 0 1 -27 27H338a27 27 0 0 1 -27 -27z', body) +
      disc(438, 470, 30, 30, accent) +
      tile(366, 374, 64, 16, 8, GLASS) +
      tile(362, 728, 72, 6, 3, '#FFFFFF', 0.8) +
      flat('M311 386a27 27 0 0 1 27 -27H420L311 620z', '#FFFFFF', 0.22) +
      tile(496, 450, 7, 70, 3, deep),
  )

export const tablet: Shape = ({ body, deep, pale, accent, wall }) =>
  box(236, 366, 328, 390, 28, deep) +
  box(236, 366, 318, 390, 28, body) +
  tile(256, 388, 280, 346, 10, wall[0]) +
  flat('M256 600L340 510L420 610L470 560L536 640V724a10 10 0 0 1 -10 10H266a10 10 0 0 1 -10 -10z', pale) +
  flat('M256 660L330 600L400 670L536 590V724a10 10 0 0 1 -10 10H266a10 10 0 0 1 -10 -10z', body) +
  disc(476, 458, 32, 32, accent) +
  flat('M256 398a10 10 0 0 1 10 -10H430L256 690z', '#FFFFFF', 0.2) +
  turned(
    9,
    600,
    756,
    box(590, 420, 20, 318, 8, PAPER) + flat('M590 736h20l-10 22z', deep) + tile(590, 446, 20, 10, 0, accent),
  )

export const watch: Shape = ({ body, deep, pale, accent }) =>
  form('M334 560L346 372q2 -20 22 -20h64q20 0 22 20L466 560z', body) +
  form('M334 560L346 734q2 22 22 22h64q20 0 22 -22L466 560z', body) +
  each(4, (i) => tile(392, 676 + i * 17, 16, 7, 3, deep)) +
  line('M352 400Q346 470 341 520', pale, 4, 0.6) +
  box(504, 536, 22, 36, 8, STEEL_DEEP) +
  box(286, 440, 228, 228, 74, STEEL) +
  ball(400, 554, 98, 98, GLASS) +
  disc(400, 554, 88, 88, '#0F1A20') +
  each(12, (i) => turned(i * 30, 400, 554, tile(397, 474, 6, i % 3 === 0 ? 18 : 9, 3, '#FFFFFF', 0.85))) +
  line('M400 554V498', '#FFFFFF', 9) +
  line('M400 554L440 578', '#FFFFFF', 7) +
  line('M400 554L368 600', accent, 4) +
  disc(400, 554, 8, 8, accent) +
  gloss('M326 520Q340 474 386 464', 7, 0.4)

export const camera: Shape = ({ body, deep, pale, accent }) =>
  form('M316 470L334 434q6 -12 20 -12h92q14 0 20 12L484 470z', deep) +
  box(190, 466, 420, 290, 36, body) +
  tile(190, 540, 420, 140, 0, deep) +
  tile(190, 538, 420, 4, 0, '#FFFFFF', 0.25) +
  box(224, 444, 76, 26, 10, STEEL) +
  box(520, 450, 54, 20, 8, accent) +
  ball(400, 612, 128, 128, STEEL) +
  ball(400, 612, 112, 112, RUBBER) +
  disc(400, 612, 84, 84, '#10161B') +
  disc(400, 612, 60, 60, '#23435A') +
  disc(400, 612, 34, 34, '#0D1C28') +
  disc(372, 582, 24, 18, '#FFFFFF', 0.5) +
  disc(428, 640, 10, 8, '#FFFFFF', 0.35) +
  tile(540, 492, 40, 26, 8, pale) +
  gloss('M214 500V720', 7, 0.25)

export const charger: Shape = ({ body, deep, pale, accent }) =>
  box(282, 404, 236, 352, 46, deep) +
  box(276, 404, 230, 352, 46, body) +
  each(4, (i) => disc(366 + i * 24, 452, 6, 6, i < 3 ? '#FFFFFF' : pale, i < 3 ? 0.95 : 0.6)) +
  flat('M404 520L352 606h38l-18 74l62 -98h-40l20 -62z', accent) +
  line('M340 404V372q0 -44 44 -44h70q46 0 46 46v36', PAPER, 15) +
  line('M346 404V372q0 -38 38 -38h70q40 0 40 40v36', '#000000', 3, 0.12) +
  box(326, 388, 28, 30, 6, STEEL) +
  gloss('M300 470V690', 9, 0.28)

export const desktop: Shape = ({ body, deep, pale, accent }) =>
  box(212, 520, 376, 222, 40, body) +
  flat('M212 610h376v92a40 40 0 0 1 -40 40H252a40 40 0 0 1 -40 -40z', deep, 0.55) +
  each(9, (i) => tile(252 + i * 25, 546, 11, 42, 5, deep)) +
  disc(528, 568, 19, 19, deep) +
  disc(528, 568, 8, 8, accent) +
  tile(256, 656, 52, 16, 5, '#10161B') +
  tile(328, 656, 52, 16, 5, '#10161B') +
  tile(400, 654, 34, 20, 10, '#10161B') +
  disc(466, 664, 10, 10, pale) +
  tile(250, 742, 60, 14, 6, RUBBER) +
  tile(490, 742, 60, 14, 6, RUBBER) +
  gloss('M240 546V700', 8, 0.25)

export const drive: Shape = ({ body, deep, accent }) =>
  turned(
    -7,
    400,
    756,
    box(288, 440, 236, 312, 30, deep) +
      box(280, 440, 236, 312, 30, body) +
      each(7, (i) => line(`M312 ${500 + i * 24}H484`, deep, 5, 0.5)) +
      disc(398, 712, 8, 8, accent) +
      tile(366, 430, 62, 16, 6, STEEL_DEEP) +
      tile(312, 466, 64, 10, 5, '#FFFFFF', 0.6),
  ) + line('M396 430C390 340 520 330 560 430S590 660 640 750', RUBBER, 12)

export const keyboard: Shape = ({ body, deep, pale, accent, chance }) => {
  const lit = new Set([0, 13 + chance.below(10), 36 + chance.below(8)])
  const keys = each(4, (row) =>
    each(11, (column) => {
      const at = row * 11 + column
      const x = 142 + column * 47.5
      const y = 566 + row * 36
      if (row === 3 && column > 3 && column < 8) return column === 4 ? key(x, y, 184, PAPER) : ''
      return key(x, y, 41, lit.has(at) ? accent : column === 0 || column === 10 ? pale : PAPER)
    }),
  )
  return (
    shade('M128 744h544l-10 14H138z', 0.3) +
    box(118, 540, 564, 204, 26, deep) +
    box(118, 536, 564, 196, 26, body) +
    tile(132, 554, 536, 164, 12, deep, 0.75) +
    keys +
    tile(190, 742, 60, 14, 6, RUBBER) +
    tile(550, 742, 60, 14, 6, RUBBER)
  )
}

function key(x: number, y: number, width: number, colour: string): string {
  return (
    tile(x, y, width, 31, 7, '#000000', 0.25) +
    tile(x, y - 3, width, 29, 7, colour) +
    tile(x + 4, y - 1, width - 8, 3, 2, '#FFFFFF', 0.5)
  )
}

export const mouse: Shape = ({ body, deep, pale, accent }) =>
  form('M268 756q-34 0 -34 -40C234 620 300 548 408 548S572 620 576 716q0 40 -34 40z', body) +
  flat('M268 756q-34 0 -34 -40q0 -14 2 -28C330 722 470 722 574 690q2 12 2 26q0 40 -34 40z', deep, 0.75) +
  line('M408 549V648Q320 662 240 664', deep, 5) +
  line('M408 648Q500 660 572 664', deep, 5) +
  box(393, 570, 30, 62, 15, RUBBER) +
  tile(400, 582, 16, 8, 4, accent) +
  tile(400, 598, 16, 8, 4, accent) +
  gloss('M284 632Q310 590 362 576', 11, 0.36) +
  line('M276 736H534', pale, 4, 0.5)

export const monitor: Shape = ({ body, deep, pale, accent, wall }) =>
  form('M366 640h68l10 92h-88z', deep) +
  form('M276 738q0 -14 14 -14h220q14 0 14 14v18H276z', body) +
  box(128, 322, 544, 326, 22, deep) +
  tile(142, 336, 516, 278, 8, wall[0]) +
  flat('M142 520C230 440 330 560 420 480S590 410 658 470V606a8 8 0 0 1 -8 8H150a8 8 0 0 1 -8 -8z', pale) +
  flat('M142 570C250 520 340 600 460 540S620 520 658 540V606a8 8 0 0 1 -8 8H150a8 8 0 0 1 -8 -8z', body) +
  disc(540, 416, 38, 38, accent) +
  flat('M142 344a8 8 0 0 1 8 -8H430L270 614H150a8 8 0 0 1 -8 -8z', '#FFFFFF', 0.2) +
  disc(400, 631, 6, 6, pale)

export const webcam: Shape = ({ body, deep, accent, pale }) =>
  line('M400 660V720', STEEL_DEEP, 26) +
  form('M316 740q0 -20 24 -20h120q24 0 24 20v16H316z', deep) +
  box(224, 470, 352, 190, 95, body) +
  ball(400, 565, 78, 78, RUBBER) +
  disc(400, 565, 56, 56, '#10161B') +
  disc(400, 565, 36, 36, '#23435A') +
  disc(382, 546, 14, 11, '#FFFFFF', 0.55) +
  disc(516, 565, 9, 9, accent) +
  each(3, (i) => disc(266 + i * 20, 565, 5, 5, pale)) +
  gloss('M262 520Q290 494 330 490', 10, 0.3)
