/**
 * Hands a service's committed events to its listeners, each from its own cursor, so that one that is
 * down holds up nobody else. Events of one key arrive in the order in which they happened, and none is
 * passed over (gaps.ts).
 *
 * Woken in memory right after a commit; the poll is the safety net, and the short polls after a wake
 * cover events that a transaction still open was hiding.
 */
import type { Logger } from 'pino'
import { openPause } from '../ports/pause.ts'
import type { Clock, Timers } from '../ports/ports.ts'
import type { Database } from '../sql/database.ts'
import type { Event } from './event.ts'
import { passable, type Doubt } from './gaps.ts'

const EVENTS_PER_READ_MAX = 500
const POLL_FIRST_MS = 2
const POLL_MAX_MS = 500
/**
 * After a delivery the next events are let gather, the longer the more there were: each delivery costs half
 * a dozen statements, whatever it carries. Few events wait 20 ms at most, and the first one after a pause not
 * at all. Who finds only what it did not ask for looks again as seldom as it may.
 */
const GATHER_MS_PER_EVENT = 0.6
const GATHER_MS_MIN = 20
const GATHER_MS_MAX = 60
const LEASE_MS = 5_000
/** The cursor is written down this often: after a crash the inbox knows what comes again. */
const CURSOR_KEPT_MS = 200
const OUTAGE_WAIT_FIRST_MS = 250
const OUTAGE_WAIT_MAX_MS = 2_000

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
  /** Told how long the oldest event of a batch waited between commit and consumer, ms. */
  readonly onDelivered?: (consumer: string, waitedMs: number, count: number) => void
}

export type Relay = {
  /** Says that something was committed. Cheap: call it after every commit that published. */
  wake(): void
  stop(): Promise<void>
}

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
  const pause = openPause(timers)
  let stopped = false
  let wait = POLL_FIRST_MS
  let outageWait = OUTAGE_WAIT_FIRST_MS

  const finished = (async () => {
    while (!stopped) {
      try {
        const cursor = await takeCursor(db, consumer, holder)
        if (cursor === undefined) await rest(LEASE_MS / 2)
        else await serveWhileHeld(cursor)
      } catch (error) {
        log.warn({ consumer, err: error }, 'delivery failed; the same events will come again')
        await rest(outageWait)
        outageWait = Math.min(outageWait * 2, OUTAGE_WAIT_MAX_MS)
      }
    }
    await releaseCursor(db, consumer, holder).catch(() => {})
  })()

  /** Returns when the lease is lost to another process or the relay stops. */
  async function serveWhileHeld(from: number): Promise<void> {
    let cursor = from
    let kept = from
    let keptAt = clock.now()
    let doubt: Doubt | undefined
    while (!stopped) {
      const read = await readOn(needs, listener, cursor, doubt)
      doubt = read.doubt
      if (read.wanted.length > 0) await deliver(read.wanted)
      const moved = read.last !== undefined
      cursor = read.last ?? cursor
      const age = clock.now() - keptAt
      if (age >= (cursor === kept ? LEASE_MS / 3 : CURSOR_KEPT_MS)) {
        if (!(await keepCursor(db, consumer, holder, cursor))) return
        kept = cursor
        keptAt = clock.now()
      }
      if (moved) {
        wait = POLL_FIRST_MS
        if (!read.full && !stopped) await timers.sleep(gatherMs(read.wanted.length))
      } else {
        await rest(cursor === kept ? wait : Math.min(wait, CURSOR_KEPT_MS))
        wait = Math.min(wait * 2, POLL_MAX_MS)
      }
    }
    if (cursor !== kept) await keepCursor(db, consumer, holder, cursor)
  }

  async function deliver(wanted: readonly Event[]): Promise<void> {
    await listener.deliver(wanted)
    outageWait = OUTAGE_WAIT_FIRST_MS
    const oldest = wanted[0] as Event
    needs.onDelivered?.(consumer, clock.now() - Date.parse(oldest.time), wanted.length)
  }

  async function rest(ms: number): Promise<void> {
    if (!stopped) await pause.wait(ms)
  }

  return {
    wake: () => {
      wait = POLL_FIRST_MS
      pause.interrupt()
    },
    stop: async () => {
      stopped = true
      pause.interrupt()
      await finished
    },
  }
}

