import { anonymous, user } from '@rialto/kernel/testing/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ADDRESS, buyer, openDesk, VISA, type Desk } from '../desk.fixture.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.world.close())

const refused = (code: string) => expect.objectContaining({ code })
const items = (...ids: string[]) => ({ items: ids.map((productId) => ({ productId, quantity: 1 })) })
/** Orders that were written down, to see that a refusal wrote none. */
const count = async () => (await desk.world.db.rows`select from orders`).length

test('an order of items is priced, held, charged and confirmed, and says how its price came about', async () => {
  const { status, headers, body } = await desk.place({ ...VISA, shippingMethod: 'standard' })
  expect(status).toBe(201)
  expect(headers['location']).toBe(`/api/v1/orders/${body.id}`)
  expect(body).toMatchObject({
    status: 'confirmed',
    paymentStatus: 'paid',
    items: [{ productId: 'cup', sku: 'cup', name: 'A cup', quantity: 2, price: 10, total: 20 }],
    subtotal: 20,
    discount: 0,
    shipping: 5,
    tax: 2.5,
    total: 27.5,
    totalAmount: 27.5,
    currency: 'USD',
    userId: 'usr_buyer',
    shippingAddress: ADDRESS,
    pricing: [{ amount: 20 }, { amount: 5 }, { amount: 2.5 }, { step: 'total', amount: 27.5 }],
  })
  expect(await desk.ask(buyer, 'get', body.id)).toEqual(body)
  expect(await desk.events(body.id)).toEqual(['placed', 'confirmed'])
  expect(await desk.unfinished(body.id)).toEqual([])
})

test('without a payment the order waits for one, with its stock held', async () => {
  const { status, body } = await desk.place({})
  expect([status, body.status]).toEqual([201, 'awaiting_payment'])
  expect(desk.holds.get(body.id)).toEqual([{ sku: 'cup', quantity: 2 }])
  expect(desk.askedAbout(body.id)).toEqual(['inventory.hold'])
})

test('an order is placed from one’s own cart, a guest’s cart by its key, and not from an empty one', async () => {
  desk.carts.set('usr_carter', { cartId: 'crt_1', lines: [{ productId: 'jug', quantity: 3 }] })
  desk.carts.set('guest-key', { cartId: 'crt_2', lines: [{ productId: 'cup', quantity: 1 }] })
  desk.carts.set('usr_empty', { cartId: 'crt_3', lines: [] })
  const from = (who: string, body: object) =>
    desk.place({ items: undefined, ...VISA, ...body }, {}, user(who))
  expect((await from('usr_carter', {})).body).toMatchObject({ subtotal: 75, status: 'confirmed' })
  expect((await from('usr_buyer', { cartId: 'guest-key' })).body).toMatchObject({ subtotal: 10 })
  const told = await desk.world.said()
  expect(
    told.filter(({ type }) => type === 'order.placed').map(({ data }) => (data as { cartId: string }).cartId),
  ).toEqual(expect.arrayContaining(['crt_1', 'crt_2']))
  await expect(from('usr_empty', {})).rejects.toThrow(refused('cart_empty'))
  await expect(from('usr_buyer', {})).rejects.toThrow(refused('cart_empty'))
  await expect(from('usr_buyer', { cartId: 'crt_nobody' })).rejects.toThrow(refused('unknown_cart'))
})

test('what cannot be ordered is refused before anything happens', async () => {
  const before = await count()
  const cases: readonly [string, object][] = [
    ['unknown_product', items('cup', 'unicorn')],
    ['currencies_mixed', items('cup', 'euro')],
    ['price_changed', { items: [{ productId: 'cup', quantity: 1, price: 9.99 }] }],
    ['validation_failed', { items: [{ productId: 'cup', quantity: 1, price: 10.001 }] }],
    ['validation_failed', items('treasure', 'treasure')],
    ['unknown_shipping_method', { shippingMethod: 'pigeon' }],
    ['validation_failed', { shippingAddress: { ...ADDRESS, country: 'Atlantis' } }],
    ['validation_failed', { items: [] }],
    ['validation_failed', { items: [{ productId: 'cup', quantity: 0 }] }],
    ['validation_failed', { status: 'confirmed' }],
    ['card_number_refused', { payment: { token: '4242424242424242' } }],
    ['card_number_refused', { payment: { token: '4242-4242-4242-4242' } }],
  ]
  for (const [code, body] of cases) {
    await expect(desk.place({ ...VISA, ...body }), JSON.stringify(body)).rejects.toThrow(refused(code))
  }
  expect(await count()).toBe(before)
})

