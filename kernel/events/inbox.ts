/**
 * Applying events: at least once delivered, once applied, because the inbox row commits with the
 * effect. A batch that fails is asked again by halves; what still fails alone is tried five times and
 * then parked with its reason, so that what follows it goes on. An outage parks nothing.
 */
import type { Logger } from 'pino'
import { isOutage } from '../contract/problem.ts'
import type { Timers } from '../ports/ports.ts'
import { QUERY_CANCELED, sqlState, type Database, type Tx } from '../sql/database.ts'
import type { Event } from './event.ts'
import { prepareAll, type Reaction } from './reactions.ts'
import { waves } from './waves.ts'

export const TRIES_MAX = 5
const RETRY_FIRST_MS = 20
const REASON_LENGTH_MAX = 1_000

export type Inbox = {
  readonly types: ReadonlySet<string>
  /** Resolves when every event is applied or parked. Throws only in an outage: deliver the same again. */
  deliver(events: readonly Event[]): Promise<void>
}

export type InboxNeeds = {
  readonly db: Database
  readonly consumer: string
  readonly reactions: readonly Reaction[]
  readonly timers: Timers
  readonly log: Logger
  readonly onParked?: (event: Event) => void
}

export function openInbox(needs: InboxNeeds): Inbox {
  const { db, consumer, timers } = needs
  const reactions = new Map(needs.reactions.map((reaction) => [reaction.type, reaction]))

  async function apply(events: readonly Event[]): Promise<void> {
    const prepared = await prepareAll(events, reactions)
    await db.relaxed.transaction(async (tx) => {
      const fresh = await remember(tx, consumer, events)
      for (const { reaction, events: wave } of waves(fresh, reactions))
        await reaction.react(wave, tx, prepared.get(reaction.type))
    })
  }

  async function applyOrSplit(events: readonly Event[]): Promise<void> {
    const [only] = events
    if (!only) return
    try {
      await apply(events)
    } catch (error) {
      if (mayPass(error)) throw error
      if (events.length === 1) return retryOrPark(only, error)
      const half = Math.ceil(events.length / 2)
      await applyOrSplit(events.slice(0, half))
      await applyOrSplit(events.slice(half))
    }
  }

  async function retryOrPark(event: Event, first: unknown): Promise<void> {
    let failure = first
    for (let tries = 1; tries < TRIES_MAX; tries += 1) {
      await timers.sleep(RETRY_FIRST_MS * 2 ** tries)
      try {
        return await apply([event])
      } catch (error) {
        if (mayPass(error)) throw error
        failure = error
      }
    }
    await putAside(event, failure, TRIES_MAX)
  }

  async function putAside(event: Event, failure: unknown, tries: number): Promise<void> {
    const reason = failure instanceof Error ? `${failure.name}: ${failure.message}` : String(failure)
    if (!(await park(db, consumer, event, reason.slice(0, REASON_LENGTH_MAX), tries))) return
    needs.onParked?.(event)
    needs.log.error({ consumer, eventId: event.id, type: event.type, err: failure }, 'event parked')
  }

  return {
    types: new Set(reactions.keys()),
    deliver: async (events) => {
      const known = events.filter((event) => isKnown(event, reactions))
      for (const event of events) {
        if (!isKnown(event, reactions))
          await putAside(event, `unknown ${event.type} version ${event.version}`, 1)
      }
      await applyOrSplit(known)
    },
  }
}

/** An event of a later version of the platform means more than we know: trying again would not help. */
function isKnown({ type, version }: Event, reactions: ReadonlyMap<string, Reaction>): boolean {
  return version <= (reactions.get(type)?.version ?? 0)
}

/** An outage passes by itself; a reaction that always takes too long does not. */
function mayPass(error: unknown): boolean {
  return isOutage(error) && sqlState(error) !== QUERY_CANCELED
}

/** Gives back the events that were not there before, each once. */
async function remember(tx: Tx, consumer: string, events: readonly Event[]): Promise<Event[]> {
  const rows = await tx.rows<{ eventId: string }>`
    insert into inbox (consumer, event_id)
    select ${consumer}, unnest(${events.map(({ id }) => id)}::text[])
        on conflict do nothing
    returning event_id as "eventId"`
  if (rows.length === events.length) return [...events]
  const fresh = new Set(rows.map(({ eventId }) => eventId))
  return events.filter(({ id }) => fresh.delete(id))
}

/** False where the event was applied or parked in the meantime: parked as well, a replay would apply it twice. */
async function park(
  db: Database,
  consumer: string,
  event: Event,
  reason: string,
  tries: number,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    if ((await remember(tx, consumer, [event])).length === 0) return false
    await tx.rows`
      insert into parked_event (consumer, event_id, type, event, reason, tries)
      values (${consumer}, ${event.id}, ${event.type}, ${JSON.stringify(event)}, ${reason}, ${tries})`
    return true
  })
}

/**
 * Applies a parked event again, now that its cause is mended, and does what `beside` says in the same
 * transaction. Gives false where there is none.
 */
export async function replayParked(
  { db, consumer, reactions }: Pick<InboxNeeds, 'db' | 'consumer' | 'reactions'>,
  eventId: string,
  beside?: (tx: Tx, event: Event) => Promise<void>,
): Promise<boolean> {
  const byType = new Map(reactions.map((reaction) => [reaction.type, reaction]))
  return db.transaction(async (tx) => {
    const [parked] = await tx.rows<{ event: Event }>`
      delete from parked_event where consumer = ${consumer} and event_id = ${eventId} returning event`
    if (!parked) return false
    if (!isKnown(parked.event, byType))
      throw new Error(`${parked.event.type} version ${parked.event.version} is still unknown`)
    // One event, asked for by staff: here a connection may wait for the answer.
    const prepared = await prepareAll([parked.event], byType)
    for (const { reaction, events } of waves([parked.event], byType))
      await reaction.react(events, tx, prepared.get(reaction.type))
    await beside?.(tx, parked.event)
    return true
  })
}
