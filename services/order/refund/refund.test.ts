import { Problem } from '@rialto/kernel/contract/problem'
import type { Call, Caller } from '@rialto/kernel/contract/contract'
import { heard } from '@rialto/kernel/testing/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buyer, openDesk, packer, stranger, support, type Desk } from '../desk.fixture.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.world.close())

type Refund = { id: string; amount: number; status: string; orderStatus: string; orderRefunded: number }

/** The order of the desk: two cups at 10.00 with 10 % tax, and 5.50 for shipping. */
async function refund(id: string, body: object, call: Partial<Call> = {}, who: Caller = support) {
  const answer = await desk.world.as(who, 'refund', { params: { id }, body }, call)
  return { text: answer.text, body: answer.body as Refund }
}
const refused = (code: string) => expect.objectContaining({ code })
const refundedOf = (id: string) =>
  [...desk.parts.values()].filter(({ paymentId }) => paymentId.includes(id.slice(4)))
const CUP = { lines: [{ sku: 'cup', quantity: 1 }] }

test('a piece goes back with its tax, the order shows it, and stays what it was', async () => {
  const id = await desk.placed()
  expect((await refund(id, { ...CUP, reason: 'broken', restock: true })).body).toMatchObject({
    amount: 11,
    status: 'succeeded',
    lines: [{ lineId: 'lin_1', sku: 'cup', quantity: 1, amount: 11 }],
    orderStatus: 'confirmed',
    orderRefunded: 11,
  })
  expect(await desk.ask(buyer, 'get', id)).toMatchObject({
    status: 'confirmed',
    paymentStatus: 'partially_refunded',
    refunded: 11,
  })
  const said = (await desk.world.said()).filter(({ key, type }) => key === id && type === 'order.refunded')
  expect(said.map(({ data }) => data)).toMatchObject([{ amount: 1_100, refundedTotal: 1_100, restock: true }])
  const { items } = (await desk.ask(buyer, 'timeline', id)) as { items: { text: string }[] }
  expect(items.map(({ text }) => text)).toContain('11.00 USD were given back.')
})

test('shipping goes back once, an amount as said, and the rest at the end makes it refunded', async () => {
  const id = await desk.placed()
  expect((await refund(id, { shipping: true })).body).toMatchObject({ amount: 5.5, shipping: 5.5 })
  await expect(refund(id, { shipping: true })).rejects.toThrow(refused('not_refundable'))
  expect((await refund(id, { amount: 1.5 })).body.amount).toBe(1.5)
  await expect(refund(id, { amount: 20.51 })).rejects.toThrow(refused('refund_exceeds_captured'))
  expect((await refund(id, {})).body).toMatchObject({
    amount: 20.5,
    orderStatus: 'refunded',
    orderRefunded: 27.5,
  })
  await expect(refund(id, {})).rejects.toThrow(refused('invalid_transition'))
  expect(await desk.ask(buyer, 'get', id)).toMatchObject({ status: 'refunded', paymentStatus: 'refunded' })
  await expect(desk.move(packer, 'ship', id)).rejects.toThrow(refused('invalid_transition'))
})

