/** The path of an order, from the cart to the mail, and what hangs on it. */
import { expect } from 'vitest'
import { different, each, joined, later, pass, type Verdicts } from '../verdict.ts'
import { eventually } from '../world.fixture.ts'
import { ADDRESS, CARD, asked, inbox, order, product, purchase, requestsOf } from './asking.ts'

const KAFKA = later('the Kafka adapter; until then the outbox carries events to their listeners')

const placed = pass('an order from the cart is confirmed and paid', async (world) => {
  const { order: answer } = await purchase(world)
  expect(answer.body).toMatchObject({ status: 'confirmed', paymentStatus: 'paid' })
  expect(answer.body.paymentId).toMatch(/^pay_/)
})

const steps = pass('the timeline of an order shows each step', async (world) => {
  const { token, order: answer } = await purchase(world)
  const { body } = await asked(world, 200, 'GET', `/api/v1/orders/${answer.body.id}/timeline`, { token })
  expect(body.items.map(({ type }: { type: string }) => type).slice(0, 4)).toEqual([
    'order.placed',
    'order.stock_reserved',
    'order.paid',
    'order.confirmed',
  ])
})

const sourced = pass('an order is read as it was before its last event', async (world) => {
  const { token } = await world.customer()
  const { body } = await order(world, token, (await product(world, 1)).id)
  await asked(world, 200, 'POST', `/api/v1/orders/${body.id}/cancel`, { token, body: {} })
  const path = `/api/v1/orders/${body.id}`
  const then = await asked(world, 200, 'GET', `${path}?at=${encodeURIComponent(body.updatedAt)}`, { token })
  const now = await asked(world, 200, 'GET', path, { token })
  expect([then.body.status, now.body.status]).toEqual(['confirmed', 'cancelled'])
})

const mailed = pass('the confirmation of a purchase lies in the inbox', async (world) => {
  const { email, order: answer } = await purchase(world)
  const texts = await inbox(world, (all) => all.includes(answer.body.number), email)
  expect(texts).toContain(answer.body.number)
})

const listed = pass('the buyer reads it among their notifications', async (world) => {
  const { token } = await purchase(world)
  const kinds = async () =>
    (await world.ask('GET', '/api/v1/notifications', { token })).body.items.map(
      ({ kind }: { kind: string }) => kind,
    ) as string[]
  expect(await eventually(kinds, (all) => all.includes('order_confirmed'))).toContain('order_confirmed')
})

const emptied = pass('the cart of a buyer is empty soon afterwards', async (world) => {
  const { token } = await purchase(world)
  const count = async () => (await world.ask('GET', '/api/v1/cart', { token })).body.itemCount as number
  expect(await eventually(count, (n) => n === 0)).toBe(0)
})

const taken = pass('what was bought is off the shelf', async (world) => {
  const { product: bought } = await purchase(world)
  const level = async () => (await world.ask('GET', `/api/v1/inventory/${bought.sku}`)).body
  expect(await eventually(level, ({ onHand }) => onHand === 8)).toMatchObject({ onHand: 8, reserved: 0 })
})

const refusedBefore = pass('an order that is wrong, or asks for too much, holds nothing', async (world) => {
  const [{ token }, { id, sku }] = [await world.customer(), await product(world, 3)]
  const place = (quantity: number) =>
    order(world, token, id, { items: [{ productId: id, quantity }], shippingAddress: ADDRESS })
  expect((await place(0)).status).toBe(422)
  expect((await order(world, token, 'no-such-product')).status).toBeGreaterThanOrEqual(400)
  const tooMany = await place(4)
  expect([tooMany.status, tooMany.body.code]).toEqual([409, 'out_of_stock'])
  expect((await world.ask('GET', `/api/v1/inventory/${sku}`)).body).toMatchObject({ onHand: 3, reserved: 0 })
})

const rolledBack = pass('a declined card leaves nothing held and nothing charged', async (world) => {
  const [{ token }, { id, sku }] = [await world.customer(), await product(world, 2)]
  const declined = await order(world, token, id, { payment: { token: 'tok_declined' } })
  expect([declined.status, declined.body.code]).toEqual([402, 'payment_declined'])
  const level = async () => (await world.ask('GET', `/api/v1/inventory/${sku}`)).body
  expect(await eventually(level, ({ reserved }) => reserved === 0)).toMatchObject({ onHand: 2, reserved: 0 })
})

