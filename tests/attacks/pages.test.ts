import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { get } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTarget, PASSWORD, type Target } from './shop.fixture.ts'

let shop: Target
beforeAll(async () => {
  shop = await openTarget({ RIALTO_CORS_ORIGINS: 'https://shop.example' })
})
afterAll(() => shop.close())

const SCRIPT = '<script>alert(1)</script>'
const IMAGE = '"><img src=x onerror=alert(1)>'
const EVIL = `${IMAGE}${SCRIPT}`

test('what a person calls themselves is text on every page that shows it', async () => {
  const admin = await shop.admin()
  const product = { name: `Mask ${EVIL}`, price: 10, stock: 50, description: EVIL, sku: 'MASK-EVIL' }
  expect((await shop.send('POST', '/products', { token: admin, body: product })).status).toBe(201)
  const email = `evil${Math.trunc(performance.now())}@example.com`
  const registered = await shop.send('POST', '/auth/register', {
    body: { email, password: PASSWORD, firstName: EVIL, lastName: IMAGE },
  })
  expect(registered.status).toBe(201)
  const token = registered.body.accessToken
  const order = await shop.send('POST', '/orders', {
    token,
    body: {
      items: [{ productId: 'MASK-EVIL', quantity: 1 }],
      shippingAddress: { name: EVIL, street: EVIL, city: IMAGE, zipCode: '30100', country: 'IT' },
      payment: { method: 'card', token: 'tok_visa' },
    },
  })
  expect(order.status).toBe(201)
  const html = { headers: { accept: 'text/html' }, token }
  const pages: [string, string][] = []
  await expect
    .poll(async () => (await shop.send('GET', `/orders/${order.body.id}/invoice`, html)).status, {
      timeout: 15_000,
    })
    .toBe(200)
  pages.push(['invoice', (await shop.send('GET', `/orders/${order.body.id}/invoice`, html)).text])
  const mails = () => shop.send('GET', `${shop.mailOrigin}/api/v1/mails?to=${email}`)
  await expect
    .poll(async () => (await mails()).body.items.length, { timeout: 15_000 })
    .toBeGreaterThanOrEqual(2)
  for (const { id } of (await mails()).body.items) {
    const mail = await shop.send('GET', `${shop.mailOrigin}/api/v1/mails/${id}`)
    pages.push(['mail', mail.body.html])
    for (const path of [`/mails/${id}`, `/mails/${id}/html`])
      pages.push([path, (await shop.send('GET', shop.mailOrigin + path)).text])
  }
  pages.push(['inbox', (await shop.send('GET', shop.mailOrigin)).text])
  pages.push([
    'searched',
    (await shop.send('GET', `${shop.mailOrigin}/?to=${encodeURIComponent(EVIL)}`)).text,
  ])
  for (const [name, text] of pages) {
    expect(text, name).not.toContain(SCRIPT)
    expect(text, name).not.toContain('<img src=x')
  }
})

test('every page forbids scripts that are not its own, and frames', async () => {
  const pages = ['/', '/docs', '/api/v1/sandbox/cards', shop.mailOrigin, '/api/v1/nothing', '/health']
  for (const page of pages) {
    const { headers } = await shop.send('GET', page)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy, page).toContain("frame-ancestors 'none'")
    expect(policy, page).toContain("default-src 'none'")
    expect(/script-src[^;]*unsafe/.test(policy), page).toBe(false)
    expect(headers.get('x-content-type-options'), page).toBe('nosniff')
  }
})

