/** What somebody wants to see of the products, in one form, so that the same wish is one entry in memory. */
import { PRODUCT_SORTS, type catalog } from '@rialto/contracts/catalog'
import type { Input } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { LIST_LIMIT_DEFAULT } from '@rialto/kernel/contract/schema'
import { cursors } from '@rialto/kernel/list/cursor'
import { toMinor, type Minor } from '@rialto/kernel/money/money'
import { nameKey } from '../product/naming.ts'

export type Sort = (typeof PRODUCT_SORTS)[number]
export type SortColumn = 'name' | 'price' | 'createdAt' | 'updatedAt' | 'stock'

/** Where a list goes on: the sort value and the id of the last product seen; dates in milliseconds. */
export type Position = { readonly value: string | number; readonly id: string }

export type Filters = {
  /** A category and all below it. */
  readonly categoryIds: readonly string[] | undefined
  /** The slug of a brand, or its name as it is compared. */
  readonly brand: string | undefined
  readonly nameKey: string | undefined
  /** A range of prices is a range of amounts of this currency; two currencies do not compare. */
  readonly prices: { readonly currency: string; readonly from: Minor; readonly to: Minor } | undefined
  readonly inStock: boolean | undefined
  /** So many pieces at most, over the variants. */
  readonly maxStock: number | undefined
  /** Only these, by any of their names. */
  readonly references: readonly string[] | undefined
}

export type Listing = Filters & {
  readonly sort: Sort
  readonly limit: number
  readonly after: Position | undefined
  /** Products left out before the first, for clients that count pages. */
  readonly skip: number
}

export type ListQuery = Omit<Input<(typeof catalog)['routes']['list']>['query'], 'category'>

const CURSORS = Object.fromEntries(
  PRODUCT_SORTS.map((sort) => [sort, cursors<Position>(`catalog products ${sort}`)]),
) as {
  readonly [S in Sort]: ReturnType<typeof cursors<Position>>
}

export function encodePosition(sort: Sort, position: Position): string {
  return CURSORS[sort].encode(position)
}

export function readListing(
  query: ListQuery,
  categoryIds: readonly string[] | undefined,
  currency: string,
): Listing {
  const { sort = '-createdAt', limit = LIST_LIMIT_DEFAULT, cursor, page } = query
  if (cursor !== undefined && page !== undefined)
    throw refusal('/page', 'cannot go with a cursor; send one of them')
  return {
    categoryIds,
    brand: query.brand === undefined ? undefined : nameKey(query.brand),
    nameKey: query.q === undefined ? undefined : nameKey(query.q),
    prices: pricesOf(query, currency),
    inStock: query.inStock,
    maxStock: query.maxStock,
    references: referencesOf(query),
    sort,
    limit,
    after: cursor === undefined ? undefined : CURSORS[sort].decode(cursor),
    skip: page === undefined ? 0 : (page - 1) * limit,
  }
}

/** The name of the filters alone, under which their total is kept. */
export function filterKey({
  categoryIds,
  brand,
  nameKey: key,
  prices,
  inStock,
  maxStock,
  references,
}: Filters): string {
  return JSON.stringify([categoryIds, brand, key, prices, inStock, maxStock, references])
}

export function listingKey(listing: Listing): string {
  const { sort, limit, after, skip } = listing
  return `${filterKey(listing)}${JSON.stringify([sort, limit, after, skip])}`
}

export function columnOf(sort: Sort): SortColumn {
  return sort.replace('-', '') as SortColumn
}

export function isDescending(sort: Sort): boolean {
  return sort.startsWith('-')
}

/** `ids` and `skus` say the same; a product that both name is shown once. */
function referencesOf({ ids, skus }: ListQuery): string[] | undefined {
  if (ids === undefined && skus === undefined) return undefined
  return [...new Set([ids, skus].flatMap((names) => names?.split(',') ?? []))].toSorted()
}

function pricesOf({ minPrice, maxPrice }: ListQuery, currency: string): Filters['prices'] {
  if (minPrice === undefined && maxPrice === undefined) return undefined
  return {
    currency,
    from: minPrice === undefined ? 0 : bound(minPrice, currency, '/minPrice'),
    to: maxPrice === undefined ? Number.MAX_SAFE_INTEGER : bound(maxPrice, currency, '/maxPrice'),
  }
}

/** In a query a wrong amount is a wrong query, not a wrong body. */
function bound(amount: number, currency: string, path: string): Minor {
  try {
    return toMinor(amount, currency, path)
  } catch (error) {
    throw error instanceof Problem ? refusal(path, `is no amount of ${currency}`) : error
  }
}

function refusal(path: string, message: string): Problem {
  return new Problem('invalid_query', {
    detail: `The query parameter ${path.slice(1)} ${message}.`,
    errors: [{ path, message, code: 'query' }],
  })
}
