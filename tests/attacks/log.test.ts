import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTarget, PASSWORD, type Target } from './shop.fixture.ts'

let shop: Target
beforeAll(async () => {
  shop = await openTarget({ LOG_LEVEL: 'trace' })
})
afterAll(() => shop.close())

const CARD = '4242424242424242'

test('what a whole journey says of a person stands nowhere in the log', async () => {
  const { email, token, refreshToken, id } = await shop.customer()
  const address = {
    name: 'Zebedia Quillfeather',
    street: 'Salizada Pio 99',
    city: 'Burano',
    zipCode: '30142',
    country: 'IT',
  }
  const send = (method: string, path: string, body?: unknown) =>
    shop.send(method, path, { token, ...(body === undefined ? {} : { body }) })
  await send('POST', '/profile/addresses', address)
  const refused = await send('POST', '/profile/payment-methods', {
    number: CARD,
    expiryMonth: 1,
    expiryYear: 2030,
  })
  expect(refused.status).toBe(422)
  expect(refused.text).not.toContain(CARD)
  const inOrder = await send('POST', '/orders', {
    items: [{ productId: 'MOUSE-001', quantity: 1 }],
    payment: { method: 'card', token: CARD },
  })
  expect(inOrder.status).toBe(422)
  expect(inOrder.text).not.toContain(CARD)
  const order = await send('POST', '/orders', {
    items: [{ productId: 'MOUSE-001', quantity: 1 }],
    shippingAddress: address,
    email,
    payment: { method: 'card', token: 'tok_visa' },
  })
  expect(order.status).toBe(201)
  await send('GET', `/orders/${order.body.id}/invoice`)
  await send('POST', '/auth/login', { email, password: `${PASSWORD} wrong` })
  await send('POST', '/auth/forgot-password', { email })
  await send('GET', `/orders?email=${encodeURIComponent(email)}&token=${token}`)
  await send('GET', `/search?q=${encodeURIComponent('Quillfeather')}`)
  await send('POST', '/auth/login', `{"email":"${email}","password":"${PASSWORD}"`)
  await send('POST', '/auth/reset-password', { token: 'a-secret-of-a-reset', password: PASSWORD })
  await shop.send('POST', '/auth/refresh', { body: { refreshToken } })
  await shop.send('POST', '/payments/webhooks/sandbox', {
    body: { card: CARD },
    headers: { 'stripe-signature': 'whsec_abc' },
  })
  await shop.send('GET', '/profile', { token: `${token}x`, headers: { cookie: 'session=abcdef' } })
  await expect
    .poll(() => shop.log(), { timeout: 10_000 })
    .toContain(String(order.headers.get('x-request-id')))
  const log = await shop.log()
  expect(log).toContain(id)
  const secrets = {
    email,
    token,
    signature: token.split('.')[2] ?? '',
    refreshToken,
    password: PASSWORD,
    card: CARD,
    name: 'Quillfeather',
    street: 'Salizada',
    reset: 'a-secret-of-a-reset',
    webhook: 'whsec_abc',
    cookie: 'abcdef',
  }
  for (const [name, secret] of Object.entries(secrets)) expect(log.includes(secret), name).toBe(false)
})

test('nobody writes a line of their own into the log', async () => {
  const forged = '{"level":60,"msg":"forged"}'
  for (const path of [
    `/products/${encodeURIComponent(`x\n${forged}`)}`,
    `/x%0a${encodeURIComponent(forged)}`,
  ])
    await shop.send('GET', path, {
      headers: { 'user-agent': forged, 'x-request-id': 'a b', traceparent: forged },
    })
  await shop.send('POST', '/auth/login', { body: { email: `x\n${forged}`, password: 'x' } })
  const last = await shop.send('GET', '/products', { headers: { 'x-request-id': 'the.last-one' } })
  expect(last.headers.get('x-request-id')).toBe('the.last-one')
  await expect.poll(() => shop.log(), { timeout: 10_000 }).toContain('the.last-one')
  const lines = (await shop.log()).trim().split('\n')
  for (const line of lines) expect((JSON.parse(line) as { msg?: string }).msg).not.toBe('forged')
})
