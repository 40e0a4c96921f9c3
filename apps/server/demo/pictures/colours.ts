/** The colours that goods of the demo shop come in, each with the tints of its picture. */

export type Paint = {
  readonly body: string
  /** The same in shade, for undersides, seams and feet. */
  readonly deep: string
  /** The same in light, for rims and tops. */
  readonly pale: string
  /** A second colour that goes with it. */
  readonly accent: string
  /** The wall behind it, from light to shade. */
  readonly wall: readonly [string, string]
  readonly floor: string
}

export const COLOURS = {
  'Lagoon green': paint('#12656C', '#0B3D42', '#3F939A', '#F2643D', '#DDE9E5', '#BDD3CD', '#B4CCC6'),
  'Night blue': paint('#22518F', '#16335E', '#5580BE', '#F2643D', '#DEE9F5', '#BBD0E8', '#B3CAE5'),
  Sky: paint('#5E9CC9', '#356C96', '#97C4E4', '#F2B134', '#E6EFF5', '#C8DBE8', '#BCD3E2'),
  Plum: paint('#5B4A9E', '#382C6C', '#8B7CC8', '#F2B134', '#E6E3F3', '#CBC6E5', '#C3BDE1'),
  Spritz: paint('#DA5327', '#A33A18', '#F28A63', '#12656C', '#F8E4D7', '#EDC8B0', '#E9BFA5'),
  Ochre: paint('#C98F1E', '#93650F', '#E6BC62', '#2E4A7D', '#F5EDD6', '#E8D8AA', '#E4D29F'),
  Rose: paint('#C4667F', '#8F3F57', '#E39BAE', '#0E4A50', '#F7E5E9', '#EAC4CE', '#E6BAC6'),
  Wine: paint('#8E2C4C', '#601A32', '#BC6280', '#F2B134', '#F4DFE6', '#E5BAC8', '#E0B0C0'),
  Moss: paint('#567A35', '#385220', '#88A968', '#D4512B', '#E6EDDE', '#C9D8BA', '#C0D1AF'),
  Charcoal: paint('#45423E', '#262422', '#77726C', '#E0602F', '#EAE8E4', '#D1CCC5', '#C8C2BA'),
  Chalk: paint('#F1EDE4', '#C3BBAB', '#FFFDF8', '#C0552D', '#E3DACB', '#C9BBA4', '#BFB097'),
  Sand: paint('#D2B68C', '#9F8257', '#E9D6B6', '#0E4A50', '#F0EBE1', '#DCD0BC', '#D3C5AD'),
  Brick: paint('#AF4A34', '#7C2F20', '#D5806A', '#E9B949', '#F4E2DB', '#E2BFB2', '#DDB4A5'),
  Silver: paint('#B9C1C6', '#7E898F', '#E3E8EB', '#1F6A70', '#E3EAEC', '#C3D0D3', '#B7C6CA'),
  'Cast iron': paint('#3A3D40', '#1D1F21', '#6D7276', '#C9962B', '#EFE7DA', '#DACBB2', '#D0BFA3'),
  Copper: paint('#C3744A', '#8B4A2A', '#E5A680', '#0E4A50', '#EAEDE6', '#CBD5CB', '#BFCBC0'),
  Brass: paint('#C39B3F', '#8C6A20', '#E6CB82', '#8E2C4C', '#E8E6F0', '#CBC8DD', '#C0BCD5'),
  Oak: paint('#C4955C', '#8E6635', '#DFBB8C', '#12656C', '#E1EAE7', '#BFD1CC', '#B4C8C2'),
  Walnut: paint('#7C5236', '#4E3120', '#A87F61', '#E2A33A', '#F1E8DC', '#DCC9B2', '#D3BDA3'),
} as const satisfies Readonly<Record<string, Paint>>

export type Colour = keyof typeof COLOURS

function paint(
  body: string,
  deep: string,
  pale: string,
  accent: string,
  wallLight: string,
  wallShade: string,
  floor: string,
): Paint {
  return { body, deep, pale, accent, wall: [wallLight, wallShade], floor }
}
