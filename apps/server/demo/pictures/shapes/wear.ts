/** What is worn and carried. */
import {
  PAPER,
  RUBBER,
  STEEL,
  STEEL_DEEP,
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
  stitch,
  tile,
  turned,
} from '../brush.ts'

/** A wooden stand with a bust-like hanger, so that what is worn also stands on the floor. */
function valet(): string {
  return (
    line('M400 330V300q0 -30 26 -30t22 -26', STEEL_DEEP, 9) +
    box(392, 600, 16, 140, 4, '#85602F') +
    ball(400, 744, 96, 14, '#85602F')
  )
}

export const jacket: Shape = ({ body, deep, pale, accent }) =>
  valet() +
  form(
    'M318 336Q260 352 232 392L176 640q-4 20 16 24l44 8q16 2 20 -16l30 -120V700H514V536l30 120q4 18 20 16l44 -8q20 -4 16 -24L568 392Q540 352 482 336z',
    body,
  ) +
  flat('M318 336Q400 372 482 336L470 322Q400 346 330 322z', deep) +
  form('M318 336L400 420L366 470L304 350z', pale) +
  form('M482 336L400 420L434 470L496 350z', deep) +
  line('M400 424V700', deep, 6) +
  each(4, (i) => disc(416, 492 + i * 56, 7, 7, accent)) +
  line('M310 580L368 572', deep, 7) +
  line('M432 572L490 580', deep, 7) +
  shade('M514 536l-6 -70l12 234h-6z', 0.2) +
  line('M286 536L294 470', deep, 4, 0.6) +
  tile(286, 684, 228, 16, 3, deep, 0.7) +
  tile(300, 440, 44, 20, 4, accent) +
  stitch('M298 600H372V660H298z', deep, 0.5)

export const tshirt: Shape = ({ body, deep, accent, pale, chance }) =>
  valet() +
  form(
    'M322 332L218 380q-14 8 -10 24l34 98q4 12 18 8l42 -16V688q0 14 14 14H484q14 0 14 -14V494l42 16q14 4 18 -8l34 -98q4 -16 -10 -24L478 332Q400 400 322 332z',
    body,
  ) +
  flat('M322 332Q400 400 478 332L460 326Q400 376 340 326z', deep) +
  line('M332 344Q400 404 468 344', pale, 4, 0.6) +
  (chance.below(2) === 0
    ? each(4, (i) => tile(302, 500 + i * 40, 196, 17, 0, accent, 0.95))
    : `<path d="M348 600V510a52 52 0 0 1 104 0v90z" fill="${accent}"/><path d="M372 600V516a28 28 0 0 1 56 0v84z" fill="${pale}"/>`) +
  shade('M302 494V430l14 90V702q-14 0 -14 -14zM498 494V430l-14 90V702q14 0 14 -14z', 0.12) +
  stitch('M310 690H490', deep) +
  gloss('M330 430Q322 540 328 650', 10, 0.16)

export const sweater: Shape = ({ body, deep, accent, pale }) =>
  valet() +
  form(
    'M330 330Q262 344 236 386L164 632q-4 18 14 24l46 12q16 4 22 -14l48 -130V696H506V524l48 130q6 18 22 14l46 -12q18 -6 14 -24L564 386Q538 344 470 330z',
    body,
  ) +
  form('M330 330Q332 300 400 300T470 330Q466 366 400 366T330 330z', pale) +
  disc(400, 324, 54, 17, deep) +
  each(9, (i) => flat(`M${300 + i * 22.4} 470l11 -26l11 26l-11 26z`, accent)) +
  each(9, (i) => flat(`M${300 + i * 22.4} 560l11 -18l11 18l-11 18z`, pale)) +
  tile(294, 428, 212, 6, 0, accent) +
  tile(294, 508, 212, 6, 0, accent) +
  tile(294, 664, 212, 32, 4, deep, 0.55) +
  each(16, (i) => line(`M${304 + i * 13} 668V694`, body, 3, 0.8)) +
  line('M168 632L224 650M632 632L576 650', deep, 8, 0.6) +
  shade('M294 524l8 -60l10 232h-18zM506 524l-8 -60l-10 232h18z', 0.14)

export const scarf: Shape = ({ body, deep, accent, pale }) =>
  line('M250 336H550', '#85602F', 16) +
  line('M286 336V744M514 336V744', '#85602F', 13) +
  tile(236, 742, 328, 14, 6, '#85602F') +
  form('M322 330Q362 314 402 330L396 676H316z', deep) +
  form('M388 330Q436 310 486 330L496 706H402z', body) +
  each(4, (i) => tile(399, 420 + i * 70, 94, 18, 0, accent)) +
  each(4, (i) => tile(400, 446 + i * 70, 94, 6, 0, pale)) +
  each(3, (i) => tile(317, 440 + i * 74, 81, 18, 0, accent, 0.75)) +
  each(9, (i) => line(`M${408 + i * 10.4} 706v28`, body, 5)) +
  each(8, (i) => line(`M${320 + i * 10.4} 676v26`, deep, 5)) +
  gloss('M418 350V690', 9, 0.22)

