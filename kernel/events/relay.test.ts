import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { systemPorts } from '../ports/system.ts'
import type { Database } from '../sql/database.ts'
import type { Event } from './event.ts'
import { publish } from './outbox.ts'
import { ear, numbers, openSpeaker, said, type Speaker } from './speaker.fixture.ts'

let speaker: Speaker
let db: Database
let relayTo: Speaker['relayTo']
let openHand: Speaker['openHand']

beforeAll(async () => {
  speaker = await openSpeaker()
  ;({ db, relayTo, openHand } = speaker)
})

afterEach(() => speaker.silence())
afterAll(() => speaker.close())

test('what was committed is heard by everybody who listens for it, in order, and what was rolled back by nobody', async () => {
  const one = ear('one')
  const two = ear('two', ['order.placed', 'order.paid'])
  const relay = relayTo([one.listener, two.listener])
  await db.transaction((tx) => publish(tx, [said(1), said(2, 'k', 'order.paid'), said(3)]))
  await db
    .transaction(async (tx) => {
      await publish(tx, [said(4)])
      throw new Error('undone')
    })
    .catch(() => {})
  await db.transaction((tx) => publish(tx, [said(5), said(6, 'k', 'order.unheard')]))
  relay.wake()
  await expect.poll(() => numbers(one.heard)).toEqual([1, 3, 5])
  await expect.poll(() => numbers(two.heard)).toEqual([1, 2, 3, 5])
  expect(one.heard[0]).toEqual({
    id: 'order-1',
    source: 'order',
    type: 'order.placed',
    version: 1,
    key: 'k',
    time: expect.stringMatching(/^\d{4}-.*Z$/) as string,
    data: { n: 1 },
    meta: null,
  })
})

test('an event with a lower id that commits later is still heard, and before what comes after it', async () => {
  const { heard, listener } = ear('one')
  const relay = relayTo([listener])
  const slow = await openHand()
  await slow.client.query('begin')
  await slow.say(1)
  await db.transaction((tx) => publish(tx, [said(2)]))
  relay.wake()
  await expectNothingNew(heard)
  await slow.client.query('commit')
  relay.wake()
  await expect.poll(() => numbers(heard)).toEqual([1, 2])
})

test('what was rolled back holds up nobody, once whoever ran beside it has ended', async () => {
  const { heard, listener } = ear('one')
  const relay = relayTo([listener])
  const undone = await openHand()
  const beside = await openHand()
  await beside.client.query('begin; select pg_current_xact_id()')
  await undone.client.query('begin')
  await undone.say(1)
  await undone.client.query('rollback')
  await db.transaction((tx) => publish(tx, [said(2)]))
  relay.wake()
  await expectNothingNew(heard)
  await beside.client.query('commit')
  await expect.poll(() => numbers(heard)).toEqual([2])
})

test('a long transaction that says nothing holds up nobody', async () => {
  const { heard, listener } = ear('one')
  const relay = relayTo([listener])
  const long = await openHand()
  await long.client.query('begin; select pg_current_xact_id()')
  for (const n of [1, 2, 3]) await db.transaction((tx) => publish(tx, [said(n)]))
  relay.wake()
  await expect.poll(() => numbers(heard)).toEqual([1, 2, 3])
  await long.client.query('rollback')
})

test('a key’s events keep their order, also when the later one comes from the older transaction', async () => {
  await db.rows`create table product (id text primary key, price integer)`
  await db.rows`insert into product values ('p', 0)`
  const { heard, listener } = ear('one')
  const relay = relayTo([listener])
  const older = await openHand()
  await older.client.query('begin; select pg_current_xact_id()')
  await db.transaction(async (tx) => {
    await tx.rows`update product set price = 1 where id = 'p'`
    await publish(tx, [said(1, 'p')])
  })
  await older.client.query(`update product set price = 2 where id = 'p'`)
  await older.say(2, 'p')
  await older.client.query('commit')
  relay.wake()
  await expect.poll(() => numbers(heard)).toEqual([1, 2])
})

test('an id is drawn only by a transaction that the relay can see', async () => {
  await db.rows`
    create function dawdle() returns trigger language plpgsql as
      $$ begin if new.key = 'slow' then perform pg_sleep(0.3); end if; return new; end $$`
  await db.rows`create trigger dawdle before insert on outbox_event for each row execute function dawdle()`
  speaker.after(() => db.rows`drop function dawdle cascade`)
  const { heard, listener } = ear('one')
  const relay = relayTo([listener])
  // Every thirty-second value is logged, which alone would give its transaction a number.
  await db.transaction((tx) => publish(tx, [said(1)]))
  const slow = await openHand()
  const saying = slow.say(2, 'slow')
  await expect.poll(() => db.rows`select last_value as n from outbox_event_id`).toEqual([{ n: 2 }])
  await db.transaction((tx) => publish(tx, [said(3)]))
  relay.wake()
  await saying
  relay.wake()
  await expect.poll(() => numbers(heard)).toEqual([1, 2, 3])
})

test('concurrent speakers, some of whom change their minds, are heard completely and in order of each key', async () => {
  await db.rows`create table counter (key text primary key, n integer not null)`
  await db.rows`insert into counter select 'k' || i, 0 from generate_series(0, 4) i`
  const { heard, listener } = ear('one')
  const relay = relayTo([listener])
  const speech = fc.record({ key: fc.nat(4), extra: fc.nat(2), fails: fc.boolean() })
  const [speeches] = fc.sample(fc.array(speech, { minLength: 200, maxLength: 200, size: 'max' }), 1)
  const kept = new Map<string, number[]>()
  await Promise.all(
    (speeches ?? []).map(async ({ key: k, extra, fails }) => {
      const key = `k${k}`
      await db
        .transaction(async (tx) => {
          for (let n = 0; n < extra; n += 1) await publish(tx, [said(-1, `other${n}`)])
          const [row] = await tx.rows<{
            n: number
          }>`update counter set n = n + 1 where key = ${key} returning n`
          await publish(tx, [said(row?.n ?? 0, key)])
          if (fails) throw new Error('changed my mind')
          tx.afterCommit(() => relay.wake())
          return row?.n ?? 0
        })
        .then(
          (n) => kept.set(key, [...(kept.get(key) ?? []), n]),
          () => {},
        )
    }),
  )
  relay.wake()
  const [{ total } = { total: 0 }] = await db.rows<{
    total: number
  }>`select count(*) as total from outbox_event`
  await expect.poll(() => heard.length).toBe(total)
  for (const [key, expected] of kept) {
    expect(numbers(heard.filter((event) => event.key === key))).toEqual(expected.toSorted((a, b) => a - b))
  }
})

test('more events than one read holds all arrive, each once', async () => {
  const { heard, listener } = ear('one')
  for (let from = 0; from < 1_700; from += 170) {
    await db.transaction((tx) =>
      publish(
        tx,
        Array.from({ length: 170 }, (_, i) => said(from + i)),
      ),
    )
  }
  relayTo([listener])
  await expect.poll(() => heard.length, { timeout: 5_000 }).toBe(1_700)
  expect(numbers(heard)).toEqual(Array.from({ length: 1_700 }, (_, i) => i))
})

async function expectNothingNew(heard: readonly Event[]): Promise<void> {
  const before = heard.length
  await systemPorts.timers.sleep(150)
  expect(heard).toHaveLength(before)
}
