import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { lagOf } from './lag.ts'
import { publish } from './outbox.ts'
import { ear, openSpeaker, said, type Speaker } from './speaker.fixture.ts'

let speaker: Speaker
beforeAll(async () => {
  speaker = await openSpeaker()
})
afterEach(() => speaker.silence())
afterAll(() => speaker.close())

const say = (...numbers: readonly number[]) =>
  speaker.db.transaction((tx) =>
    publish(
      tx,
      numbers.map((n) => said(n)),
    ),
  )
const lag = (...consumers: readonly string[]) =>
  lagOf(
    speaker.db,
    consumers.map((consumer) => ({ consumer, types: ['order.placed'] })),
  )

test('who never listened is behind by all that it would hear, and nothing else', async () => {
  await speaker.db.transaction((tx) => publish(tx, [said(1), said(2), said(3, 'k', 'order.moved')]))
  const [mail, stock] = await lagOf(speaker.db, [
    { consumer: 'mail', types: ['order.placed'] },
    { consumer: 'stock', types: ['order.placed', 'order.moved'] },
  ])
  expect(mail).toMatchObject({ consumer: 'mail', unread: 2, holder: null })
  expect(stock).toMatchObject({ consumer: 'stock', unread: 3, holder: null })
  expect(mail?.oldestMs).toBeGreaterThanOrEqual(0)
  expect(mail?.oldestMs).toBeLessThan(10_000)
})

test('who listens has nothing unread, and it is told which process carries it; one that stopped falls behind', async () => {
  const { listener, heard } = ear('mail')
  const relay = speaker.relayTo([listener])
  await say(1, 2)
  relay.wake()
  await expect.poll(() => heard.length).toBe(2)
  await expect
    .poll(() => lag('mail'))
    .toEqual([{ consumer: 'mail', unread: 0, oldestAt: null, oldestMs: null, holder: 'here' }])
  await relay.stop()
  await say(3)
  expect(await lag('mail')).toMatchObject([{ unread: 1, holder: null }])
})

test('a service to which nobody listens is behind nobody', async () => {
  await say(1)
  expect(await lagOf(speaker.db, [])).toEqual([])
})
