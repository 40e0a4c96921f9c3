import Type from 'typebox'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { contract } from '../contract/contract.ts'
import { Problem } from '../contract/problem.ts'
import { systemPorts } from '../ports/system.ts'
import { openDatabase, type Database } from '../sql/database.ts'
import { testDatabases, type TestDatabases } from '../testing/database.ts'
import { heard } from '../testing/world.ts'
import type { Event } from './event.ts'
import { eventOf } from './event.ts'
import { openInbox, replayParked, TRIES_MAX, type InboxNeeds } from './inbox.ts'
import { publish } from './outbox.ts'
import { on, type Reaction } from './reactions.ts'
import { startRelay } from './relay.ts'

const order = contract({
  name: 'order',
  problems: {},
  routes: {},
  events: {
    placed: { version: 1, data: Type.Object({ n: Type.Integer() }) },
    paid: { version: 1, data: Type.Object({ n: Type.Integer() }) },
  },
})

let databases: TestDatabases
let source: Database
let db: Database

beforeAll(async () => {
  databases = await testDatabases(['order', 'stock'])
  source = openDatabase({ url: databases.urls.get('order') as string, sharedCluster: true })
  db = openDatabase({ url: databases.urls.get('stock') as string, sharedCluster: true })
  await db.rows`create table effect (at integer generated always as identity, type text, key text, n integer)`
})

beforeEach(async () => {
  await db.rows`truncate effect, inbox, parked_event restart identity`
  await source.rows`truncate outbox_event, outbox_cursor`
})

afterAll(async () => {
  await Promise.all([source.close(), db.close()])
  await databases.drop()
})

/** Writes down what it hears; `fails` decides who is poison. */
function noting(name: 'placed' | 'paid', fails: (n: number) => unknown = () => undefined): Reaction {
  return on(order, name, async (events, tx) => {
    for (const { key, data } of events) {
      const failure = fails(data.n)
      await tx.rows`insert into effect (type, key, n) values (${name}, ${key}, ${data.n})`
      if (failure !== undefined) throw failure
    }
  })
}

function inboxOf(reactions: readonly Reaction[], needs: Partial<InboxNeeds> = {}) {
  // Retries wait for nobody here.
  const timers = { ...systemPorts.timers, sleep: async () => {} }
  return openInbox({ db, consumer: 'stock', reactions, timers, log: pino({ level: 'silent' }), ...needs })
}

const placed = (n: number, key = 'k') => heard('order.placed', key, { n }, `order-${n}`)
const paid = (n: number, key = 'k') => heard('order.paid', key, { n }, `order-${n}`)
const effects = async () => (await db.rows<{ n: number }>`select n from effect order by at`).map(({ n }) => n)
const parked = () => db.rows`select event_id as id, reason, tries from parked_event order by event_id`

test('an event is applied once, however often and in whatever company it is delivered', async () => {
  const inbox = inboxOf([noting('placed')])
  await inbox.deliver([placed(1), placed(2), placed(2)])
  await inbox.deliver([placed(2), placed(1), placed(3)])
  await Promise.all([inbox.deliver([placed(3), placed(4)]), inbox.deliver([placed(3), placed(4)])])
  expect(await effects()).toEqual([1, 2, 3, 4])
  await inbox.deliver([])
})

test('the effect and the memory of it are one: neither without the other', async () => {
  let broken = true
  const inbox = inboxOf([noting('placed', () => (broken ? new Problem('unavailable') : undefined))])
  await expect(inbox.deliver([placed(1)])).rejects.toThrow()
  expect(await effects()).toEqual([])
  broken = false
  await inbox.deliver([placed(1)])
  expect(await effects()).toEqual([1])
})

test('events of one key reach the reactions in their order, whatever their types', async () => {
  const inbox = inboxOf([noting('placed'), noting('paid')])
  await inbox.deliver([placed(1, 'a'), placed(2, 'b'), paid(3, 'a'), placed(4, 'a'), paid(5, 'b')])
  for (const [key, numbers] of [
    ['a', [1, 3, 4]],
    ['b', [2, 5]],
  ] as const) {
    const rows = await db.rows<{ n: number }>`select n from effect where key = ${key} order by at`
    expect(rows.map(({ n }) => n)).toEqual(numbers)
  }
})

test('poison is parked with its reason after five tries, and all others are applied', async () => {
  let tries = 0
  const alarms: string[] = []
  const inbox = inboxOf(
    [noting('placed', (n) => (n === 13 ? new Error(`cannot stomach it (${(tries += 1)})`) : undefined))],
    {
      onParked: ({ id }) => alarms.push(id),
    },
  )
  const batch = Array.from({ length: 40 }, (_, i) => placed(i))
  await inbox.deliver(batch)
  await inbox.deliver(batch)
  expect((await effects()).toSorted((a, b) => a - b)).toEqual(batch.map((_, i) => i).filter((i) => i !== 13))
  expect(await parked()).toEqual([
    { id: 'order-13', reason: `Error: cannot stomach it (${tries})`, tries: TRIES_MAX },
  ])
  expect(alarms).toEqual(['order-13'])
})

test('what fails once and not again is not parked', async () => {
  let failures = 0
  const inbox = inboxOf([noting('placed', () => (failures++ < 3 ? new Error('hiccup') : undefined))])
  await inbox.deliver([placed(1)])
  expect(await effects()).toEqual([1])
  expect(await parked()).toEqual([])
})

