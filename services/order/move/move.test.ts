import { user } from '@rialto/kernel/testing/world'
import { Problem } from '@rialto/kernel/contract/problem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buyer, openDesk, packer, stranger, support, type Desk } from '../desk.fixture.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.world.close())

const refused = (code: string) => expect.objectContaining({ code })
const outage = () => {
  throw new Problem('unavailable', { detail: 'away' })
}

test('a confirmed order that is cancelled gives money and stock back', async () => {
  const id = await desk.placed()
  const { body } = await desk.move(buyer, 'cancel', id, { reason: 'too slow' })
  expect(body).toMatchObject({ status: 'cancelled', paymentStatus: 'refunded', reason: 'too slow' })
  expect(desk.refunds.filter((one) => one === id)).toHaveLength(1)
  expect(desk.holds.get(id)).toBeNull()
  expect(await desk.events(id)).toEqual(['placed', 'confirmed', 'cancelled', 'refunded'])
})

test('an order that waits for its payment is cancelled, and can no longer be paid', async () => {
  const id = await desk.placed(null)
  expect((await desk.move(buyer, 'cancel', id)).body).toMatchObject({
    status: 'cancelled',
    paymentStatus: 'unpaid',
  })
  expect(desk.holds.get(id)).toBeNull()
  expect(await desk.settle(id)).toMatchObject({ status: 'cancelled', paymentId: null })
  expect(desk.askedAbout(id)).not.toContain('payment.charge')
})

test('what is under way, has left the house, or is over cannot be cancelled', async () => {
  const answer = Promise.withResolvers<void>()
  desk.before.set('payment.charge', () => answer.promise)
  const { body: pending } = await desk.place({ payment: { token: 'tok_visa' } }, { prefer: 'respond-async' })
  desk.before.delete('payment.charge')
  await expect(desk.move(buyer, 'cancel', pending.id)).rejects.toThrow(refused('invalid_transition'))
  answer.resolve()
  const shipped = await desk.placed()
  await desk.move(packer, 'ship', shipped)
  const over = await desk.placed()
  await desk.move(buyer, 'cancel', over)
  for (const [id, currentStatus] of [
    [shipped, 'shipped'],
    [over, 'cancelled'],
  ] as const) {
    await expect(desk.move(buyer, 'cancel', id)).rejects.toMatchObject({
      code: 'invalid_transition',
      extras: { currentStatus },
    })
  }
})

test('an order goes out of the house and arrives, each step once and in this order', async () => {
  const id = await desk.placed()
  await expect(desk.move(packer, 'deliver', id)).rejects.toThrow(refused('invalid_transition'))
  expect(
    (await desk.move(packer, 'ship', id, { trackingNumber: 'RT-7', carrier: 'DHL' })).body,
  ).toMatchObject({
    status: 'shipped',
    trackingNumber: 'RT-7',
  })
  await expect(desk.move(packer, 'ship', id)).rejects.toThrow(refused('invalid_transition'))
  expect((await desk.move(packer, 'deliver', id)).body.status).toBe('delivered')
  await expect(desk.move(packer, 'deliver', id)).rejects.toThrow(refused('invalid_transition'))
  const waiting = await desk.placed(null)
  await expect(desk.move(packer, 'ship', waiting)).rejects.toThrow(refused('invalid_transition'))
})

test('who may not ship may not name it either, and nobody moves somebody else’s order', async () => {
  const id = await desk.placed()
  for (const route of ['put', 'patch'] as const) {
    for (const status of ['shipped', 'delivered', 'SHIPPED']) {
      await expect(desk.move(buyer, route, id, { status })).rejects.toThrow(refused('forbidden'))
      await expect(desk.move(support, route, id, { status })).rejects.toThrow(refused('forbidden'))
    }
    for (const status of ['cancelled', 'confirmed']) {
      await expect(desk.move(stranger, route, id, { status })).rejects.toThrow(refused('unknown_order'))
    }
  }
  for (const route of ['ship', 'deliver'] as const) {
    await expect(desk.move(buyer, route, id)).rejects.toThrow(refused('forbidden'))
  }
  await expect(desk.move(stranger, 'cancel', id)).rejects.toThrow(refused('unknown_order'))
  expect(await desk.events(id)).toEqual(['placed', 'confirmed'])
})

test('PUT and PATCH name a move, and it is the same move with the same guards', async () => {
  const [first, second] = [await desk.placed(), await desk.placed()]
  expect((await desk.move(buyer, 'put', first, { status: 'Canceled', reason: 'no' })).body).toMatchObject({
    status: 'cancelled',
    paymentStatus: 'refunded',
    reason: 'no',
  })
  await desk.move(packer, 'patch', second, { status: 'shipped', trackingNumber: 'RT-8' })
  expect((await desk.move(packer, 'put', second, { status: 'delivered' })).body).toMatchObject({
    status: 'delivered',
    trackingNumber: 'RT-8',
  })
})

