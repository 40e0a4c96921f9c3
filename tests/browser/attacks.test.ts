/** What a stranger sends to the pages, and what does not come of it. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newCustomer, product, rememberSession, STAFF } from './people.fixture.ts'
import { openBrowserShop, type BrowserShop } from './shop.fixture.ts'
import { ANSWER_MS_MAX, fieldOf, filledIn, nonsense, stranger, type Asked } from './stranger.fixture.ts'

const ACTIONS = join(import.meta.dirname, '../../apps/storefront/.next/server/server-reference-manifest.json')

let shop: BrowserShop
const ask = (path: string, asked?: Asked) => stranger(shop.origin, path, asked)
/** As a form of the shop's own says. */
const own = () => ({ origin: shop.origin, 'sec-fetch-site': 'same-origin' })
beforeAll(async () => {
  shop = await openBrowserShop()
})
afterAll(() => shop?.close())

test('a stranger who spells their region oddly leaves no prices of it in the page of another', async () => {
  const home = {
    'rialto_region=US; rialto_region=GB': 'US',
    'rialto_region=%47B': '',
    'rialto_region=GBx': 'GB',
  }
  for (const [odd, honest] of Object.entries(home)) {
    const { slug } = await product(shop, 'Murano lamp', { price: 100 })
    const headers = honest === '' ? undefined : { cookie: `rialto_region=${honest}` }
    await ask(`/p/${slug}`, { headers: { cookie: odd } })
    const { text } = await ask(`/p/${slug}`, headers && { headers })
    expect(text.includes('£'), odd).toBe(honest === 'GB')
  }
})

test('nothing that a stranger says of themselves stays in a page that is kept', async () => {
  const { slug } = await product(shop, 'Murano vase')
  const headers = {
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'javascript',
    'x-original-url': '/evil',
    'x-matched-path': '/evil',
    'next-url': '/evil',
    'accept-language': 'ar',
    'content-security-policy': "script-src 'nonce-evil'",
    cookie: 'rialto_theme=evil; rialto_cart=gst_evil; rialto_access=evil.evil.evil',
    referer: 'https://evil.example/',
  }
  const askTwice = async () => [await ask(`/p/${slug}`, { headers }), await ask(`/p/${slug}`)] as const
  let [first, kept] = await askTwice()
  // What the shop hears of a new product ends the time of its page.
  await expect
    .poll(
      async () => {
        ;[first, kept] = await askTwice()
        return fieldOf(kept.head, 'cache-control')
      },
      { timeout: ANSWER_MS_MAX },
    )
    .toBe('private, no-cache')
  const [, nonce = ''] = /'nonce-([^']+)'/.exec(first.head) ?? []
  expect(nonce).not.toBe('')
  for (const theirs of ['evil', nonce]) {
    expect(kept.head).not.toContain(theirs)
    expect(kept.text).not.toContain(theirs)
  }
  expect(kept.text).toContain('<html lang="en" dir="ltr"')
})

test('a page is kept once, whatever a stranger writes behind its address', async () => {
  const { slug } = await product(shop, 'Murano bead')
  for (const path of [
    `/?x=1`,
    `/p/${slug}?x=1`,
    `/search?_rsc=1`,
    `/search?x=1`,
    `/search?brand=${'x'.repeat(2100)}`,
  ]) {
    await ask(path)
    expect(fieldOf((await ask(path)).head, 'cache-control'), path).toContain('no-store')
  }
})

test('no address leads to another host', async () => {
  const ways = [
    '//evil.example/p/x',
    '///evil.example/',
    '/\\evil.example',
    '/.//evil.example',
    '/en//evil.example',
    '/en/%2f%2fevil.example',
    '/en/%5cevil.example',
    '/en/%0d%0alocation:%20https://evil.example',
    'http://evil.example/cart/',
    '/shop/session-ended?return=//evil.example',
    '/shop/session-ended?return=/.//evil.example',
    '/shop/session-ended?return=/%2509/evil.example',
  ]
  for (const way of ways) {
    const { status, head } = await ask(way)
    expect(status, way).toBeLessThan(500)
    expect(head, way).not.toMatch(/^location: https?:/im)
    const url = new URL(fieldOf(head, 'location') || '/', shop.origin)
    expect(url.origin, way).toBe(shop.origin)
    // Whoever takes the path alone for an address would go there.
    expect(new URL(url.pathname, shop.origin).origin, way).toBe(shop.origin)
  }
})

