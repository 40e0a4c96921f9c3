/**
 * Any number of products from a seed: kinds of things with the attributes that such things have, brands,
 * and texts that mention other things, as texts do. The same number is always the same product.
 */
export type Goods = {
  readonly id: string
  readonly sku: string
  readonly name: string
  readonly description: string
  /** Minor units. */
  readonly price: number
  readonly currency: 'USD'
  readonly category: string
  readonly brand: string
  readonly attributes: Readonly<Record<string, string | boolean>>
  readonly stock: number
  readonly createdAt: string
}

type Kind = {
  readonly category: string
  readonly things: readonly string[]
  /** What its attributes may say. */
  readonly attributes: Readonly<Record<string, readonly string[]>>
  readonly price: readonly [from: number, to: number]
}

const COLOURS = [
  'Black',
  'White',
  'Grey',
  'Navy blue',
  'Red',
  'Forest green',
  'Sand',
  'Silver',
  'Copper',
  'Rose',
]
const KINDS: readonly Kind[] = [
  {
    category: 'Laptops',
    things: ['Laptop', 'Ultrabook', 'Workstation', 'Gaming Laptop', 'Convertible'],
    attributes: {
      Memory: ['8 GB', '16 GB', '32 GB', '64 GB'],
      Storage: ['256 GB SSD', '512 GB SSD', '1 TB SSD', '2 TB SSD'],
      Display: ['13.3 inch', '14 inch', '15.6 inch', '17 inch'],
    },
    price: [499, 2999],
  },
  {
    category: 'Audio',
    things: ['Headphones', 'Earbuds', 'Speaker', 'Soundbar', 'Turntable'],
    attributes: {
      Connection: ['Bluetooth', 'USB-C', '3.5 mm jack', 'Wi-Fi'],
      'Battery life': ['8 hours', '20 hours', '30 hours', '40 hours'],
      'Noise cancelling': ['yes', 'no'],
    },
    price: [29, 599],
  },
  {
    category: 'Phones',
    things: ['Smartphone', 'Phone Case', 'Charger', 'Power Bank', 'Screen Protector'],
    attributes: {
      Storage: ['64 GB', '128 GB', '256 GB', '512 GB'],
      Port: ['USB-C', 'Lightning', 'Micro USB'],
      Material: ['Silicone', 'Aluminium', 'Glass', 'Leather'],
    },
    price: [9, 1299],
  },
  {
    category: 'Shoes',
    things: ['Running Shoes', 'Hiking Boots', 'Sneakers', 'Sandals', 'Slippers'],
    attributes: {
      Size: ['EU 37', 'EU 39', 'EU 41', 'EU 43', 'EU 45'],
      Material: ['Leather', 'Mesh', 'Suede', 'Canvas'],
      Waterproof: ['yes', 'no'],
    },
    price: [25, 249],
  },
  {
    category: 'Jackets',
    things: ['Rain Jacket', 'Down Jacket', 'Fleece', 'Parka', 'Windbreaker'],
    attributes: {
      Size: ['XS', 'S', 'M', 'L', 'XL'],
      Material: ['Gore-Tex', 'Wool', 'Cotton', 'Polyester'],
      Hood: ['yes', 'no'],
    },
    price: [39, 499],
  },
  {
    category: 'Kitchen',
    things: ['Chef’s Knife', 'Frying Pan', 'Kettle', 'Coffee Grinder', 'Cutting Board', 'Toaster'],
    attributes: {
      Material: ['Stainless steel', 'Cast iron', 'Oak', 'Ceramic', 'Copper'],
      Diameter: ['20 cm', '24 cm', '28 cm'],
      'Dishwasher safe': ['yes', 'no'],
    },
    price: [12, 299],
  },
  {
    category: 'Furniture',
    things: ['Desk', 'Office Chair', 'Bookshelf', 'Sofa', 'Coffee Table', 'Floor Lamp'],
    attributes: {
      Material: ['Oak', 'Walnut', 'Pine', 'Steel', 'Linen'],
      Width: ['80 cm', '120 cm', '160 cm', '200 cm'],
      Assembly: ['required', 'not required'],
    },
    price: [59, 1999],
  },
  {
    category: 'Outdoor',
    things: ['Tent', 'Sleeping Bag', 'Backpack', 'Water Bottle', 'Headlamp', 'Camping Stove'],
    attributes: {
      Capacity: ['1 l', '20 l', '45 l', '65 l'],
      Season: ['Summer', 'Three seasons', 'Winter'],
      Material: ['Nylon', 'Steel', 'Titanium', 'Polyester'],
    },
    price: [15, 699],
  },
  {
    category: 'Toys',
    things: ['Puzzle', 'Board Game', 'Building Blocks', 'Teddy Bear', 'Train Set', 'Kite'],
    attributes: {
      Age: ['3 years', '6 years', '8 years', '12 years'],
      Pieces: ['24', '100', '500', '1000'],
      Material: ['Wood', 'Plush', 'Cardboard'],
    },
    price: [8, 149],
  },
  {
    category: 'Books',
    things: ['Cookbook', 'Novel', 'Travel Guide', 'Atlas', 'Sketchbook'],
    attributes: {
      Format: ['Hardcover', 'Paperback'],
      Language: ['English', 'Italian', 'German', 'French'],
      Pages: ['96', '240', '320', '560'],
    },
    price: [6, 79],
  },
]
const BRANDS =
  'Lagunare Sestiere Campiello Squero Fondamenta Altana Bricola Felze Marangon Velma Nordhavn Kestrel Ostra Pinewood Halcyon Tarn Bexley Umbra Corvo Solent'.split(
    ' ',
  )
