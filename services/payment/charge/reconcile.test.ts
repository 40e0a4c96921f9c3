import { afterEach, beforeEach, expect, test } from 'vitest'
import { paymentId } from '../domain.ts'
import { openTill, type Till } from '../till.fixture.ts'
import { markSwept, openIntents, overduePayments } from './store.ts'

// Each test lets the jobs begin when all is prepared: their first round is at once, the next 5 s later.
let till: Till
beforeEach(async () => {
  till = await openTill()
})
afterEach(() => till.world.close())

/** An intent whose process died: written, and nobody asks about it any more. */
async function orphan(secondsAgo: number) {
  const { orderId, userId, amount, currency } = till.newOrder()
  const id = paymentId(orderId, 1)
  await openIntents(till.world.db, [{ id, orderId, userId, amount, currency, method: 'card' }])
  await till.age('payment', id, secondsAgo)
  const request = { key: id, amount, currency, token: 'tok_visa' }
  return { id, orderId, request }
}
const becomes = (id: string, status: string) =>
  expect.poll(async () => (await till.view(id)).status, { timeout: 10_000, interval: 20 }).toBe(status)

test('a payment whose process died comes to rest: what the bank took counts, what it never heard of it never takes', async () => {
  const [taken, unheard] = [await orphan(60), await orphan(60)]
  await till.bank.provider.charge(taken.request)
  till.world.host.startJobs()
  await Promise.all([becomes(taken.id, 'succeeded'), becomes(unheard.id, 'voided')])
  expect(await till.postings(taken.id)).toHaveLength(2)
  expect(await till.postings(unheard.id)).toEqual([])
  expect((await till.bank.provider.charge(unheard.request)).outcome).toBe('abandoned')
})

test('one payment that cannot be resolved holds up none of the others', async () => {
  const [wrong, sound] = [await orphan(90), await orphan(60)]
  await till.bank.provider.charge({ ...wrong.request, amount: 1 })
  await till.bank.provider.charge(sound.request)
  till.world.host.startJobs()
  await becomes(sound.id, 'succeeded')
  expect((await till.view(wrong.id)).status).toBe('pending')
})

test('a payment that is a few seconds old is left to whoever asks about it', async () => {
  const { id } = await orphan(5)
  const overdue = await overduePayments(till.world.db, 3_600, 1_000)
  expect(overdue.map((row) => row.id)).not.toContain(id)
})

test('the sweep passes on only behind what is at rest, and far enough behind to miss no late writer', async () => {
  const { db } = till.world
  const { orderId, userId, amount, currency } = till.newOrder()
  const id = paymentId(orderId, 1)
  await markSwept(db, 30)
  await openIntents(db, [{ id, orderId, userId, amount, currency, method: 'card' }])
  await till.age('payment', id, 80)
  expect((await overduePayments(db, 30, 10)).map((row) => row.id)).toEqual([id])
  await till.age('payment', id, 1_000)
  expect(await overduePayments(db, 30, 10)).toEqual([])
})
