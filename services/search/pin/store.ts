/** The SQL of products that stand first for a query. */
import type { Sql } from '@rialto/kernel/sql/database'
import { sql } from '@rialto/kernel/sql/statement'

export type Pin = {
  readonly id: string
  readonly query: string
  readonly queryKey: string
  readonly productIds: readonly string[]
  readonly updatedBy: string
  readonly updatedAt: Date
}

const COLUMNS = sql`
  id, query, query_key as "queryKey", product_ids as "productIds", updated_by as "updatedBy",
  updated_at as "updatedAt"`

export async function allPins(db: Sql, limit: number): Promise<Pin[]> {
  return db.rows<Pin>`select ${COLUMNS} from pin order by id limit ${limit}`
}

export async function listPins(db: Sql, after: string, limit: number): Promise<Pin[]> {
  return db.rows<Pin>`select ${COLUMNS} from pin where id > ${after} order by id limit ${limit}`
}

export async function countPins(db: Sql): Promise<number> {
  const [row] = await db.rows<{ count: number }>`select count(*) as count from pin`
  return row?.count ?? 0
}

export async function lockPin(tx: Sql, id: string): Promise<Pin | undefined> {
  const [found] = await tx.rows<Pin>`select ${COLUMNS} from pin where id = ${id} for update`
  return found
}

/** False where another pin has this query. */
export async function savePin(tx: Sql, pin: Pin): Promise<boolean> {
  const { id, query, queryKey, productIds, updatedBy, updatedAt } = pin
  const rows = await tx.rows`
    with other as (select from pin where query_key = ${queryKey} and id <> ${id})
    insert into pin as p (id, query, query_key, product_ids, updated_by, updated_at)
    select ${id}, ${query}, ${queryKey}, ${productIds}::text[], ${updatedBy}, ${updatedAt}::timestamptz
     where not exists (select from other)
        on conflict (id) do update
       set query = excluded.query, query_key = excluded.query_key, product_ids = excluded.product_ids,
           version = p.version + 1, updated_by = excluded.updated_by, updated_at = excluded.updated_at
    returning id`
  return rows.length === 1
}

export async function deletePin(tx: Sql, id: string): Promise<void> {
  await tx.rows`delete from pin where id = ${id}`
}