test('a status that no move leads to is refused, and the present one is no move', async () => {
  const id = await desk.placed()
  for (const status of ['pending', 'returned', 'declined', 'awaiting_payment']) {
    await expect(desk.move(buyer, 'put', id, { status }), status).rejects.toThrow(
      refused('invalid_transition'),
    )
  }
  await expect(desk.move(buyer, 'put', id, { status: 'gone fishing' })).rejects.toMatchObject({
    code: 'validation_failed',
    extras: { errors: [{ path: '/status', message: expect.stringContaining('shipped') as string }] },
  })
  for (const body of [{}, { status: '' }, { status: 'cancelled', total: 0 }, { status: 7 }]) {
    await expect(desk.move(buyer, 'patch', id, body)).rejects.toThrow(refused('validation_failed'))
  }
  for (const status of ['confirmed', 'paid', 'Processing'])
    expect((await desk.move(buyer, 'put', id, { status })).body.status).toBe('confirmed')
  expect(await desk.events(id)).toEqual(['placed', 'confirmed'])
})

test('of a cancel and a ship in the same moment exactly one happens, and only the cancelled one is given back', async () => {
  for (let i = 0; i < 20; i += 1) {
    const id = await desk.placed()
    const moves = [() => desk.move(buyer, 'cancel', id), () => desk.move(packer, 'ship', id)]
    const results = await Promise.allSettled((i % 2 === 0 ? moves : moves.toReversed()).map((move) => move()))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'invalid_transition' },
    })
    const events = await desk.events(id)
    const cancelled = events.includes('cancelled')
    expect(events).toEqual(['placed', 'confirmed', ...(cancelled ? ['cancelled', 'refunded'] : ['shipped'])])
    expect(desk.refunds.filter((one) => one === id)).toHaveLength(cancelled ? 1 : 0)
    expect(await desk.ask(buyer, 'get', id)).toMatchObject({ status: cancelled ? 'cancelled' : 'shipped' })
  }
})

test('an order that is cancelled five times at once is cancelled and refunded once', async () => {
  const id = await desk.placed()
  const results = await Promise.allSettled([1, 2, 3, 4, 5].map(() => desk.move(buyer, 'cancel', id)))
  expect(results.some(({ status }) => status === 'fulfilled')).toBe(true)
  expect(await desk.events(id)).toEqual(['placed', 'confirmed', 'cancelled', 'refunded'])
  expect(await desk.unfinished()).not.toContain('cancel')
})

test('an order that is cancelled while it is being paid is paid or not, and what was taken goes back', async () => {
  for (let i = 0; i < 10; i += 1) {
    const id = await desk.placed(null)
    const both = [() => desk.settle(id), () => desk.move(buyer, 'cancel', id)]
    await Promise.allSettled((i % 2 === 0 ? both : both.toReversed()).map((act) => act()))
    const events = await desk.events(id)
    expect([['cancelled'], ['confirmed'], ['confirmed', 'cancelled', 'refunded']]).toContainEqual(
      events.slice(2),
    )
    expect(desk.refunds.includes(id)).toBe(events.includes('refunded'))
    const paid = [...desk.charges.values()].some(({ orderId }) => orderId === id)
    expect(paid).toBe(events.includes('confirmed'))
  }
})

test('the same key moves once, and its answer comes again byte for byte', async () => {
  const id = await desk.placed()
  const call = desk.newKey()
  const first = await desk.move(packer, 'ship', id, { trackingNumber: 'RT-9' }, call)
  expect((await desk.move(packer, 'ship', id, { trackingNumber: 'RT-9' }, call)).text).toBe(first.text)
  await expect(desk.move(packer, 'ship', id, {}, { ...call, bodyHash: 'b' })).rejects.toThrow(
    refused('idempotency_key_reused'),
  )
  // A refusal changed nothing, so its key may be used for something else.
  const refusedCall = desk.newKey()
  await expect(desk.move(buyer, 'cancel', id, {}, refusedCall)).rejects.toThrow(refused('invalid_transition'))
  expect((await desk.move(packer, 'deliver', id, {}, { ...refusedCall, bodyHash: 'b' })).body.status).toBe(
    'delivered',
  )
})

test('a cancel that an outage interrupts keeps its key, and is finished by itself', async () => {
  const own = await openDesk()
  try {
    const id = await own.placed()
    own.before.set('inventory.giveBack', outage)
    await expect(own.move(buyer, 'cancel', id, {}, own.newKey())).rejects.toThrow(refused('unavailable'))
    expect(await own.ask(buyer, 'get', id)).toMatchObject({
      status: 'cancelled',
      paymentStatus: 'refund_pending',
    })
    own.before.clear()
    own.world.host.startJobs()
    await expect
      .poll(() => own.events(id), { timeout: 5_000 })
      .toEqual(['placed', 'confirmed', 'cancelled', 'refunded'])
    expect(own.holds.get(id)).toBeNull()
    expect(await own.unfinished()).toEqual([])
  } finally {
    await own.world.close()
  }
})

test('staff may cancel for a customer, and the order says who did', async () => {
  const id = await desk.placed('tok_visa', user('usr_customer'))
  await desk.move(support, 'cancel', id, { reason: 'asked by phone' })
  const { items } = (await desk.ask(support, 'timeline', id)) as { items: { type: string; data: object }[] }
  expect(items.find(({ type }) => type === 'order.cancelled')?.data).toEqual({
    reason: 'asked by phone',
    by: 'usr_support',
  })
})
