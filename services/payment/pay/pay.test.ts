import { anonymous, user } from '@rialto/kernel/testing/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cashier, openTill, type Till } from '../till.fixture.ts'

let till: Till
beforeAll(async () => {
  till = await openTill()
})
afterAll(() => till.world.close())

const buyer = user('usr_buyer')
const stranger = user('usr_stranger')
const refused = (code: string) => expect.objectContaining({ code })

test('an order that waits is paid, and the payment is shown to its owner and to staff', async () => {
  const { orderId } = till.newOrder()
  const { status, body } = await till.pay(buyer, {
    orderId,
    method: 'card',
    token: 'tok_visa',
    amount: 47.31,
  })
  expect(status).toBe(201)
  expect(body).toMatchObject({ orderId, amount: 47.31, currency: 'USD', status: 'succeeded', refunded: 0 })
  expect(body['transactionId']).toBe(`bank_${body.id}`)
  for (const who of [buyer, cashier]) {
    expect((await till.world.as(who, 'get', { params: { id: body.id } })).body).toEqual(body)
    expect((await till.world.as(who, 'list', { query: { orderId } })).body).toEqual({
      items: [body],
      nextCursor: null,
    })
  }
})

test('somebody else’s order and payment read as if there were none', async () => {
  const { orderId } = till.newOrder()
  await expect(till.pay(stranger, { orderId })).rejects.toThrow(refused('unknown_order'))
  const { body } = await till.pay(buyer, { orderId })
  await expect(till.world.as(stranger, 'get', { params: { id: body.id } })).rejects.toThrow(
    refused('unknown_payment'),
  )
  expect((await till.world.as(stranger, 'list', { query: { orderId } })).body).toEqual({
    items: [],
    nextCursor: null,
  })
  await expect(till.world.as(anonymous, 'get', { params: { id: body.id } })).rejects.toThrow(
    refused('unauthenticated'),
  )
  await expect(till.pay(anonymous, { orderId })).rejects.toThrow(refused('unauthenticated'))
  await expect(till.pay(buyer, { orderId: 'ord_nobody' })).rejects.toThrow(refused('unknown_order'))
})

test('the payments of an order are asked for by its very id', async () => {
  const { orderId } = till.newOrder()
  await till.pay(buyer, { orderId })
  const other = orderId.replace('ord_', 'crt_')
  expect((await till.world.as(buyer, 'list', { query: { orderId: other } })).body).toMatchObject({
    items: [],
  })
})

test('another amount or currency than what is due is refused, and nothing is charged', async () => {
  const { orderId } = till.newOrder()
  for (const wrong of [
    { amount: 47.3 },
    { amount: 0 },
    { amount: 47.32 },
    { currency: 'EUR' },
    { amount: 4731 },
  ]) {
    await expect(till.pay(buyer, { orderId, ...wrong })).rejects.toMatchObject({
      code: 'amount_mismatch',
      extras: { due: 47.31, currency: 'USD' },
    })
  }
  await expect(till.pay(buyer, { orderId, amount: 47.311 })).rejects.toThrow(refused('validation_failed'))
  expect((await till.world.as(buyer, 'list', { query: { orderId } })).body).toMatchObject({ items: [] })
})

test('an order that is paid, or can no longer be, is not charged', async () => {
  const paid = till.newOrder()
  await till.pay(buyer, { orderId: paid.orderId })
  await expect(till.pay(buyer, { orderId: paid.orderId })).rejects.toThrow(refused('already_paid'))
  const { orderId } = till.newOrder({ status: 'cancelled' })
  await expect(till.pay(buyer, { orderId })).rejects.toThrow(refused('not_payable'))
})

