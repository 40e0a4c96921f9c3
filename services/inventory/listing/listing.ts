/** Levels for staff, by whatever they look for. */
import { LEVEL_SORTS } from '@rialto/contracts/inventory'
import { LIST_LIMIT_DEFAULT } from '@rialto/kernel/contract/schema'
import { cursors, page } from '@rialto/kernel/list/cursor'
import type { Sql } from '@rialto/kernel/sql/database'
import { wordsOf } from '../label/words.ts'
import { levelView } from '../stock/levels.ts'
import type { Level } from '../stock/store.ts'
import { columnOf, countLevels, listLevels, type LevelPosition, type LevelSort } from './store.ts'

type Paging = { readonly limit?: number; readonly cursor?: string }
type LevelQuery = Paging & {
  readonly lowStock?: boolean
  readonly outOfStock?: boolean
  readonly q?: string
  readonly sort?: LevelSort
}

/** A list goes on in the order in which it began. */
const CURSORS = Object.fromEntries(
  LEVEL_SORTS.map((sort) => [sort, cursors<LevelPosition>(`inventory levels ${sort}`)]),
) as { readonly [S in LevelSort]: ReturnType<typeof cursors<LevelPosition>> }

export function listingRoutes({ db }: { readonly db: Sql }) {
  const listed = async (query: LevelQuery) => {
    const { limit = LIST_LIMIT_DEFAULT, sort = 'sku', cursor } = query
    const filter = {
      lowStock: query.lowStock ?? false,
      outOfStock: query.outOfStock ?? false,
      words: wordsOf(query.q ?? ''),
    }
    const after = cursor === undefined ? undefined : CURSORS[sort].decode(cursor)
    const [rows, total] = await Promise.all([
      listLevels(db, filter, sort, after, limit + 1),
      countLevels(db, filter),
    ])
    const { items, nextCursor } = page(rows, limit, (level) => positionOf(sort, level), CURSORS[sort].encode)
    return { items: items.map(levelView), nextCursor, total }
  }
  return {
    list: ({ query }: { query: LevelQuery }) => listed(query),
    lowStock: ({ query }: { query: Paging }) => listed({ ...query, lowStock: true }),
  }
}

function positionOf(sort: LevelSort, { sku, onHand, reserved }: Level): LevelPosition {
  switch (columnOf(sort)) {
    case 'sku':
      return { value: 0, sku }
    case 'available':
      return { value: onHand - reserved, sku }
    case 'onHand':
      return { value: onHand, sku }
    case 'reserved':
      return { value: reserved, sku }
  }
}
