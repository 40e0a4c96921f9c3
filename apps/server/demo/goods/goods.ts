/**
 * Goods by a grammar: product number n of a seed is always the same, whoever asks and for however many. Names
 * are unique by construction: a kind's names are counted through, and only then numbered on.
 */
import type { ImportedProduct } from '@rialto/contracts/catalog'
import { chanceOf, type Chance } from '../chance.ts'
import type { Colour } from '../pictures/colours.ts'
import { BRANDS, MODELS } from './brands.ts'
import type { Fact, Kind } from './kind.ts'
import { KINDS } from './kinds.ts'
import { meant } from './meaning.ts'
import { addedPrice, priceBetween } from './prices.ts'
import { stockOf } from './stock.ts'

export const SEED_USUAL = 'rialto'

/** The documented twelve are the newest; each of these is older than the one before. */
const NEWEST_MS = Date.UTC(2025, 1, 27, 9)
const BETWEEN_MS = 95 * 60_000
/** The first numbers of SKUs are the documents'. */
const NUMBER_FIRST = 101
const COLOURS_MAX = 3
const COLOURS_OF_CHANCE = 0.42

export type Good = {
  readonly product: ImportedProduct & {
    readonly slug: string
    readonly brand: string
    readonly category: string
  }
  readonly kind: Kind
  /** The first is the product's own; further ones can be chosen. */
  readonly colours: readonly [Colour, ...Colour[]]
}

/** A good many, lazily: a load test takes tens of thousands. */
export function* goods(count: number, seed = SEED_USUAL): Generator<Good> {
  const names = new Map<Kind, readonly Named[]>()
  for (let n = 0; n < count; n += 1) {
    const kind = KINDS[n % KINDS.length] as Kind
    const known = names.get(kind) ?? namesOf(kind, seed)
    names.set(kind, known)
    const round = Math.floor(n / KINDS.length)
    const { name, manner } = known[round % known.length] as Named
    const series = Math.floor(round / known.length)
    yield goodOf(
      kind,
      { manner, name: series === 0 ? name : `${name} No. ${series + 1}` },
      { n, round, seed },
    )
  }
}

type Named = { readonly name: string; readonly manner: string }

/** Every model with every manner, in an order of chance. */
function namesOf(kind: Kind, seed: string): readonly Named[] {
  const all = kind.manners.flatMap((manner) =>
    MODELS.map((model) => ({ manner, name: `${model} ${manner} ${kind.noun}` })),
  )
  return chanceOf(seed, kind.shape, 'names').shuffled(all)
}

type Place = { readonly n: number; readonly round: number; readonly seed: string }

function goodOf(kind: Kind, { name, manner }: Named, { n, round, seed }: Place): Good {
  const chance = chanceOf(seed, kind.shape, round)
  const code = slugOf(kind.noun)
  const number = String(NUMBER_FIRST + round)
  const sku = `${code}-${number}`.toUpperCase()
  const brand = chance.one(kind.brands)
  const drawn = Object.fromEntries(
    Object.entries(kind.facts).map(([fact, values]) => [fact, chance.one(values)]),
  )
  // As many colours as a house would keep; what already comes in sizes comes in fewer.
  const palette = chance.shuffled(kind.colours)
  const colourCount = chance.unit() < COLOURS_OF_CHANCE ? 2 + chance.below(COLOURS_MAX - 1) : 1
  const colours = palette.slice(0, kind.choice ? Math.min(2, colourCount) : colourCount) as [
    Colour,
    ...Colour[],
  ]
  const facts = meant(kind, manner, colours, drawn)
  const price = priceBetween(kind.price, chance)
  const description = descriptionOf(kind, { facts, brand, chance })
  const variety = varietyOf(kind, { sku, price, colours, chance })
  return {
    kind,
    colours,
    product: {
      id: `prod-${code}-${number}`,
      sku,
      slug: slugOf(name),
      name,
      description,
      price,
      currency: 'USD',
      category: kind.category,
      brand,
      attributes: { ...facts, ...(colours.length === 1 ? { Colour: colours[0] } : {}) },
      images: [],
      ...variety,
      createdAt: new Date(NEWEST_MS - n * BETWEEN_MS).toISOString(),
    },
  }
}

type Variety = {
  readonly sku: string
  readonly price: number
  readonly colours: readonly Colour[]
  readonly chance: Chance
}

function varietyOf(
  { choice }: Kind,
  { sku, price, colours, chance }: Variety,
): Pick<ImportedProduct, 'options' | 'variants' | 'stock'> {
  if (colours.length === 1 && !choice) return { stock: stockOf(chance) }
  const sizes = choice?.values ?? [undefined]
  const variants = colours.flatMap((colour, c) =>
    sizes.map((size, s) => ({
      sku:
        c === 0 && s === 0
          ? sku
          : [sku, ...(colours.length > 1 ? [c + 1] : []), ...(size ? [s + 1] : [])].join('-'),
      ...(choice && choice.dearerBy > 0 ? { price: addedPrice(price, s * choice.dearerBy) } : {}),
      options: {
        ...(colours.length > 1 ? { Colour: colour } : {}),
        ...(choice && size !== undefined ? { [choice.name]: size } : {}),
      },
      stock: stockOf(chance),
    })),
  )
  return {
    options: [
      ...(colours.length > 1 ? [{ name: 'Colour', values: [...colours] }] : []),
      ...(choice ? [{ name: choice.name, values: [...choice.values] }] : []),
    ],
    variants,
  }
}

type Said = {
  readonly facts: Readonly<Record<string, Fact>>
  readonly brand: keyof typeof BRANDS
  readonly chance: Chance
}

/** What it is for, then how it is kept and who makes it. */
function descriptionOf(kind: Kind, { facts, brand, chance }: Said): string {
  const details = chance.shuffled(kind.details).slice(0, 2)
  const first = [chance.one(kind.opening), ...details].join(' ')
  const second = [chance.one(kind.care), chance.one(BRANDS[brand])].join(' ')
  return `${filled(first, facts)}\n\n${filled(second, facts)}`
}

function filled(sentence: string, facts: Readonly<Record<string, Fact>>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, fact: string) => {
    const value = facts[fact]
    if (value === undefined) throw new Error(`“${sentence}” names the fact ${fact}, which there is not`)
    return String(value).toLowerCase()
  })
}

function slugOf(text: string): string {
  return (
    text
      .toLowerCase()
      .replaceAll('’', '')
      .match(/[a-z0-9]+/g)
      ?.join('-') ?? ''
  )
}