const MANNERS =
  'Compact Classic Premium Everyday Studio Urban Alpine Coastal Slim Rugged Quiet Light Heritage Modern Folding Portable Wireless Organic Handmade Essential Grand Little Northern Silent'.split(
    ' ',
  )
const PRAISE = [
  'Made to be repaired, with spare parts for ten years.',
  'It travels well and asks for little room.',
  'Tested through a whole winter before it was sold.',
  'A present that is used, not put away.',
  'Built by people who use it themselves.',
  'What is left out of it was left out on purpose.',
  'Comes in a box without plastic.',
  'It does one thing and does it every day.',
]
const NUMBERS = 1_000_000_007

/** A number below `bound` that looks like chance and is always the same. */
function drawn(number: number, what: number, bound: number): number {
  let x = (number + 1) * 2_654_435_761 + what * 40_503
  x = Math.imul((x >>> 0) ^ (x >>> 15), 2_246_822_519)
  x = Math.imul(x ^ (x >>> 13), 3_266_489_917)
  return (((x ^ (x >>> 16)) >>> 0) % NUMBERS) % bound
}

function one<T>(list: readonly T[], number: number, what: number): T {
  return list[drawn(number, what, list.length)] as T
}

export function goods(number: number, prefix = 'goods'): Goods {
  const kind = one(KINDS, number, 1)
  const thing = one(kind.things, number, 2)
  const brand = one(BRANDS, number, 3)
  const colour = one(COLOURS, number, 4)
  const manner = one(MANNERS, number, 5)
  const model = `${one(BRANDS, number, 6).slice(0, 2).toUpperCase()}${100 + drawn(number, 7, 900)}`
  const [from, to] = kind.price
  const chosen = Object.entries(kind.attributes).map(([name, values], i): [string, string] => [
    name,
    one(values, number, 10 + i),
  ])
  const other = one(one(KINDS, number, 20).things, number, 21)
  const id = `${prefix}-${String(number).padStart(5, '0')}`
  return {
    id,
    sku: id.toUpperCase(),
    name: `${brand} ${manner} ${thing} ${model}`,
    description: `A ${manner.toLowerCase()} ${thing.toLowerCase()} in ${colour.toLowerCase()}. ${one(PRAISE, number, 8)} ${one(PRAISE, number, 9)} Goes well with a ${other.toLowerCase()}.`,
    price: from * 100 + drawn(number, 15, (to - from) * 100),
    currency: 'USD',
    category: kind.category,
    brand,
    attributes: { ...Object.fromEntries(chosen), Colour: colour },
    stock: drawn(number, 16, 10) === 0 ? 0 : 1 + drawn(number, 17, 500),
    createdAt: new Date(Date.UTC(2025, 0, 1) + number * 60_000).toISOString(),
  }
}

/** What shoppers ask for of such goods: each question is one of very many, as questions are. */
export function question(number: number): string {
  const kind = one(KINDS, number, 31)
  const thing = one(kind.things, number, 32)
  const [name, values] = one(Object.entries(kind.attributes), number, 33)
  const value = one(values, number, 34)
  const said = value === 'yes' ? name : value === 'no' ? '' : value
  switch (drawn(number, 35, 10)) {
    case 0:
      return thing
    case 1:
      return `${one(BRANDS, number, 36)} ${kind.category}`
    case 2:
    case 3:
      return `${one(BRANDS, number, 36)} ${thing}`
    case 4:
    case 5:
      return `${one(MANNERS, number, 37)} ${thing}`
    case 6:
      return `${one(COLOURS, number, 38)} ${thing}`
    case 7:
      return `${thing} ${said}`
    case 8:
      return `${one(MANNERS, number, 37)} ${one(BRANDS, number, 36)} ${thing} ${said}`
    default:
      return goods(drawn(number, 39, 51_000)).name
  }
}
