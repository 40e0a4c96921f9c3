import { aService, callAs, user } from '@rialto/kernel/testing/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cashier, openTill, type Till } from '../till.fixture.ts'

let till: Till
beforeAll(async () => {
  till = await openTill()
})
afterAll(() => till.world.close())

const refused = (code: string) => expect.objectContaining({ code })

/** An order of 47.31 that was paid; gives the payment's id. */
async function paid(): Promise<string> {
  return (await till.charge(till.newOrder().orderId)).paymentId
}
async function promised(paymentId: string) {
  return till.world.db.rows<{ amount: number; status: string }>`
    select amount, status from refund where payment_id = ${paymentId} order by created_at, id`
}

test('a payment is given back in parts, never more than was taken, and each part is posted', async () => {
  const id = await paid()
  const first = await till.refund(id, { amount: 10, reason: 'a dent' })
  expect(first.body).toMatchObject({
    paymentId: id,
    amount: 10,
    currency: 'USD',
    status: 'succeeded',
    reason: 'a dent',
  })
  expect(await till.view(id)).toMatchObject({ status: 'partially_refunded', refunded: 10 })
  await expect(till.refund(id, { amount: 37.32 })).rejects.toMatchObject({
    code: 'refund_exceeds_captured',
    extras: { left: 37.31 },
  })
  const rest = await till.refund(id)
  expect(rest.body.amount).toBe(37.31)
  expect(await till.view(id)).toMatchObject({ status: 'refunded', refunded: 47.31 })
  await expect(till.refund(id)).rejects.toThrow(refused('not_refundable'))
  expect(till.bank.givenBack(id)).toBe(4_731)
  for (const [refund, minor] of [
    [first, 1_000],
    [rest, 3_731],
  ] as const) {
    expect(await till.postings(refund.body.id)).toEqual([
      { account: 'provider', amount: -minor, currency: 'USD' },
      { account: 'sales', amount: minor, currency: 'USD' },
    ])
  }
})

test('nothing, less than nothing, and half a cent cannot be given back', async () => {
  const id = await paid()
  for (const amount of [0, -1, 0.005, 1e300]) {
    await expect(till.refund(id, { amount }), String(amount)).rejects.toThrow(refused('validation_failed'))
  }
  expect(await promised(id)).toEqual([])
})

test('what was never taken cannot be given back', async () => {
  const order = till.newOrder()
  const { paymentId: declined } = await till.charge(order.orderId, 'tok_declined')
  await expect(till.refund(declined)).rejects.toThrow(refused('not_refundable'))
  await expect(till.refund('pay_nobody')).rejects.toThrow(refused('unknown_payment'))
})

test('twenty refunds at once give back no more than was taken', async () => {
  const id = await paid()
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => till.refund(id, { amount: 10 })))
  const given = results.filter(({ status }) => status === 'fulfilled')
  expect(given.length).toBe(4)
  for (const result of results) {
    if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'refund_exceeds_captured' })
  }
  expect(till.bank.givenBack(id)).toBe(4_000)
  expect(await till.view(id)).toMatchObject({ refunded: 40 })
})

test('twenty refunds of all that is left, at once, are one', async () => {
  const id = await paid()
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => till.refund(id)))
  expect(results.filter(({ status }) => status === 'fulfilled').length).toBe(1)
  expect(till.bank.givenBack(id)).toBe(4_731)
})

test('the same key gives back once, and its answer comes again byte for byte', async () => {
  const id = await paid()
  const call = { idempotencyKey: `refund-${id}`, bodyHash: 'a' }
  const first = await till.refund(id, { amount: 10 }, call)
  const again = await till.refund(id, { amount: 10 }, call)
  expect(again.text).toBe(first.text)
  await expect(till.refund(id, { amount: 11 }, { ...call, bodyHash: 'b' })).rejects.toThrow(
    refused('idempotency_key_reused'),
  )
  expect(till.bank.givenBack(id)).toBe(1_000)
})

test('the same key thirty times at once gives back once', async () => {
  const id = await paid()
  const call = { idempotencyKey: `at-once-${id}`, bodyHash: 'a' }
  const results = await Promise.allSettled(
    Array.from({ length: 30 }, () => till.refund(id, { amount: 10 }, call)),
  )
  for (const result of results) {
    if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'request_in_progress' })
  }
  const texts = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.text] : []))
  expect(new Set(texts).size).toBe(1)
  expect(till.bank.givenBack(id)).toBe(1_000)
})

