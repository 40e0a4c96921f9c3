import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTarget, type Target } from './shop.fixture.ts'

let shop: Target
beforeAll(async () => {
  shop = await openTarget()
})
afterAll(() => shop.close())

const LOGIN = '{"identifier":"a","password":"b"}'

/** A second request that rides in what a proxy took for the body of the first. */
const HIDDEN = 'GET /api/v1/auth/sessions HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'

function head(...lines: string[]): string {
  return [
    'POST /api/v1/auth/login HTTP/1.1',
    'host: x',
    'content-type: application/json',
    ...lines,
    '',
    '',
  ].join('\r\n')
}

test.each([
  ['a length and chunks', head('content-length: 5', 'transfer-encoding: chunked') + '0\r\n\r\n' + HIDDEN],
  ['chunks and a length', head('transfer-encoding: chunked', 'content-length: 5') + '0\r\n\r\n' + HIDDEN],
  ['two lengths', head('content-length: 33', 'content-length: 0') + LOGIN + HIDDEN],
  ['two lengths in one', head('content-length: 33, 0') + LOGIN + HIDDEN],
  ['a length with a sign', head('content-length: +33') + LOGIN + HIDDEN],
  ['a length in hexadecimal', head('content-length: 0x21') + LOGIN + HIDDEN],
  ['a length with a space before its colon', head('content-length : 33') + LOGIN + HIDDEN],
  ['a folded header', head('x-folded: a\r\n content-length: 33') + LOGIN + HIDDEN],
  ['chunks by an unknown name', head('transfer-encoding: xchunked') + '0\r\n\r\n' + HIDDEN],
  ['chunks before something else', head('transfer-encoding: chunked, identity') + '0\r\n\r\n' + HIDDEN],
  ['a chunk whose size is no number', head('transfer-encoding: chunked') + 'zz\r\n\r\n' + HIDDEN],
  [
    'a chunk that is longer than it says',
    head('transfer-encoding: chunked') + '1\r\nabc\r\n0\r\n\r\n' + HIDDEN,
  ],
  ['a bare line feed in the head', 'GET / HTTP/1.1\nhost: x\n\n' + HIDDEN],
  ['a bare carriage return in a header', head('x-bare: a\rcontent-length: 33') + LOGIN + HIDDEN],
  ['no host', 'GET /api/v1/products HTTP/1.1\r\nconnection: close\r\n\r\n'],
  ['a NUL in a header', head('x-nul: a\0b') + HIDDEN],
])('a request with %s is refused, and nothing that hides behind it is answered', async (_name, bytes) => {
  const answer = await shop.raw(bytes)
  expect(answer).toMatch(/^HTTP\/1\.1 400 /)
  expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1)
  expect(answer.toLowerCase()).toContain('connection: close')
  await expectWell()
})

test('a request that says twice for whom it is, or from whom, is refused', async () => {
  const twice = 'GET /api/v1/products HTTP/1.1\r\nhost: shop\r\nhost: evil\r\nconnection: close\r\n\r\n'
  expect((await shop.raw(twice)).slice(0, 12)).toBe('HTTP/1.1 400')
  const two = head('connection: close', 'authorization: Bearer a', 'Authorization: Bearer b')
  expect((await shop.raw(two)).slice(0, 12)).toBe('HTTP/1.1 400')
})

test('huge and endless heads are refused', async () => {
  const many = Array.from({ length: 3_000 }, (_, i) => `x-${i}: ${i}`).join('\r\n')
  expect(await shop.raw(head(many))).toMatch(/^HTTP\/1\.1 431 /)
  expect(await shop.raw(head(`cookie: ${'a'.repeat(100_000)}`))).toMatch(/^HTTP\/1\.1 431 /)
  expect(await shop.raw(`GET /${'a'.repeat(100_000)} HTTP/1.1\r\nhost: x\r\n\r\n`)).toMatch(
    /^HTTP\/1\.1 431 /,
  )
  await expectWell()
})

test(
  'whoever sends a head or a body drop by drop is let go, and holds nobody up',
  { timeout: 60_000 },
  async () => {
    const started = performance.now()
    const slow = shop.raw('GET /api/v1/products HTTP/1.1\r\nhost: x\r\nx-slow: ')
    const others = Array.from({ length: 200 }, () => shop.raw('GET / HTTP/1.1\r\nx: '))
    await expectWell()
    const answers = await Promise.all([slow, ...others])
    expect(performance.now() - started).toBeLessThan(25_000)
    for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 408 .*"code":"request_timeout"/s)
  },
)

test('what a client puts into a header comes back in none', async () => {
  for (const path of [
    '/api/v1/products/x%0d%0aset-cookie:%20a=b',
    '/%0d%0aset-cookie:a=b',
    '/?a=%0d%0aset-cookie:a=b',
  ]) {
    const { headers, status } = await shop.send('GET', path, { headers: { 'x-request-id': 'a\tb' } })
    expect(status).toBeLessThan(500)
    expect(headers.get('set-cookie')).toBeNull()
    expect(headers.get('x-request-id')).toMatch(/^req_/)
  }
})

test('the host that a client names stands in no answer', async () => {
  const ask = (path: string) =>
    shop.raw(
      `GET ${path} HTTP/1.1\r\nhost: evil.example\r\nx-forwarded-host: evil.example\r\nconnection: close\r\n\r\n`,
    )
  for (const path of [
    '/',
    '/docs',
    '/openapi.json',
    '/api/v1/products',
    '/api/v1/nothing',
    '/health',
    '/api/v1/sandbox/cards',
  ])
    expect(await ask(path), path).not.toContain('evil.example')
  const reset = { email: 'customer@ecommerce.local' }
  await shop.send('POST', '/auth/forgot-password', {
    body: reset,
    headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'gopher' },
  })
  await expect
    .poll(
      async () =>
        (await shop.send('GET', `${shop.mailOrigin}/api/v1/mails?to=${reset.email}`)).body.items.length,
    )
    .toBeGreaterThan(0)
  const { body } = await shop.send('GET', `${shop.mailOrigin}/api/v1/mails?to=${reset.email}`)
  const mail = await shop.send('GET', `${shop.mailOrigin}/api/v1/mails/${body.items[0].id}`)
  expect(mail.text).not.toContain('evil.example')
})

test('a packed body is refused and not unpacked', async () => {
  for (const encoding of ['gzip', 'br', 'deflate', 'identity, gzip', 'x']) {
    const { status, body } = await shop.send('POST', '/auth/login', {
      body: LOGIN,
      headers: { 'content-encoding': encoding },
    })
    expect([status, body.code]).toEqual([415, 'unsupported_media_type'])
  }
})

test('methods that no route knows are refused, whatever they are called', async () => {
  for (const method of ['TRACE', 'CONNECT', 'PROPFIND', 'GETS', 'get'])
    expect(
      await shop.raw(`${method} /api/v1/products HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`),
      method,
    ).toMatch(/^(HTTP\/1\.1 (400|404|405|501) |$)/)
  const { status } = await shop.send('POST', '/auth/login', {
    body: LOGIN,
    headers: { 'x-http-method-override': 'DELETE', 'x-method-override': 'DELETE' },
  })
  expect(status).toBe(401)
  await expectWell()
})

async function expectWell(): Promise<void> {
  expect((await shop.send('GET', '/api/v1/products?limit=1')).status).toBe(200)
}
