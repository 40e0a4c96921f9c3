/** The SQL of snapshots: by ids, or all of them in the order of their ids. */
import type { Sql } from '@rialto/kernel/sql/database'
import { sql } from '@rialto/kernel/sql/statement'
import { PRODUCT_COLUMNS, PRODUCT_TABLES, type ProductRow } from '../product/store.ts'

export type SnapshotRow = ProductRow & { readonly brandSlug: string | null }

const COLUMNS = sql`${PRODUCT_COLUMNS}, b.slug as "brandSlug"`
const TABLES = sql`${PRODUCT_TABLES} left join brand b on b.key = p.brand_key`

/** Products on sale; what is not is left out. */
export async function productsById(db: Sql, ids: readonly string[]): Promise<SnapshotRow[]> {
  return db.rows<SnapshotRow>`
    select ${COLUMNS} from ${TABLES}
     where p.id = any(${ids}::text[]) and p.archived_at is null`
}

export async function productsBehind(
  db: Sql,
  after: string,
  limit: number,
  categoryIds: readonly string[] | undefined,
): Promise<SnapshotRow[]> {
  const within = categoryIds === undefined ? sql`` : sql`and p.category_id = any(${categoryIds}::text[])`
  return db.rows<SnapshotRow>`
    select ${COLUMNS} from ${TABLES}
     where p.id > ${after} and p.archived_at is null ${within}
     order by p.id limit ${limit}`
}
