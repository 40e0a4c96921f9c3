/** What somebody wants to find, in one form, so that the same wish is one entry in memory. */
import type { SearchAsked } from '@rialto/contracts/search'
import { Problem } from '@rialto/kernel/contract/problem'
import { LIST_LIMIT_DEFAULT } from '@rialto/kernel/contract/schema'
import { cursors } from '@rialto/kernel/list/cursor'
import { minorDigits, toMinor } from '@rialto/kernel/money/money'

export type Sort = 'relevance' | 'newest' | 'price' | '-price' | 'name' | '-name' | 'rating'

/** Where a list goes on: the sort value and the id of the last product seen. */
export type Position = { readonly value: string | number; readonly id: string }

/** Minor units, both ends included. */
type PriceRange = { readonly from: number; readonly to: number }

export type Filters = {
  readonly categories: readonly string[]
  readonly brands: readonly string[]
  readonly currency: string
  /** Any of these. */
  readonly prices: readonly PriceRange[]
  readonly inStock: boolean | undefined
  /** Hundredths of a star, or more. */
  readonly rating: number | undefined
  readonly attributes: readonly { readonly name: string; readonly values: readonly string[] }[]
}

export type Wish = {
  readonly text: string
  readonly filters: Filters
  readonly sort: Sort
  readonly limit: number
  readonly after: Position | undefined
}

const SORTS: Readonly<Record<NonNullable<SearchAsked['sort']>, Sort>> = {
  relevance: 'relevance',
  newest: 'newest',
  price: 'price',
  '-price': '-price',
  name: 'name',
  '-name': '-name',
  rating: 'rating',
  '-createdAt': 'newest',
  price_asc: 'price',
  price_desc: '-price',
  '-rating': 'rating',
}
const HUNDREDTHS = 100
const CURSOR = cursors<Position & { readonly sort: Sort }>('search')

export function encodePosition(sort: Sort, position: Position): string {
  return CURSOR.encode({ sort, ...position })
}

/** Prices in a query are amounts of `currency`; products of another one do not fit them. */
export function wishOf(asked: SearchAsked, currency: string): Wish {
  const text = (asked.q ?? '').trim().replace(/\s+/gu, ' ')
  const wanted = SORTS[asked.sort ?? 'relevance']
  // Where nothing was typed, nothing is more relevant than the rest.
  const sort = wanted === 'relevance' && text === '' ? 'newest' : wanted
  return {
    text,
    filters: {
      categories: asked.category ?? [],
      brands: asked.brand ?? [],
      currency,
      prices: pricesOf(asked, currency),
      inStock: availabilityOf(asked),
      rating: asked.rating === undefined ? undefined : asked.rating * HUNDREDTHS,
      attributes: traitsOf(asked.attributes ?? []),
    },
    sort,
    limit: asked.limit ?? LIST_LIMIT_DEFAULT,
    after: asked.cursor === undefined ? undefined : positionOf(asked.cursor, sort),
  }
}

/** The name of a wish: two that differ in spelling alone have the same. */
export function wishKey(wish: Wish): string {
  return JSON.stringify({ ...wish, text: wish.text.toLowerCase() })
}

function positionOf(cursor: string, sort: Sort): Position {
  const { sort: given, value, id } = CURSOR.decode(cursor)
  if (given !== sort) throw refusal('/cursor', 'belongs to another sort; start again without a cursor')
  return { value, id }
}

function availabilityOf({ inStock, availability }: SearchAsked): boolean | undefined {
  const said = availability === undefined ? undefined : availability === 'in_stock'
  if (inStock !== undefined && said !== undefined && inStock !== said)
    throw refusal('/availability', 'says another thing than inStock; send one of them')
  return inStock ?? said
}

function pricesOf({ minPrice, maxPrice, price }: SearchAsked, currency: string): PriceRange[] {
  const from = minPrice === undefined ? 0 : bound(minPrice, currency, '/minPrice')
  const to = maxPrice === undefined ? Number.MAX_SAFE_INTEGER : bound(maxPrice, currency, '/maxPrice')
  if (price === undefined || price.length === 0)
    return minPrice === undefined && maxPrice === undefined ? [] : [{ from, to }]
  return price.map((band) => {
    const [low = '', high = ''] = band.split('-')
    const unit = 10 ** minorDigits(currency)
    // A band ends where the next one begins.
    const end = high === '' ? Number.MAX_SAFE_INTEGER : Number(high) * unit - 1
    return { from: Math.max(from, Number(low) * unit), to: Math.min(to, end, Number.MAX_SAFE_INTEGER) }
  })
}

function bound(amount: number, currency: string, path: string): number {
  try {
    return toMinor(amount, currency, path)
  } catch (error) {
    throw error instanceof Problem ? refusal(path, `is no amount of ${currency}`) : error
  }
}

function traitsOf(spelled: readonly string[]): Filters['attributes'] {
  const byName = new Map<string, string[]>()
  for (const each of spelled) {
    const cut = each.indexOf(':')
    const name = each.slice(0, cut).trim()
    byName.set(name, [...(byName.get(name) ?? []), each.slice(cut + 1).trim()])
  }
  return [...byName].map(([name, values]) => ({ name, values }))
}

function refusal(path: string, message: string): Problem {
  return new Problem('invalid_query', {
    detail: `The query parameter ${path.slice(1)} ${message}.`,
    errors: [{ path, message, code: 'query' }],
  })
}
