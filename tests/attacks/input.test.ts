/** Hostile values in every field of every route, made from the contracts: what is added there is tried here. */
import type { Contract, Route } from '@rialto/kernel/contract/contract'
import { openSampler } from '@rialto/kernel/document/example'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTarget, type Person, type Sent, type Target } from './shop.fixture.ts'

let shop: Target
let admin: string
let person: Person
beforeAll(async () => {
  shop = await openTarget()
  admin = await shop.admin()
  person = await shop.customer()
})
afterAll(() => shop.close())

/** As they stand in JSON, so that also what no JSON library writes can be tried. */
const TEXTS = [
  `"' or 1=1 --"`,
  `"'; drop table product; --"`,
  `"%' union select null, version() --"`,
  '"a\\\\\' or 1=1"',
  '"$(sleep 5) `id` ${7*7} {{7*7}}"',
  '"<script>alert(1)</script>"',
  '"../../../../etc/passwd"',
  '"a\\r\\nset-cookie: a=b"',
  '"\\u0000"',
  '"a\\u0000b"',
  '"\\ud800"',
  '"\\udfff\\ud800"',
  '"\\u202eevil\\u202c"',
  '"\\ufeff"',
  '"\\u0130\\u00df\\ufb03"',
  '"e\\u0301\\u200d\\u2066"',
  '""',
  '" "',
  `"${'x'.repeat(20_000)}"`,
  '"9999-99-99T99:99:99Z"',
  '"2026-02-30T00:00:00.000Z"',
  '"-271821-04-20T00:00:00.000Z"',
  '"+275760-09-13T00:00:00.001Z"',
  '"0000-00-00T00:00:00Z"',
]
const OTHERS = [
  '{"$gt":""}',
  '{"__proto__":{"admin":true}}',
  '[]',
  '[[[[]]]]',
  '{}',
  'null',
  'true',
  '-1',
  '-0',
  '0',
  '1e309',
  '-1e309',
  '1e-400',
  '0.30000000000000004',
  '9007199254740993',
  '99999999999999999999',
  '0.001',
  '1.005',
]
const QUERIES = [
  "'%20or%201=1--",
  '%00',
  '%ff%fe',
  '%ed%a0%80',
  '-1',
  '0',
  '1e309',
  'NaN',
  '99999999999999999999',
  '%3Cscript%3E',
  '..%2f..%2fetc',
  '%25%25%25',
  '(((((',
  '9999-99-99T99:99:99Z',
  '%2B275760-09-13T00:00:00.001Z',
  'x'.repeat(5_000),
]
const MARK = 'here stands what is tried'
const AT_ONCE = 8

const sampler = openSampler({})

function routes(): { readonly contract: Contract; readonly name: string; readonly route: Route }[] {
  return shop.contracts.flatMap((contract) =>
    Object.entries(contract.routes)
      .filter(([, { policy }]) => policy !== 'service')
      .map(([name, route]) => ({ contract, name, route })),
  )
}

/** The same body many times, each with the mark in another place. */
function marked(value: unknown): unknown[] {
  if (Array.isArray(value)) {
    const inside = value.flatMap((item, at) => marked(item).map((each) => value.with(at, each)))
    return [MARK, ...inside]
  }
  if (typeof value === 'object' && value !== null) {
    const inside = Object.entries(value).flatMap(([name, inner]) =>
      marked(inner).map((each) => ({ ...value, [name]: each })),
    )
    return [MARK, ...inside]
  }
  return [MARK]
}

async function tokenFor({ policy }: Route): Promise<string | undefined> {
  if (policy === 'public') return undefined
  if (typeof policy === 'object') return admin
  const { status } = await shop.send('GET', '/profile', { token: person.token })
  // It may have been tried on the account itself, with success.
  if (status !== 200) person = await shop.customer()
  return person.token
}

function complaint(where: string, tried: string, { status, headers, body, text }: Sent): string[] {
  const isRefusal = status >= 400
  const isProblem = headers.get('content-type')?.startsWith('application/problem+json') ?? false
  const tells = /syntax error|node_modules|\.ts:\d|at async|PostgresError|ECONN/.test(text.replace(tried, ''))
  const isFine =
    status < 500 &&
    (!isRefusal || (isProblem && body.requestId === headers.get('x-request-id'))) &&
    !(isRefusal && tells)
  return isFine ? [] : [`${where} with ${tried.slice(0, 60)}: ${status} ${text.slice(0, 200)}`]
}

async function forAll<T>(items: readonly T[], work: (item: T) => Promise<string[]>): Promise<string[]> {
  const found: string[] = []
  const waiting = [...items]
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift())
        found.push(...(await work(item)))
    }),
  )
  return found
}

