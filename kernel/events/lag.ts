/** How far behind the listeners of a service are. */
import type { Sql } from '../sql/database.ts'

/** Counted no further: behind so many it does not matter how many more there are. */
export const UNREAD_COUNTED_MAX = 10_000
/** How far ahead of a cursor is looked for what its listener wants. */
const EVENTS_LOOKED_AT_MAX = 100_000

type Wanted = { readonly consumer: string; readonly types: readonly string[] }

export type Lag = {
  readonly consumer: string
  readonly unread: number
  /** RFC 3339; null where nothing is unread. */
  readonly oldestAt: string | null
  readonly oldestMs: number | null
  /** The process that serves it just now. */
  readonly holder: string | null
}

/** A cursor is written down several times a second: what was read since is still counted. */
export async function lagOf(sql: Sql, wanted: readonly Wanted[]): Promise<Lag[]> {
  const pairs = wanted.flatMap(({ consumer, types }) => types.map((type) => ({ consumer, type })))
  const rows = await sql.rows<Omit<Lag, 'oldestAt'> & { oldestAt: Date | null }>`
    with listener as (
      select consumer, array_agg(type) as types
        from unnest(${pairs.map(({ consumer }) => consumer)}::text[], ${pairs.map(({ type }) => type)}::text[])
          as asked (consumer, type) group by consumer)
    select consumer, count(ahead.time) as unread, min(ahead.time) as "oldestAt",
           (extract(epoch from clock_timestamp() - min(ahead.time)) * 1000)::bigint as "oldestMs", holder
      from (select listener.consumer, types, coalesce(c.id, 0) as read_to,
                   case when c.holder_until > clock_timestamp() then c.holder end as holder
              from listener left join outbox_cursor c on c.consumer = listener.consumer) as serving
      left join lateral (
        select time
          from (select type, time from outbox_event
                 where id > read_to order by id limit ${EVENTS_LOOKED_AT_MAX}) as behind
         where type = any(types) limit ${UNREAD_COUNTED_MAX}) as ahead on true
     group by consumer, holder order by consumer`
  return rows.map((row) => ({ ...row, oldestAt: row.oldestAt?.toISOString() ?? null }))
}

/** How many events this service could not take in. */
export async function countParked(sql: Sql, consumer: string): Promise<number> {
  const [row] = await sql.rows<{ count: number }>`
    select count(*) as count from parked_event where consumer = ${consumer}`
  return row?.count ?? 0
}