test('a refused price names the present one, so that it can be shown', async () => {
  await expect(desk.place({ items: [{ productId: 'cup', quantity: 1, price: 9.99 }] })).rejects.toMatchObject(
    {
      extras: { productId: 'cup', price: 10, currency: 'USD' },
    },
  )
  expect((await desk.place({ items: [{ productId: 'cup', quantity: 1, price: 10 }] })).status).toBe(201)
})

test('nobody pays another total than the one they were told, whatever has changed of it', async () => {
  const before = await count()
  for (const total of [27.49, 27.51, 20, 0]) {
    await expect(desk.place({ ...VISA, total }), `${total}`).rejects.toMatchObject({
      code: 'price_changed',
      extras: { total: 27.5, currency: 'USD' },
    })
  }
  await expect(desk.place({ ...VISA, total: 27.501 })).rejects.toThrow(refused('validation_failed'))
  expect(await count()).toBe(before)
  expect((await desk.place({ ...VISA, total: 27.5 })).body).toMatchObject({
    status: 'confirmed',
    total: 27.5,
  })
})

test('a guest says where the confirmation goes, and whoever is signed in is known by the token alone', async () => {
  await expect(desk.place(VISA, {}, anonymous)).rejects.toThrow(refused('unauthenticated'))
  const guest = await desk.place({ ...VISA, email: 'guest@example.com' }, {}, anonymous)
  expect(guest.body).toMatchObject({ status: 'confirmed', userId: null, email: 'guest@example.com' })
  expect((await desk.place({ ...VISA, userId: 'usr_somebody' })).body).toMatchObject({ userId: 'usr_buyer' })
})

test('the demo takes an order without an address or a card token, the real shop does not', async () => {
  const strict = await openDesk({ lenient: false })
  try {
    const short = { shippingAddress: undefined, payment: { method: 'card' } }
    expect((await desk.place(short)).body).toMatchObject({ status: 'confirmed', shippingAddress: null })
    await expect(strict.place(short)).rejects.toThrow(refused('address_required'))
    await expect(strict.place({ payment: { method: 'card' } })).rejects.toMatchObject({
      extras: { errors: [{ path: '/payment/token' }] },
    })
  } finally {
    await strict.world.close()
  }
})

test('out of stock names the lines, a refused card its reason; neither leaves anything behind', async () => {
  desk.stock.set('vase', 1)
  const short = await desk.place({ ...VISA, items: [{ productId: 'vase', quantity: 2 }] })
  expect([short.status, short.body]).toMatchObject([
    409,
    { code: 'out_of_stock', lines: [{ sku: 'vase', name: 'A vase', requested: 2, available: 1 }] },
  ])
  const declined = await desk.place({ payment: { token: 'tok_expired' } })
  expect([declined.status, declined.body]).toMatchObject([
    402,
    { code: 'payment_declined', reason: 'tok_expired' },
  ])
  expect([...desk.holds.values()].filter(Boolean)).not.toContainEqual([{ sku: 'vase', quantity: 2 }])
  expect(await desk.unfinished()).not.toContain('place')
  const [row] = await desk.world.db.rows<{ id: string }>`select id from orders where status = 'declined'`
  expect(desk.holds.get(row?.id ?? '')).toBeNull()
  expect(await desk.ask(buyer, 'get', row?.id ?? '')).toMatchObject({
    status: 'declined',
    paymentStatus: 'declined',
  })
})

test('a card that asks its holder lets the order wait', async () => {
  const { status, body } = await desk.place({ payment: { token: 'tok_3ds' } })
  expect([status, body]).toMatchObject([201, { status: 'awaiting_payment', reason: 'requires_action' }])
})