test(
  'whatever stands in a field of a body, the answer is one that the contract knows',
  { timeout: 300_000 },
  async () => {
    const wrong: string[] = []
    let count = 0
    for (const { contract, name, route } of routes()) {
      if (!route.body || route.rawBody) continue
      const token = await tokenFor(route)
      const path = route.path.replace(/:\w+/g, 'MOUSE-001')
      const bodies = marked(sampler.answer(route.body, contract.name) ?? {}).map((body) =>
        JSON.stringify(body),
      )
      const tries = bodies.flatMap((body) =>
        [...TEXTS, ...OTHERS].map((tried) => ({
          tried,
          body: body.replace(JSON.stringify(MARK), () => tried),
        })),
      )
      count += tries.length
      wrong.push(
        ...(await forAll(tries, async ({ tried, body }) =>
          complaint(`${contract.name}.${name}`, tried, await shop.send(route.method, path, { token, body })),
        )),
      )
    }
    expect(count).toBeGreaterThan(5_000)
    expect(wrong.slice(0, 40)).toEqual([])
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
  },
)

test(
  'whatever stands in a path or a query, the answer is one that the contract knows',
  { timeout: 300_000 },
  async () => {
    const wrong: string[] = []
    for (const { contract, name, route } of routes()) {
      const token = await tokenFor(route)
      const body = route.method === 'GET' ? {} : { body: {} }
      const plain = route.path.replace(/:\w+/g, 'MOUSE-001')
      const properties = Object.keys(route.query?.properties ?? {})
      const paths = QUERIES.flatMap((tried) => [
        ...(route.path.includes('/:') ? [{ tried, path: route.path.replace(/:\w+/g, tried) }] : []),
        ...properties.map((property) => ({ tried, path: `${plain}?${property}=${tried}` })),
        { tried, path: `${plain}?${tried}=1` },
      ])
      wrong.push(
        ...(await forAll(paths, async ({ tried, path }) =>
          complaint(
            `${contract.name}.${name} ${path.slice(0, 80)}`,
            tried,
            await shop.send(route.method, path, { token, ...body }),
          ),
        )),
      )
    }
    expect(wrong.slice(0, 40)).toEqual([])
  },
)

test('a body that is huge, deep or full of names is refused at once, and others do not notice', async () => {
  const deep = (depth: number) => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth)
  const names = `{${Array.from({ length: 60_000 }, (_, i) => `"k${i}":1`).join(',')}}`
  const bodies = {
    deep: deep(50_000),
    lists: '['.repeat(300_000),
    names,
    'names inside': `{"shippingAddress":${names}}`,
    items: `{"items":[${Array.from({ length: 90_000 }, () => '{"a":1}').join(',')}]}`,
    text: `{"email":"${'x'.repeat(1_000_000)}"}`,
    digits: `{"items":[{"productId":"A","quantity":${'9'.repeat(900_000)}}]}`,
  }
  for (const [name, body] of Object.entries(bodies)) {
    const started = performance.now()
    const { status } = await shop.send('POST', '/orders', { body })
    expect([400, 413, 422], name).toContain(status)
    expect(performance.now() - started, name).toBeLessThan(3_000)
  }
  const { status } = await shop.send('POST', '/orders', { body: `{"a":"${'x'.repeat(3_000_000)}"}` })
  expect(status).toBe(413)
})

test('prices, owners and states that a client makes up change nothing', async () => {
  const { token, id } = person
  const address = { street: 'Rio Terà 1', city: 'Venice', zipCode: '30100', country: 'IT' }
  const items = [{ productId: 'MOUSE-001', quantity: 1 }]
  const place = (body: unknown) => shop.send('POST', '/orders', { token, body })
  const cheap = await place({ items: [{ ...items[0], price: 0.01 }], shippingAddress: address })
  expect([cheap.status, cheap.body.code]).toEqual([409, 'price_changed'])
  // A total is what the buyer agreed to: it is compared, never taken over.
  for (const told of [{ total: 1 }, { totalAmount: 1 }, { total_amount: 0 }]) {
    const agreed = await place({ items, shippingAddress: address, ...told })
    expect([agreed.status, agreed.body.code]).toEqual([409, 'price_changed'])
  }
  for (const extra of [
    { discount: 50 },
    { status: 'confirmed' },
    { paymentStatus: 'paid' },
    { id: 'ord_mine' },
    { currency: 'JPY' },
    { createdAt: '2020-01-01T00:00:00.000Z' },
  ]) {
    const { status, body } = await place({ items, shippingAddress: address, ...extra })
    if (status === 422) continue
    expect(status, JSON.stringify(extra)).toBe(201)
    expect(body).toMatchObject({ status: 'awaiting_payment', userId: id, currency: 'USD' })
    expect(body.total).toBeGreaterThan(50)
  }
  for (const quantity of ['-1', '0', '0.5', '1e9', '"1"', 'true', '[1]', '1e-9', '2147483648']) {
    const body = `{"items":[{"productId":"MOUSE-001","quantity":${quantity}}]}`
    expect((await place(body)).status, quantity).toBe(422)
  }
})
