/** The houses whose goods the demo shop sells, all invented, and what is said of each. */

export const BRANDS = {
  Lagunare: [
    'Lagunare builds its computers in small runs and sells every spare part for ten years.',
    'The people at Lagunare answer the phone themselves, and a repair costs what the part costs.',
  ],
  Sestiere: [
    'Sestiere tunes by ear, in a room above a boatyard, before anything is measured.',
    'Every Sestiere is played for an hour before it is packed.',
  ],
  Forcola: [
    'Forcola is named after the oarlock of a gondola, which is carved to fit one hand.',
    'Forcola keeps drawings and spare parts of everything it ever made.',
  ],
  Belvedere: [
    'Belvedere checks each piece against a daylight window, not only against a chart.',
    'Belvedere packs in cardboard alone, and takes the old one back.',
  ],
  Bricola: [
    'Bricola is four friends who play more than they should and fix what annoys them.',
    'Whatever breaks on a Bricola within three years is sent back mended.',
  ],
  Fondaco: [
    'Fondaco makes few things and keeps them on sale for long.',
    'Fondaco opens with ordinary screws, and says on its pages which ones.',
  ],
  Merceria: [
    'Merceria began with watch straps and still sews them in the same street.',
    'Merceria numbers each piece, and will tell you who made yours.',
  ],
  'Torre Vecchia': [
    'Torre Vecchia fires and casts in the hills behind Treviso, and seconds go to the school kitchen.',
    'Torre Vecchia cooks lunch with its own pots, every day, for everyone.',
  ],
  'Casa Arsenale': [
    'Casa Arsenale is a joinery of nine people, with its own pile of slowly drying boards.',
    'Casa Arsenale delivers flat where it can and built where it must.',
  ],
  Lanapura: [
    'Lanapura buys its wool from three farms in the Cadore and names them on the label.',
    'Lanapura mends what it has knitted, for good and for free.',
  ],
  'Passo Lungo': [
    'Passo Lungo tries every sole on the bridges of the city: four hundred and thirty-five of them.',
    'Passo Lungo resoles and restitches its own, and most people ask for it twice.',
  ],
  Barena: [
    'Barena works with gardeners of the lagoon, where wind and salt find every weakness.',
    'Barena gives a tenth of what it earns to the salt marshes that it is named after.',
  ],
  'Stampa Nove': [
    'Stampa Nove prints on an old press with new type, nine sheets at a time.',
    'Stampa Nove takes its paper from a mill that has made it since 1764.',
  ],
  Luminara: [
    'Luminara blows its glass on Murano and wires its lamps next door.',
    'Luminara chooses its light by supper: whether faces look well in it.',
  ],
  Giocosa: [
    'Giocosa leaves its samples with a nursery school for a month and sells what comes back whole.',
    'Giocosa uses beech, oil and paint that may be chewed.',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type Brand = keyof typeof BRANDS

/** Islands, quays and winds: the first word of a name. None is the first word of a documented product. */
export const MODELS = [
  'Burano', 'Zattere', 'Murano', 'Cannaregio', 'Dorsoduro', 'Castello', 'Salute', 'Pellestrina', 'Malamocco',
  'Mazzorbo', 'Vignole', 'Certosa', 'Lido', 'Brenta', 'Piave', 'Sile', 'Asolo', 'Chioggia', 'Cavallino',
  'Frari', 'Redentore', 'Fenice', 'Accademia', 'Tolentini', 'Carmini', 'Celestia', 'Bacini', 'Misericordia',
  'Fusina', 'Grado', 'Caorle', 'Belluno', 'Cadore', 'Ampezzo', 'Alba', 'Brezza', 'Bora', 'Scirocco',
  'Maestrale', 'Ponente', 'Levante', 'Marea', 'Nebbia', 'Perla', 'Corallo', 'Vela', 'Ancora', 'Timone', 'Faro',
  'Sottoportego', 'Ormesini', 'Spirito', 'Lagosta', 'Garzette', 'Sacca', 'Torcello',
] as const // prettier-ignore
