/** The SQL of what changed: written with the change, read by the other processes. */
import type { Sql } from '@rialto/kernel/sql/database'

export type Change = {
  readonly kind: 'product' | 'assortment' | 'availability' | 'stock' | 'tree'
  readonly keys: readonly string[]
}

/** Notes in the transaction of the change which products it was. (Stock notes itself: stock/store.ts.) */
export async function noteProducts(
  tx: Sql,
  writer: string,
  kind: 'product' | 'assortment',
  productIds: readonly string[],
): Promise<void> {
  if (productIds.length === 0) return
  await tx.rows`
    insert into catalog_change (writer, kind, keys) values (${writer}, ${kind}, ${productIds}::text[])`
}

/** Notes that the tree of categories has another shape or other names: all that is known shows it. */
export async function noteTree(tx: Sql, writer: string, categoryId: string): Promise<void> {
  await tx.rows`
    insert into catalog_change (writer, kind, keys) values (${writer}, 'tree', array[${categoryId}])`
}

/** What is visible now. */
export async function currentSnapshot(db: Sql): Promise<string> {
  const [row] = await db.rows<{ snapshot: string }>`select pg_current_snapshot()::text as snapshot`
  if (!row) throw new Error('the database has no snapshot')
  return row.snapshot
}

/**
 * What others wrote that became visible since a snapshot, and the snapshot to go on from: one statement
 * sees exactly one. A transaction that takes long delays only itself, and none is ever passed over.
 */
export async function changesSince(
  db: Sql,
  snapshot: string,
  writer: string,
): Promise<{ readonly snapshot: string; readonly changes: readonly Change[] }> {
  const [row] = await db.rows<{ snapshot: string; changes: Change[] }>`
    select pg_current_snapshot()::text as snapshot,
           coalesce((select json_agg(json_build_object('kind', kind, 'keys', keys))
                       from catalog_change
                      where xid >= pg_snapshot_xmin(${snapshot}::pg_snapshot)
                        and not pg_visible_in_snapshot(xid, ${snapshot}::pg_snapshot)
                        and writer <> ${writer}), '[]') as changes`
  if (!row) throw new Error('the database has no snapshot')
  return row
}

/** The same without levels, which no page is made anew for, and with what this process wrote. */
export async function newsSince(
  db: Sql,
  snapshot: string,
): Promise<{ readonly snapshot: string; readonly changes: readonly Change[] }> {
  const [row] = await db.rows<{ snapshot: string; changes: Change[] }>`
    select pg_current_snapshot()::text as snapshot,
           coalesce((select json_agg(json_build_object('kind', kind, 'keys', keys))
                       from catalog_change
                      where xid >= pg_snapshot_xmin(${snapshot}::pg_snapshot)
                        and not pg_visible_in_snapshot(xid, ${snapshot}::pg_snapshot)
                        and kind <> 'stock'), '[]') as changes`
  if (!row) throw new Error('the database has no snapshot')
  return row
}

/** Forgets what every process has read or given up on. */
export async function forgetChanges(db: Sql, olderThanMs: number, limit: number): Promise<{ more: boolean }> {
  const gone = await db.rows`
    delete from catalog_change
     where ctid = any(array(select ctid from catalog_change
                             where at < clock_timestamp() - make_interval(secs => ${olderThanMs / 1000}) limit ${limit}))
    returning 1`
  return { more: gone.length === limit }
}