test('what a reaction asks of others is asked once a batch, before its transaction, and again after a failure', async () => {
  const asked: number[][] = []
  let failures = 1
  const doubling = on(
    order,
    'placed',
    async (events, tx, twice: ReadonlyMap<number, number>) => {
      for (const { key, data } of events)
        await tx.rows`insert into effect (type, key, n) values ('placed', ${key}, ${twice.get(data.n)})`
    },
    async (events) => {
      asked.push(events.map(({ data }) => data.n))
      if (failures-- > 0) throw new Problem('unavailable')
      return new Map(events.map(({ data }) => [data.n, data.n * 2]))
    },
  )
  const inbox = inboxOf([doubling, noting('paid')])
  await expect(inbox.deliver([placed(1), placed(2)])).rejects.toThrow()
  expect(await effects()).toEqual([])
  await inbox.deliver([placed(1), paid(7), placed(2)])
  expect((await effects()).toSorted((a, b) => a - b)).toEqual([2, 4, 7])
  expect(asked).toEqual([
    [1, 2],
    [1, 2],
  ])
})

test('an outage parks nothing and loses nothing', async () => {
  const inbox = inboxOf([noting('placed', (n) => (n === 2 ? new Problem('unavailable') : undefined))])
  await expect(inbox.deliver([placed(1), placed(2)])).rejects.toMatchObject({ code: 'unavailable' })
  expect([await effects(), await parked()]).toEqual([[], []])
  const nowhere = openDatabase({ url: 'postgres://nobody:x@127.0.0.1:1/none' })
  await expect(inboxOf([noting('placed')], { db: nowhere }).deliver([placed(1)])).rejects.toMatchObject({
    code: 'unavailable',
  })
  await nowhere.close()
})

test('a reaction that always takes too long is poison, not an outage', async () => {
  const slow = on(order, 'placed', async (_events, tx) => {
    await tx.rows`set local statement_timeout = 5`
    await tx.rows`select pg_sleep(5)`
  })
  await inboxOf([slow]).deliver([placed(1)])
  expect(await parked()).toMatchObject([{ id: 'order-1', tries: TRIES_MAX }])
})

test('an unknown type or a later version is parked at once and never dropped; known ones go on', async () => {
  const inbox = inboxOf([noting('placed')])
  await inbox.deliver([placed(1), paid(2), { ...placed(3), version: 2 }, placed(4)])
  await inbox.deliver([paid(2)])
  expect(await effects()).toEqual([1, 4])
  expect(await parked()).toEqual([
    { id: 'order-2', reason: 'unknown order.paid version 1', tries: 1 },
    { id: 'order-3', reason: 'unknown order.placed version 2', tries: 1 },
  ])
})

test('a parked event is replayed once its cause is mended, and only once', async () => {
  let broken = true
  const reactions = [noting('placed', () => (broken ? new Error('broken') : undefined))]
  await inboxOf(reactions).deliver([placed(1)])
  const replay = () => replayParked({ db, consumer: 'stock', reactions }, 'order-1')
  await expect(replay()).rejects.toThrow('broken')
  expect([await effects(), await parked()]).toMatchObject([[], [{ id: 'order-1' }]])
  broken = false
  expect(await Promise.all([replay(), replay()])).toEqual(expect.arrayContaining([true, false]))
  expect([await effects(), await parked()]).toEqual([[1], []])
  await inboxOf(reactions).deliver([placed(1)])
  expect(await effects()).toEqual([1])
})

test('an unknown event waits for the release that knows it', async () => {
  await inboxOf([noting('placed')]).deliver([paid(1)])
  const replay = (reactions: readonly Reaction[]) =>
    replayParked({ db, consumer: 'stock', reactions }, 'order-1')
  await expect(replay([noting('placed')])).rejects.toThrow(/still unknown/)
  expect(await replay([noting('placed'), noting('paid')])).toBe(true)
  expect(await effects()).toEqual([1])
})

test('an event that another process applied while this one gave up on it is not parked as well', async () => {
  const event = placed(1)
  const other = inboxOf([noting('placed')])
  const failing = on(order, 'placed', () => Promise.reject(new Error('only here')))
  let sleeps = 0
  const sleep = async () => {
    if (++sleeps === TRIES_MAX - 1) await other.deliver([event])
  }
  await inboxOf([failing], { timers: { ...systemPorts.timers, sleep } }).deliver([event])
  expect([await effects(), await parked()]).toEqual([[1], []])
})

test('from one database into another: each once and in order, over failing deliveries and two relays in turn', async () => {
  const inbox = inboxOf([noting('placed'), noting('paid')])
  let deliveries = 0
  const listener = {
    consumer: 'stock',
    types: inbox.types,
    deliver: async (events: readonly Event[]) => {
      deliveries += 1
      if (deliveries % 3 === 0) throw new Error('lost before')
      await inbox.deliver(events)
      if (deliveries % 5 === 0) throw new Error('lost after')
    },
  }
  const quick = {
    ...systemPorts.timers,
    after: (ms: number, run: () => void) => systemPorts.timers.after(Math.min(ms, 5), run),
  }
  const needs = {
    ...systemPorts,
    timers: quick,
    db: source,
    source: 'order',
    log: pino({ level: 'silent' }),
    listeners: [listener],
  }
  let relay = startRelay({ ...needs, holder: 'first' })
  for (let n = 1; n <= 60; n += 1) {
    await source.transaction(async (tx) => {
      await publish(tx, [eventOf(order, n % 2 ? 'placed' : 'paid', `k${n % 3}`, { n })])
      tx.afterCommit(() => relay.wake())
    })
    if (n !== 30) continue
    await relay.stop()
    relay = startRelay({ ...needs, holder: 'second' })
  }
  await expect.poll(async () => (await effects()).length).toBe(60)
  await relay.stop()
  for (const key of ['k0', 'k1', 'k2']) {
    const rows = await db.rows<{ n: number }>`select n from effect where key = ${key} order by at`
    const numbers = rows.map(({ n }) => n)
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
  }
})
