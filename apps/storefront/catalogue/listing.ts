/** What a list of products is asked for: as its address says it, and as the search takes it. */
import type { SearchAsked } from '@rialto/contracts/search'

export const LIST_LENGTH = 24

/** In the order in which they stand in an address. */
const FILTER_NAMES = [
  'category', 'brand', 'price', 'minPrice', 'maxPrice', 'availability', 'rating', 'attribute',
] as const // prettier-ignore
type FilterName = (typeof FILTER_NAMES)[number]
export type Filter = { readonly name: FilterName; readonly value: string }

/** Of the search’s own; without one it decides: the best first for words, the newest first for everything. */
const SORTS = ['newest', 'price', '-price', 'name', 'rating'] as const
export type ListSort = (typeof SORTS)[number]

export type Listing = {
  readonly text: string
  readonly filters: readonly Filter[]
  readonly sort: ListSort | undefined
  readonly page: number
  /** Where the pages up to this one begin, as far as an address has room for them. */
  readonly after: readonly string[]
}

export type Parameters = Readonly<Record<string, string | string[] | undefined>>

const TEXT_CHARACTERS_MAX = 200
const CURSOR_CHARACTERS_MAX = 512
const PAGES_REMEMBERED_MAX = 8
const PAGE_MAX = 1_000_000
/** As many as the search takes of one kind. */
const VALUES_MAX = 20

/** What the search would take; anything else in an address is passed over. */
const VALUES: Readonly<Record<FilterName, RegExp>> = {
  category: /^[^\p{Cc}]{1,100}$/u,
  brand: /^[^\p{Cc}]{1,100}$/u,
  price: /^\d{1,12}-(\d{1,12})?$/,
  minPrice: /^\d{1,9}(\.\d{1,2})?$/,
  maxPrice: /^\d{1,9}(\.\d{1,2})?$/,
  availability: /^in_stock$/,
  rating: /^[1-5]$/,
  attribute: /^[^:\p{Cc}]{1,64}:[^\p{Cc}]{1,130}$/u,
}
/** Of these the last one counts. */
const SINGLE = new Set<FilterName>(['category', 'minPrice', 'maxPrice', 'availability', 'rating'])

const NAMES = new Set<string>([...FILTER_NAMES, 'q', 'sort', 'page', 'after'])

export function readListing(parameters: Parameters): Listing {
  const filters = FILTER_NAMES.flatMap((name) => {
    const values = [...new Set(all(parameters[name]).map((value) => value.trim()))]
    const good = values.filter((value) => VALUES[name].test(value))
    return good.slice(SINGLE.has(name) ? -1 : -VALUES_MAX).map((value) => ({ name, value }))
  })
  const after = all(parameters['after']).filter((cursor) => cursor.length <= CURSOR_CHARACTERS_MAX)
  const page = Number(all(parameters['page']).at(-1) ?? 1)
  return {
    text: searchedText(all(parameters['q']).at(-1) ?? ''),
    filters,
    sort: SORTS.find((sort) => sort === all(parameters['sort']).at(-1)),
    page: after.length > 0 && Number.isSafeInteger(page) && page > 1 && page <= PAGE_MAX ? page : 1,
    after: after.slice(-PAGES_REMEMBERED_MAX),
  }
}

/** The address of a list, spelled in one way for each. */
export function listingUrl(path: string, { text, filters, sort, page, after }: Listing): string {
  const search = new URLSearchParams()
  if (text !== '') search.append('q', text)
  for (const { name, value } of filters) search.append(name, value)
  if (sort !== undefined) search.append('sort', sort)
  if (page > 1) search.append('page', String(page))
  for (const cursor of after) search.append('after', cursor)
  return search.size > 0 ? `${path}?${search.toString()}` : path
}

/** From its first page on, narrowed down otherwise. */
export function withFilters(listing: Listing, filters: readonly Filter[]): Listing {
  return { ...listing, filters, page: 1, after: [] }
}

/** Without one filter. */
export function without(listing: Listing, { name, value }: Filter): Listing {
  return withFilters(
    listing,
    listing.filters.filter((filter) => filter.name !== name || filter.value !== value),
  )
}

export function nextPage(listing: Listing, cursor: string): Listing {
  const after = [...listing.after, cursor].slice(-PAGES_REMEMBERED_MAX)
  return { ...listing, page: listing.page + 1, after }
}

/** The page before this one; the first where the address has lost the way. */
export function previousPage(listing: Listing): Listing {
  const { page, after } = listing
  return page > 2 && after.length > 1
    ? { ...listing, page: page - 1, after: after.slice(0, -1) }
    : { ...listing, page: 1, after: [] }
}

/** What the search is asked; a category that the page stands for goes before one that is chosen on it. */
export function askedOf({ text, filters, sort, after }: Listing, category?: string): SearchAsked {
  const values = (name: FilterName) =>
    filters.filter((filter) => filter.name === name).map(({ value }) => value)
  const number = (name: FilterName) => values(name).map(Number).at(-1)
  const minPrice = number('minPrice')
  const maxPrice = number('maxPrice')
  const rating = number('rating')
  const cursor = after.at(-1)
  return {
    limit: LIST_LENGTH,
    ...(text === '' ? {} : { q: text }),
    ...(sort === undefined ? {} : { sort }),
    ...(cursor === undefined ? {} : { cursor }),
    category: category === undefined ? values('category') : [category],
    brand: values('brand'),
    price: values('price'),
    ...(minPrice === undefined ? {} : { minPrice }),
    ...(maxPrice === undefined ? {} : { maxPrice }),
    ...(values('availability').length > 0 ? { availability: 'in_stock' } : {}),
    ...(rating === undefined ? {} : { rating }),
    attributes: values('attribute'),
  }
}

/**
 * Whether many will ask for just this list, so that keeping it is worth its room: everything of a category, or one
 * facet of it. What was typed, and what is narrowed down further, is nearly always somebody’s own.
 */
export function isCommon(listing: Listing, parameters: Parameters): boolean {
  const { text, filters, page } = listing
  return (
    text === '' &&
    page === 1 &&
    filters.length <= 1 &&
    filters.every(({ name }) => name !== 'minPrice' && name !== 'maxPrice') &&
    Object.keys(parameters).every((name) => NAMES.has(name))
  )
}

function all(value: string | string[] | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}

/** What somebody typed to search for, as the search takes it. */
export function searchedText(typed: string): string {
  return typed
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, TEXT_CHARACTERS_MAX)
}