test('while an order is being paid, a second payment of it is not begun', async () => {
  const { orderId } = till.newOrder()
  const answer = till.bank.hold()
  const first = till.pay(buyer, { orderId })
  await expect
    .poll(
      async () =>
        ((await till.world.as(buyer, 'list', { query: { orderId } })).body as { items: object[] }).items,
    )
    .toHaveLength(1)
  await expect(till.pay(buyer, { orderId })).rejects.toThrow(refused('not_payable'))
  answer()
  expect((await first).status).toBe(201)
  expect((await till.world.as(buyer, 'list', { query: { orderId } })).body).toMatchObject({
    items: [{ status: 'succeeded' }],
  })
})

test('after a refused card the order still waits, and another card pays it', async () => {
  const { orderId } = till.newOrder()
  const declined = await till.pay(buyer, { orderId, token: 'tok_declined' })
  expect([declined.status, declined.body['code'], declined.body['reason']]).toEqual([
    402,
    'payment_declined',
    'card_declined',
  ])
  expect((await till.pay(buyer, { orderId, token: 'tok_visa' })).status).toBe(201)
  expect((await till.world.as(buyer, 'list', { query: { orderId } })).body).toMatchObject({
    items: [{ status: 'declined' }, { status: 'succeeded' }],
  })
})

test('the same key pays once, and its answer comes again byte for byte, a refusal too', async () => {
  const [paid, declined] = [till.newOrder(), till.newOrder()]
  for (const [order, token] of [
    [paid, 'tok_visa'],
    [declined, 'tok_declined'],
  ] as const) {
    const { orderId } = order
    const call = { idempotencyKey: `pay-${orderId}`, bodyHash: 'a' }
    const first = await till.pay(buyer, { orderId, token }, call)
    const again = await till.pay(buyer, { orderId, token }, call)
    expect([again.status, again.text]).toEqual([first.status, first.text])
    expect(again.headers['idempotent-replayed']).toBe('true')
    await expect(till.pay(buyer, { orderId }, { ...call, bodyHash: 'b' })).rejects.toThrow(
      refused('idempotency_key_reused'),
    )
    expect((await till.world.as(buyer, 'list', { query: { orderId } })).body).toMatchObject({ items: [{}] })
  }
})

test('a key whose request was refused before anything happened may be used again', async () => {
  const { orderId } = till.newOrder()
  const call = { idempotencyKey: `again-${orderId}`, bodyHash: 'a' }
  await expect(till.pay(buyer, { orderId, amount: 1 }, call)).rejects.toThrow(refused('amount_mismatch'))
  expect((await till.pay(buyer, { orderId }, { ...call, bodyHash: 'b' })).status).toBe(201)
})

test('while the bank is away nobody is told that a card was refused, and the key is not free', async () => {
  const { orderId } = till.newOrder()
  const call = { idempotencyKey: `away-${orderId}`, bodyHash: 'a' }
  till.bank.away(true)
  await expect(till.pay(buyer, { orderId }, call)).rejects.toThrow(refused('unavailable'))
  till.bank.away(false)
  await expect(till.pay(buyer, { orderId }, call)).rejects.toThrow(refused('request_in_progress'))
  expect((await till.pay(buyer, { orderId })).status).toBe(201)
})

test('a card number instead of a token is refused before anybody keeps it', async () => {
  const { orderId } = till.newOrder()
  for (const token of [
    '4242424242424242',
    '4242-4242-4242-4242',
    '4242.4242.4242.4242',
    'visa4242424242424242',
  ]) {
    await expect(till.pay(buyer, { orderId, token })).rejects.toThrow(refused('card_number_refused'))
  }
  const kept = await till.world.db.rows`select from payment where order_id = ${orderId}`
  expect(kept).toEqual([])
})

test('a missing token means what the provider says it means, and nothing where it says nothing', async () => {
  const strict = await openTill()
  try {
    Reflect.deleteProperty(strict.bank.provider, 'tokenDefault')
    const { orderId } = strict.newOrder()
    await expect(strict.pay(buyer, { orderId })).rejects.toMatchObject({
      code: 'validation_failed',
      extras: { errors: [{ path: '/token' }] },
    })
  } finally {
    await strict.world.close()
  }
})
