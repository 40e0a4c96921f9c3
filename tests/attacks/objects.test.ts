/** Somebody else's things, by every route that takes an id: made from the contracts, so that a new route is tried, too. */
import type { Contract, Route } from '@rialto/kernel/contract/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTarget, type Person, type Sent, type Target } from './shop.fixture.ts'

let shop: Target
let owner: Person
let stranger: Person
/** What the owner has, by the path below which it stands. */
let things: ReadonlyMap<string, string>

const ADDRESS = {
  name: 'Vera Owner',
  street: 'Calle del Segreto 7',
  city: 'Venice',
  zipCode: '30100',
  country: 'IT',
}

beforeAll(async () => {
  shop = await openTarget()
  owner = await shop.customer()
  stranger = await shop.customer()
  things = await possessions()
})
afterAll(() => shop.close())

async function possessions(): Promise<ReadonlyMap<string, string>> {
  const { token, id } = owner
  const make = async (method: string, path: string, body?: unknown) => {
    const answer = await shop.send(method, path, { token, ...(body === undefined ? {} : { body }) })
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`)
    return answer.body
  }
  const order = await make('POST', '/orders', {
    items: [{ productId: 'MOUSE-001', quantity: 1 }],
    shippingAddress: ADDRESS,
    payment: { method: 'card', token: 'tok_visa' },
  })
  const address = await make('POST', '/profile/addresses', { ...ADDRESS, zipCode: '30100' })
  const card = await make('POST', '/profile/payment-methods', { token: 'tok_visa' })
  const sessions = await make('GET', '/auth/sessions')
  let notes = await make('GET', '/notifications')
  const until = performance.now() + 10_000
  while (notes.items.length === 0 && performance.now() < until) notes = await make('GET', '/notifications')
  const shipped = await shop.send('POST', `/orders/${order.id}/ship`, { token: await shop.admin(), body: {} })
  if (shipped.status >= 300) throw new Error(shipped.text)
  let shipments = await make('GET', '/shipping/shipments')
  while (shipments.items.length === 0 && performance.now() < until)
    shipments = await make('GET', '/shipping/shipments')
  return new Map<string, string>([
    ['/api/v1/orders', order.id],
    ['/api/v1/payments', order.paymentId],
    ['/api/v1/users', id],
    ['/api/v1/profile/addresses', address.id],
    ['/api/v1/profile/payment-methods', card.id],
    ['/api/v1/auth/sessions', sessions.items[0].id],
    ['/api/v1/notifications', notes.items[0].id],
    ['/api/v1/shipping/shipments', shipments.items[0].id],
    ['/api/v1/cart', id],
  ])
}

/** Belongs to nobody: anybody may name it. */
const EVERYBODYS = [
  '/api/v1/products',
  '/api/v1/categories',
  '/api/v1/inventory',
  '/api/v1/tax/rates',
  '/api/v1/shipping/track',
  '/api/v1/payments/webhooks',
  // In the cart of whoever asks.
  '/api/v1/cart/items',
]

type Tried = {
  readonly contract: Contract
  readonly name: string
  readonly route: Route
  readonly prefix: string
}

function routesWithIds(): Tried[] {
  return shop.contracts.flatMap((contract) =>
    Object.entries(contract.routes)
      .filter(
        ([, { path, policy }]) => path.includes('/:') && policy !== 'service' && typeof policy !== 'object',
      )
      .map(([name, route]) => ({
        contract,
        name,
        route,
        prefix: route.path.slice(0, route.path.indexOf('/:')),
      })),
  )
}

async function ask(route: Route, id: string, token?: string): Promise<Sent> {
  const path = route.path.replace(/:\w+/, id).replace(/:\w+/g, 'LAPTOP-001')
  // Fields of all kinds: what does not belong to the route is refused, and must not be before the owner is looked at.
  return shop.send(route.method, path, { token, ...(route.method === 'GET' ? {} : { body: bodyOf(route) }) })
}

function bodyOf({ body, path }: Route): unknown {
  if (!body) return {}
  if (path.endsWith('/items')) return { productId: 'LAPTOP-001', quantity: 1 }
  if (path.endsWith('/items/:item')) return { quantity: 1 }
  if (path.endsWith('/returns')) return { reason: 'mine now' }
  if (path.includes('/addresses/')) return ADDRESS
  if (path === '/api/v1/orders/:id') return { status: 'cancelled' }
  return {}
}

test('every route with an id is known here: whose it is, or that it is everybody’s', () => {
  const unknown = routesWithIds()
    .map(({ prefix }) => prefix)
    .filter((prefix) => !things.has(prefix) && !EVERYBODYS.includes(prefix))
  expect([...new Set(unknown)]).toEqual([])
})

test('a stranger, signed in or not, gets nothing of somebody else’s by any route and any id', async () => {
  const before = await shop.send('GET', `/orders/${things.get('/api/v1/orders')}`, { token: owner.token })
  const wrong: string[] = []
  const tried = routesWithIds().filter(({ prefix }) => things.has(prefix))
  expect(tried.length).toBeGreaterThan(25)
  for (const { contract, name, route, prefix } of tried) {
    const id = things.get(prefix) ?? ''
    for (const token of [stranger.token, undefined]) {
      const { status, text } = await ask(route, id, token)
      const leaks = [owner.email, ADDRESS.street, ADDRESS.name].some((secret) => text.includes(secret))
      if (![401, 403, 404].includes(status) || leaks)
        wrong.push(
          `${contract.name}.${name} ${token ? 'signed in' : 'as nobody'}: ${status} ${text.slice(0, 200)}`,
        )
    }
  }
  expect(wrong).toEqual([])
  const after = await shop.send('GET', `/orders/${things.get('/api/v1/orders')}`, { token: owner.token })
  expect(after.body).toEqual(before.body)
})

test('what is somebody else’s reads exactly as what there is not', async () => {
  for (const { route, prefix } of routesWithIds()) {
    const id = things.get(prefix)
    if (id === undefined || route.method !== 'GET' || prefix === '/api/v1/cart') continue
    const made = id.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
    const [theirs, nobodys] = [await ask(route, id, stranger.token), await ask(route, made, stranger.token)]
    const said = ({ status, body }: Sent) => [
      status,
      body.code,
      String(body.detail).replace(id, '?').replace(made, '?'),
    ]
    expect(said(theirs), route.path).toEqual(said(nobodys))
  }
})

test('a list shows a stranger nothing, whatever it is filtered by', async () => {
  const order = things.get('/api/v1/orders') ?? ''
  const paths = [
    `/orders?userId=${owner.id}`,
    `/orders?user_id=${owner.id}`,
    '/orders?scope=all',
    `/payments?orderId=${order}`,
    `/shipping/shipments?orderId=${order}`,
    '/notifications',
    '/profile/addresses',
    '/profile/payment-methods',
    '/profile/export',
  ]
  for (const path of paths) {
    const { text, status } = await shop.send('GET', path, { token: stranger.token })
    expect(status, path).toBeLessThan(500)
    for (const secret of [owner.id, owner.email, ADDRESS.street, order]) {
      if (status >= 400 && path.includes(secret)) continue
      expect(text, path).not.toContain(secret)
    }
  }
})

test('what one orders is one’s own, whomever the body names', async () => {
  const mine = {
    items: [{ productId: 'MOUSE-001', quantity: 1 }],
    shippingAddress: ADDRESS,
    payment: { method: 'card', token: 'tok_visa' },
  }
  const { status, body } = await shop.send('POST', '/orders', {
    token: stranger.token,
    body: { ...mine, user_id: owner.id },
  })
  if (status < 300) expect(body.userId).toBe(stranger.id)
  else expect(status).toBe(422)
  const card = { method: 'card', paymentMethodId: things.get('/api/v1/profile/payment-methods') }
  const stolen = await shop.send('POST', '/orders', {
    token: stranger.token,
    body: { ...mine, payment: card },
  })
  expect(stolen.status).toBeGreaterThanOrEqual(400)
  expect(stolen.status).toBeLessThan(500)
})

test('a key of somebody else’s gives nobody their answer', async () => {
  const body = { items: [{ productId: 'MOUSE-001', quantity: 1 }], shippingAddress: ADDRESS }
  const place = (token: string | undefined) =>
    shop.send('POST', '/orders', { token, body, headers: { 'idempotency-key': 'the-very-same-key' } })
  const first = await place(owner.token)
  expect(first.status).toBe(201)
  const other = await place(stranger.token)
  expect(other.headers.get('idempotent-replayed')).toBeNull()
  expect(other.body.id).not.toBe(first.body.id)
  const nobodys = await place(undefined)
  expect(nobodys.text).not.toContain(first.body.id)
  const again = await place(owner.token)
  expect([again.headers.get('idempotent-replayed'), again.text]).toEqual(['true', first.text])
})
