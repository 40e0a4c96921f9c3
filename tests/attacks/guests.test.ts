/** A guest's link is a key to one order: what it pays and shows, and that no other key does. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTarget, type Sent, type Target } from './shop.fixture.ts'

let shop: Target
beforeAll(async () => {
  shop = await openTarget()
})
afterAll(() => shop.close())

const EMAIL = 'vera.guest@example.com'
const ADDRESS = { street: 'Calle del Segreto 7', city: 'Venice', zipCode: '30100', country: 'IT' }
const STEP_MS = 50
const WAIT_MS = 20_000

type Guest = { readonly id: string; readonly token: string; readonly total: number }

async function order(payment?: object): Promise<Guest> {
  const body = {
    items: [{ productId: 'MOUSE-001', quantity: 1 }],
    email: EMAIL,
    shippingAddress: ADDRESS,
    ...(payment && { payment }),
  }
  const { status, body: placed, text } = await shop.send('POST', '/orders', { body })
  expect(status, text).toBe(201)
  return { id: placed.id, token: placed.accessToken, total: placed.total }
}
const pay = (orderId: string, token: string | undefined, more: object = {}, key?: string) =>
  shop.send('POST', `/payments${token === undefined ? '' : `?token=${token}`}`, {
    body: { orderId, method: 'card', token: 'tok_visa', ...more },
    ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
  })
const payments = (orderId: string, token: string) =>
  shop.send('GET', `/payments?orderId=${orderId}&token=${token}`)

async function becomes(look: () => Promise<Sent>, status: string): Promise<Sent> {
  const until = performance.now() + WAIT_MS
  let seen = await look()
  while (seen.body?.status !== status && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, STEP_MS))
    seen = await look()
  }
  expect(seen.body?.status, seen.text).toBe(status)
  return seen
}

test('a guest pays an order that waits with its link: refused once, asked by the bank, and then confirmed', async () => {
  const { id, token, total } = await order()
  const refused = await pay(id, token, { token: 'tok_declined' })
  expect([refused.status, refused.body.code]).toEqual([402, 'payment_declined'])

  const asked = await pay(id, token, { token: 'tok_3ds', amount: total })
  expect([asked.status, asked.body.status]).toEqual([201, 'requires_action'])
  const payment = () => shop.send('GET', `/payments/${asked.body.id}?token=${token}`)
  expect((await payment()).body).toEqual(asked.body)
  const back = `/orders/${id}?token=${token}`
  const answered = await fetch(new URL(asked.body.nextAction.url, shop.origin), {
    method: 'POST',
    body: new URLSearchParams({ answer: 'approve', return: back }),
    redirect: 'manual',
  })
  expect([answered.status, answered.headers.get('location')]).toEqual([303, back])
  await becomes(payment, 'succeeded')
  await becomes(() => shop.send('GET', `/orders/${id}?token=${token}`), 'confirmed')
  const again = await pay(id, token)
  expect([again.status, again.body.code]).toEqual([409, 'already_paid'])
})

test('what no token opens reads as what there is not, whether it is there or not', async () => {
  const [one, other] = [await order(), await order()]
  const customer = await shop.customer()
  const owned = await shop.send('POST', '/orders', {
    token: customer.token,
    body: { items: [{ productId: 'MOUSE-001', quantity: 1 }], shippingAddress: ADDRESS },
  })
  const nobodys = one.id.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
  const said = ({ status, body }: Sent, id: string) => [status, body.code, body.detail.replace(id, '?')]
  const madeUp = 'A'.repeat(one.token.length)
  for (const token of [other.token, madeUp, 'x']) {
    const missing = said(await pay(nobodys, token), nobodys)
    expect(missing.slice(0, 2)).toEqual([404, 'unknown_order'])
    const [real, account] = [await pay(one.id, token), await pay(owned.body.id, token)]
    expect(said(real, one.id)).toEqual(missing)
    expect(said(account, owned.body.id)).toEqual(missing)
    const read = await shop.send('GET', `/orders/${one.id}?token=${token}`)
    expect(said(read, one.id)).toEqual(missing)
    expect(said(await payments(one.id, token), one.id)).toEqual(said(await payments(nobodys, token), nobodys))
  }
  for (const id of [one.id, nobodys, owned.body.id])
    expect([(await pay(id, undefined)).status, (await pay(id, undefined)).body.code]).toEqual([
      401,
      'unauthenticated',
    ])
  const seen = await shop.send('GET', `/orders/${one.id}?token=${one.token}`)
  expect([seen.body.status, seen.body.paymentStatus]).toEqual(['awaiting_payment', 'unpaid'])
})

test('a payment is shown for the token of its own order, and for no other', async () => {
  const [one, other] = [await order(), await order()]
  const { body } = await pay(one.id, one.token)
  const made = body.id.replace(/.$/, (last: string) => (last === '0' ? '1' : '0'))
  for (const [id, token] of [
    [body.id, other.token],
    [made, one.token],
    [made, other.token],
  ]) {
    const { status, body: said } = await shop.send('GET', `/payments/${id}?token=${token}`)
    expect([status, said.code, said.detail.replace(id, '?')]).toEqual([
      404,
      'unknown_payment',
      'There is no payment ?.',
    ])
  }
  for (const path of [body.id, `${body.id}/refunds?token=${one.token}`])
    expect((await shop.send('GET', `/payments/${path}`)).status).toBe(401)
  for (const act of ['capture', 'void', 'refunds'])
    expect((await shop.send('POST', `/payments/${body.id}/${act}`, { body: {} })).status).toBe(401)
})

test('two guests behind one address may choose the same key, and neither gets the answer of the other', async () => {
  const [one, other] = [await order(), await order()]
  const first = await pay(one.id, one.token, {}, 'the-very-same-key')
  const second = await pay(other.id, other.token, {}, 'the-very-same-key')
  expect([first.status, second.status]).toEqual([201, 201])
  expect([first.body.orderId, second.body.orderId]).toEqual([one.id, other.id])
  const again = await pay(one.id, one.token, {}, 'the-very-same-key')
  expect([again.headers.get('idempotent-replayed'), again.text]).toEqual(['true', first.text])
  // Who knows the order and the key, and not the token.
  const stolen = await pay(one.id, other.token, {}, 'the-very-same-key')
  expect([stolen.status, stolen.body.code]).toEqual([404, 'unknown_order'])
})

test('the token is taken in one place, and stands in no log', async () => {
  const { id, token } = await order()
  for (const sent of [
    await shop.send('POST', '/payments', { body: { orderId: id }, token }),
    await shop.send('POST', '/payments', { body: { orderId: id }, headers: { 'x-order-token': token } }),
    await shop.send('POST', '/payments', { body: { orderId: id, accessToken: token } }),
    await shop.send('POST', `/payments?accessToken=${token}`, { body: { orderId: id } }),
    await shop.send('POST', `/payments?token=${token}&token=${token}`, { body: { orderId: id } }),
  ])
    expect([400, 401, 422], sent.text).toContain(sent.status)
  expect((await pay(id, token, { capture: 'nobody-knows' })).status).toBe(422)
  expect((await pay(id, `${token}%00`)).status).toBe(400)
  const card = await pay(id, token, { note: '4242 4242 4242 4242' })
  expect([card.status, card.body.code]).toEqual([422, 'card_number_refused'])
  expect((await shop.send('GET', `/orders/${id}?token=${token}`)).body.paymentStatus).toBe('unpaid')
  expect(await shop.log()).not.toContain(token)
})