test('of ten refunds of two pieces at once two are made, and of ten of everything one', async () => {
  const [id, other] = [await desk.placed(), await desk.placed()]
  const pieces = await Promise.allSettled(Array.from({ length: 10 }, () => refund(id, CUP)))
  expect(pieces.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
  expect(refundedOf(id).reduce((sum, { amount }) => sum + amount, 0)).toBe(2_200)
  const wholes = await Promise.allSettled(Array.from({ length: 10 }, () => refund(other, {})))
  expect(wholes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(refundedOf(other)).toEqual([expect.objectContaining({ amount: 2_750 })])
})

test('the same key is the same refund, byte for byte; another body is refused', async () => {
  const id = await desk.placed()
  const call = desk.newKey()
  const first = await refund(id, CUP, call)
  expect((await refund(id, CUP, call)).text).toBe(first.text)
  await expect(refund(id, CUP, { ...call, bodyHash: 'other' })).rejects.toThrow(
    refused('idempotency_key_reused'),
  )
  expect(refundedOf(id)).toHaveLength(1)
})

test('a refund that an outage interrupts is pending, counts at once, and is finished by itself', async () => {
  const own = await openDesk()
  try {
    const id = await own.placed()
    own.before.set('payment.refundPart', () => {
      throw new Problem('unavailable', { detail: 'away' })
    })
    const ask = (body: object) => own.world.as(support, 'refund', { params: { id }, body })
    expect((await ask({ lines: [{ sku: 'cup', quantity: 2 }] })).body).toMatchObject({ status: 'pending' })
    await expect(ask(CUP)).rejects.toThrow(refused('refund_exceeds_captured'))
    await expect(own.move(buyer, 'cancel', id)).rejects.toThrow(refused('invalid_transition'))
    own.before.clear()
    await own.world.db.rows`update order_refund set tried_at = now() - interval '1 minute'`
    own.world.host.startJobs()
    await expect.poll(() => own.events(id), { timeout: 10_000 }).toContain('refunded')
    expect([...own.parts.values()]).toEqual([expect.objectContaining({ amount: 2_200 })])
    expect(await own.world.db.rows`select id from order_refund`).toEqual([])
  } finally {
    await own.world.close()
  }
})

test('what payment refuses is not counted, and says so', async () => {
  const id = await desk.placed()
  const till = [...desk.charges.keys()].find((key) => key.includes(id.slice(4))) ?? ''
  desk.parts.set(`rfn_till_${id}`, { paymentId: till, amount: 2_000 })
  await expect(refund(id, { amount: 10 })).rejects.toThrow(refused('not_refundable'))
  expect(await desk.events(id)).toEqual(['placed', 'confirmed', 'refund_requested', 'refund_failed'])
  expect((await refund(id, { amount: 7.5 })).body.status).toBe('succeeded')
})

test('a refund that was made at the till is counted once, and one of the order’s own is not counted again', async () => {
  const id = await desk.placed()
  const { body: own } = await refund(id, CUP)
  const told = (refundId: string, amount: number) =>
    heard('payment.refunded', id, {
      refundId, paymentId: 'pay_1', orderId: id, amount, refundedTotal: amount, currency: 'USD', reason: null,
    }) // prettier-ignore
  await desk.world.hear(told('rfn_till', 100), told(own.id, 1_100))
  await desk.world.hear(told('rfn_till', 100))
  expect(await desk.ask(buyer, 'get', id)).toMatchObject({
    refunded: 12,
    paymentStatus: 'partially_refunded',
  })
  await desk.world.hear(told('rfn_x', 100))
  expect(await desk.events(id)).toEqual([
    'placed',
    'confirmed',
    'refund_requested',
    'refunded',
    'refunded',
    'refunded',
  ])
})

test('a cancel after something was given back at the till gives back the rest, and says no more than that', async () => {
  const id = await desk.placed()
  const told = heard('payment.refunded', id, {
    refundId: 'rfn_1', paymentId: 'pay_1', orderId: id, amount: 100, refundedTotal: 100, currency: 'USD', reason: null,
  }) // prettier-ignore
  await desk.world.hear(told)
  await desk.move(buyer, 'cancel', id)
  expect(await desk.ask(buyer, 'get', id)).toMatchObject({
    status: 'cancelled',
    paymentStatus: 'refunded',
    refunded: 27.5,
  })
})

test('only staff gives money back, only of paid orders, and only what the order holds', async () => {
  const [id, waiting] = [await desk.placed(), await desk.placed(null)]
  for (const who of [buyer, stranger, packer])
    await expect(refund(id, CUP, {}, who)).rejects.toThrow(refused('forbidden'))
  await expect(refund(waiting, CUP)).rejects.toThrow(refused('invalid_transition'))
  await expect(refund('ord_nobody', CUP)).rejects.toThrow(refused('unknown_order'))
  await expect(refund(id, { lines: [{ sku: 'jug', quantity: 1 }] })).rejects.toThrow(refused('unknown_line'))
  for (const body of [
    { amount: 0 },
    { amount: -1 },
    { amount: 1.001 },
    { lines: [] },
    { lines: [{ sku: 'cup', quantity: 0 }] },
    { lines: [{ sku: 'cup', quantity: 1.5 }] },
    { total: 1 },
  ]) {
    await expect(refund(id, body), JSON.stringify(body)).rejects.toThrow(refused('validation_failed'))
  }
  expect(await desk.events(id)).toEqual(['placed', 'confirmed'])
  const list = (who: Caller) => desk.world.as(who, 'refunds', { params: { id } })
  expect((await list(buyer)).body).toEqual({ items: [], nextCursor: null })
  await expect(list(stranger)).rejects.toThrow(refused('unknown_order'))
})

test('what is partly back is not cancelled, and PUT may name refunded for whoever may refund', async () => {
  const id = await desk.placed()
  await refund(id, CUP)
  await expect(desk.move(buyer, 'cancel', id)).rejects.toThrow(refused('invalid_transition'))
  await expect(desk.move(buyer, 'put', id, { status: 'refunded' })).rejects.toThrow(refused('forbidden'))
  expect((await desk.move(support, 'put', id, { status: 'refunded' })).body.status).toBe('refunded')
})
