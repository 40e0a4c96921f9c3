/** The SQL of products that were taken off sale. */
import type { Sql } from '@rialto/kernel/sql/database'
import { sql } from '@rialto/kernel/sql/statement'
import { PRODUCT_COLUMNS, PRODUCT_TABLES, type ProductRow } from '../product/store.ts'

/** Takes a product off sale. Its names stay its own, so that no other product is ever taken for it. */
export async function archiveProduct(tx: Sql, id: string, at: Date): Promise<void> {
  await tx.rows`
    update product set archived_at = ${at}, updated_at = ${at}, version = version + 1
     where id = ${id} and archived_at is null`
}

/** Puts it on sale again. */
export async function restoreProduct(tx: Sql, id: string, at: Date): Promise<void> {
  await tx.rows`
    update product set archived_at = null, updated_at = ${at}, version = version + 1
     where id = ${id} and archived_at is not null`
}

export type ArchivedRow = ProductRow & { readonly archivedAt: Date }
export type ArchivePosition = { readonly at: string; readonly id: string }

/** The last one first. */
export async function archivedProducts(
  db: Sql,
  after: ArchivePosition | undefined,
  limit: number,
): Promise<ArchivedRow[]> {
  const behind =
    after === undefined
      ? sql``
      : sql`and (p.archived_at, p.id) < (${new Date(after.at)}::timestamptz, ${after.id})`
  return db.rows<ArchivedRow>`
    select ${PRODUCT_COLUMNS}, p.archived_at as "archivedAt" from ${PRODUCT_TABLES}
     where p.archived_at is not null ${behind}
     order by p.archived_at desc, p.id desc limit ${limit}`
}

export async function countArchived(db: Sql): Promise<number> {
  const [row] = await db.rows<{ count: number }>`
    select count(*)::int as count from product where archived_at is not null`
  return row?.count ?? 0
}