test('a promise made while the bank is away is kept when it is back, once, and its key has the first answer', async () => {
  const own = await openTill()
  try {
    const { paymentId: id } = await own.charge(own.newOrder().orderId)
    const call = { idempotencyKey: 'away', bodyHash: 'a' }
    own.bank.away(true)
    const first = await own.refund(id, {}, call)
    expect(first.body.status).toBe('pending')
    expect(await own.view(id)).toMatchObject({ status: 'refunded' })
    expect(await own.postings(first.body.id)).toEqual([])
    await expect(own.refund(id)).rejects.toThrow(refused('not_refundable'))

    own.bank.away(false)
    await own.age('refund', first.body.id, 60)
    own.world.host.startJobs()
    await expect.poll(() => own.postings(first.body.id), { timeout: 10_000 }).toHaveLength(2)
    expect(own.bank.givenBack(id)).toBe(4_731)
    expect((await own.refund(id, {}, call)).text).toBe(first.text)
    const { items } = (await own.world.as(cashier, 'refunds', { params: { id } })).body as { items: object[] }
    expect(items).toMatchObject([{ id: first.body.id, status: 'succeeded' }])
  } finally {
    await own.world.close()
  }
})

test('a promise whose process died before it asked the bank is kept by another, and its key gets the answer', async () => {
  const own = await openTill()
  try {
    const { paymentId: id } = await own.charge(own.newOrder().orderId)
    const call = { idempotencyKey: 'died', bodyHash: 'a' }
    const release = own.bank.hold()
    const never = own.refund(id, { amount: 10 }, call)
    await expect
      .poll(async () => (await own.world.db.rows`select from refund where payment_id = ${id}`).length)
      .toBe(1)
    await expect(own.refund(id, { amount: 10 }, call)).rejects.toThrow(refused('request_in_progress'))
    const [row] = await own.world.db.rows<{ id: string }>`select id from refund where payment_id = ${id}`
    await own.age('refund', row?.id ?? '', 60)
    release()
    own.world.host.startJobs()
    await expect.poll(() => own.postings(row?.id ?? ''), { timeout: 10_000 }).toHaveLength(2)
    const answer = await never
    expect((await own.refund(id, { amount: 10 }, call)).text).toBe(answer.text)
    expect(own.bank.givenBack(id)).toBe(1_000)
  } finally {
    await own.world.close()
  }
})

test('only staff give back, and a stranger does not even see that there is a payment', async () => {
  const id = await paid()
  for (const who of [user('usr_buyer'), user('usr_stranger')]) {
    await expect(till.refund(id, {}, {}, who)).rejects.toThrow(refused('forbidden'))
  }
  const refunds = (who: string) => till.world.as(user(who), 'refunds', { params: { id } })
  expect((await refunds('usr_buyer')).body).toEqual({ items: [], nextCursor: null })
  await expect(refunds('usr_stranger')).rejects.toThrow(refused('unknown_payment'))
})

test('every transaction of the books sums to zero in its currency', async () => {
  const id = await paid()
  await till.refund(id, { amount: 1 })
  const crooked = await till.world.db.rows`
    select transaction_id from posting group by transaction_id, currency having sum(amount) <> 0`
  expect(crooked).toEqual([])
})

test('a part that an order asks for under an id of its own goes back once, however often it asks', async () => {
  const { orderId } = till.newOrder()
  const { paymentId: id } = await till.charge(orderId)
  const ask = (refundId: string, amount: number) =>
    till.world.client.refundPart(
      { body: { paymentId: id, refundId, amount, reason: 'broken' } },
      callAs(aService),
    )
  const answers = await Promise.all([1, 2, 3].map(() => ask(`rfn_${orderId}`, 1_000)))
  expect(new Set(answers.map((answer) => answer.id))).toEqual(new Set([`rfn_${orderId}`]))
  expect(till.bank.givenBack(id)).toBe(1_000)
  await expect(ask(`rfn_other_${orderId}`, 3_732)).rejects.toThrow(
    expect.objectContaining({ code: 'refund_exceeds_captured' }),
  )
})
