import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CONTRACTS } from '@rialto/client/api'
import { isProblem, Rialto, RialtoProblem, Unreachable, type Tokens } from '@rialto/client'
import { platformSources } from '@rialto/server/documents/sources'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShop, type Shop } from '../journeys/shop.fixture.ts'

const ADDRESS = { street: '1 Canal Street', city: 'Venice', zipCode: '30125', country: 'IT' }
const PAYMENT = { method: 'card', token: 'tok_visa' }

let shop: Shop
beforeAll(async () => {
  shop = await openShop('direct')
})
afterAll(() => shop.close())

let people = 0

async function newcomer(options: ConstructorParameters<typeof Rialto>[0] = {}) {
  people += 1
  const rialto = new Rialto({ origin: shop.origin, ...options })
  await rialto.register({ email: `client${people}@example.com`, password: 'a good password' })
  return rialto
}

async function house() {
  const rialto = new Rialto({ origin: shop.origin })
  await rialto.signIn({ identifier: 'admin@ecommerce.local', password: 'admin123' })
  return rialto
}

const lamp = async (stock = 5) =>
  (await house()).catalog.create({
    body: { name: `Lamp ${(people += 1)}`, price: 20, stock, category: 'Lighting' },
  })

test('every service of the platform that clients may call is in the client', () => {
  const open = platformSources().contracts.filter(({ routes }) =>
    Object.values(routes).some(({ policy }) => policy !== 'service'),
  )
  expect(Object.keys(CONTRACTS)).toEqual(expect.arrayContaining(open.map(({ name }) => name)))
})

test('from registration to a paid order and back', async () => {
  const rialto = await newcomer()
  const product = await lamp()
  const cart = await rialto.cart.add({ body: { productId: product.id, quantity: 2 } })
  expect(cart.subtotal).toBe(40)
  const order = await rialto.order.place({ body: { shippingAddress: ADDRESS, payment: PAYMENT } })
  expect(order.status).toBe('confirmed')
  const { items } = await rialto.order.timeline({ params: { id: order.id } })
  expect(items[0]?.type).toBe('order.placed')
  const cancelled = await rialto.order.cancel({ params: { id: order.id }, body: { reason: 'too big' } })
  expect(cancelled.paymentStatus).toBe('refunded')
  await rialto.signOut()
  expect(rialto.isSignedIn).toBe(false)
  await expect(rialto.order.list()).rejects.toThrow(RialtoProblem)
})

test('a refusal is an error with its code, and says where the input is wrong', async () => {
  const rialto = await newcomer()
  const product = await lamp(1)
  const body = { items: [{ productId: product.id, quantity: 3 }], shippingAddress: ADDRESS, payment: PAYMENT }
  const refused: unknown = await rialto.order.place({ body }).catch((error: unknown) => error)
  expect(isProblem(refused, 'out_of_stock')).toBe(true)
  expect(isProblem(refused, 'payment_declined')).toBe(false)
  const wrong: unknown = await rialto.cart
    .add({ body: { productId: product.id, quantity: 0 } })
    .catch((error: unknown) => error)
  if (!isProblem(wrong, 'validation_failed')) throw new Error('it was not refused')
  expect(wrong.errors[0]?.path).toBe('/quantity')
  expect(wrong.requestId).toBe(wrong.body.requestId)
})

test('a list is read to its end, page after page, and no further than wanted', async () => {
  const rialto = new Rialto({ origin: shop.origin })
  const [whole, names] = [[] as string[], new Set<string>()]
  for await (const { id } of rialto.catalog.list.each({ query: { limit: 5 } })) whole.push(id)
  expect(new Set(whole).size).toBe(whole.length)
  expect(whole.length).toBeGreaterThan(10)
  for await (const { name } of rialto.catalog.list.each({ query: { limit: 2 } })) {
    names.add(name)
    if (names.size === 3) break
  }
  expect(names.size).toBe(3)
})

