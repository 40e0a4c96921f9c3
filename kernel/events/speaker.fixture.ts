/** A database that speaks, relays that carry it on, and ears that write down what they hear. */
import pg from 'pg'
import { pino } from 'pino'
import { systemPorts } from '../ports/system.ts'
import { openDatabase, type Database } from '../sql/database.ts'
import { testDatabases } from '../testing/database.ts'
import type { Event, NewEvent } from './event.ts'
import { startRelay, type Listener, type Relay, type RelayNeeds } from './relay.ts'

export type Speaker = {
  readonly db: Database
  relayTo(listeners: readonly Listener[], needs?: Partial<RelayNeeds>): Relay
  /** A connection of its own, whose transaction the test opens and ends as it likes. */
  openHand(): Promise<{ readonly client: pg.Client; say(n: number, key?: string): Promise<unknown> }>
  /** Something that a test opened, to be ended after it. */
  after(end: () => Promise<unknown>): void
  /** Ends what the last test opened and forgets what was said. */
  silence(): Promise<void>
  close(): Promise<void>
}

export async function openSpeaker(): Promise<Speaker> {
  const databases = await testDatabases(['source'])
  const url = databases.urls.get('source') as string
  const db = openDatabase({ url, sharedCluster: true, connectionsMax: 10 })
  const open: (() => Promise<unknown>)[] = []
  const log = pino({ level: 'silent' })
  return {
    db,
    relayTo: (listeners, needs = {}) => {
      const relay = startRelay({
        ...systemPorts,
        db,
        source: 'order',
        holder: 'here',
        log,
        listeners,
        ...needs,
      })
      open.push(() => relay.stop())
      return relay
    },
    openHand: async () => {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      open.push(() => client.end())
      const insert = `insert into outbox_event (type, key, data) values ('order.placed', $1, $2)`
      return { client, say: (n, key = 'k') => client.query(insert, [key, JSON.stringify({ n })]) }
    },
    after: (end) => open.push(end),
    silence: async () => {
      await Promise.all(open.splice(0).map((end) => end()))
      await db.rows`truncate outbox_event, outbox_cursor`
      await db.rows`alter sequence outbox_event_id restart`
    },
    close: async () => {
      await db.close()
      await databases.drop()
    },
  }
}

export function said(n: number, key = 'k', type = 'order.placed'): NewEvent {
  return { type, version: 1, key, data: { n } }
}

export function numbers(events: readonly Event[]): number[] {
  return events.map(({ data }) => (data as { n: number }).n)
}

export function ear(consumer: string, types: readonly string[] = ['order.placed']) {
  const heard: Event[] = []
  const deliver = async (events: readonly Event[]) => {
    heard.push(...events)
  }
  return { heard, listener: { consumer, types: new Set(types), deliver } satisfies Listener }
}
