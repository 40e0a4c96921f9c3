import { user } from '@rialto/kernel/testing/world'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTill, type Till } from '../till.fixture.ts'

// Each test lets the jobs begin when all is prepared: their first round is at once, the next 5 s later.
let till: Till
beforeEach(async () => {
  till = await openTill()
})
afterEach(() => till.world.close())

const buyer = user('usr_buyer')
const becomes = (id: string, status: string) =>
  expect.poll(async () => (await till.view(id)).status, { timeout: 10_000, interval: 20 }).toBe(status)
const isOver = (...ids: string[]) =>
  till.world.db
    .rows`update waiting set due_at = now() - interval '1 second' where payment_id = any(${ids}::text[])`

async function waiting(token: string, capture: 'manual' | 'automatic' = 'manual') {
  const order = till.newOrder()
  const { body } = await till.pay(buyer, { orderId: order.orderId, token, capture })
  return { order, id: body.id }
}

test('a cardholder who never came, and money that was set aside for too long, are let go', async () => {
  const [asked, aside, young] = [
    await waiting('tok_3ds', 'automatic'),
    await waiting('tok_visa'),
    await waiting('tok_visa'),
  ]
  await isOver(asked.id, aside.id)
  till.world.host.startJobs()
  await Promise.all([becomes(asked.id, 'voided'), becomes(aside.id, 'voided')])
  expect(await till.view(asked.id)).toMatchObject({ declineReason: 'authentication_expired' })
  expect(await till.view(aside.id)).toMatchObject({ declineReason: 'authorisation_expired' })
  expect(await till.view(young.id)).toMatchObject({ status: 'authorised' })
  expect([till.bank.charges.get(asked.id)?.outcome, till.bank.charges.get(aside.id)?.outcome]).toEqual([
    'abandoned',
    'abandoned',
  ])
  expect(await till.world.db.rows`select payment_id from waiting`).toEqual([{ payment_id: young.id }])
})

test('a cardholder who confirmed in the last moment has paid', async () => {
  const { order, id } = await waiting('tok_3ds', 'automatic')
  till.bank.answers(id, 'captured')
  await isOver(id)
  till.world.host.startJobs()
  await becomes(id, 'succeeded')
  expect((await till.said(order.orderId)).slice(-2)).toEqual(['payment.succeeded', 'payment.concluded'])
})

test('a capture whose maker died is finished, and so is a void', async () => {
  const [taken, letGo] = [await waiting('tok_visa'), await waiting('tok_visa')]
  const { db } = till.world
  await db.rows`update payment set status = 'capturing', released = 731 where id = ${taken.id}`
  await db.rows`update payment set status = 'voiding', decline_reason = 'rang' where id = ${letGo.id}`
  await isOver(taken.id, letGo.id)
  till.world.host.startJobs()
  await Promise.all([becomes(taken.id, 'succeeded'), becomes(letGo.id, 'voided')])
  expect(till.bank.charges.get(taken.id)).toMatchObject({ outcome: 'captured', captured: 4_000 })
  expect(await till.view(letGo.id)).toMatchObject({ declineReason: 'rang' })
  expect(taken.order.status).toBe('confirmed')
})

test('a capture for an order that was paid otherwise is let go', async () => {
  const { order, id } = await waiting('tok_visa')
  await till.world.db.rows`update payment set status = 'capturing' where id = ${id}`
  Object.assign(order, { status: 'confirmed', paymentStatus: 'paid', paymentId: 'pay_other' })
  await isOver(id)
  till.world.host.startJobs()
  await becomes(id, 'voided')
  expect(till.bank.charges.get(id)?.outcome).toBe('abandoned')
})

test('while the bank is away a wait is put off, and holds up no other', async () => {
  const { id } = await waiting('tok_visa')
  await isOver(id)
  till.bank.away(true)
  till.world.host.startJobs()
  await expect
    .poll(async () => till.world.db.rows`select 1 from waiting where due_at > now()`, { timeout: 10_000 })
    .toHaveLength(1)
  till.bank.away(false)
  expect(await till.view(id)).toMatchObject({ status: 'authorised' })
  expect(await till.act('void', id)).toMatchObject({ status: 'voided' })
})
