/** Lists from memory; what it does not know is one statement, however many ask for it at once. */
import type { Answer } from '@rialto/kernel/contract/contract'
import { LIST_LIMIT_DEFAULT } from '@rialto/kernel/contract/schema'
import { page } from '@rialto/kernel/list/cursor'
import type { Sql } from '@rialto/kernel/sql/database'
import { brandPage } from '../brand/brands.ts'
import { categoryView, countBelow, unknownCategory } from '../category/change.ts'
import { asTree, withDescendants } from '../category/domain.ts'
import { categoryNamed } from '../category/naming.ts'
import { countedCategories } from '../category/store.ts'
import { availableIn, compose, piecesOf } from '../domain.ts'
import { answerText } from '../memory/answer.ts'
import type { Memory } from '../memory/memory.ts'
import { unknownProduct } from '../product/change.ts'
import { nameKey } from '../product/naming.ts'
import type { ProductRow } from '../product/store.ts'
import { relatedTo } from '../related/related.ts'
import {
  columnOf,
  encodePosition,
  filterKey,
  listingKey,
  readListing,
  type Listing,
  type ListQuery,
  type Position,
  type Sort,
} from './query.ts'
import { countProducts, listProducts } from './store.ts'

export type PagesNeeds = { readonly db: Sql; readonly memory: Memory; readonly currency: string }

export function openPages({ db, memory, currency }: PagesNeeds) {
  const categories = () => memory.categories('all', () => countedCategories(db))

  /**
   * How many there are moves with the assortment and is kept until that changes. What is sold out moves
   * with every sale, but it is little and has an index of its own: so it is counted each time, and what
   * is in stock is the rest (51,000 products: 1 ms instead of 27).
   */
  async function total(listing: Listing): Promise<number> {
    if (listing.maxStock !== undefined) return countProducts(db, listing)
    const either = { ...listing, inStock: undefined }
    const all = () => memory.totals(filterKey(either), () => countProducts(db, either))
    const soldOut = () => countProducts(db, { ...listing, inStock: false })
    if (listing.inStock === undefined) return all()
    if (!listing.inStock) return soldOut()
    const [everything, gone] = await Promise.all([all(), soldOut()])
    return Math.max(0, everything - gone)
  }

  /** All that an answer says is read inside: what was read before it could be older than the answer’s tide. */
  async function load(listing: Listing, before: () => Promise<Head>): Promise<Answer> {
    const [rows, count, { head, version }] = await Promise.all([
      listProducts(db, listing),
      total(listing),
      before(),
    ])
    const { items, nextCursor } = page(
      rows,
      listing.limit,
      (row) => positionOf(listing.sort, row),
      (position) => encodePosition(listing.sort, position),
    )
    return answerText(listText(head, items, nextCursor, count), version)
  }

  async function categoryAt(name: string) {
    const tree = await categories()
    const category = categoryNamed(tree, name)
    return category && { category, tree, ids: withDescendants(tree, category.id) }
  }

  return {
    list: async (query: ListQuery & { readonly category?: string }): Promise<Answer> => {
      const { category: name, ...rest } = query
      const found = name === undefined ? undefined : await categoryAt(name)
      const listing = readListing(rest, found?.ids, currency)
      if (name !== undefined && !found)
        return answerText(JSON.stringify({ items: [], nextCursor: null, total: 0 }))
      return memory.lists(listingKey(listing), () => load(listing, async () => ({ head: {} })))
    },

    category: async (name: string, query: ListQuery): Promise<Answer> => {
      const found = await categoryAt(name)
      if (!found) throw unknownCategory(name)
      const { id } = found.category
      const listing = readListing(query, found.ids, currency)
      const answer = await memory.lists(`category ${id} ${listingKey(listing)}`, () =>
        load(listing, async () => {
          const now = await categoryAt(id)
          if (!now) throw unknownCategory(name)
          const category = categoryView(now.category, countBelow(now.tree, id))
          return { head: { category }, version: now.category.version }
        }),
      )
      return answer
    },

    categories: (): Promise<Answer> =>
      memory.lists('categories', async () => {
        const items = asTree(await categories()).map((each) => categoryView(each, each.total))
        return answerText(JSON.stringify({ items, nextCursor: null, total: items.length }))
      }),

    brands: ({ cursor, limit = LIST_LIMIT_DEFAULT }: BrandQuery): Promise<Answer> =>
      memory.lists(`brands ${limit} ${cursor}`, async () =>
        answerText(JSON.stringify(await brandPage(db, cursor, limit))),
      ),

    related: (reference: string, limit: number | undefined): Promise<Answer> =>
      memory.lists(`related ${limit} ${reference}`, async () => {
        const rows = await relatedTo(db, reference, limit)
        if (!rows) throw unknownProduct(reference)
        return answerText(listText({}, rows, null, rows.length))
      }),
  }
}

type BrandQuery = { readonly cursor?: string; readonly limit?: number }

/** Stands before the items; the version of what it is about, where that can be edited. */
type Head = { readonly head: object; readonly version?: number }

/** The products are put together as text, as they are on their own pages. */
function listText(
  head: object,
  rows: readonly ProductRow[],
  nextCursor: string | null,
  total: number,
): string {
  const items = rows.map((row) => compose(piecesOf(row), availableIn(row.levels)))
  const before = Object.entries(head).map(
    ([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)},`,
  )
  return `{${before.join('')}"items":[${items.join(',')}],"nextCursor":${JSON.stringify(nextCursor)},"total":${total}}`
}

function positionOf(sort: Sort, row: ProductRow): Position {
  const { id, name, price, createdAt, updatedAt, levels } = row
  switch (columnOf(sort)) {
    case 'name':
      return { value: nameKey(name), id }
    case 'price':
      return { value: price, id }
    case 'createdAt':
      return { value: createdAt.getTime(), id }
    case 'updatedAt':
      return { value: updatedAt.getTime(), id }
    case 'stock':
      return { value: levels.reduce((sum, { available }) => sum + available, 0), id }
  }
}
