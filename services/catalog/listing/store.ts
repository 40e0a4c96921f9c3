/** The SQL of lists: each walks the index of its order behind the last product seen, or the index of a filter. */
import type { Sql } from '@rialto/kernel/sql/database'
import { joined, sql, type Fragment } from '@rialto/kernel/sql/statement'
import { PRODUCT_COLUMNS, PRODUCT_TABLES, type ProductRow } from '../product/store.ts'
import {
  columnOf,
  isDescending,
  type Filters,
  type Listing,
  type Position,
  type SortColumn,
} from './query.ts'

/** Fewer characters have no trigram of their own: the index would be read whole. They match only the beginning. */
const CONTAINS_CHARACTERS_MIN = 3
const LAST_CHARACTER = '\u{10ffff}'

const COLUMNS: Readonly<Record<SortColumn, Fragment>> = {
  name: sql`p.name_key`,
  price: sql`p.price`,
  createdAt: sql`p.created_at`,
}

export async function listProducts(db: Sql, listing: Listing): Promise<ProductRow[]> {
  const { sort, limit, after, skip } = listing
  const column = COLUMNS[columnOf(sort)]
  const direction = isDescending(sort) ? sql`desc` : sql`asc`
  const wanted = after === undefined ? filtersOf(listing) : [...filtersOf(listing), behind(listing, after)]
  return db.rows<ProductRow>`
    select ${PRODUCT_COLUMNS}
      from ${PRODUCT_TABLES}
     where ${joined(wanted, sql` and `)}
     order by ${column} ${direction}, p.id ${direction}
     limit ${limit + 1} offset ${skip}`
}

export async function countProducts(db: Sql, filters: Filters): Promise<number> {
  const stock = filters.inStock === undefined ? sql`` : sql`left join product_stock s on s.sku = p.sku`
  const [row] = await db.rows<{ count: number }>`
    select count(*) as count from product p ${stock} where ${joined(filtersOf(filters), sql` and `)}`
  return row?.count ?? 0
}

function filtersOf({ categoryId, brandKey, nameKey, prices, inStock }: Filters): Fragment[] {
  const wanted = [sql`p.archived_at is null`]
  if (categoryId !== undefined) wanted.push(sql`p.category_id = ${categoryId}`)
  if (brandKey !== undefined) wanted.push(sql`p.brand_key = ${brandKey}`)
  if (nameKey !== undefined) wanted.push(named(nameKey))
  if (prices)
    wanted.push(sql`p.currency = ${prices.currency} and p.price between ${prices.from} and ${prices.to}`)
  if (inStock !== undefined) wanted.push(inStock ? sql`s.in_stock` : sql`not s.in_stock`)
  return wanted
}

function named(key: string): Fragment {
  if (key.length < CONTAINS_CHARACTERS_MIN)
    return sql`p.name_key >= ${key} and p.name_key < ${key + LAST_CHARACTER}`
  return sql`p.name_key like ${`%${key.replace(/[\\%_]/g, '\\$&')}%`}`
}

function behind({ sort }: Listing, { value, id }: Position): Fragment {
  const beyond = isDescending(sort) ? sql`<` : sql`>`
  switch (columnOf(sort)) {
    case 'name':
      return sql`(p.name_key, p.id) ${beyond} (${value}::text, ${id})`
    case 'price':
      return sql`(p.price, p.id) ${beyond} (${value}::bigint, ${id})`
    case 'createdAt':
      return sql`(p.created_at, p.id) ${beyond} (${new Date(value)}::timestamptz, ${id})`
  }
}
