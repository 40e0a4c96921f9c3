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

/** Looked up product by product: 10,000 take 0.1 s. */
const STOCK = sql`coalesce((select sum(s.available) from product_stock s where s.sku = any(p.skus)), 0)`

const COLUMNS: Readonly<Record<SortColumn, Fragment>> = {
  name: sql`p.name_key`,
  price: sql`p.price`,
  createdAt: sql`p.created_at`,
  updatedAt: sql`p.updated_at`,
  stock: STOCK,
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
  const [row] = await db.rows<{ count: number }>`
    select count(*) as count from product p where ${joined(filtersOf(filters), sql` and `)}`
  return row?.count ?? 0
}

/** Any variant that can be bought. */
const IN_STOCK = sql`exists (select from product_stock s where s.sku = any(p.skus) and s.in_stock)`

function filtersOf(filters: Filters): Fragment[] {
  const { categoryIds, brand, nameKey, prices, inStock, maxStock, references } = filters
  const wanted = [sql`p.archived_at is null`]
  if (categoryIds !== undefined) wanted.push(within(categoryIds))
  if (brand !== undefined)
    wanted.push(sql`p.brand_key = (select key from brand where key = ${brand} or slug = ${brand}
                                   order by key = ${brand} desc limit 1)`)
  if (nameKey !== undefined) wanted.push(named(nameKey))
  if (prices)
    wanted.push(sql`p.currency = ${prices.currency} and p.price between ${prices.from} and ${prices.to}`)
  if (references !== undefined)
    wanted.push(
      sql`p.id in (select product_id from product_reference where reference = any(${references}::text[]))`,
    )
  if (inStock === true) wanted.push(IN_STOCK)
  // Few SKUs are sold out, and they have an index of their own.
  if (inStock === false)
    wanted.push(sql`p.id in (select r.product_id from product_stock s join product_reference r on r.reference = s.sku
                              where not s.in_stock) and not ${IN_STOCK}`)
  // A product with few pieces has few of each SKU: those are looked for, and only theirs are added up.
  if (maxStock !== undefined)
    wanted.push(sql`p.id in (select r.product_id from product_stock s join product_reference r on r.reference = s.sku
                              where s.available <= ${maxStock}) and ${STOCK} <= ${maxStock}`)
  return wanted
}

/** One category alone keeps the order of its index. */
function within(categoryIds: readonly string[]): Fragment {
  const [only, ...others] = categoryIds
  return others.length === 0 ? sql`p.category_id = ${only}` : sql`p.category_id = any(${categoryIds}::text[])`
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
    case 'updatedAt':
      return sql`(p.updated_at, p.id) ${beyond} (${new Date(value)}::timestamptz, ${id})`
    case 'stock':
      return sql`(${STOCK}, p.id) ${beyond} (${value}::numeric, ${id})`
  }
}
