/** What stands in rooms. */
import {
  LEAF,
  LEAF_DEEP,
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

export const lamp: Shape = ({ body, deep, pale, accent }) =>
  disc(400, 600, 190, 120, '#FFE9B0', 0.28) +
  box(391, 540, 18, 196, 6, deep) +
  ball(400, 740, 98, 18, deep) +
  ball(400, 734, 98, 17, accent) +
  ball(400, 700, 30, 26, accent) +
  disc(400, 552, 140, 22, '#FFF1C9') +
  disc(400, 552, 118, 15, '#FFD97A') +
  form('M334 330H466L544 548Q400 578 256 548z', body) +
  disc(400, 330, 66, 11, pale) +
  each(5, (i) => line(`M${354 + i * 23} 342L${300 + i * 50} 550`, deep, 2.5, 0.22)) +
  gloss('M344 356L292 520', 14, 0.28) +
  line('M478 560V620', accent, 4) +
  disc(478, 626, 7, 7, accent)

export const floorLamp: Shape = ({ body, deep, accent, pale }) =>
  disc(512, 420, 150, 110, '#FFE9B0', 0.28) +
  line('M320 736V300Q320 218 410 218T512 290', deep, 15) +
  line('M316 736V300Q316 214 410 214', '#FFFFFF', 3, 0.35) +
  ball(320, 742, 110, 18, deep) +
  ball(320, 736, 110, 17, accent) +
  disc(512, 402, 92, 18, '#FFF1C9') +
  form('M420 400Q420 290 512 286T604 400Q512 420 420 400z', body) +
  box(498, 268, 28, 26, 8, pale) +
  gloss('M442 384Q448 326 486 308', 9, 0.4)

export const clock: Shape = ({ body, deep, accent, chance }) =>
  line('M306 708L270 752', deep, 26) +
  line('M494 708L530 752', deep, 26) +
  line('M330 360Q400 300 470 360', deep, 15) +
  ball(310, 366, 52, 36, accent) +
  ball(490, 366, 52, 36, accent) +
  ball(400, 550, 196, 196, body) +
  disc(400, 550, 158, 158, deep, 0.5) +
  disc(402, 553, 154, 154, PAPER) +
  each(12, (i) => turned(i * 30, 400, 552, tile(396, 410, 8, i % 3 === 0 ? 28 : 14, 4, deep))) +
  turned(300 + chance.below(20), 400, 552, tile(394, 466, 12, 98, 6, deep)) +
  turned(50 + chance.below(12), 400, 552, tile(395, 430, 10, 134, 5, deep)) +
  turned(195, 400, 552, tile(398, 430, 4, 146, 2, accent)) +
  disc(400, 552, 13, 13, accent) +
  gloss('M240 490Q262 420 322 386', 10, 0.35)

export const candle: Shape = ({ body, deep, accent, pale }) =>
  disc(400, 430, 150, 130, '#FFE9B0', 0.35) +
  flat('M400 372Q442 436 416 470Q400 486 384 470Q358 436 400 372z', '#F7A63B') +
  flat('M400 412Q420 446 408 466Q400 474 392 466Q380 446 400 412z', '#FFF1C9') +
  line('M400 474V520', RUBBER, 6) +
  form('M284 520H516V706q0 50 -50 50H334q-50 0 -50 -50z', body) +
  disc(400, 520, 116, 22, pale) +
  disc(400, 523, 102, 16, PAPER) +
  disc(400, 524, 40, 7, '#FFE0A0') +
  line('M400 490V520', RUBBER, 6) +
  tile(284, 590, 232, 92, 0, PAPER, 0.95) +
  tile(284, 590, 232, 92, 0, '#000000', 0.03) +
  `<path d="M376 666V636a24 24 0 0 1 48 0v30z" fill="${accent}"/>` +
  line('M306 604H494M306 672H356M444 672H494', deep, 3, 0.5) +
  gloss('M308 556V712', 13, 0.3)

export const vase: Shape = ({ body, deep, accent, chance }) =>
  each(3, (i) => {
    const x = 330 + i * 62 + chance.below(16)
    const y = 280 + Math.abs(1 - i) * 54 + chance.below(26)
    return (
      line(`M400 540Q${390 + i * 10} 420 ${x} ${y}`, LEAF_DEEP, 8) +
      flat(
        `M${(400 + x) / 2} ${(560 + y) / 2}q${i === 0 ? -70 : 70} -50 ${i === 0 ? -84 : 84} 6q${i === 0 ? 50 : -50} 30 ${i === 0 ? 84 : -84} -6z`,
        LEAF,
      ) +
      each(6, (j) => turned(j * 60, x, y, disc(x, y - 24, 15, 25, i === 1 ? accent : PAPER))) +
      disc(x, y, 15, 15, '#F2B134')
    )
  }) +
  form(
    'M360 490H440Q436 540 484 580Q528 622 500 706Q486 756 444 756H356Q314 756 300 706Q272 622 316 580Q364 540 360 490z',
    body,
  ) +
  disc(400, 490, 42, 10, deep) +
  flat('M288 650Q400 690 512 650Q510 676 502 700Q400 730 298 700Q290 676 288 650z', accent, 0.9) +
  gloss('M318 690Q304 632 348 590', 12, 0.34)

export const cushion: Shape = ({ body, deep, accent, pale, chance }) =>
  form(
    'M206 470Q196 436 232 442Q400 474 568 442Q604 436 594 470Q566 600 594 726Q604 764 568 756Q400 732 232 756Q196 764 206 726Q234 600 206 470z',
    body,
  ) +
  (chance.below(2) === 0
    ? each(4, (i) => line(`M${262 + i * 92} 456Q${270 + i * 86} 600 ${262 + i * 92} 742`, accent, 14, 0.9))
    : each(3, (i) => each(3, (j) => disc(300 + i * 100, 520 + j * 82, 17, 17, accent)))) +
  line('M214 466Q204 446 234 452Q400 482 566 452Q596 446 586 470', pale, 4, 0.6) +
  flat(
    'M594 470Q566 600 594 726Q604 764 568 756Q540 752 510 750Q560 600 530 450Q550 446 568 442Q604 436 594 470z',
    '#000000',
    0.1,
  ) +
  stitch('M232 474Q258 600 232 724', deep) +
  gloss('M254 500Q272 560 268 630', 14, 0.2)

export const blanket: Shape = ({ body, deep, accent, pale }) =>
  each(3, (i) => {
    const y = 678 - i * 84
    const colour = [body, pale, body][i] ?? body
    return (
      form(`M206 ${y}H560q44 0 44 39t-44 39H206z`, colour) +
      disc(206, y + 39, 16, 39, deep, 0.5) +
      flat(`M530 ${y}q44 39 0 78h30q44 0 44 -39t-44 -39z`, '#000000', 0.1) +
      tile(440, y, 22, 78, 0, accent, 0.9) +
      tile(474, y, 8, 78, 0, accent, 0.9) +
      line(`M216 ${y + 39}H540`, '#000000', 3, 0.14)
    )
  }) + each(9, (i) => line(`M196 ${690 + i * 7.6}h-24`, accent, 4, 0.9))

export const mirror: Shape = ({ body, deep, accent, wall }) =>
  form('M300 740q0 -14 14 -14h172q14 0 14 14v16H300z', deep) +
  box(388, 660, 24, 76, 4, deep) +
  `<path d="M238 676V470a162 162 0 0 1 324 0V676z" fill="${body}"/><path d="M238 676V470a162 162 0 0 1 324 0V676z" fill="url(#lit)"/>` +
  flat('M258 656V470a142 142 0 0 1 284 0V656z', '#DCEBEE') +
  flat('M258 656V470a142 142 0 0 1 284 0V656z', wall[1], 0.35) +
  flat('M300 656L500 366q26 26 36 60L380 656z', '#FFFFFF', 0.5) +
  flat('M404 656L540 452v60L446 656z', '#FFFFFF', 0.35) +
  disc(400, 704, 9, 9, accent)

export const chair: Shape = ({ body, deep, accent, pale }) =>
  line('M300 600L262 752', WOOD_DEEP, 20) +
  line('M500 600L538 752', WOOD_DEEP, 20) +
  line('M322 604L312 742', WOOD, 18) +
  line('M478 604L488 742', WOOD, 18) +
  line('M316 690H484', WOOD_DEEP, 11) +
  form('M276 356Q400 306 524 356L506 552H294z', body) +
  flat('M506 552L524 356Q506 348 486 342L470 552z', '#000000', 0.1) +
  line('M290 366Q400 324 510 366', pale, 6, 0.5) +
  stitch('M306 388Q400 352 494 388L482 536H318z', deep, 0.5) +
  form('M262 556Q264 536 288 536H512Q536 536 538 556L546 590Q546 616 520 616H280Q254 616 254 590z', accent) +
  gloss('M278 562H470', 9, 0.34)

export const stool: Shape = ({ body, deep, accent }) =>
  line('M318 540L262 752', deep, 24) +
  line('M482 540L538 752', deep, 24) +
  line('M384 548L372 744', body, 22) +
  line('M430 548L444 744', body, 22) +
  line('M288 664H512', deep, 14) +
  disc(400, 532, 168, 36, deep) +
  ball(400, 516, 168, 36, body) +
  disc(400, 508, 148, 27, accent) +
  stitch('M268 510A132 20 0 0 0 532 510', PAPER, 0.7) +
  gloss('M276 506Q310 490 366 486', 7, 0.4)

export const armchair: Shape = ({ body, deep, pale, accent }) =>
  line('M248 700L232 752', WOOD_DEEP, 20) +
  line('M552 700L568 752', WOOD_DEEP, 20) +
  form('M236 440Q240 366 320 366H480Q560 366 564 440V650H236z', body) +
  flat('M400 366H480Q560 366 564 440V650H400z', '#000000', 0.05) +
  line('M400 380V560', deep, 4, 0.4) +
  box(262, 566, 276, 92, 30, pale) +
  tile(262, 566, 276, 92, 30, body, 0.35) +
  form('M168 560Q168 508 216 508T268 560V716H188Q168 716 168 690z', body) +
  form('M632 560Q632 508 584 508T532 560V716H612Q632 716 632 690z', body) +
  box(252, 648, 296, 70, 14, body) +
  tile(252, 648, 296, 10, 5, deep, 0.4) +
  turned(-9, 470, 540, box(424, 482, 116, 104, 20, accent) + stitch('M438 496h88v76h-88z', PAPER, 0.6)) +
  gloss('M190 600Q186 552 206 534', 10, 0.3)

export const sideTable: Shape = ({ body, deep, accent, pale }) =>
  line('M288 590L246 752', deep, 20) +
  line('M512 590L554 752', deep, 20) +
  line('M400 596V748', deep, 18) +
  disc(400, 584, 212, 42, deep) +
  ball(400, 568, 212, 42, body) +
  disc(390, 562, 178, 30, pale, 0.35) +
  box(296, 516, 104, 22, 4, accent) +
  box(306, 538, 92, 20, 4, PAPER) +
  box(448, 470, 54, 84, 16, accent) +
  line('M474 470Q468 410 440 390M478 470Q484 400 512 380', LEAF_DEEP, 5) +
  flat('M440 390q-30 6 -34 -24q32 -4 34 24zM512 380q-4 -32 28 -34q6 30 -28 34z', LEAF)

export const shelf: Shape = ({ body, deep, accent, pale }) => {
  const spines = (x: number, y: number) =>
    [accent, PAPER, pale, accent, deep]
      .map((colour, i) => box(x + i * 22, y - 74 + (i % 3) * 9, 19, 74 - (i % 3) * 9, 3, colour))
      .join('')
  return (
    tile(238, 346, 324, 398, 0, deep, 0.35) +
    box(226, 336, 22, 420, 4, body) +
    box(552, 336, 22, 420, 4, body) +
    each(
      4,
      (i) => box(226, 336 + i * 130, 348, 20, 3, body) + tile(248, 356 + i * 130, 304, 8, 0, '#000000', 0.12),
    ) +
    spines(264, 466) +
    ball(484, 440, 28, 26, accent) +
    box(270, 540, 70, 56, 6, WOOD) +
    spines(420, 596) +
    box(448, 656, 76, 70, 8, WOOD) +
    spines(270, 726)
  )
}

export const plantStand: Shape = ({ body, deep, accent }) =>
  each(9, (i) => {
    const angle = ((-80 + i * 20) * Math.PI) / 180
    const x = 400 + Math.sin(angle) * 176
    const y = 470 - Math.cos(angle) * 168
    return flat(
      `M400 500Q${400 + Math.sin(angle - 0.4) * 110} ${490 - Math.cos(angle - 0.4) * 110} ${x} ${y}Q${400 + Math.sin(angle + 0.4) * 110} ${490 - Math.cos(angle + 0.4) * 110} 400 500`,
      i % 2 === 0 ? LEAF : LEAF_DEEP,
    )
  }) +
  line('M314 560L290 752M486 560L510 752', STEEL_DEEP, 13) +
  line('M302 660H498', STEEL, 11) +
  form('M290 484H510L494 600q-4 24 -28 24H334q-24 0 -28 -24z', body) +
  tile(278, 468, 244, 34, 10, accent) +
  tile(278, 492, 244, 10, 5, deep, 0.4) +
  gloss('M320 520L328 590', 10, 0.3)
