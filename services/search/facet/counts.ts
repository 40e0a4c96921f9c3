/** From counted codes to counted values: a facet counts what fits all filters but its own. */
import type { Counts } from '../finding/store.ts'
import type { Filters } from '../finding/wish.ts'
import type { Label } from './store.ts'

/** One bit for each filter: what a document fails is written as the sum of theirs. */
export const BITS = {
  category: 1,
  brand: 2,
  price: 4,
  stock: 8,
  rating: 16,
  /** The first attribute's; each further one has the next bit. */
  attribute: 32,
} as const

type Group = keyof typeof BITS
export type Count = { readonly code: number; readonly count: number; readonly label: Label | undefined }
export type Grouped = Readonly<Record<Group, readonly Count[]>>

/** As `0002_facets.sql` writes them. */
const STOCK_FIRST = -1
const PRICE_FIRST = -10
const RATING_FIRST = -20

/** How many documents fit all filters: each has exactly one of the two codes of stock. */
export function totalOf([missed, codes, counts]: Counts): number {
  let total = 0
  codes?.forEach((code, i) => {
    if (groupOf(code) === 'stock' && missed?.[i] === 0) total += counts?.[i] ?? 0
  })
  return total
}

export function groupedOf(
  [missed, codes, counts]: Counts,
  labels: ReadonlyMap<number, Label>,
  { attributes }: Pick<Filters, 'attributes'>,
): Grouped {
  const bits = new Map(attributes.map(({ name }, i) => [name, BITS.attribute << i]))
  const grouped: Record<Group, Map<number, number>> = {
    category: new Map(),
    brand: new Map(),
    price: new Map(),
    stock: new Map(),
    rating: new Map(),
    attribute: new Map(),
  }
  codes?.forEach((code, i) => {
    const label = labels.get(code)
    const group = groupOf(code) ?? label?.kind
    if (group === undefined) return
    const own = group === 'attribute' ? (bits.get(label?.name ?? '') ?? 0) : BITS[group]
    if (((missed?.[i] ?? 0) & ~own) !== 0) return
    const numbered = numberOf(group, code)
    grouped[group].set(numbered, (grouped[group].get(numbered) ?? 0) + (counts?.[i] ?? 0))
  })
  const listed = (group: Group) =>
    [...grouped[group]].map(([code, count]): Count => ({ code, count, label: labels.get(code) }))
  return {
    category: listed('category'),
    brand: listed('brand'),
    price: listed('price'),
    stock: listed('stock'),
    rating: listed('rating'),
    attribute: listed('attribute'),
  }
}

/** Undefined where only the label tells. */
function groupOf(code: number): 'price' | 'stock' | 'rating' | undefined {
  if (code > 0) return undefined
  return code > PRICE_FIRST ? 'stock' : code > RATING_FIRST ? 'price' : 'rating'
}

/** 0 or 1 for stock, the band of a price, stars; of the others the code. */
function numberOf(group: Group, code: number): number {
  switch (group) {
    case 'stock':
      return STOCK_FIRST - code
    case 'price':
      return PRICE_FIRST - code
    case 'rating':
      return RATING_FIRST - code
    default:
      return code
  }
}
