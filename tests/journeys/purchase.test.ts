import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually, openShop, RUNNERS, type Shop } from './shop.fixture.ts'

const ADDRESS = { street: '1 Canal Street', city: 'Venice', zipCode: '30125', country: 'Italy' }
const CARD = { method: 'card', token: 'tok_visa' }

describe.each(RUNNERS)('a purchase, %s', (runner) => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop(runner)
  })
  afterAll(() => shop.close())

  /** A product of its own with so many pieces, so that tests do not share stock. */
  async function product(stock: number, price = 25): Promise<{ id: string; sku: string }> {
    const { status, body } = await shop.request('POST', '/api/v1/products', {
      token: await shop.admin(),
      body: { name: `Lamp ${Math.random()}`, price, stock, category: 'Lighting' },
    })
    expect(status).toBe(201)
    return body
  }
  const level = async (sku: string) => (await shop.request('GET', `/api/v1/inventory/${sku}`)).body
  const order = (token: string, items: unknown, extra: object = {}, key?: string) =>
    shop.request('POST', '/api/v1/orders', {
      token,
      ...(key === undefined ? {} : { key }),
      body: { items, shippingAddress: ADDRESS, payment: CARD, ...extra },
    })

  test('from registration to a paid order, its mail, and back again', async () => {
    const { sku, id } = await product(10, 40)
    const { token, email } = await shop.customer()

    const list = await shop.request('GET', '/api/v1/products?limit=100')
    expect(list.body.items.map((item: { id: string }) => item.id)).toContain(id)

    const cart = await shop.request('POST', '/api/v1/cart/items', {
      token,
      body: { productId: id, quantity: 2 },
    })
    expect(cart.body.subtotal).toBe(80)

    const placed = await shop.request('POST', '/api/v1/orders', {
      token,
      body: { shippingAddress: ADDRESS, payment: CARD },
    })
    expect(placed.status).toBe(201)
    expect(placed.body).toMatchObject({
      status: 'confirmed',
      paymentStatus: 'paid',
      subtotal: 80,
      tax: 17.6,
      total: 97.6,
    })

    await eventually(
      () => level(sku),
      ({ onHand }) => onHand === 8,
    )
    expect(await level(sku)).toMatchObject({ onHand: 8, reserved: 0, available: 8 })
    const emptied = await eventually(
      async () => (await shop.request('GET', '/api/v1/cart', { token })).body,
      ({ itemCount }) => itemCount === 0,
    )
    expect(emptied.itemCount).toBe(0)

    const mine = await shop.request('GET', `/api/v1/orders/${placed.body.id}/timeline`, { token })
    expect(mine.body.items.map(({ type }: { type: string }) => type)).toEqual([
      'order.placed',
      'order.stock_reserved',
      'order.paid',
      'order.confirmed',
    ])

    const cancelled = await shop.request('POST', `/api/v1/orders/${placed.body.id}/cancel`, {
      token,
      body: { reason: 'too big' },
    })
    expect(cancelled.body).toMatchObject({ status: 'cancelled', paymentStatus: 'refunded' })
    expect(await level(sku)).toMatchObject({ onHand: 10, reserved: 0 })
    const payment = await shop.request('GET', `/api/v1/payments/${placed.body.paymentId}`, { token })
    expect(payment.body).toMatchObject({ status: 'refunded', amount: 97.6, refunded: 97.6 })

    const told = await eventually(
      async () =>
        (await shop.request('GET', '/api/v1/notifications', { token })).body.items as { kind: string }[],
      (items) => items.length >= 4,
    )
    expect(told.map(({ kind }) => kind).toSorted()).toEqual([
      'order_cancelled',
      'order_confirmed',
      'order_refunded',
      'verify_email',
    ])
    expect(email).toContain('@')
  })

  test('a cart that a client without keys sends five times at once is bought once', async () => {
    const { id, sku } = await product(100)
    const { token } = await shop.customer()
    await shop.request('POST', '/api/v1/cart/items', { token, body: { productId: id, quantity: 2 } })
    const body = { shippingAddress: ADDRESS, payment: { token: 'tok_visa' } }
    const submits = await Promise.all(
      Array.from({ length: 5 }, () => shop.request('POST', '/api/v1/orders', { token, body })),
    )
    expect(submits.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409, 409])
    const again = await shop.request('POST', '/api/v1/orders', { token, body })
    expect(['already_ordered', 'cart_empty']).toContain(again.body.code)
    expect(
      await eventually(
        () => level(sku),
        ({ reserved }) => reserved === 0,
      ),
    ).toMatchObject({ onHand: 98 })
  })

  test('thirty submits with one key are one order, and each answer is the first, byte for byte', async () => {
    const { id, sku } = await product(100)
    const { token } = await shop.customer()
    const submits = await Promise.all(
      Array.from({ length: 30 }, () => order(token, [{ productId: id, quantity: 1 }], {}, 'once')),
    )
    expect(submits.every(({ status }) => status === 201 || status === 409)).toBe(true)
    const first = submits.find(({ status }) => status === 201)
    const again = await order(token, [{ productId: id, quantity: 1 }], {}, 'once')
    expect(again.text).toBe(first?.text)
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect((await order(token, [{ productId: id, quantity: 2 }], {}, 'once')).body.code).toBe(
      'idempotency_key_reused',
    )
    await eventually(
      () => level(sku),
      ({ onHand }) => onHand === 99,
    )
    expect(await level(sku)).toMatchObject({ onHand: 99, reserved: 0 })
  })

  test('the last piece goes to one of twenty, and the others are told what is left', async () => {
    const { id, sku } = await product(1)
    const buyers = await Promise.all(Array.from({ length: 20 }, () => shop.customer()))
    const answers = await Promise.all(
      buyers.map(({ token }) => order(token, [{ productId: id, quantity: 1 }])),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    const refused = answers.filter(({ status }) => status === 409)
    expect(refused).toHaveLength(19)
    expect(refused[0]?.body).toMatchObject({
      code: 'out_of_stock',
      lines: [{ sku, requested: 1, available: 0 }],
    })
    await eventually(
      () => level(sku),
      ({ onHand }) => onHand === 0,
    )
    expect(await level(sku)).toMatchObject({ onHand: 0, reserved: 0 })
  })

  test('a declined card leaves nothing held and nothing charged', async () => {
    const { id, sku } = await product(5)
    const { token } = await shop.customer()
    const declined = await order(token, [{ productId: id, quantity: 2 }], {
      payment: { token: 'tok_declined' },
    })
    expect(declined.status).toBe(402)
    expect(declined.body.code).toBe('payment_declined')
    expect(await level(sku)).toMatchObject({ onHand: 5, reserved: 0 })
  })

  test('money that was taken without an answer is found, and the order is confirmed once', async () => {
    const { id } = await product(5)
    const { token } = await shop.customer()
    const placed = await order(token, [{ productId: id, quantity: 1 }], {
      payment: { token: 'tok_timeout_charged' },
    })
    expect(placed.body).toMatchObject({ status: 'confirmed', paymentStatus: 'paid' })
  })

  test('an order may wait for its payment, and a wrong amount or a second payment is refused', async () => {
    const { id, sku } = await product(5)
    const { token } = await shop.customer()
    const waiting = await shop.request('POST', '/api/v1/orders', {
      token,
      body: { items: [{ productId: id, quantity: 1 }], shippingAddress: ADDRESS },
    })
    expect(waiting.body).toMatchObject({ status: 'awaiting_payment', paymentStatus: 'unpaid' })
    expect(await level(sku)).toMatchObject({ onHand: 5, reserved: 1 })

    const pay = (body: object) =>
      shop.request('POST', '/api/v1/payments', { token, body: { orderId: waiting.body.id, ...body } })
    expect((await pay({ amount: 1 })).body.code).toBe('amount_mismatch')
    expect((await pay({ token: 'tok_expired' })).body.code).toBe('payment_declined')
    expect((await pay({ token: '4242 4242 4242 4242'.replaceAll(' ', '') })).body.code).toBe(
      'card_number_refused',
    )
    const paid = await pay({ method: 'card', token: 'tok_visa' })
    expect(paid.status).toBe(201)
    expect(paid.body).toMatchObject({ status: 'succeeded', amount: waiting.body.total })
    expect((await pay({})).body.code).toBe('already_paid')
  })

  test('only the house ships, and nobody sees another’s order', async () => {
    const { id } = await product(5)
    const [owner, stranger] = await Promise.all([shop.customer(), shop.customer()])
    const admin = await shop.admin()
    const { body } = await order(owner.token, [{ productId: id, quantity: 1 }])
    const path = `/api/v1/orders/${body.id}`

    expect((await shop.request('GET', path, { token: stranger.token })).status).toBe(404)
    expect((await shop.request('GET', path)).status).toBe(401)
    expect((await shop.request('POST', `${path}/cancel`, { token: stranger.token, body: {} })).status).toBe(
      404,
    )
    expect((await shop.request('POST', `${path}/ship`, { token: owner.token, body: {} })).status).toBe(403)
    expect(
      (await shop.request('PATCH', path, { token: owner.token, body: { status: 'shipped' } })).status,
    ).toBe(403)
    expect((await shop.request('POST', `${path}/deliver`, { token: admin, body: {} })).body.code).toBe(
      'invalid_transition',
    )

    const shipped = await shop.request('POST', `${path}/ship`, {
      token: admin,
      body: { trackingNumber: 'RI 1' },
    })
    expect(shipped.body).toMatchObject({ status: 'shipped', trackingNumber: 'RI 1' })
    expect((await shop.request('POST', `${path}/cancel`, { token: owner.token, body: {} })).body.code).toBe(
      'invalid_transition',
    )
    const delivered = await shop.request('PUT', path, { token: admin, body: { status: 'delivered' } })
    expect(delivered.body.status).toBe('delivered')
  })

  test('a price that the client made up buys nothing', async () => {
    const { id, sku } = await product(5, 25)
    const { token } = await shop.customer()
    const cheap = await order(token, [{ productId: id, quantity: 1, price: 1 }])
    expect(cheap.status).toBe(409)
    expect(cheap.body).toMatchObject({ code: 'price_changed', price: 25 })
    expect(await level(sku)).toMatchObject({ reserved: 0 })
  })

  test('cancel and ship at once: one of them happens', async () => {
    const { id, sku } = await product(50)
    const admin = await shop.admin()
    const { token } = await shop.customer()
    for (let round = 0; round < 5; round += 1) {
      const { body } = await order(token, [{ productId: id, quantity: 1 }])
      const [cancelled, shipped] = await Promise.all([
        shop.request('POST', `/api/v1/orders/${body.id}/cancel`, { token, body: {} }),
        shop.request('POST', `/api/v1/orders/${body.id}/ship`, { token: admin, body: {} }),
      ])
      expect([cancelled.status, shipped.status].toSorted()).toEqual([200, 409])
    }
    expect(
      (
        await eventually(
          () => level(sku),
          ({ reserved }) => reserved === 0,
        )
      ).reserved,
    ).toBe(0)
  })
})
