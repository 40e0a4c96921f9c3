import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually, openShop, RUNNERS, type Shop } from './shop.fixture.ts'

const ADDRESS = { street: '1 Canal Street', city: 'Venice', zipCode: '30125', country: 'Italy' }
const CARD = { method: 'card', token: 'tok_visa' }

describe.each(RUNNERS)('from a guest’s cart to the doorstep, %s', (runner) => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop(runner)
  })
  afterAll(() => shop.close())

  const post = (path: string, body: object, token?: string) =>
    shop.request('POST', path, { body, ...(token === undefined ? {} : { token }) })

  test('the guest’s cart is merged at login, the quote is the price of the order, and the parcel is found', async () => {
    const documented = {
      productId: 'prod-laptop-001',
      sku: 'LAPTOP-001',
      name: 'Premium Ultrabook Pro 15',
      price: 1299.99,
      quantity: 1,
    }
    const key = `guest-${Math.random().toString(36).slice(2)}`
    expect((await post(`/api/v1/cart/${key}/items`, documented)).status).toBe(201)
    const { token } = await shop.customer()
    const merged = await post('/cart/merge', { guestCartId: key }, token)
    expect(merged).toMatchObject({ status: 200, body: { itemCount: 1, leftBehind: [] } })
    expect((await shop.request('GET', `/api/v1/cart/${key}`)).body.items).toEqual([])

    const quote = await post('/api/orders/cart/quote', { shippingAddress: ADDRESS }, token)
    expect(quote.status).toBe(200)
    expect(quote.body).toMatchObject({
      subtotal: 1299.99,
      taxes: [{ label: 'VAT 22 % in Italy', rate: 22, inclusive: false }],
    })
    const steps: { amount: number }[] = quote.body.steps
    const cents = steps.reduce((sum, { amount }) => sum + Math.round(amount * 100), 0)
    expect(cents).toBe(Math.round(quote.body.total * 100))

    const order = await post('/api/v1/orders', { shippingAddress: ADDRESS, payment: CARD }, token)
    expect(order).toMatchObject({
      status: 201,
      body: { total: quote.body.total, tax: quote.body.tax, shipping: quote.body.shipping },
    })

    const shipped = await post(`/api/v1/orders/${order.body.id}/ship`, {}, await shop.admin())
    expect(shipped.status).toBe(200)
    const parcels = await eventually(
      async () => (await shop.request('GET', `/shipments?orderId=${order.body.id}`, { token })).body,
      ({ items }) => items.length === 1,
    )
    const [{ trackingNumber }] = parcels.items
    const tracked = await shop.request('GET', `/api/shipping/track/${trackingNumber}`)
    expect(tracked).toMatchObject({ status: 200, body: { status: 'label_created', delivered: false } })
  })

  test('a rate that staff adds counts for the next question, in whichever process', async () => {
    const rate = { country: 'PE', rate: 18, name: 'IGV' }
    const added = await post('/api/v1/tax/rates', rate, await shop.admin())
    expect(added).toMatchObject({ status: 201, body: { label: 'IGV 18 % in Peru' } })
    expect(await post('/api/tax/calculate', { amount: 100, country: 'Peru' })).toMatchObject({
      status: 200,
      body: { tax: 18, total: 118 },
    })
    const methods = await shop.request('GET', '/api/v1/shipping/methods?country=PE')
    expect(methods.body.items[0]).toMatchObject({ method: 'standard', price: 9.99 })
  })
})
