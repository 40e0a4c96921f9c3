/** The SQL of the list of levels. */
import type { LEVEL_SORTS } from '@rialto/contracts/inventory'
import type { Sql } from '@rialto/kernel/sql/database'
import { joined, sql, type Fragment } from '@rialto/kernel/sql/statement'
import { called } from '../label/store.ts'
import type { Level } from '../stock/store.ts'

export type LevelFilter = {
  readonly lowStock: boolean
  readonly outOfStock: boolean
  /** Each is part of the SKU or of the name. */
  readonly words: readonly string[]
}
export type LevelSort = (typeof LEVEL_SORTS)[number]
/** The last level seen: what it was sorted by, and its SKU. */
export type LevelPosition = { readonly value: number; readonly sku: string }

type Column = 'sku' | 'available' | 'onHand' | 'reserved'
const COLUMNS: Readonly<Record<Exclude<Column, 'sku'>, Fragment>> = {
  available: sql`(on_hand - reserved)`,
  onHand: sql`on_hand`,
  reserved: sql`reserved`,
}

export function columnOf(sort: LevelSort): Column {
  return sort.replace('-', '') as Column
}

/** A page of levels; those that are equal come by SKU. */
export async function listLevels(
  db: Sql,
  filter: LevelFilter,
  sort: LevelSort,
  after: LevelPosition | undefined,
  limit: number,
): Promise<Level[]> {
  const wanted = after === undefined ? narrowed(filter) : [...narrowed(filter), behind(sort, after)]
  return db.rows<Level>`
    select sku, on_hand as "onHand", reserved, version, low_stock_at as "lowStockAt" from stock
     where ${joined(wanted, sql` and `)} order by ${orderOf(sort)} limit ${limit}`
}

export async function countLevels(db: Sql, filter: LevelFilter): Promise<number> {
  const [row] = await db.rows<{ count: number }>`
    select count(*) as count from stock where ${joined(narrowed(filter), sql` and `)}`
  return row?.count ?? 0
}

function narrowed({ lowStock, outOfStock, words }: LevelFilter): Fragment[] {
  return [
    sql`true`,
    ...(lowStock ? [sql`on_hand - reserved <= low_stock_at`] : []),
    ...(outOfStock ? [sql`on_hand = reserved`] : []),
    ...words.map(called),
  ]
}

function orderOf(sort: LevelSort): Fragment {
  const column = columnOf(sort)
  const direction = sort.startsWith('-') ? sql`desc` : sql`asc`
  return column === 'sku' ? sql`sku ${direction}` : sql`${COLUMNS[column]} ${direction}, sku ${direction}`
}

function behind(sort: LevelSort, { value, sku }: LevelPosition): Fragment {
  const column = columnOf(sort)
  const beyond = sort.startsWith('-') ? sql`<` : sql`>`
  return column === 'sku'
    ? sql`sku ${beyond} ${sku}`
    : sql`(${COLUMNS[column]}, sku) ${beyond} (${value}::bigint, ${sku})`
}