test('a link that signs somebody in leads on in this shop only, with scripts and without', async () => {
  const { identifier, password } = await newCustomer(shop)
  const links = [
    [true, '/.//evil.example/x'],
    [true, '/p/..//evil.example/x'],
    [false, '/.//evil.example/x'],
  ] as const
  for (const [javaScriptEnabled, way] of links) {
    const { page, complaints } = await shop.visit({ javaScriptEnabled })
    await page.goto(`/sign-in?return=${encodeURIComponent(way)}`)
    const form = page.getByRole('main')
    await form.locator('input[name=identifier]').fill(identifier)
    await form.locator('input[name=password]').fill(password)
    await form.locator('input[name=password]').press('Enter')
    await page.waitForURL(`${shop.origin}/account`, { waitUntil: 'commit' })
    expect(complaints).toEqual([])
    await page.context().close()
  }
})

test('a form on a page of somebody else changes nothing here', async () => {
  const signIn = filledIn((await ask('/sign-in')).text, STAFF)
  const forms = [
    ['/sign-in', 'multipart/form-data; boundary=B', signIn],
    ['/shop/sign-out', 'application/x-www-form-urlencoded', 'a=b'],
    ['/shop/region', 'application/x-www-form-urlencoded', 'country=DE'],
    ['/shop/cart/items', 'application/x-www-form-urlencoded', 'sku=MOUSE-001&quantity=1'],
    ['/shop/checkout', 'text/plain', '{"email":"a@b.example"}'],
  ] as const
  const { host } = new URL(shop.origin)
  const elsewhere: Readonly<Record<string, string>>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://localhost:1' },
    { origin: `https://${host}.evil.example` },
    { origin: `http://${host}@evil.example` },
    { origin: shop.origin, 'sec-fetch-site': 'cross-site' },
    { origin: shop.origin, 'sec-fetch-site': 'same-site' },
    { cookie: 'rialto_access=a.b.c' },
  ]
  for (const [path, type, body] of forms)
    for (const headers of elsewhere) {
      const { status, head } = await ask(path, {
        method: 'POST',
        headers: { 'content-type': type, ...headers },
        body,
      })
      const what = `${path} ${JSON.stringify(headers)}`
      expect(status, what).toBe(403)
      expect(head, what).not.toMatch(/^set-cookie:/im)
    }
  // The same form sent from the shop does sign in: it was its sender that was refused.
  const honest = { 'content-type': 'multipart/form-data; boundary=B', ...own() }
  const { head } = await ask('/sign-in', { method: 'POST', headers: honest, body: signIn })
  expect(head).toMatch(/^set-cookie: rialto_refresh=[^;]+;.*HttpOnly.*SameSite=lax/im)
})

test('what is no address, no cookie and no form of the shop is refused, and is no failure of it', async () => {
  for (const [path, what] of nonsense(own())) {
    const { status } = await ask(path, what)
    const said = `${path.slice(0, 60)} ${JSON.stringify(what ?? {}).slice(0, 120)}`
    expect(status, said).toBeGreaterThanOrEqual(200)
    expect(status, said).toBeLessThan(500)
  }
  const long = await ask('/sign-in', { method: 'POST', headers: own(), body: 'x'.repeat(1_100_000) })
  expect(long.status).toBe(413)
  const missing = await ask('/de/p/%ff')
  expect(missing.status).toBe(404)
  expect(missing.text).toContain('<html lang="de"')
})