test('somebody else’s change is not overwritten', async () => {
  const admin = await house()
  const { id } = await lamp()
  const { etag = '', body } = await admin.catalog.get.full({ params: { id } })
  expect(body.price).toBe(20)
  await admin.catalog.patch({ params: { id }, body: { price: 21 } }, { ifMatch: etag })
  const late: unknown = await admin.catalog
    .patch({ params: { id }, body: { price: 22 } }, { ifMatch: etag })
    .catch((error: unknown) => error)
  expect(isProblem(late, 'lost_update')).toBe(true)
})

test('tokens that have run out are renewed once, whoever finds out first', async () => {
  const renewed: (Tokens | undefined)[] = []
  const first = await newcomer({ onTokens: (tokens) => renewed.push(tokens) })
  expect(first.isSignedIn).toBe(true)
  const refreshToken = renewed[0]?.refreshToken ?? ''
  const kept: (Tokens | undefined)[] = []
  const rialto = new Rialto({
    origin: shop.origin,
    tokens: { accessToken: 'a.stale.token', refreshToken },
    onTokens: (tokens) => kept.push(tokens),
  })
  const profiles = await Promise.all(Array.from({ length: 5 }, () => rialto.order.list()))
  expect(profiles.map(({ items }) => items.length)).toEqual([0, 0, 0, 0, 0])
  expect(kept).toHaveLength(1)
})

test('a session that is over ends here too', async () => {
  const kept: (Tokens | undefined)[] = []
  const rialto = new Rialto({
    origin: shop.origin,
    tokens: { accessToken: 'a.stale.token', refreshToken: 'nobody-knows-it' },
    onTokens: (tokens) => kept.push(tokens),
  })
  const refused: unknown = await rialto.order.list().catch((error: unknown) => error)
  expect(isProblem(refused, 'unauthenticated')).toBe(true)
  expect([rialto.isSignedIn, kept]).toEqual([false, [undefined]])
})

/** A shop that answers as told, and remembers what it was asked. */
async function playedShop(answers: ((response: ServerResponse) => void)[]) {
  const asked: IncomingMessage[] = []
  const server = createServer((request, response) => {
    asked.push(request)
    const answer = answers[asked.length - 1] ?? answers.at(-1)
    answer?.(response)
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { asked, origin, close: () => new Promise((resolve) => server.close(resolve)) }
}

const busy = (response: ServerResponse) =>
  response
    .writeHead(503, { 'content-type': 'application/problem+json', 'retry-after': '0' })
    .end('{"code":"unavailable"}')
const hangUp = (response: ServerResponse) => response.destroy()
const done = (response: ServerResponse) =>
  response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":"ord_1"}')

test('an order is asked for again under one key, after a busy shop and after a lost answer', async () => {
  const played = await playedShop([busy, hangUp, done])
  const rialto = new Rialto({ origin: played.origin })
  const order = await rialto.order.place({ body: { shippingAddress: ADDRESS } })
  expect(order.id).toBe('ord_1')
  const keys = played.asked.map(({ headers }) => headers['idempotency-key'])
  expect(keys).toHaveLength(3)
  expect(new Set(keys).size).toBe(1)
  expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/)
  await played.close()
})

test('what might happen twice is asked for once', async () => {
  const played = await playedShop([hangUp])
  const rialto = new Rialto({ origin: played.origin, retries: 5 })
  const lost: unknown = await rialto.identity
    .login({ body: { identifier: 'a', password: 'b' } })
    .catch((error: unknown) => error)
  expect(lost).toBeInstanceOf(Unreachable)
  expect(played.asked).toHaveLength(1)
  await played.close()
})

test('whoever stops waiting is not kept waiting', async () => {
  const played = await playedShop([() => {}])
  const rialto = new Rialto({ origin: played.origin })
  const controller = new AbortController()
  const waiting = rialto.catalog.list({}, { signal: controller.signal })
  controller.abort(new Error('changed my mind'))
  await expect(waiting).rejects.toThrow('changed my mind')
  await expect(rialto.catalog.list({}, { timeoutMs: 20 })).rejects.toThrow(Unreachable)
  await played.close()
}, 60_000)
