/** Who may do what, and what the platform refuses. */
import { readConfig } from '@rialto/server/config'
import { expect } from 'vitest'
import { different, each, joined, pass, type Verdict, type Verdicts } from '../verdict.ts'
import { openWorld } from '../world.fixture.ts'
import { asked, order, product, purchase, requestsOf } from './asking.ts'

const PROBLEM = 'application/problem+json'

const jwt = pass('a token is a signed JWT; none, a forged and a foreign one are refused', async (world) => {
  const { token } = await world.customer()
  const [head = '', claims = '', signature = ''] = token.split('.')
  const read = (part: string) =>
    JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>
  expect(read(head)).toMatchObject({ alg: 'EdDSA' })
  expect(read(claims)).toMatchObject({ roles: ['customer'] })
  const raised = Buffer.from(JSON.stringify({ ...read(claims), roles: ['admin'] })).toString('base64url')
  const unsigned = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url')
  await asked(world, 200, 'GET', '/api/v1/profile', { token })
  await asked(world, 401, 'GET', '/api/v1/profile')
  for (const forged of [`${head}.${raised}.${signature}`, `${unsigned}.${raised}.`, 'no.such.token'])
    await asked(world, 401, 'GET', '/api/v1/users', { token: forged })
})

const ARGON2: Verdict = different(
  'bcrypt looks at 72 bytes only and is easy on graphics cards',
  'JWT as promised; passwords by Argon2id. A bcrypt hash that is brought along is verified and replaced at the next login',
)

const cors = pass('a page of a listed origin may read answers, one of another may not', async (world) => {
  const preflight = (origin: string) =>
    world.ask('OPTIONS', '/api/v1/products', {
      headers: { origin, 'access-control-request-method': 'POST' },
    })
  const listed = await preflight('http://localhost:3001')
  expect(listed.headers.get('access-control-allow-origin')).toBe('http://localhost:3001')
  expect(listed.headers.get('access-control-allow-methods')).toContain('POST')
  const stranger = await preflight('https://stranger.example')
  expect(stranger.headers.get('access-control-allow-origin')).toBeNull()
})

const secrets = pass('production does not start without a secret of its own', () => {
  const start = (env: Record<string, string>) => () =>
    readConfig([], { RIALTO_PROFILE: 'production', ...env })
  expect(start({})).toThrow(/RIALTO_SECRET/)
  expect(start({ RIALTO_SECRET: 'changeme-changeme-changeme-changeme' })).toThrow(/RIALTO_SECRET/)
  const good = { RIALTO_SECRET: 'dGhpcyBpcyBvbmx5IHVzZWQgaGVyZSwgbm93aGVyZQ' }
  expect(start({ ...good, RIALTO_PAYMENTS: 'test' })().demo).toBe(false)
})

const validated = pass('a body outside its schema is refused, each fault named', async (world) => {
  const { token } = await world.customer()
  const answer = await asked(world, 422, 'POST', '/api/v1/cart/items', {
    token,
    body: { productId: 5, quantity: '2', isFree: true },
  })
  expect(answer.headers.get('content-type')).toContain(PROBLEM)
  const paths = answer.body.errors.map(({ path }: { path: string }) => path)
  expect(paths).toEqual(expect.arrayContaining(['/productId', '/quantity', '/isFree']))
})

const shipping = pass('a customer who would ship or deliver is refused, the house is not', async (world) => {
  const { token } = await world.customer()
  const { body } = await order(world, token, (await product(world, 2)).id)
  for (const move of ['ship', 'deliver'])
    await asked(world, 403, 'POST', `/api/v1/orders/${body.id}/${move}`, { token, body: {} })
  await asked(world, 200, 'POST', `/api/v1/orders/${body.id}/ship`, { token: await world.admin(), body: {} })
})

const errors = pass(
  'every refusal is problem+json with a code and a request id, and no stack',
  async (world) => {
    const { token } = await world.customer()
    const refusals = [
      await asked(world, 404, 'GET', '/api/v1/products/no-such-product'),
      await asked(world, 404, 'GET', '/api/v1/no-such-thing'),
      await asked(world, 405, 'PATCH', '/api/v1/cart', { token, body: {} }),
      await asked(world, 401, 'GET', '/api/v1/orders'),
      await asked(world, 403, 'GET', '/api/v1/users', { token }),
      await asked(world, 400, 'GET', '/api/v1/products?no_such_parameter=1'),
      await asked(world, 404, 'GET', '/api/v1/inventory/NO-SUCH-SKU'),
      await asked(world, 404, 'GET', '/api/v1/payments/pay_none', { token }),
    ]
    for (const { headers, body, text } of refusals) {
      expect(headers.get('content-type')).toContain(PROBLEM)
      expect(body).toMatchObject({ code: expect.any(String), requestId: headers.get('x-request-id') })
      expect(text).not.toMatch(/\.ts:\d+|select |node_modules/)
    }
  },
)

const limited = pass(
  'a second shop with limits for all: a burst ends in 429, for that user only, and trickles back',
  async () => {
    const world = await openWorld({ RIALTO_RATE_LIMITS: 'all' })
    try {
      const [one, other] = [await world.customer(), await world.customer()]
      const ask = (token: string) => world.ask('GET', '/api/v1/cart', { token })
      const burst = await Promise.all(Array.from({ length: 400 }, () => ask(one.token)))
      const refused = burst.filter(({ status }) => status === 429)
      expect(refused.length).toBeGreaterThan(0)
      expect(refused.length).toBeLessThan(400)
      expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(refused[0]?.headers.get('ratelimit-limit')).toBeTruthy()
      expect((await ask(other.token)).status).toBe(200)
      await expect.poll(async () => (await ask(one.token)).status, { timeout: 5_000 }).toBe(200)
    } finally {
      await world.close()
    }
  },
)

export const security: Verdicts = joined([
  each('002-S001 003-S001 004-S001 004-B005 004-B012', jwt),
  each('001-S001 003-S002 004-S002', ARGON2),
  each('001-S003 002-S002 003-S003 004-S003 004-B011', cors),
  each('001-S004 002-S004 002-S005 002-S006 004-O033', limited),
  each('001-S005 002-S003 003-S005 004-S006 004-O026 004-O029 003-O014', secrets),
  each('003-S004 004-S004 004-B031', validated),
  each('001-S002 001-S006', shipping),
  each('002-B009 002-B010 003-B001 004-B030', errors),
  {
    '004-S005': pass('the headers of an answer', async (world) => {
      const { headers } = await asked(world, 200, 'GET', '/api/v1/products')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    }),
    '004-S007': pass('changing a product without a token is refused', async (world) => {
      const { id } = (await purchase(world)).product
      await asked(world, 401, 'POST', '/api/products/', { body: { name: 'Free', price: 0 } })
      await asked(world, 401, 'PATCH', `/api/products/${id}`, { body: { price: 0 } })
      await asked(world, 401, 'DELETE', `/api/products/${id}`)
    }),
    '004-O027': pass('production does not start on a database password that everybody knows', () => {
      expect(() =>
        readConfig([], {
          RIALTO_PROFILE: 'production',
          RIALTO_SECRET: 'dGhpcyBpcyBvbmx5IHVzZWQgaGVyZSwgbm93aGVyZQ',
          RIALTO_PAYMENTS: 'test',
          DATABASE_URL: 'postgres://root:root123@db.example/postgres',
        }),
      ).toThrow(/password/)
    }),
    '001-B025': pass(
      'registration, login, tokens and roles',
      requestsOf('001-R024 001-R025 001-R026 001-R027'),
    ),
  },
])