test('a way back leads only to this shop', async () => {
  const ways = [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/%09/evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    '///evil.example',
    'data:text/html,x',
    '/ok"><script>alert(1)</script>',
  ]
  for (const way of ways) {
    const page = await shop.send('GET', `/api/v1/sandbox/cards?return=${encodeURIComponent(way)}`)
    const offered = /name="return" value="([^"]*)"/.exec(page.text)?.[1]
    if (offered !== undefined) expect(new URL(offered, 'http://shop.test').host, way).toBe('shop.test')
    expect(page.text, way).not.toContain(SCRIPT)
    expect(page.text, way).not.toContain('javascript:')
    const sent = await shop.send('POST', '/api/v1/sandbox/cards', {
      body: `number=4242424242424242&return=${encodeURIComponent(way)}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    const back = sent.headers.get('location')
    if (back !== null) expect(new URL(back, 'http://shop.test').host, way).toBe('shop.test')
  }
})

test('no name of a picture leads out of its folder', async () => {
  for (const name of [
    '../../log/server.log',
    '..%2f..%2flog%2fserver.log',
    '%2e%2e%2fsecret',
    '....//secret',
    '..%5c..%5csecret',
    '%00',
    'secret',
    '/etc/passwd',
    '%2fetc%2fpasswd',
    `${'0'.repeat(32)}-1.webp%00.png`,
  ])
    expect([400, 404], name).toContain((await shop.send('GET', `/media/${name}`)).status)
})

test('pages of others may neither read answers nor send what changes something', async () => {
  const { token } = await shop.customer()
  const evil = { origin: 'https://evil.example' }
  const read = await shop.send('GET', '/profile', { token, headers: evil })
  expect(read.headers.get('access-control-allow-origin')).toBeNull()
  const asked = await shop.send('OPTIONS', '/orders', {
    headers: { ...evil, 'access-control-request-method': 'POST' },
  })
  expect(asked.headers.get('access-control-allow-origin')).toBeNull()
  const friend = await shop.send('GET', '/products', { headers: { origin: 'https://shop.example' } })
  expect(friend.headers.get('access-control-allow-origin')).toBe('https://shop.example')
  // A form of another page can send these types without asking; a cookie would ride along, if there were any.
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
    const { status } = await shop.send('POST', '/cart/items', {
      body: '{"productId":"MOUSE-001","quantity":1}',
      headers: { ...evil, 'content-type': type },
    })
    expect(status, type).toBe(415)
  }
  const signedIn = await shop.send('POST', '/auth/login', {
    body: { email: 'customer@ecommerce.local', password: 'customer123' },
  })
  expect(signedIn.headers.get('set-cookie')).toBeNull()
})

test('what stands between cannot mix up two answers', async () => {
  const { token } = await shop.customer()
  for (const path of ['/products', '/products/LAPTOP-001', '/search?q=mouse', '/', '/openapi.json']) {
    const { headers } = await shop.send('GET', path, { headers: { origin: 'https://shop.example' } })
    expect(headers.get('vary'), path).toContain('Origin')
    expect(headers.get('vary'), path).toContain('Accept-Encoding')
  }
  for (const path of [
    '/profile',
    '/orders',
    '/cart',
    '/profile/export',
    '/auth/sessions',
    '/nothing',
    '/orders/x',
  ]) {
    const { headers } = await shop.send('GET', path, { token })
    expect(headers.get('cache-control'), path).toContain('no-store')
  }
})

test('public answers are packed when that is asked for, and personal ones never', async () => {
  const plain = await bytesOf('/api/v1/products')
  expect(plain.encoding).toBeUndefined()
  for (const [accept, encoding, unpack] of [
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['br;q=0, gzip', 'gzip', gunzipSync],
  ] as const) {
    const packed = await bytesOf('/api/v1/products', { 'accept-encoding': accept })
    expect(packed.encoding, accept).toBe(encoding)
    expect(unpack(packed.bytes).equals(plain.bytes)).toBe(true)
    expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 2)
    expect(packed.etag).not.toBe(plain.etag)
    const known = { 'accept-encoding': accept, 'if-none-match': String(packed.etag) }
    expect(await bytesOf('/api/v1/products', known)).toMatchObject({ status: 304, etag: packed.etag })
  }
  const { token } = await shop.customer()
  const all = { authorization: `Bearer ${token}`, 'accept-encoding': 'gzip, br' }
  for (const path of ['/api/v1/profile/export', '/api/v1/orders', '/api/v1/cart'])
    expect((await bytesOf(path, all)).encoding, path).toBeUndefined()
})

test('a product that was read packed can be edited by its tag', async () => {
  const token = await shop.admin()
  const read = await bytesOf('/api/v1/products/LAPTOP-001', { 'accept-encoding': 'br' })
  expect(read.encoding).toBe('br')
  const edit = (tag: string) =>
    shop.send('PATCH', '/products/LAPTOP-001', {
      token,
      body: { brand: 'Lagunare' },
      headers: { 'if-match': tag },
    })
  expect((await edit(String(read.etag))).status).toBe(200)
  expect((await edit('"0.another;br"')).status).toBe(412)
})

type Bytes = { status: number; bytes: Buffer; encoding: string | undefined; etag: string | undefined }

function bytesOf(path: string, headers: Record<string, string> = {}): Promise<Bytes> {
  return new Promise((resolve, reject) => {
    get(shop.origin + path, { headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          bytes: Buffer.concat(chunks),
          encoding: response.headers['content-encoding'],
          etag: response.headers.etag,
        }),
      )
    }).on('error', reject)
  })
}
