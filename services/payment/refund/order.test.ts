import { user } from '@rialto/kernel/testing/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openIntents } from '../charge/store.ts'
import { paymentId } from '../domain.ts'
import { openTill, type Till } from '../till.fixture.ts'

let till: Till
beforeAll(async () => {
  till = await openTill()
})
afterAll(() => till.world.close())

const ALL = { refunded: 4_731, currency: 'USD' }
const NOTHING = { refunded: 0, currency: null }

test('an order that is taken back gets all that it paid, and once', async () => {
  const { orderId } = till.newOrder()
  const { paymentId: id } = await till.charge(orderId)
  expect(await Promise.all([till.refundOrder(orderId), till.refundOrder(orderId)])).toEqual([ALL, ALL])
  expect(await till.refundOrder(orderId)).toEqual(ALL)
  expect(till.bank.givenBack(id)).toBe(4_731)
})

test('what was given back in part before counts', async () => {
  const { orderId } = till.newOrder()
  const { paymentId: id } = await till.charge(orderId)
  await till.refund(id, { amount: 40 })
  expect(await till.refundOrder(orderId)).toEqual(ALL)
  expect(till.bank.givenBack(id)).toBe(4_731)
})

test('of several tries the one that paid is given back', async () => {
  const order = till.newOrder()
  await till.charge(order.orderId, 'tok_declined')
  order.attempt = 2
  const { paymentId: id } = await till.charge(order.orderId)
  expect(await till.refundOrder(order.orderId)).toEqual(ALL)
  expect(till.bank.givenBack(id)).toBe(4_731)
})

test('a payment in doubt is asked about first: what was taken after all goes back', async () => {
  const { orderId, userId, amount, currency } = till.newOrder()
  const id = paymentId(orderId, 1)
  await openIntents(till.world.db, [{ id, orderId, userId, amount, currency, method: 'card' }])
  await till.bank.provider.charge({ key: id, amount, currency, token: 'tok_visa' })
  expect(await till.refundOrder(orderId)).toEqual(ALL)
  expect(till.bank.givenBack(id)).toBe(4_731)
})

test('a payment in doubt that the bank never heard of is never taken', async () => {
  const { orderId, userId, amount, currency } = till.newOrder()
  const id = paymentId(orderId, 1)
  await openIntents(till.world.db, [{ id, orderId, userId, amount, currency, method: 'card' }])
  expect(await till.refundOrder(orderId)).toEqual(NOTHING)
  const late = await till.bank.provider.charge({ key: id, amount, currency, token: 'tok_visa' })
  expect(late.outcome).toBe('abandoned')
})

test('what only waits for its cardholder cannot be confirmed afterwards', async () => {
  const { orderId } = till.newOrder()
  const { paymentId: id } = await till.charge(orderId, 'tok_3ds')
  expect(await till.refundOrder(orderId)).toEqual(NOTHING)
  expect(till.bank.charges.get(id)?.outcome).toBe('abandoned')
  expect((await till.view(id)).status).toBe('voided')
})

test('a charge that arrives after its order was taken back is refused, and the bank never hears of it', async () => {
  const [first, second] = [till.newOrder(), till.newOrder()]
  await till.charge(second.orderId, 'tok_declined')
  second.attempt = 2
  for (const order of [first, second]) {
    expect(await till.refundOrder(order.orderId)).toEqual(NOTHING)
    expect(await till.refundOrder(order.orderId)).toEqual(NOTHING)
    expect(await till.charge(order.orderId)).toMatchObject({ outcome: 'declined', reason: 'order_cancelled' })
    expect(till.bank.askedAbout(paymentId(order.orderId, order.attempt))).toEqual([])
  }
})

test('a charge and the refund of its order at the same moment: in the end nothing is taken', async () => {
  for (let i = 0; i < 20; i += 1) {
    const { orderId } = till.newOrder()
    const id = paymentId(orderId, 1)
    const [charge] = await Promise.all([
      till.charge(orderId),
      new Promise((resolve) => setTimeout(resolve, i % 5)).then(() => till.refundOrder(orderId)),
    ])
    const taken = till.bank.charges.get(id)?.outcome === 'captured' ? 4_731 : 0
    expect(charge.outcome).toBe(taken > 0 ? 'captured' : 'declined')
    expect(till.bank.givenBack(id)).toBe(taken)
  }
})

test('what stands in the way of a late charge is no payment to anybody', async () => {
  const { orderId } = till.newOrder()
  await till.refundOrder(orderId)
  const list = (await till.world.as(user('usr_c', 'support'), 'list', { query: { orderId } })).body
  expect(list).toEqual({ items: [], nextCursor: null })
  await expect(till.view(paymentId(orderId, 1))).rejects.toMatchObject({ code: 'unknown_payment' })
})
