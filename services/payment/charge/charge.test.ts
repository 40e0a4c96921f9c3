import { aService, callAs } from '@rialto/kernel/testing/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { paymentId } from '../domain.ts'
import { openTill, type Till } from '../till.fixture.ts'

let till: Till
beforeAll(async () => {
  till = await openTill()
})
afterAll(() => till.world.close())

const idOf = ({ orderId, attempt }: { orderId: string; attempt: number }) => paymentId(orderId, attempt)
const outage = expect.objectContaining({ code: 'unavailable' })

test('a charge is taken once, written in both accounts, and told', async () => {
  const order = till.newOrder()
  const id = idOf(order)
  expect(await till.charge(order.orderId)).toEqual({ outcome: 'captured', paymentId: id, reason: null })
  expect(till.bank.charges.get(id)).toMatchObject({ outcome: 'captured', amount: 4_731, currency: 'USD' })
  expect(await till.postings(id)).toEqual([
    { account: 'provider', amount: 4_731, currency: 'USD' },
    { account: 'sales', amount: -4_731, currency: 'USD' },
  ])
  expect(await till.said(order.orderId)).toEqual(['payment.succeeded'])
})

test('asked again, the first outcome stands and the bank hears nothing of it', async () => {
  const [paid, refused] = [till.newOrder(), till.newOrder()]
  await till.charge(paid.orderId)
  const decline = await till.charge(refused.orderId, 'tok_declined')
  expect(await till.charge(paid.orderId, 'tok_declined')).toMatchObject({ outcome: 'captured' })
  expect(await till.charge(refused.orderId, 'tok_visa')).toEqual(decline)
  expect(till.bank.askedAbout(idOf(paid))).toEqual(['charge'])
  expect(till.bank.askedAbout(idOf(refused))).toEqual(['charge'])
  expect(await till.said(refused.orderId)).toEqual(['payment.failed'])
  expect(await till.postings(idOf(refused))).toEqual([])
})

test('a refusal and a question to the cardholder keep their reason', async () => {
  const [refused, asked] = [till.newOrder(), till.newOrder()]
  expect(await till.charge(refused.orderId, 'tok_declined')).toMatchObject({
    outcome: 'declined',
    reason: 'card_declined',
  })
  expect(await till.charge(asked.orderId, 'tok_3ds')).toMatchObject({
    outcome: 'requires_action',
    reason: 'authentication_required',
  })
  expect((await till.view(idOf(asked))).status).toBe('requires_action')
})

test('the next try of an order is a payment of its own', async () => {
  const order = till.newOrder()
  await till.charge(order.orderId, 'tok_declined')
  order.attempt = 2
  expect(await till.charge(order.orderId)).toEqual({
    outcome: 'captured',
    paymentId: idOf(order),
    reason: null,
  })
  expect(idOf(order)).toMatch(/_2$/)
})

test('another amount under the same key is a mistake of ours and charges nothing', async () => {
  const order = till.newOrder()
  await till.charge(order.orderId)
  const other = { ...order, amount: 1, method: 'card', token: 'tok_visa' }
  const { orderId, userId, amount, currency, method, token, attempt } = other
  const body = { orderId, userId, amount, currency, method, token, attempt }
  await expect(till.world.client.charge({ body }, callAs(aService))).rejects.toThrow('was for another amount')
  await expect(
    till.world.client.charge({ body: { ...body, amount: 4_731, currency: 'EUR' } }, callAs(aService)),
  ).rejects.toThrow('was for another amount')
  expect(till.bank.askedAbout(idOf(order))).toEqual(['charge'])
})

test('when the answer is lost, the bank is asked what it did instead of being asked to do it', async () => {
  const order = till.newOrder()
  till.bank.lose(idOf(order), 'answer')
  expect(await till.charge(order.orderId)).toMatchObject({ outcome: 'captured' })
  expect(till.bank.askedAbout(idOf(order))).toEqual(['charge', 'find'])
})

test('when the request is lost, the charge is tried again', async () => {
  const order = till.newOrder()
  till.bank.lose(idOf(order), 'request')
  expect(await till.charge(order.orderId)).toMatchObject({ outcome: 'captured' })
  expect(till.bank.askedAbout(idOf(order))).toEqual(['charge', 'find', 'charge'])
})

test('a bank that never answers is forbidden to charge later, and the payment is void', async () => {
  const order = till.newOrder()
  till.bank.lose(idOf(order), 'request', 'request')
  const voided = { outcome: 'declined', paymentId: idOf(order), reason: 'provider_timeout' }
  expect(await till.charge(order.orderId)).toEqual(voided)
  expect(await till.charge(order.orderId)).toEqual(voided)
  // The request that was under way all the time arrives.
  const { amount, currency } = order
  const late = await till.bank.provider.charge({ key: idOf(order), amount, currency, token: 'tok_visa' })
  expect(late.outcome).toBe('abandoned')
  expect((await till.view(idOf(order))).status).toBe('voided')
})

test('while the bank is away nobody is told that a payment failed; when it is back it is charged once', async () => {
  const order = till.newOrder()
  till.bank.away(true)
  await expect(till.charge(order.orderId)).rejects.toThrow(outage)
  till.bank.away(false)
  expect(await till.charge(order.orderId)).toMatchObject({ outcome: 'captured' })
  expect(await till.postings(idOf(order))).toHaveLength(2)
})

test('two who charge one order at once charge it once', async () => {
  for (let i = 0; i < 5; i += 1) {
    const order = till.newOrder()
    const first = till.charge(order.orderId)
    // Half of the times in the same batch, half of the times a little later.
    if (i % 2 === 0) await Promise.resolve()
    else await new Promise((resolve) => setTimeout(resolve, i))
    const outcomes = await Promise.all([first, till.charge(order.orderId), till.charge(order.orderId)])
    expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['captured']))
    expect(await till.postings(idOf(order))).toHaveLength(2)
    expect(await till.said(order.orderId)).toEqual(['payment.succeeded'])
  }
})

test('in a crowd each gets the outcome of its own card', async () => {
  const tokens = ['tok_visa', 'tok_declined', 'tok_3ds', 'tok_visa'] as const
  const expected = { tok_visa: 'captured', tok_declined: 'declined', tok_3ds: 'requires_action' }
  const crowd = Array.from({ length: 200 }, (_, i) => ({
    order: till.newOrder(),
    token: tokens[i % 4] ?? 'tok_visa',
  }))
  const outcomes = await Promise.all(crowd.map(({ order, token }) => till.charge(order.orderId, token)))
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(crowd.map(({ token }) => expected[token]))
  expect(outcomes.map(({ paymentId: id }) => id)).toEqual(crowd.map(({ order }) => idOf(order)))
})
