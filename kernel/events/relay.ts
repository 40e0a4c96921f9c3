/**
 * Hands a service's committed events to its listeners, each from its own cursor, so that one that is
 * down holds up nobody else. Reads only below `pg_snapshot_xmin`: an identity value can commit later
 * than a higher one, and a cursor that had passed it would lose it for ever.
 *
 * Woken in memory right after a commit; the poll is the safety net, and the short polls after a wake
 * cover events that a transaction still open was hiding.
 */
import type { Logger } from 'pino'
import type { Clock, Timers } from '../ports/ports.ts'
import type { Database } from '../sql/database.ts'
import type { Event } from './event.ts'

const EVENTS_PER_READ_MAX = 500
const POLL_FIRST_MS = 2
const POLL_MAX_MS = 500
const LEASE_MS = 5_000
const OUTAGE_WAIT_MS = 250

export type Listener = {
  /** Its name in the cursor table: the listening service. */
  readonly consumer: string
  readonly types: ReadonlySet<string>
  /** Throws in an outage; the same events then come again. */
  deliver(events: readonly Event[]): Promise<void>
}

export type RelayNeeds = {
  readonly db: Database
  readonly source: string
  readonly listeners: readonly Listener[]
  /** Names this process in the lease, so that only one process serves a listener. */
  readonly holder: string
  readonly clock: Clock
  readonly timers: Timers
  readonly log: Logger
  /** Told how long events waited between commit and consumer, ms, once a batch. */
  readonly onDelivered?: (consumer: string, waitedMs: number, count: number) => void
}

export type Relay = {
  /** Says that something was committed. Cheap: call it after every commit that published. */
  wake(): void
  stop(): Promise<void>
}

type Cursor = { readonly xid: string; readonly id: number }

export function startRelay(needs: RelayNeeds): Relay {
  const servings = needs.listeners.map((listener) => serveListener(needs, listener))
  return {
    wake: () => {
      for (const serving of servings) serving.wake()
    },
    stop: async () => {
      await Promise.all(servings.map((serving) => serving.stop()))
    },
  }
}

function serveListener(needs: RelayNeeds, listener: Listener): Relay {
  const { db, clock, timers, log, holder } = needs
  const { consumer } = listener
  let stopped = false
  let wait = POLL_FIRST_MS
  let interrupt: (() => void) | undefined

  const finished = (async () => {
    while (!stopped) {
      try {
        const cursor = await takeCursor(db, consumer, holder)
        if (cursor) await serveWhileHeld(cursor)
        else await pause(LEASE_MS / 2)
      } catch (error) {
        log.warn({ consumer, err: error }, 'delivery failed; the same events will come again')
        await pause(OUTAGE_WAIT_MS)
      }
    }
    await releaseCursor(db, consumer, holder).catch(() => {})
  })()

  /** Returns when the lease is lost to another process or the relay stops. */
  async function serveWhileHeld(from: Cursor): Promise<void> {
    let cursor = from
    let renewAt = clock.now() + LEASE_MS / 3
    while (!stopped) {
      const read = await readBehind(db, needs.source, cursor, listener.types)
      if (read.wanted.length > 0) {
        await listener.deliver(read.wanted)
        const oldest = read.wanted[0] as Event
        needs.onDelivered?.(consumer, clock.now() - Date.parse(oldest.time), read.wanted.length)
      }
      if (read.last || clock.now() >= renewAt) {
        cursor = read.last ?? cursor
        if (!(await keepCursor(db, consumer, holder, cursor))) return
        renewAt = clock.now() + LEASE_MS / 3
      }
      if (read.last) wait = POLL_FIRST_MS
      else {
        await pause(wait)
        wait = Math.min(wait * 2, POLL_MAX_MS)
      }
    }
  }

  async function pause(ms: number): Promise<void> {
    if (stopped) return
    await new Promise<void>((resolve) => {
      const cancel = timers.after(ms, resolve)
      interrupt = () => {
        cancel()
        resolve()
      }
    })
    interrupt = undefined
  }

  return {
    wake: () => {
      wait = POLL_FIRST_MS
      interrupt?.()
    },
    stop: async () => {
      stopped = true
      interrupt?.()
      await finished
    },
  }
}

async function takeCursor(db: Database, consumer: string, holder: string): Promise<Cursor | undefined> {
  const [cursor] = await db.rows<Cursor>`
    insert into outbox_cursor as c (consumer, holder, holder_until)
    values (${consumer}, ${holder}, clock_timestamp() + make_interval(secs => ${LEASE_MS / 1000}))
        on conflict (consumer) do update
       set holder = excluded.holder, holder_until = excluded.holder_until
     where c.holder is null or c.holder = excluded.holder or c.holder_until < clock_timestamp()
    returning xid::text as xid, id`
  return cursor
}

async function keepCursor(db: Database, consumer: string, holder: string, { xid, id }: Cursor): Promise<boolean> {
  const rows = await db.relaxed.rows`
    update outbox_cursor
       set xid = ${xid}::xid8, id = ${id},
           holder_until = clock_timestamp() + make_interval(secs => ${LEASE_MS / 1000})
     where consumer = ${consumer} and holder = ${holder}
    returning 1`
  return rows.length === 1
}

async function releaseCursor(db: Database, consumer: string, holder: string): Promise<void> {
  await db.rows`
    update outbox_cursor set holder = null, holder_until = '-infinity'
     where consumer = ${consumer} and holder = ${holder}`
}

type Row = {
  xid: string
  id: number
  type: string
  version: number
  key: string
  time: Date
  data: unknown
  meta: Event['meta']
}

/** Reads on from a cursor. Events nobody asked for come without their data: the cursor must pass them too. */
async function readBehind(
  db: Database,
  source: string,
  cursor: Cursor,
  types: ReadonlySet<string>,
): Promise<{ wanted: Event[]; last?: Cursor }> {
  const rows = await db.relaxed.rows<Row>`
    select xid::text as xid, id, type, version, key, time,
           case when type = any(${[...types]}::text[]) then data end as data,
           meta
      from outbox_event
     where (xid, id) > (${cursor.xid}::xid8, ${cursor.id}::bigint)
       and xid < pg_snapshot_xmin(pg_current_snapshot())
     order by xid, id
     limit ${EVENTS_PER_READ_MAX}`
  const last = rows.at(-1)
  const wanted = rows
    .filter(({ type }) => types.has(type))
    .map(({ xid: _xid, id, time, ...event }) => ({
      id: `${source}-${id}`,
      source,
      ...event,
      time: time.toISOString(),
    }))
  return last ? { wanted, last: { xid: last.xid, id: last.id } } : { wanted }
}
