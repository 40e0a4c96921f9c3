import { Problem } from '@rialto/kernel/contract/problem'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { buyer, openDesk, VISA, type Desk } from '../desk.fixture.ts'
import { signOfLife, takeOver } from './store.ts'

const SOON = { timeout: 5_000 }

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.world.close())

/** Lets a neighbour fail so many times. */
function outages(where: string, times: number): void {
  let left = times
  desk.before.set(where, () => {
    left -= 1
    if (left >= 0) throw new Problem('unavailable', { detail: 'away' })
  })
}
const becomes = (id: string, status: string) =>
  expect.poll(async () => (await desk.ask(buyer, 'get', id))['status'], SOON).toBe(status)

for (const [where, token, status] of [
  ['inventory.hold', 'tok_visa', 'confirmed'],
  ['payment.charge', 'tok_visa', 'confirmed'],
  ['payment.charge', 'tok_no', 'declined'],
  ['inventory.giveBack', 'tok_no', 'declined'],
] as const) {
  test(`an order that ${where} failed is told as pending and comes to rest as ${status}`, async () => {
    outages(where, 2)
    const call = desk.newKey()
    const first = await desk.place({ payment: { token } }, call)
    expect(first.status).toBe(202)
    desk.world.host.startJobs()
    await becomes(first.body.id, status)
    await expect.poll(() => desk.unfinished(), SOON).toEqual([])
    const again = await desk.place({ payment: { token } }, call)
    expect(again.status).toBe(status === 'confirmed' ? 201 : 402)
    const events = await desk.events(first.body.id)
    expect(events).toEqual(['placed', status])
    if (status === 'declined') expect(desk.holds.get(first.body.id)).toBeNull()
  })
}

test('a payment that an outage interrupted is finished with the card that was given', async () => {
  const id = await desk.placed(null)
  outages('payment.charge', 1)
  await expect(desk.settle(id)).rejects.toMatchObject({ code: 'unavailable' })
  desk.world.host.startJobs()
  await becomes(id, 'confirmed')
  expect(await desk.unfinished()).toEqual([])
})

test('an order that nobody pays in time is cancelled and its stock comes back', async () => {
  const [late, waiting] = [await desk.placed(null), await desk.placed(null)]
  await desk.world.db
    .rows`update order_saga set due_at = now() - interval '1 second' where order_id = ${late}`
  desk.world.host.startJobs()
  await becomes(late, 'cancelled')
  expect(await desk.ask(buyer, 'get', late)).toMatchObject({
    reason: 'payment_timeout',
    paymentStatus: 'unpaid',
  })
  await expect.poll(() => desk.holds.get(late)).toBeNull()
  expect(await desk.ask(buyer, 'get', waiting)).toMatchObject({ status: 'awaiting_payment' })
  await expect.poll(() => desk.unfinished(), SOON).toEqual(['await_payment'])
})

test('a cancel that its process left half-way keeps its reason', async () => {
  const id = await desk.placed()
  outages('payment.refundOrder', 1)
  await expect(desk.move(buyer, 'cancel', id, { reason: 'a gift after all' })).rejects.toThrow()
  desk.world.host.startJobs()
  await expect.poll(() => desk.events(id), SOON).toEqual(['placed', 'confirmed', 'cancelled', 'refunded'])
  expect(await desk.ask(buyer, 'get', id)).toMatchObject({
    reason: 'a gift after all',
    paymentStatus: 'refunded',
  })
})

test('what this process is at work on is not taken over, by itself or by another', async () => {
  const answer = Promise.withResolvers<void>()
  desk.before.set('payment.charge', () => answer.promise)
  const { body } = await desk.place(VISA, { prefer: 'respond-async' })
  desk.world.host.startJobs()
  await expect
    .poll(async () => (await desk.world.db.rows`select from lease where name like 'saga:%'`).length)
    .toBe(1)
  expect(await takeOver(desk.world.db, 'another', [], 10)).toEqual([])
  expect(desk.askedAbout(body.id)).toEqual(['inventory.hold', 'payment.charge'])
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  expect(desk.askedAbout(body.id)).toEqual(['inventory.hold', 'payment.charge'])
  answer.resolve()
  await becomes(body.id, 'confirmed')
})

test('what a process left that gives no sign of life is taken over by one other process', async () => {
  desk.before.set('inventory.hold', () => {
    throw new Problem('unavailable', { detail: 'away' })
  })
  const ids = await Promise.all(Array.from({ length: 20 }, () => desk.placed()))
  await desk.world.db.rows`update order_saga set holder = 'dead'`
  const holders = ['a', 'b', 'c']
  for (const holder of holders) await signOfLife(desk.world.db, holder, 5)
  const taken = await Promise.all(holders.map((holder) => takeOver(desk.world.db, holder, [], 10)))
  const rows = taken.flat().map(({ orderId }) => orderId)
  expect(rows.toSorted()).toEqual([...new Set(rows)].toSorted())
  // Whoever found rows locked by another left them for a later sweep.
  expect(rows.length).toBeGreaterThanOrEqual(10)
  expect(ids).toEqual(expect.arrayContaining(rows))
})

test('a neighbour that answers slowly keeps neither the others waiting nor the sign of life', async () => {
  const slow = Promise.withResolvers<void>()
  outages('inventory.hold', 2)
  const [first, second] = [await desk.placed(), await desk.placed()]
  desk.before.set('payment.charge', (id) => (id === first ? slow.promise : undefined))
  desk.world.host.startJobs()
  await becomes(second, 'confirmed')
  const until = async () =>
    (
      await desk.world.db.rows<{ until: Date }>`select until from lease where name like 'saga:%'`
    )[0]?.until.getTime() ?? 0
  const before = await until()
  await expect.poll(until, SOON).toBeGreaterThan(before)
  expect(await desk.ask(buyer, 'get', first)).toMatchObject({ status: 'pending' })
  slow.resolve()
  await becomes(first, 'confirmed')
})