const savedMethod = pass('an order is paid by a method that the profile keeps', async (world) => {
  const { token } = await world.customer()
  const kept = await asked(world, 201, 'POST', '/payment-methods', { token, body: { token: 'tok_visa' } })
  const { id } = await product(world, 1)
  const answer = await order(world, token, id, { payment: { paymentMethodId: kept.body.id } })
  expect([answer.status, answer.body.paymentStatus]).toEqual([201, 'paid'])
})

const refunded = pass('a part of a payment is given back, and never more than was taken', async (world) => {
  const [{ token }, admin] = [await world.customer(), await world.admin()]
  const { body } = await order(world, token, (await product(world, 1)).id)
  const path = `/api/v1/payments/${body.paymentId}/refunds`
  await asked(world, 201, 'POST', path, { token: admin, body: { amount: 5 } })
  const { body: refusal } = await asked(world, 422, 'POST', path, { token: admin, body: { amount: 10_000 } })
  expect(refusal.code).toBe('refund_exceeds_captured')
})

const tracked = pass('an order that was shipped has a parcel, which its number follows', async (world) => {
  const [{ token }, admin] = [await world.customer(), await world.admin()]
  const { body } = await order(world, token, (await product(world, 1)).id)
  await asked(world, 200, 'POST', `/api/v1/orders/${body.id}/ship`, { token: admin, body: {} })
  const parcels = async () =>
    (await world.ask('GET', `/api/v1/shipping/shipments?orderId=${body.id}`, { token })).body.items as {
      trackingNumber: string
    }[]
  const [parcel] = await eventually(parcels, (all) => all.length > 0)
  const path = `/api/v1/shipping/track/${parcel?.trackingNumber}`
  const { body: track } = await asked(world, 200, 'GET', path)
  expect(track).toMatchObject({ trackingNumber: parcel?.trackingNumber })
})

const followed = pass(
  'state and history, at `/api/orders/:id` and `/api/orders/:id/tracking`',
  async (world) => {
    const { token, order: answer } = await purchase(world)
    const path = `/api/orders/${answer.body.id}`
    expect((await asked(world, 200, 'GET', path, { token })).body.status).toBeTruthy()
    expect((await asked(world, 200, 'GET', `${path}/tracking`, { token })).body.items.length).toBeGreaterThan(
      3,
    )
  },
)

const DIRECT = requestsOf('002-R021 002-R025')

export const purchases: Verdicts = joined([
  each('001-B011 001-B014 001-B028 001-B038 004-B009', placed),
  each('001-B005 001-B016 001-B029 001-B040', steps),
  each('001-B006', sourced),
  each('000-B014 001-B001 001-B018 001-B031 001-B024', mailed),
  each('001-B039 004-B029', listed),
  each('001-B019 001-B033 002-B013 004-B021', emptied),
  each('001-B013 001-B032', taken),
  each('001-B012 001-B042 004-B006', refusedBefore),
  each('003-B002', rolledBack),
  each('002-B007', savedMethod),
  each('004-B026', refunded),
  each('004-B023', tracked),
  each('000-B010', followed),
  each('001-B008 001-B015 001-B017 004-B008 004-B020', KAFKA),
  each('002-B006', pass('a checkout without a body orders what is in the cart', DIRECT)),
  each('001-B035', pass('the registration of the document', requestsOf('001-R001'))),
  each(
    '001-B036 001-B026',
    pass('list, product, search, categories', requestsOf('001-R003 001-R006 001-R007 001-R008')),
  ),
  each('001-B027', pass('add, change, remove', requestsOf('001-R013 001-R014 001-R015'))),
  each(
    '001-B037',
    different(
      'one database product is enough to install, to back up and to know',
      'the same requests, kept in PostgreSQL',
    ),
  ),
  {
    '004-B027': pass('read once, and unread no more', async (world) => {
      const { token } = await world.customer()
      await order(world, token, (await product(world, 1)).id, { payment: CARD })
      const unread = async () =>
        (await world.ask('GET', '/api/v1/notifications/unread-count', { token })).body as Record<
          string,
          number
        >
      const count = async () => Object.values(await unread())[0] ?? 0
      const before = await eventually(count, (n) => n > 0)
      expect(before).toBeGreaterThan(0)
      await asked(world, 200, 'POST', '/api/v1/notifications/read-all', { token })
      expect(await count()).toBeLessThan(before)
    }),
  },
])
