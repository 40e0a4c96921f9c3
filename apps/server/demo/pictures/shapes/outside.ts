/** What is taken outside, and what grows there. */
import {
  LEAF,
  LEAF_DEEP,
  PAPER,
  RUBBER,
  STEEL,
  STEEL_DEEP,
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

export const bottle: Shape = ({ body, deep, accent, pale }) =>
  line('M352 300V276q0 -34 48 -34t48 34v24', deep, 15) +
  box(350, 292, 100, 76, 16, accent) +
  each(6, (i) => tile(360 + i * 15, 302, 5, 56, 2, '#000000', 0.14)) +
  form(
    'M356 368H444Q452 420 490 448Q506 462 506 492V712Q506 756 462 756H338Q294 756 294 712V492Q294 462 310 448Q348 420 356 368z',
    body,
  ) +
  tile(294, 560, 212, 96, 0, deep, 0.8) +
  `<path d="M372 640v-30a28 28 0 0 1 56 0v30z" fill="${pale}"/>` +
  tile(300, 724, 200, 10, 5, deep, 0.7) +
  gloss('M324 500V700', 15, 0.34)

export const tent: Shape = ({ body, deep, accent, pale }) =>
  line('M212 748L150 760M590 744L668 760', RUBBER, 4) +
  form('M400 408L640 752H330z', deep) +
  form('M400 408L524 752H160z', body) +
  flat('M380 470L262 752H424z', '#15292B', 0.85) +
  flat('M380 470L372 752H424z', accent) +
  flat('M380 470L262 752H300z', pale) +
  line('M380 470L262 752', pale, 5) +
  line('M400 408L388 380', WOOD_DEEP, 11) +
  flat('M388 382l46 10l-40 20z', accent) +
  stitch('M404 424L508 740', pale, 0.7) +
  stitch('M430 440L616 740', body, 0.8) +
  each(3, (i) => disc(206 + i * 26, 752 - (i % 2) * 4, 12, 6, LEAF_DEEP))

export const umbrella: Shape = ({ body, deep, accent, pale }) =>
  line('M400 420V706q0 40 -38 40t-38 -38', WOOD_DEEP, 17) +
  line('M400 262V236', STEEL_DEEP, 10) +
  form(
    'M168 536Q172 262 400 258T632 536Q594 496 554 536Q514 496 476 536Q438 496 400 536Q362 496 324 536Q286 496 246 536Q206 496 168 536z',
    body,
  ) +
  flat('M324 536Q330 330 400 258Q470 330 476 536Q438 496 400 536Q362 496 324 536z', accent) +
  flat('M168 536Q172 262 400 258Q246 340 246 536Q206 496 168 536z', pale, 0.5) +
  line(
    'M400 258Q324 340 324 536M400 258Q476 340 476 536M400 258Q250 330 246 536M400 258Q550 330 554 536',
    deep,
    3,
    0.5,
  ) +
  gloss('M206 470Q224 360 300 310', 10, 0.3)

export const helmet: Shape = ({ body, deep, accent, pale }) =>
  line('M256 650Q300 756 400 740T560 656', RUBBER, 13) +
  box(384, 728, 44, 26, 8, RUBBER) +
  form('M178 650Q170 440 390 430T628 640Q628 668 598 664Q400 628 206 678Q180 680 178 650z', body) +
  flat('M224 616Q250 500 350 478L330 560Q270 580 224 616z', deep) +
  flat('M384 470Q440 468 480 486L470 552Q420 546 364 552z', deep) +
  flat('M516 502Q570 536 588 604Q550 578 506 562z', deep) +
  line('M196 640Q400 586 612 634', accent, 15) +
  gloss('M214 560Q244 482 318 456', 10, 0.35) +
  disc(600, 640, 8, 8, pale)

export const football: Shape = ({ body, deep, accent, pale }) =>
  ball(400, 580, 176, 176, PAPER) +
  flat('M400 512L456 554L434 620H366L344 554z', body) +
  each(5, (i) =>
    turned(
      i * 72,
      400,
      576,
      flat(
        'M400 404Q440 408 470 424L446 466L400 452L354 466L330 424Q360 408 400 404z',
        i % 2 === 0 ? body : accent,
      ),
    ),
  ) +
  each(5, (i) =>
    turned(i * 72, 400, 576, line('M400 512V452', deep, 4, 0.7) + line('M446 466L486 500', deep, 4, 0.6)),
  ) +
  `<circle cx="400" cy="580" r="176" fill="url(#lit)"/>` +
  gloss('M262 520Q284 460 338 430', 10, 0.6) +
  disc(470, 700, 3, 3, pale)

export const yogaMat: Shape = ({ body, deep, accent, pale }) =>
  box(300, 330, 186, 414, 30, body) +
  disc(393, 342, 92, 26, deep) +
  `<path d="M393 342m-66 0a66 18 0 1 1 132 0a50 13 0 1 1 -100 0a34 8 0 1 1 66 0" fill="none" stroke="${pale}" stroke-width="5"/>` +
  flat('M486 360q34 20 34 70V756H470V360z', deep) +
  tile(296, 446, 196, 28, 4, accent) +
  tile(296, 632, 196, 28, 4, accent) +
  line('M330 446Q270 540 330 632', accent, 13) +
  tile(300, 734, 186, 20, 10, deep) +
  gloss('M324 500V600', 11, 0.3)

export const dumbbell: Shape = ({ body, deep, accent, pale }) =>
  each(2, (i) => {
    const y = 716 - i * 104
    const x = 400 + i * 12
    return (
      box(x - 90, y - 16, 180, 32, 12, STEEL) +
      each(9, (j) => line(`M${x - 60 + j * 15} ${y - 12}l8 24`, STEEL_DEEP, 3, 0.6)) +
      box(x - 200, y - 48, 74, 90, 16, body) +
      box(x - 136, y - 36, 50, 66, 10, deep) +
      box(x + 126, y - 48, 74, 90, 16, body) +
      box(x + 86, y - 36, 50, 66, 10, deep) +
      disc(x - 163, y - 2, 15, 15, i === 0 ? accent : pale) +
      disc(x + 163, y - 2, 15, 15, i === 0 ? accent : pale)
    )
  })

export const plant: Shape = ({ body, accent, chance }) =>
  each(11, (i) => {
    const angle = ((-78 + i * 15.6 + chance.between(-4, 4)) * Math.PI) / 180
    const reach = chance.between(190, 270)
    const x = 400 + Math.sin(angle) * reach
    const y = 560 - Math.cos(angle) * reach
    const bend = (by: number) =>
      `${(400 + Math.sin(angle + by) * reach * 0.62).toFixed(1)} ${(560 - Math.cos(angle + by) * reach * 0.62).toFixed(1)}`
    const leaf = `M400 580Q${bend(-0.34)} ${x.toFixed(1)} ${y.toFixed(1)}Q${bend(0.34)} 400 580`
    return (
      flat(leaf, i % 2 === 0 ? LEAF : LEAF_DEEP) +
      line(`M400 580L${x.toFixed(1)} ${y.toFixed(1)}`, '#FFFFFF', 2.5, 0.25)
    )
  }) +
  form('M292 560H508L484 728q-4 28 -32 28H348q-28 0 -32 -28z', body) +
  disc(400, 562, 104, 14, '#3B2A1C') +
  form('M280 536q0 -12 12 -12H508q12 0 12 12v26q0 12 -12 12H292q-12 0 -12 -12z', accent) +
  tile(290, 574, 220, 10, 5, '#000000', 0.15) +
  gloss('M326 600L338 716', 12, 0.3)

export const cactus: Shape = ({ body, accent, deep, pale }) =>
  form('M344 580V400Q344 332 400 332T456 400V580z', LEAF) +
  form('M344 500H306Q262 500 262 456V430q0 -24 24 -24t24 24v20q0 10 10 10h24z', LEAF) +
  form('M456 470h30q10 0 10 -10V420q0 -24 24 -24t24 24v50Q544 510 500 510H456z', LEAF_DEEP) +
  each(3, (i) => line(`M${372 + i * 28} 370V570`, LEAF_DEEP, 4, 0.6)) +
  each(5, (i) => line(`M${358 + (i % 2) * 56} ${400 + i * 34}l-10 -8m10 8l10 -8`, PAPER, 3, 0.85)) +
  each(6, (i) => turned(i * 60, 400, 330, disc(400, 310, 13, 22, accent))) +
  disc(400, 330, 11, 11, '#F2B134') +
  disc(400, 580, 100, 14, '#3B2A1C') +
  form('M290 572H510L492 730q-4 26 -30 26H338q-26 0 -30 -26z', body) +
  tile(278, 556, 244, 40, 12, pale) +
  tile(278, 556, 244, 40, 12, deep, 0.35) +
  flat(
    'M300 650L342 620L384 650L426 620L468 650L500 628L496 664L468 686L426 656L384 686L342 656L304 684z',
    accent,
    0.9,
  ) +
  gloss('M320 614L330 720', 11, 0.28)

export const wateringCan: Shape = ({ body, deep, accent, pale }) =>
  line('M498 560H560Q628 560 620 640T520 710', deep, 22) +
  line('M322 520Q330 400 420 400T500 520', deep, 18) +
  form('M306 690L180 470L150 486L134 452L204 412L222 446L200 458L322 610z', body) +
  disc(168, 432, 44, 15, accent) +
  form('M300 520H510L532 716q4 40 -36 40H314q-40 0 -36 -40z', body) +
  disc(405, 520, 105, 19, pale) +
  disc(405, 523, 92, 14, deep) +
  tile(288, 600, 236, 13, 0, deep, 0.5) +
  tile(280, 700, 252, 13, 0, deep, 0.5) +
  gloss('M326 556L312 716', 13, 0.36)

export const pruner: Shape = ({ body, deep, accent }) =>
  turned(
    14,
    400,
    600,
    form('M382 480Q372 360 430 280Q470 330 448 430L424 500z', STEEL) +
      flat('M430 280Q470 330 448 430L438 460Q420 360 430 280z', '#FFFFFF', 0.5) +
      form('M404 500Q350 470 336 400Q350 380 366 398Q390 440 430 470z', STEEL_DEEP) +
      line('M386 520Q330 620 346 740', body, 36) +
      line('M424 520Q470 620 446 740', body, 36) +
      line('M380 540Q334 630 344 728', '#FFFFFF', 6, 0.3) +
      line('M392 590Q410 606 424 590M390 612Q410 628 430 612', STEEL_DEEP, 6) +
      ball(406, 502, 24, 24, accent) +
      disc(406, 502, 9, 9, deep),
  )
