/**
 * Applying events: at least once delivered, once applied, because the inbox row commits with the
 * effect. A batch that fails is asked again by halves; what still fails alone is tried five times and
 * then parked with its reason, so that what follows it goes on. An outage parks nothing.
 */
import type { Logger } from 'pino'
import { Problem } from '../contract/problem.ts'
import type { Timers } from '../ports/ports.ts'
import type { Database, Tx } from '../sql/database.ts'
import type { Event } from './event.ts'
import type { Reaction } from './reactions.ts'

export const TRIES_MAX = 5
const RETRY_FIRST_MS = 20

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
  const { db, consumer, timers, log } = needs
  const reactions = new Map(needs.reactions.map((reaction) => [reaction.type, reaction]))

  async function apply(events: readonly Event[]): Promise<void> {
    await db.relaxed.transaction(async (tx) => {
      const fresh = await remember(tx, consumer, events)
      for (const { reaction, run } of waves(fresh, reactions)) await reaction.react(run, tx)
    })
  }

  async function deliver(events: readonly Event[]): Promise<void> {
    if (events.length === 0) return
    try {
      await apply(events)
    } catch (error) {
      if (isOutage(error)) throw error
      const [only] = events
      if (events.length === 1 && only) return retryOrPark(only, error)
      const half = Math.ceil(events.length / 2)
      await deliver(events.slice(0, half))
      await deliver(events.slice(half))
    }
  }

  async function retryOrPark(event: Event, first: unknown): Promise<void> {
    let failure = first
    for (let tries = 1; tries < TRIES_MAX; tries += 1) {
      await timers.sleep(RETRY_FIRST_MS * 2 ** tries)
      try {
        return await apply([event])
      } catch (error) {
        if (isOutage(error)) throw error
        failure = error
      }
    }
    await park(db, consumer, event, failure)
    needs.onParked?.(event)
    log.error({ consumer, eventId: event.id, type: event.type, err: failure }, 'event parked')
  }

  return { types: new Set(reactions.keys()), deliver }
}

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

/**
 * Groups a batch for the reactions without ever letting an event overtake an earlier one of its key:
 * an event joins the wave of its key's last event, or the next one if its type differs.
 */
function waves(
  events: readonly Event[],
  reactions: ReadonlyMap<string, Reaction>,
): { reaction: Reaction; run: Event[] }[] {
  const lastOfKey = new Map<string, { wave: number; type: string }>()
  const grouped = new Map<string, { wave: number; reaction: Reaction; run: Event[] }>()
  for (const event of events) {
    const reaction = reactions.get(event.type)
    if (!reaction) continue
    if (event.version > reaction.version) throw new Error(`version ${event.version} of ${event.type} is not known here`)
    const last = lastOfKey.get(event.key)
    const wave = last === undefined ? 0 : last.type === event.type ? last.wave : last.wave + 1
    lastOfKey.set(event.key, { wave, type: event.type })
    const name = `${wave} ${event.type}`
    const group = grouped.get(name)
    if (group) group.run.push(event)
    else grouped.set(name, { wave, reaction, run: [event] })
  }
  return [...grouped.values()].toSorted((a, b) => a.wave - b.wave)
}

async function park(db: Database, consumer: string, event: Event, failure: unknown): Promise<void> {
  const reason = failure instanceof Error ? `${failure.name}: ${failure.message}` : String(failure)
  await db.transaction(async (tx) => {
    await remember(tx, consumer, [event])
    await tx.rows`
      insert into parked_event (consumer, event_id, type, event, reason, tries)
      values (${consumer}, ${event.id}, ${event.type}, ${JSON.stringify(event)}, ${reason.slice(0, 1000)}, ${TRIES_MAX})
          on conflict (consumer, event_id) do update
         set reason = excluded.reason, tries = parked_event.tries + excluded.tries, parked_at = now()`
  })
}

/** Applies a parked event again, now that its cause is mended. Gives false where there is none. */
export async function replayParked(needs: InboxNeeds, eventId: string): Promise<boolean> {
  const reactions = new Map(needs.reactions.map((reaction) => [reaction.type, reaction]))
  return needs.db.transaction(async (tx) => {
    const [parked] = await tx.rows<{ event: Event }>`
      delete from parked_event where consumer = ${needs.consumer} and event_id = ${eventId} returning event`
    if (!parked) return false
    for (const { reaction, run } of waves([parked.event], reactions)) await reaction.react(run, tx)
    return true
  })
}

function isOutage(error: unknown): boolean {
  return error instanceof Problem && (error.code === 'unavailable' || error.code === 'deadline_exceeded')
}
