/** The SQL of a rebuilt projection: rows as they are beside rows as the events make them. */
import type { Sql } from '@rialto/kernel/sql/database'
import type { OrderState } from '../domain.ts'

/** The ids of a bite of orders behind an id, by event or by row. */
export async function idsBehind(db: Sql, after: string, limit: number): Promise<string[]> {
  const rows = await db.rows<{ id: string }>`
    select id from (
      (select stream as id from order_event where stream > ${after} and version = 1 order by stream limit ${limit})
      union
      (select id from orders where id > ${after} order by id limit ${limit})) as found
     order by id limit ${limit}`
  return rows.map(({ id }) => id)
}

/** A row of the projection, every column as text. */
export type Row = Readonly<Record<string, string | null>> & { readonly id: string; readonly version: string }

export async function readRows(db: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, Row>> {
  const rows = await db.rows<Row>`
    select id, number::text, version::text, user_id, status, payment_status, currency, total::text, payment_id, reason,
           tracking_number, attempt::text, (extract(epoch from created_at) * 1000)::bigint::text as created_at,
           (extract(epoch from updated_at) * 1000)::bigint::text as updated_at
      from orders where id = any(${ids}::text[])`
  return new Map(rows.map((row) => [row.id, row]))
}

/** Writes what the events add up to, where the row is not ahead of them. */
export async function writeRow(db: Sql, state: OrderState): Promise<void> {
  const { placed } = state
  await db.rows`
    insert into orders as o (id, number, version, user_id, status, payment_status, currency, total, payment_id, reason,
                             tracking_number, attempt, created_at, updated_at)
    values (${state.id}, ${placed.number}, ${state.version}, ${placed.userId}, ${state.status}, ${state.paymentStatus},
            ${placed.currency}, ${placed.total}, ${state.paymentId}, ${state.reason}, ${state.trackingNumber},
            ${state.attempt}, ${state.createdAt}, ${state.updatedAt})
        on conflict (id) do update
       set number = excluded.number, version = excluded.version, user_id = excluded.user_id, status = excluded.status,
           payment_status = excluded.payment_status, currency = excluded.currency, total = excluded.total,
           payment_id = excluded.payment_id, reason = excluded.reason, tracking_number = excluded.tracking_number,
           attempt = excluded.attempt, created_at = excluded.created_at, updated_at = excluded.updated_at
     where o.version <= excluded.version`
}
