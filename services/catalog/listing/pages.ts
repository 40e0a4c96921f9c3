/** Lists from memory; what it does not know is one statement, however many ask for it at once. */
import type { CategoryView } from '@rialto/contracts/catalog'
import type { Answer } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { page } from '@rialto/kernel/list/cursor'
import type { Sql } from '@rialto/kernel/sql/database'
import { categoryNamed } from '../category/naming.ts'
import { countedCategories, type CountedCategory } from '../category/store.ts'
import { productView } from '../domain.ts'
import { answerText } from '../memory/answer.ts'
import type { Memory } from '../memory/memory.ts'
import { nameKey } from '../product/naming.ts'
import type { ProductRow } from '../product/store.ts'
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
    const either = { ...listing, inStock: undefined }
    const all = () => memory.totals(filterKey(either), () => countProducts(db, either))
    const soldOut = () => countProducts(db, { ...listing, inStock: false })
    if (listing.inStock === undefined) return all()
    if (!listing.inStock) return soldOut()
    const [everything, gone] = await Promise.all([all(), soldOut()])
    return Math.max(0, everything - gone)
  }

  /** All that an answer says is read inside: what was read before it could be older than the answer’s tide. */
  async function load(listing: Listing, before: () => Promise<object>): Promise<Answer> {
    const [rows, count, head] = await Promise.all([listProducts(db, listing), total(listing), before()])
    const { items, nextCursor } = page(
      rows,
      listing.limit,
      (row) => positionOf(listing.sort, row),
      (position) => encodePosition(listing.sort, position),
    )
    const views = items.map((row) => productView(row, row.available))
    return answerText(JSON.stringify({ ...head, items: views, nextCursor, total: count }))
  }

  return {
    list: async (query: ListQuery & { readonly category?: string }): Promise<Answer> => {
      const { category: name, ...rest } = query
      const category = name === undefined ? undefined : categoryNamed(await categories(), name)
      const listing = readListing(rest, category?.id, currency)
      if (name !== undefined && !category)
        return answerText(JSON.stringify({ items: [], nextCursor: null, total: 0 }))
      return memory.lists(listingKey(listing), () => load(listing, async () => ({})))
    },

    category: async (name: string, query: ListQuery): Promise<Answer> => {
      const found = async () => {
        const category = categoryNamed(await categories(), name)
        if (!category)
          throw new Problem('unknown_category', { detail: `No category has the id, slug or name ${name}.` })
        return category
      }
      const { id } = await found()
      const listing = readListing(query, id, currency)
      return memory.lists(`category ${listingKey(listing)}`, () =>
        load(listing, async () => ({ category: categoryView(await found()) })),
      )
    },

    categories: (): Promise<Answer> =>
      memory.lists('categories', async () => {
        const items = (await categories()).map(categoryView)
        return answerText(JSON.stringify({ items, nextCursor: null, total: items.length }))
      }),
  }
}

function positionOf(sort: Sort, { id, name, price, createdAt }: ProductRow): Position {
  switch (columnOf(sort)) {
    case 'name':
      return { value: nameKey(name), id }
    case 'price':
      return { value: price, id }
    case 'createdAt':
      return { value: createdAt.getTime(), id }
  }
}

function categoryView({ id, slug, name, parentId, productCount }: CountedCategory): CategoryView {
  return { id, slug, name, parentId, productCount }
}
