import { user } from '@rialto/kernel/testing/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { paymentId } from '../domain.ts'
import { cashier, openTill, type Till } from '../till.fixture.ts'

let till: Till
beforeAll(async () => {
  till = await openTill()
})
afterAll(() => till.world.close())

const buyer = user('usr_buyer')
const refused = (code: string) => expect.objectContaining({ code })

/** An order whose money is set aside. */
async function setAside(token = 'tok_visa') {
  const order = till.newOrder()
  const { body } = await till.pay(buyer, { orderId: order.orderId, token, capture: 'manual' })
  return { order, id: body.id, body }
}

test('money is set aside, shown so, and the order goes on waiting', async () => {
  const { order, id, body } = await setAside()
  expect(body).toMatchObject({ id: paymentId(order.orderId, 1), status: 'authorised', captured: 0 })
  expect(order.status).toBe('awaiting_payment')
  expect(till.bank.charges.get(id)?.outcome).toBe('authorised')
  expect(await till.postings(id)).toEqual([])
  expect(await till.postings(`${id}/authorised`)).toEqual([
    { account: 'set_aside', amount: 4_731, currency: 'USD' },
    { account: 'set_aside_due', amount: -4_731, currency: 'USD' },
  ])
  expect(await till.said(order.orderId)).toEqual(['payment.authorised'])
})

test('what was set aside is taken, the order is paid by it, and the books say so', async () => {
  const { order, id } = await setAside()
  expect(await till.act('capture', id)).toMatchObject({ status: 'succeeded', captured: 47.31 })
  expect([order.status, order.paymentId]).toEqual(['confirmed', id])
  expect(await till.postings(`${id}/released`)).toHaveLength(2)
  expect(await till.postings(id)).toEqual([
    { account: 'provider', amount: 4_731, currency: 'USD' },
    { account: 'sales', amount: -4_731, currency: 'USD' },
  ])
  expect(await till.said(order.orderId)).toEqual([
    'payment.authorised',
    'payment.succeeded',
    'payment.concluded',
  ])
})

test('a part is taken and the rest let go: no more than the part can be given back', async () => {
  const { id } = await setAside()
  expect(await till.act('capture', id, { amount: 40 })).toMatchObject({ status: 'succeeded', captured: 40 })
  expect(till.bank.charges.get(id)).toMatchObject({ outcome: 'captured', captured: 4_000 })
  await expect(till.refund(id, { amount: 40.01 })).rejects.toThrow(refused('refund_exceeds_captured'))
  await till.refund(id, { amount: 40 })
  expect(await till.view(id)).toMatchObject({ status: 'refunded', refunded: 40 })
})

test('a capture happens once, is never above what was set aside, and never nothing', async () => {
  const { id } = await setAside()
  await expect(till.act('capture', id, { amount: 47.32 })).rejects.toThrow(
    refused('capture_exceeds_authorised'),
  )
  await expect(till.act('capture', id, { amount: 0 })).rejects.toThrow(refused('validation_failed'))
  const call = { idempotencyKey: `capture-${id}`, bodyHash: 'a' }
  const first = await till.act('capture', id, { amount: 20 }, call)
  expect(await till.act('capture', id, { amount: 20 }, call)).toEqual(first)
  await expect(till.act('capture', id, { amount: 27.31 })).rejects.toThrow(refused('not_capturable'))
  expect(till.bank.askedAbout(id).filter((asked) => asked === 'capture')).toHaveLength(1)
})