test('a session that was ended elsewhere leads staff to their door and back', async () => {
  const { page } = await shop.visit()
  await rememberSession(shop, page, STAFF)
  const cookies = await page.context().cookies()
  const token = cookies.find(({ name }) => name === 'rialto_access')?.value ?? ''
  const refreshToken = cookies.find(({ name }) => name === 'rialto_refresh')?.value ?? ''
  await shop.anybody.identity.logout(
    { body: { refreshToken } },
    { headers: { authorization: `Bearer ${token}` } },
  )
  const print = '/admin/print/pick-list?id=ord-1'
  const away = await ask(print, { headers: { cookie: `rialto_access=${token}` } })
  expect(fieldOf(away.head, 'location')).toBe(`/shop/session-ended?return=${encodeURIComponent(print)}`)
  await page.goto('/admin/orders')
  expect(page.url()).toBe(`${shop.origin}/admin/sign-in?return=%2Fadmin%2Forders`)
  expect((await page.context().cookies()).filter(({ name }) => /access|refresh/.test(name))).toEqual([])
})

test('whoever does not work here changes nothing by an action of the admin, and empties no kept page', async () => {
  const { identifier, password, api } = await newCustomer(shop)
  const { id } = await api.identity.profile()
  const { accessToken } = await shop.anybody.identity.login({ body: { identifier, password } })
  const bowl = await product(shop, 'Murano bowl')
  const actions = JSON.parse(await readFile(ACTIONS, 'utf8')) as {
    node: Record<string, { filename: string; exportedName: string }>
  }
  const actionOf = (name: string) =>
    Object.entries(actions.node).find(([, { exportedName }]) => exportedName === name)?.[0] ?? ''
  const page = `/p/${bowl.slug}`
  const acts = [
    [`/admin/products/${bowl.id}`, 'archiveProduct', [bowl.id]],
    [`/admin/products/${bowl.id}`, 'setPictures', [bowl.id, []]],
    ['/admin/products', 'archiveMany', [[bowl.id, bowl.id]]],
    ['/admin/settings/staff', 'takeRole', [id, ['admin', 'customer'], 'customer']],
  ] as const
  const tryAll = async (cookie: string) => {
    for (const [path, name, said] of acts) {
      expect(actionOf(name), name).not.toBe('')
      const { status } = await ask(path, {
        method: 'POST',
        headers: {
          ...own(),
          cookie,
          'next-action': actionOf(name),
          accept: 'text/x-component',
          'content-type': 'text/plain;charset=UTF-8',
        },
        body: JSON.stringify(said),
      })
      expect(status, `${name} ${cookie.slice(0, 8)}`).toBeLessThan(500)
    }
  }
  for (const cookie of ['a=b', `rialto_access=${accessToken}`])
    // What the shop hears of the new product ends the time of its page, too, but only once.
    await expect
      .poll(
        async () => {
          await ask(page)
          await tryAll(cookie)
          return fieldOf((await ask(page)).head, 'cache-control')
        },
        { timeout: 2 * ANSWER_MS_MAX },
      )
      .toBe('private, no-cache')
  expect((await shop.anybody.catalog.get({ params: { id: bowl.id } })).id).toBe(bowl.id)
  expect((await shop.admin.identity.user({ params: { id } })).roles).toEqual(['customer'])
})

test('what a merchant calls a thing is text on every page, for machines as well', async () => {
  const evil = '</script><script>alert(1)</script><img src=x onerror=alert(1)>'
  const { id, slug } = await shop.admin.catalog.create({
    body: { name: `Mask ${evil}`, description: evil, brand: `B ${evil}`.slice(0, 60), price: 10, stock: 3 },
  })
  const { page, complaints } = await shop.visit()
  await rememberSession(shop, page, STAFF)
  let dialogs = 0
  page.on('dialog', (dialog) => {
    dialogs += 1
    void dialog.dismiss()
  })
  const pages = [
    `/p/${slug}`,
    '/search?sort=newest',
    `/search?q=${encodeURIComponent(evil)}`,
    `/admin/products/${id}`,
    `/admin/products?q=${encodeURIComponent(evil)}`,
  ]
  for (const path of pages) {
    await page.goto(path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await page.locator('img[src="x"]').count(), path).toBe(0)
    for (const text of await page.locator('script[type="application/ld+json"]').allTextContents())
      expect(() => JSON.parse(text) as unknown, path).not.toThrow()
  }
  expect(dialogs).toBe(0)
  expect(complaints).toEqual([])
})