function gatherMs(delivered: number): number {
  if (delivered === 0) return GATHER_MS_MAX
  return Math.min(GATHER_MS_MAX, Math.max(GATHER_MS_MIN, delivered * GATHER_MS_PER_EVENT))
}

async function takeCursor(db: Database, consumer: string, holder: string): Promise<number | undefined> {
  const [cursor] = await db.rows<{ id: number }>`
    insert into outbox_cursor as c (consumer, holder, holder_until)
    values (${consumer}, ${holder}, clock_timestamp() + make_interval(secs => ${LEASE_MS / 1000}))
        on conflict (consumer) do update
       set holder = excluded.holder, holder_until = excluded.holder_until
     where c.holder is null or c.holder = excluded.holder or c.holder_until < clock_timestamp()
    returning id`
  return cursor?.id
}

/** Writes the cursor down and renews the lease; false where another process has it by now. */
async function keepCursor(db: Database, consumer: string, holder: string, id: number): Promise<boolean> {
  const rows = await db.relaxed.rows`
    update outbox_cursor
       set id = ${id}, holder_until = clock_timestamp() + make_interval(secs => ${LEASE_MS / 1000})
     where consumer = ${consumer} and holder = ${holder}
    returning 1`
  return rows.length === 1
}

async function releaseCursor(db: Database, consumer: string, holder: string): Promise<void> {
  await db.rows`
    update outbox_cursor set holder = null, holder_until = '-infinity'
     where consumer = ${consumer} and holder = ${holder}`
}

type Row = Omit<Event, 'id' | 'source' | 'time'> & {
  id: number
  time: Date
  xmin: string
  xmax: string
  ahead: number
}

/**
 * Reads on from a cursor, no further than it may pass. Events nobody asked for come without their data:
 * the cursor must pass them too. A snapshot's xmax follows the last transaction that has ended; `age`
 * says how many have begun since.
 */
async function readOn(
  { db, source }: RelayNeeds,
  { types }: Listener,
  after: number,
  doubt: Doubt | undefined,
): Promise<{
  readonly wanted: Event[]
  readonly full: boolean
  readonly last?: number
  readonly doubt?: Doubt
}> {
  const rows = await db.relaxed.rows<Row>`
    select id, type, version, key, time, case when type = any(${[...types]}::text[]) then data end as data, meta,
           (select pg_snapshot_xmin(pg_current_snapshot())::text) as xmin,
           (select pg_snapshot_xmax(pg_current_snapshot())::text) as xmax,
           (select age(pg_snapshot_xmax(pg_current_snapshot())::xid)) as ahead
      from outbox_event
     where id > ${after}::bigint
     order by id
     limit ${EVENTS_PER_READ_MAX}`
  const [first] = rows
  if (!first) return { wanted: [], full: false }
  const snapshot = {
    oldestRunning: BigInt(first.xmin),
    nextToBegin: BigInt(first.xmax) + BigInt(first.ahead),
  }
  const ids = rows.map(({ id }) => id)
  const { count, ...rest } = passable(ids, after, snapshot, doubt)
  const wanted = rows
    .slice(0, count)
    .filter(({ type }) => types.has(type))
    .map(({ id, time, type, version, key, data, meta }) => ({
      id: `${source}-${id}`,
      source,
      type,
      version,
      key,
      time: time.toISOString(),
      data,
      meta,
    }))
  const last = ids[count - 1]
  const full = count === EVENTS_PER_READ_MAX
  return { wanted, full, ...(last === undefined ? {} : { last }), ...rest }
}