test('thirty times at once with one key is one order, and every answer the same bytes', async () => {
  const call = desk.newKey()
  const before = await count()
  const all = await Promise.allSettled(Array.from({ length: 30 }, () => desk.place(VISA, call)))
  const answers = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  for (const one of all)
    if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'request_in_progress' })
  answers.push(await desk.place(VISA, call))
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
  expect(answers.at(-1)?.headers['idempotent-replayed']).toBe('true')
  expect(await count()).toBe(before + 1)
})

test('a key means one body and one caller', async () => {
  const call = desk.newKey()
  const first = await desk.place(VISA, call)
  await expect(desk.place(VISA, { ...call, bodyHash: 'b' })).rejects.toThrow(
    refused('idempotency_key_reused'),
  )
  const other = await desk.place(VISA, call, user('usr_other'))
  expect(other.body.id).not.toBe(first.body.id)
})

test('a refusal is given again byte for byte, also when what was refused would go well by now', async () => {
  const own = await openDesk()
  try {
    const [short, declined] = [own.newKey(), own.newKey()]
    own.stock.set('cup', 1)
    const first = await own.place(VISA, short)
    own.stock.set('cup', 100)
    const again = await own.place(VISA, { ...short, requestId: 'req_another' })
    expect([first.status, again.status, again.text]).toEqual([409, 409, first.text])
    const no = await own.place({ payment: { token: 'tok_no' } }, declined)
    expect((await own.place({ payment: { token: 'tok_no' } }, declined)).text).toBe(no.text)
    expect(own.charges.size).toBe(1)
  } finally {
    await own.world.close()
  }
})

test('a retry is answered as the first time, also when the cart has been emptied or a price has changed since', async () => {
  const call = desk.newKey()
  desk.carts.set('usr_retry', { cartId: 'crt_9', lines: [{ productId: 'cup', quantity: 1 }] })
  const retry = user('usr_retry')
  const first = await desk.place({ items: undefined, ...VISA }, call, retry)
  desk.carts.delete('usr_retry')
  const again = await desk.place({ items: undefined, ...VISA }, call, retry)
  expect([again.status, again.text]).toEqual([201, first.text])
  await expect(desk.place({ items: undefined, ...VISA }, { ...call, bodyHash: 'b' }, retry)).rejects.toThrow(
    refused('idempotency_key_reused'),
  )
  await expect(desk.place({ items: undefined, ...VISA }, desk.newKey(), retry)).rejects.toThrow(
    refused('cart_empty'),
  )
})

test('whoever will not wait is told where to look, and a retry gets the answer when there is one', async () => {
  const call = desk.newKey()
  const answer = Promise.withResolvers<void>()
  desk.before.set('payment.charge', () => answer.promise)
  const first = await desk.place(VISA, { ...call, prefer: 'respond-async' })
  expect([first.status, first.body.status, first.headers['location']]).toEqual([
    202,
    'pending',
    `/api/v1/orders/${first.body.id}`,
  ])
  await expect(desk.place(VISA, call)).rejects.toThrow(refused('request_in_progress'))
  desk.before.delete('payment.charge')
  answer.resolve()
  await expect.poll(async () => (await desk.ask(buyer, 'get', first.body.id))['status']).toBe('confirmed')
  const again = await desk.place(VISA, call)
  expect([again.status, again.body]).toMatchObject([201, { id: first.body.id, status: 'confirmed' }])
})

test('after three seconds the client is told where to look, and the order goes on', async () => {
  const answer = Promise.withResolvers<void>()
  desk.before.set('payment.charge', () => answer.promise)
  const started = performance.now()
  const { status, body } = await desk.place(VISA)
  const waited = performance.now() - started
  desk.before.delete('payment.charge')
  expect([status, body.status]).toEqual([202, 'pending'])
  expect(waited).toBeGreaterThan(2_900)
  expect(waited).toBeLessThan(4_500)
  answer.resolve()
  await expect.poll(async () => (await desk.ask(buyer, 'get', body.id))['status']).toBe('confirmed')
})
