import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { systemPorts } from '../ports/system.ts'
import type { Database } from '../sql/database.ts'
import type { Event } from './event.ts'
import { publish } from './outbox.ts'
import { ear, numbers, openSpeaker, said, type Speaker } from './speaker.fixture.ts'

let speaker: Speaker
let db: Database
let relayTo: Speaker['relayTo']

beforeAll(async () => {
  speaker = await openSpeaker()
  ;({ db, relayTo } = speaker)
})

afterEach(() => speaker.silence())
afterAll(() => speaker.close())

test('after a stop the next relay goes on where this one was, and a stopped relay asks nothing any more', async () => {
  const first = ear('one')
  const before = relayTo([first.listener])
  await db.transaction((tx) => publish(tx, [said(1)]))
  before.wake()
  await expect.poll(() => numbers(first.heard)).toEqual([1])
  await before.stop()
  expect(await db.rows`select id, holder from outbox_cursor`).toEqual([{ id: 1, holder: null }])
  await db.transaction((tx) => publish(tx, [said(2)]))
  before.wake()
  const second = ear('one')
  relayTo([second.listener], { holder: 'elsewhere' })
  await expect.poll(() => numbers(second.heard)).toEqual([2])
  expect(numbers(first.heard)).toEqual([1])
})

test('only one process serves a listener, and when it dies another takes over', async () => {
  const mine = ear('one')
  const theirs = ear('one')
  await db.rows`insert into outbox_cursor (consumer, holder, holder_until) values ('one', 'dead', now() + interval '1 second')`
  relayTo([mine.listener], { holder: 'a' })
  relayTo([theirs.listener], { holder: 'b' })
  await db.transaction((tx) => publish(tx, [said(1)]))
  await expectNothingNew(mine.heard)
  await expect.poll(() => numbers([...mine.heard, ...theirs.heard]), { timeout: 8_000 }).toEqual([1])
  const [cursor] = await db.rows<{ holder: string }>`select holder from outbox_cursor where consumer = 'one'`
  expect(cursor?.holder).toMatch(/^[ab]$/)
})

test('who lost the lease stops serving', async () => {
  const { heard, listener } = ear('one')
  const relay = relayTo([listener])
  await db.transaction((tx) => publish(tx, [said(1)]))
  relay.wake()
  await expect.poll(() => numbers(heard)).toEqual([1])
  await db.rows`update outbox_cursor set holder = 'thief', holder_until = now() + interval '1 minute'`
  await expect
    .poll(
      async () => {
        relay.wake()
        const before = heard.length
        await db.transaction((tx) => publish(tx, [said(2)]))
        relay.wake()
        await systemPorts.timers.sleep(50)
        return heard.length === before
      },
      { timeout: 5_000 },
    )
    .toBe(true)
  expect((await db.rows<{ holder: string }>`select holder from outbox_cursor`)[0]?.holder).toBe('thief')
})

test('an idle relay asks little', async () => {
  let asked = 0
  const counted = (sql: Pick<Database, 'rows'>): Pick<Database, 'rows'> => ({
    rows: (strings, ...values) => {
      asked += 1
      return sql.rows(strings, ...values)
    },
  })
  relayTo([ear('one').listener], {
    db: { ...db, ...counted(db), relaxed: { ...db.relaxed, ...counted(db.relaxed) } },
  })
  await systemPorts.timers.sleep(1_500)
  expect(asked).toBeGreaterThan(3)
  expect(asked).toBeLessThan(16)
})

test('a listener that is down gets everything once it is back, and holds up no other', async () => {
  const fine = ear('fine')
  const broken = ear('broken')
  let down = true
  const relay = relayTo([
    fine.listener,
    {
      ...broken.listener,
      deliver: (events) => (down ? Promise.reject(new Error('down')) : broken.listener.deliver(events)),
    },
  ])
  await db.transaction((tx) => publish(tx, [said(1)]))
  relay.wake()
  await db.transaction((tx) => publish(tx, [said(2)]))
  relay.wake()
  await expect.poll(() => numbers(fine.heard)).toEqual([1, 2])
  expect(broken.heard).toEqual([])
  down = false
  await expect.poll(() => numbers(broken.heard), { timeout: 5_000 }).toEqual([1, 2])
})

async function expectNothingNew(heard: readonly Event[]): Promise<void> {
  const before = heard.length
  await systemPorts.timers.sleep(150)
  expect(heard).toHaveLength(before)
}
