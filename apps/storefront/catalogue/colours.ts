/** The colours that goods come in, by the names that merchants give them: for a spot of it beside the name. */

const COLOURS: Readonly<Record<string, string>> = {
  amber: '#d98e1f', anthracite: '#383c40', apricot: '#f0a873', aubergine: '#4a2545', beige: '#dccbb0',
  black: '#1d1d1b', blue: '#2c5aa0', brass: '#c39b3f', brick: '#af4a34', bronze: '#8c6239', brown: '#6f4a2f',
  burgundy: '#6d1f33', camel: '#c19a6b', 'cast iron': '#3a3d40', chalk: '#f1ede4', charcoal: '#45423e',
  cherry: '#9b2335', copper: '#c3744a', coral: '#f0775f', cream: '#f6ecd8', ecru: '#e8dcc0', emerald: '#1f7a55',
  forest: '#2d4f35', gold: '#c9a227', graphite: '#3f4347', gray: '#868c8f', green: '#3d7a4a', grey: '#868c8f',
  indigo: '#3a3f7d', ivory: '#f7f1e3', khaki: '#8d8457', 'lagoon green': '#12656c', 'lagoon grey': '#6e8a8c',
  lavender: '#b3a5d3', lilac: '#c3b1d6', lime: '#a8c64e', linen: '#ece2d0', maroon: '#6b1f2a', mint: '#a9d6c1',
  moss: '#567a35', mustard: '#d0a02e', navy: '#1d2f55', 'night blue': '#22518f', oak: '#c4955c', ochre: '#c98f1e',
  olive: '#6f7434', orange: '#e0702a', peach: '#f3b998', petrol: '#1c5a66', pink: '#e28fa8', plum: '#5b4a9e',
  purple: '#6b4391', red: '#b3282d', rose: '#c4667f', rust: '#a8502b', sage: '#9caf88', sand: '#d2b68c',
  scarlet: '#c5282f', silver: '#b9c1c6', sky: '#5e9cc9', slate: '#5a6670', spritz: '#da5327', steel: '#9aa5ab',
  taupe: '#8f8073', teal: '#1e7a7d', terracotta: '#c0623f', turquoise: '#3aa6a0', violet: '#6a4fb3',
  walnut: '#7c5236', white: '#ffffff', wine: '#8e2c4c', yellow: '#efc33b',
} // prettier-ignore

/** Undefined for a name that is no colour, or none that is known. */
export function colourOf(name: string): string | undefined {
  return COLOURS[name.toLowerCase()]
}