export const beanie: Shape = ({ body, deep, accent, pale }) =>
  ball(400, 392, 56, 54, accent) +
  each(14, (i) => turned(i * 26, 400, 392, line('M400 392V346', pale, 4, 0.45))) +
  form('M222 660Q222 430 400 430T578 660z', body) +
  each(8, (i) => line(`M${262 + i * 40} 654Q${300 + i * 28} 540 ${358 + i * 12} 446`, deep, 4, 0.4)) +
  flat('M230 600Q400 560 570 600L576 634Q400 594 224 634z', accent) +
  box(204, 646, 392, 108, 36, body) +
  each(19, (i) => tile(222 + i * 19.4, 654, 7, 92, 3, deep, 0.42)) +
  tile(440, 676, 64, 46, 6, PAPER) +
  tile(452, 692, 40, 5, 2, deep, 0.6) +
  tile(452, 704, 26, 5, 2, deep, 0.6)

export const cap: Shape = ({ body, deep, accent, pale }) =>
  form('M210 690Q206 500 380 488T560 680z', body) +
  line('M384 490Q336 560 330 690', deep, 4, 0.55) +
  line('M384 490Q470 560 486 684', deep, 4, 0.55) +
  ball(384, 484, 20, 13, accent) +
  form(
    'M474 676Q600 668 680 716Q690 734 668 742Q580 730 456 748Q330 768 214 738Q200 700 210 676Q340 700 474 676z',
    deep,
  ) +
  flat('M474 676Q600 668 680 716Q684 726 676 734Q590 700 462 716Z', pale, 0.5) +
  `<path d="M380 640v-38a24 24 0 0 1 48 0v38z" fill="${accent}"/>` +
  stitch('M500 700Q590 696 656 726', PAPER, 0.5) +
  gloss('M244 640Q250 560 316 524', 11, 0.3)

export const shoe: Shape = ({ body, deep, accent, pale }) =>
  form(
    'M172 700Q164 570 196 510Q206 494 226 506Q262 536 304 518Q322 508 336 526Q380 594 470 618Q600 640 626 690V716H172z',
    body,
  ) +
  flat('M196 510Q206 494 226 506Q262 536 304 518L316 512L304 570Q240 596 180 570Q186 532 196 510z', deep) +
  form('M504 628Q606 648 626 690V716H480Q476 660 504 628z', pale) +
  flat('M250 716L310 588L356 606L330 716z', accent) +
  each(4, (i) => line(`M${340 + i * 34} ${540 + i * 22}L${318 + i * 34} ${574 + i * 18}`, PAPER, 10)) +
  stitch('M196 640Q240 650 276 640', PAPER, 0.6) +
  box(156, 704, 486, 52, 24, PAPER) +
  tile(162, 724, 474, 10, 4, accent) +
  each(11, (i) => tile(180 + i * 42, 748, 22, 8, 2, '#000000', 0.16)) +
  gloss('M198 560Q192 610 194 650', 9, 0.3)

export const boot: Shape = ({ body, deep, accent, pale }) =>
  form('M256 386H452Q446 500 462 560Q480 596 560 620Q632 644 640 700V716H256Q236 560 256 386z', body) +
  form('M246 370H462V414H246z', deep) +
  flat('M456 540L560 620Q632 644 640 700V716H520Q530 650 456 600z', '#000000', 0.12) +
  form('M552 618Q634 642 640 700V716H560Q540 660 552 618z', deep) +
  each(
    5,
    (i) =>
      line(`M${392 + i * 6} ${440 + i * 32}L${464 + i * 12} ${428 + i * 34}`, accent, 8) +
      disc(388 + i * 6, 441 + i * 32, 7, 7, STEEL),
  ) +
  line('M266 640Q380 664 470 620', deep, 5, 0.6) +
  stitch('M276 430Q266 560 276 690', pale, 0.7) +
  line('M250 370Q232 330 262 336T270 372', deep, 9) +
  box(240, 710, 408, 34, 10, RUBBER) +
  box(240, 722, 116, 34, 6, RUBBER) +
  box(430, 730, 214, 26, 6, RUBBER) +
  tile(244, 708, 400, 7, 3, '#D8B273')