test('many captures at once take the money once', async () => {
  for (let i = 0; i < 5; i += 1) {
    const { id } = await setAside()
    const captures = await Promise.allSettled([
      till.act('capture', id),
      till.act('capture', id),
      till.act('capture', id, { amount: 10 }),
    ])
    expect(captures.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(1)
    const view = await till.view(id)
    expect(view.status).toBe('succeeded')
    expect(await till.postings(id)).toHaveLength(2)
  }
})

test('of a capture and a void at once, one happens', async () => {
  const ends = new Set<string>()
  for (let i = 0; i < 10; i += 1) {
    const { order, id } = await setAside()
    const both = [() => till.act('capture', id), () => till.act('void', id)]
    const [capture, letGo] = await Promise.allSettled(
      (i % 2 === 0 ? both : both.toReversed()).map((act) => act()),
    )
    expect([capture?.status, letGo?.status].toSorted()).toEqual(['fulfilled', 'rejected'])
    const { status } = await till.view(id)
    const taken = status === 'succeeded'
    expect(taken ? 'captured' : 'abandoned').toBe(till.bank.charges.get(id)?.outcome)
    expect(order.status).toBe(taken ? 'confirmed' : 'awaiting_payment')
    expect(await till.postings(id)).toHaveLength(taken ? 2 : 0)
    expect(await till.postings(`${id}/released`)).toHaveLength(2)
    ends.add(status)
  }
  expect(ends).toEqual(new Set(['succeeded', 'voided']))
})

test('money that is let go is nobody’s, twice is the same answer, and the order can be paid otherwise', async () => {
  const { order, id } = await setAside()
  const voided = await till.act('void', id, { reason: 'the customer rang' })
  expect(voided).toMatchObject({ status: 'voided', declineReason: 'the customer rang' })
  expect(await till.act('void', id)).toEqual(voided)
  await expect(till.act('capture', id)).rejects.toThrow(refused('not_capturable'))
  expect(await till.said(order.orderId)).toEqual([
    'payment.authorised',
    'payment.failed',
    'payment.concluded',
  ])
  const { body } = await till.pay(buyer, { orderId: order.orderId })
  expect([body.id, body['status']]).toEqual([paymentId(order.orderId, 2), 'succeeded'])
})

test('while money is set aside, a second payment of the order is not begun', async () => {
  const { order, id } = await setAside()
  for (const capture of ['manual', 'automatic']) {
    await expect(till.pay(buyer, { orderId: order.orderId, capture })).rejects.toMatchObject({
      code: 'payment_waiting',
      extras: { paymentId: id },
    })
  }
})

test('a refused card sets nothing aside, and another one does', async () => {
  const { orderId } = till.newOrder()
  const declined = await till.pay(buyer, { orderId, token: 'tok_declined', capture: 'manual' })
  expect([declined.status, declined.body['code']]).toEqual([402, 'payment_declined'])
  const { body } = await till.pay(buyer, { orderId, capture: 'manual' })
  expect(body['status']).toBe('authorised')
  expect(await till.act('capture', body.id)).toMatchObject({ status: 'succeeded' })
})

test('who captures twice at once is told twice that the money was taken, and it is taken once', async () => {
  const { order, id } = await setAside()
  const both = await Promise.all([till.act('capture', id), till.act('capture', id)])
  expect(both.map(({ status }) => status)).toEqual(['succeeded', 'succeeded'])
  expect(order.status).toBe('confirmed')
  expect(await till.act('capture', id)).toMatchObject({ status: 'succeeded', captured: 47.31 })
  await expect(till.act('capture', id, { amount: 10 })).rejects.toThrow(refused('not_capturable'))
  expect(await till.postings(id)).toHaveLength(2)
})

test('what was never set aside is not captured', async () => {
  const { body } = await till.pay(buyer, { orderId: till.newOrder().orderId })
  await expect(till.act('capture', body.id)).rejects.toThrow(refused('not_capturable'))
})

test('when the answer to a capture is lost, asking again finds it taken, and nothing twice', async () => {
  const { order, id } = await setAside()
  till.bank.lose(id, 'answer')
  await expect(till.act('capture', id)).rejects.toThrow(refused('unavailable'))
  expect(await till.act('capture', id)).toMatchObject({ status: 'succeeded' })
  expect(order.status).toBe('confirmed')
  expect(await till.postings(id)).toHaveLength(2)
})

test('what is set aside for an order that is taken back is let go', async () => {
  const { order, id } = await setAside()
  expect(await till.refundOrder(order.orderId)).toEqual({ refunded: 0, currency: null })
  expect(till.bank.charges.get(id)?.outcome).toBe('abandoned')
  await expect(till.act('capture', id)).rejects.toThrow(refused('not_capturable'))
})

test('of a capture and taking the order back at once, all that was taken goes back', async () => {
  for (let i = 0; i < 5; i += 1) {
    const { order, id } = await setAside()
    const [, back] = await Promise.all([
      till.act('capture', id).catch(() => undefined),
      till.refundOrder(order.orderId),
    ])
    const taken = till.bank.charges.get(id)?.outcome === 'captured'
    expect(back.refunded).toBe(taken ? 4_731 : 0)
    expect(till.bank.givenBack(id)).toBe(taken ? 4_731 : 0)
  }
})

test('a capture of a payment that is none, or of somebody without the right, is refused', async () => {
  await expect(till.act('capture', 'pay_nobody')).rejects.toThrow(refused('unknown_payment'))
  await expect(till.act('void', 'pay_nobody')).rejects.toThrow(refused('unknown_payment'))
  const { id } = await setAside()
  for (const route of ['capture', 'void'] as const) {
    const asked = till.world.as(buyer, route, { params: { id }, body: {} })
    await expect(asked).rejects.toThrow(refused('forbidden'))
  }
  const noted = { params: { id }, body: { reason: 'card 4242 4242 4242 4242' } }
  await expect(till.world.as(cashier, 'void', noted)).rejects.toThrow(refused('card_number_refused'))
})
