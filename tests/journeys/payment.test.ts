import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually, openShop, RUNNERS, type Shop } from './shop.fixture.ts'

const ADDRESS = { street: '1 Canal Street', city: 'Venice', zipCode: '30125', country: 'Italy' }

describe.each(RUNNERS)('paying, %s', (runner) => {
  let shop: Shop
  let token: string
  let productId: string
  beforeAll(async () => {
    shop = await openShop(runner)
    token = (await shop.customer()).token
    const { body } = await shop.request('POST', '/api/v1/products', {
      token: await shop.admin(),
      body: { name: 'Lantern', price: 25, stock: 100, category: 'Lighting' },
    })
    productId = body.id
  })
  afterAll(() => shop.close())

  const order = (payment?: object) =>
    shop.request('POST', '/api/v1/orders', {
      token,
      body: { items: [{ productId, quantity: 1 }], shippingAddress: ADDRESS, ...(payment && { payment }) },
    })
  const become = (id: string, status: string) =>
    eventually(
      async () => (await shop.request('GET', `/api/v1/orders/${id}`, { token })).body,
      (seen: { status: string }) => seen.status === status,
    )
  const answer = (url: string, words: string) =>
    fetch(new URL(url, shop.origin), {
      method: 'POST',
      body: new URLSearchParams({ answer: words }),
      redirect: 'manual',
    })
  /** The kinds of what the buyer was told about this order, once there is one of them. */
  const toldOf = async (id: string, kind: string) => {
    type Told = { readonly kind: string; readonly orderId: string | null }
    const look = async () =>
      (await shop.request('GET', '/api/v1/notifications?limit=100', { token })).body.items as Told[]
    const all = await eventually(look, (items) =>
      items.some((item) => item.orderId === id && item.kind === kind),
    )
    return all.filter(({ orderId }) => orderId === id).map((item) => item.kind)
  }
  const receivedApart = async (id: string): Promise<unknown> => {
    const query = `type=order.confirmed&key=${id}`
    const { body } = await shop.request('GET', `/api/v1/events?${query}`, { token: await shop.admin() })
    return body.items[0].data.receivedApart
  }
  const paymentsOf = async (id: string) =>
    (await shop.request('GET', `/api/v1/payments?orderId=${id}`, { token })).body.items

  test('a cardholder who is asked first confirms on the page, and the order is confirmed by the word of the bank', async () => {
    const { body } = await order({ method: 'card', token: 'tok_3ds' })
    expect(body.status).toBe('awaiting_payment')
    const [waiting] = await paymentsOf(body.id)
    expect(waiting.status).toBe('requires_action')
    expect((await answer(waiting.nextAction.url, 'approve')).status).toBe(200)
    await become(body.id, 'confirmed')
    expect(await paymentsOf(body.id)).toMatchObject([{ id: waiting.id, status: 'succeeded' }])
    expect((await toldOf(body.id, 'payment_received')).toSorted()).toEqual([
      'order_confirmed',
      'payment_received',
    ])
  })

  test('who pays while placing is told of the order, and not of the payment once more', async () => {
    const { body } = await order({ method: 'card', token: 'tok_visa' })
    expect(await receivedApart(body.id)).toBeUndefined()
    expect(await toldOf(body.id, 'order_confirmed')).toEqual(['order_confirmed'])
  })

  test('a cardholder who refuses leaves the order waiting, and another card pays it', async () => {
    const { body } = await order({ method: 'card', token: 'tok_3ds' })
    const [waiting] = await paymentsOf(body.id)
    await answer(waiting.nextAction.url, 'refuse')
    const paid = await shop.request('POST', '/api/v1/payments', { token, body: { orderId: body.id } })
    expect([paid.status, paid.body.status]).toEqual([201, 'succeeded'])
    await become(body.id, 'confirmed')
    expect(await receivedApart(body.id)).toBe(Math.round(paid.body.amount * 100))
  })

  test('money is set aside, and staff takes a part of it', async () => {
    const { body } = await order()
    const { body: aside } = await shop.request('POST', '/api/v1/payments', {
      token,
      body: { order: body.id, paymentMethod: 'card', token: 'tok_visa', capture: 'manual' },
    })
    expect(aside.status).toBe('authorised')
    const captured = await shop.request('POST', `/api/v1/payments/${aside.id}/capture`, {
      token: await shop.admin(),
      body: { amount: 20 },
    })
    expect([captured.status, captured.body.captured]).toEqual([200, 20])
    await become(body.id, 'confirmed')
    expect(await receivedApart(body.id)).toBe(2_000)
    expect(await toldOf(body.id, 'payment_received')).toContain('payment_received')
  })
})