export const backpack: Shape = ({ body, deep, accent, pale }) =>
  line('M352 350V326q0 -34 48 -34t48 34v24', deep, 18) +
  form('M226 520q-34 14 -30 120l6 76h40V520z', deep) +
  form('M574 520q34 14 30 120l-6 76h-40V520z', deep) +
  form('M234 470Q234 336 400 336T566 470V700Q566 756 516 756H284Q234 756 234 700z', body) +
  line('M262 486Q262 372 400 372T538 486', deep, 6, 0.8) +
  tile(524, 480, 12, 36, 5, accent) +
  form('M264 560H536V690Q536 726 500 726H300Q264 726 264 690z', deep) +
  form('M264 552Q264 540 280 540H520Q536 540 536 552V596Q400 640 264 596z', body) +
  box(384, 596, 32, 54, 6, accent) +
  tile(392, 626, 16, 14, 3, STEEL) +
  box(350, 426, 100, 62, 10, accent) +
  `<path d="M386 470v-12a14 14 0 0 1 28 0v12z" fill="${pale}"/>` +
  stitch('M280 616V706H520V616', pale, 0.55) +
  gloss('M254 500Q256 424 306 386', 11, 0.3)

export const tote: Shape = ({ body, deep, accent, pale }) =>
  line('M312 500Q306 320 400 320T488 500', deep, 20) +
  form('M222 480H578L602 724q3 32 -28 32H226q-31 0 -28 -32z', body) +
  tile(222, 480, 356, 30, 2, deep, 0.5) +
  stitch('M226 520H574', pale, 0.8) +
  line('M298 484V560M502 484V560', deep, 22) +
  each(2, (i) => disc(298 + i * 204, 548, 6, 6, STEEL)) +
  `<path d="M340 716V640a60 60 0 0 1 120 0v76z" fill="${accent}"/><path d="M366 716V646a34 34 0 0 1 68 0v70z" fill="${pale}"/>` +
  flat('M578 480L602 724q3 32 -28 32H520L534 480z', '#000000', 0.1) +
  gloss('M244 540L228 700', 10, 0.25)

export const suitcase: Shape = ({ body, deep, accent, pale }) =>
  line('M348 400V262H452V400', STEEL_DEEP, 13) +
  tile(330, 246, 140, 26, 12, RUBBER) +
  box(240, 388, 320, 340, 40, body) +
  each(
    7,
    (i) => tile(272 + i * 39, 402, 16, 312, 8, deep, 0.4) + tile(270 + i * 39, 402, 4, 312, 2, pale, 0.6),
  ) +
  box(364, 372, 72, 24, 10, RUBBER) +
  tile(240, 552, 320, 12, 0, deep, 0.7) +
  box(536, 530, 32, 56, 8, STEEL) +
  turned(
    -8,
    320,
    470,
    tile(288, 440, 84, 56, 6, accent) + tile(300, 458, 44, 6, 3, PAPER) + tile(300, 472, 28, 6, 3, PAPER),
  ) +
  ball(282, 740, 20, 18, RUBBER) +
  ball(518, 740, 20, 18, RUBBER) +
  gloss('M262 440V690', 8, 0.35)

export const wallet: Shape = ({ body, deep, accent, pale }) =>
  turned(
    -5,
    400,
    756,
    tile(296, 520, 190, 70, 10, PAPER) +
      tile(310, 506, 190, 70, 10, accent) +
      tile(326, 524, 40, 26, 5, '#F2CF79') +
      box(240, 560, 320, 190, 26, deep) +
      box(232, 566, 320, 184, 24, body) +
      flat('M232 604q160 40 320 0v-14a24 24 0 0 0 -24 -24H256a24 24 0 0 0 -24 24z', deep, 0.55) +
      box(486, 634, 86, 52, 24, body) +
      disc(520, 660, 11, 11, STEEL) +
      stitch('M250 622V732H534', pale, 0.75) +
      gloss('M254 630V710', 8, 0.25),
  )

export const sunglasses: Shape = ({ body, deep, accent, pale }) =>
  line('M216 590L250 690M584 590L550 690', deep, 17) +
  box(262, 706, 276, 50, 20, accent) +
  line('M276 724H520', PAPER, 4, 0.5) +
  line('M376 600Q400 570 424 600', body, 19) +
  each(2, (i) => {
    const x = 204 + i * 206
    return (
      form(
        `M${x} 578Q${x - 4} 552 ${x + 26} 550H${x + 160}Q${x + 190} 552 ${x + 186} 578Q${x + 182} 706 ${x + 93} 706T${x} 578z`,
        body,
      ) +
      flat(
        `M${x + 18} 582Q${x + 18} 568 ${x + 34} 568H${x + 152}Q${x + 168} 568 ${x + 168} 582Q${x + 164} 688 ${x + 93} 688T${x + 18} 582z`,
        '#1D2A33',
      ) +
      flat(
        `M${x + 18} 582Q${x + 18} 568 ${x + 34} 568H${x + 110}L${x + 50} 662Q${x + 22} 634 ${x + 18} 582z`,
        pale,
        0.35,
      )
    )
  }) +
  gloss('M214 568Q220 560 240 558', 5, 0.5)
