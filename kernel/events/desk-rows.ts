/** What the desk reads and writes: the service's own outbox, the events it set aside, and what became of those. */
import type { Sql } from '../sql/database.ts'

/** How far back `type` and `key`, which no index knows, are looked for. */
const EVENTS_LOOKED_AT_MAX = 100_000

type Said = {
  readonly position: number
  readonly type: string
  readonly version: number
  readonly key: string
  readonly time: string
  readonly data: unknown
  readonly meta: unknown
}

export async function saidBefore(
  sql: Sql,
  wanted: {
    readonly before?: number
    readonly type?: string
    readonly key?: string
    readonly limit: number
  },
): Promise<Said[]> {
  const { before = null, type = null, key = null, limit } = wanted
  const rows = await sql.rows<Omit<Said, 'time'> & { time: Date }>`
    select id as position, type, version, key, time, data, meta
      from outbox_event
     where (${before}::bigint is null or id < ${before})
       and id > coalesce(${before}, (select max(id) + 1 from outbox_event)) - ${EVENTS_LOOKED_AT_MAX + 1}::bigint
       and (${type}::text is null or type = ${type})
       and (${key}::text is null or key = ${key})
     order by id desc
     limit ${limit}`
  return rows.map((row) => ({ ...row, time: row.time.toISOString() }))
}

type Parked = {
  readonly at: string
  readonly consumer: string
  readonly eventId: string
  readonly type: string
  readonly event: unknown
  readonly reason: string
  readonly tries: number
}

export async function parkedBefore(
  sql: Sql,
  consumer: string,
  wanted: {
    readonly before?: { readonly at: string; readonly eventId: string }
    readonly type?: string
    readonly limit: number
  },
): Promise<Parked[]> {
  const { before, type = null, limit } = wanted
  // Whole milliseconds, as a cursor holds them.
  const rows = await sql.rows<Omit<Parked, 'at'> & { at: Date }>`
    select date_trunc('milliseconds', parked_at) as at, consumer, event_id as "eventId", type, event, reason, tries
      from parked_event
     where consumer = ${consumer}
       and (${before?.at ?? null}::timestamptz is null
            or (date_trunc('milliseconds', parked_at), event_id)
               < (${before?.at ?? null}::timestamptz, ${before?.eventId ?? null}::text))
       and (${type}::text is null or type = ${type})
     order by date_trunc('milliseconds', parked_at) desc, event_id desc
     limit ${limit}`
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

type Kept = { readonly type: string; readonly event: unknown }

export async function findParked(sql: Sql, consumer: string, eventId: string): Promise<Kept | undefined> {
  const [row] = await sql.rows<Kept>`
    select type, event from parked_event where consumer = ${consumer} and event_id = ${eventId}`
  return row
}

/** Those to try again: what failed least often first, and then the oldest, so that asking again gets on. */
export async function parkedToRetry(
  sql: Sql,
  consumer: string,
  { type = null, limit }: { readonly type?: string | null; readonly limit: number },
): Promise<{ readonly eventIds: string[]; readonly count: number }> {
  const rows = await sql.rows<{ eventId: string; count: number }>`
    select event_id as "eventId", count(*) over () as count
      from parked_event
     where consumer = ${consumer} and (${type}::text is null or type = ${type})
     order by tries, parked_at, event_id
     limit ${limit}`
  return { eventIds: rows.map(({ eventId }) => eventId), count: rows[0]?.count ?? 0 }
}

export async function discardParked(sql: Sql, consumer: string, eventId: string): Promise<Kept | undefined> {
  const [row] = await sql.rows<Kept>`
    delete from parked_event where consumer = ${consumer} and event_id = ${eventId} returning type, event`
  return row
}

export async function recordFailure(
  sql: Sql,
  consumer: string,
  eventId: string,
  reason: string,
): Promise<void> {
  await sql.rows`
    update parked_event set tries = tries + 1, reason = ${reason}
     where consumer = ${consumer} and event_id = ${eventId}`
}

type Outcome = 'applied' | 'failed' | 'discarded'

type NewAct = Kept & {
  readonly eventId: string
  readonly act: Outcome
  readonly reason: string
  readonly actor: string
}

export async function keepAct(sql: Sql, consumer: string, act: NewAct): Promise<void> {
  await sql.rows`
    insert into event_act (consumer, event_id, type, event, act, reason, actor)
    values (${consumer}, ${act.eventId}, ${act.type}, ${JSON.stringify(act.event)}, ${act.act}, ${act.reason}, ${act.actor})`
}

type Act = {
  readonly position: number
  readonly at: string
  readonly consumer: string
  readonly eventId: string
  readonly type: string
  readonly act: Outcome
  readonly reason: string
  readonly actor: string
}

export async function actsBefore(
  sql: Sql,
  consumer: string,
  { before = null, limit }: { readonly before?: number | null; readonly limit: number },
): Promise<Act[]> {
  const rows = await sql.rows<Omit<Act, 'at'> & { at: Date }>`
    select id as position, at, consumer, event_id as "eventId", type, act, reason, actor
      from event_act
     where consumer = ${consumer} and (${before}::bigint is null or id < ${before})
     order by id desc
     limit ${limit}`
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}
