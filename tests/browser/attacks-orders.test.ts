/** What somebody sends to the pages to see another's order or to pay less for their own, and what does not come of it. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ADDRESS, newEmail, placed, product, rememberSession, STAFF } from './people.fixture.ts'
import { openBrowserShop, type BrowserShop } from './shop.fixture.ts'
import { fieldOf, filledIn, stranger, type Asked } from './stranger.fixture.ts'

let shop: BrowserShop
const ask = (path: string, asked?: Asked) => stranger(shop.origin, path, asked)
beforeAll(async () => {
  shop = await openBrowserShop()
})
afterAll(() => shop?.close())

test('the page of a guest’s order opens by its own token only, whole and as it is', async () => {
  const { id: productId } = await product(shop, 'Murano lamp')
  const mine = await placed(shop.anybody, productId)
  const other = await placed(shop.anybody, productId)
  const token = mine.accessToken ?? ''
  const isOpen = async (query: string) => {
    const answers = await Promise.all(
      ['', '/invoice', '/live'].map((page) =>
        ask(page === '/live' ? `/shop/orders/${mine.id}/live${query}` : `/orders/${mine.id}${page}${query}`),
      ),
    )
    for (const { status, head, text } of answers) {
      expect(status).toBe(404)
      expect(head + text).not.toContain(ADDRESS.street)
      expect(head + text).not.toContain(mine.number)
    }
  }
  await isOpen('')
  for (const wrong of [
    other.accessToken ?? '',
    token.slice(0, -1),
    `${token}x`,
    token.toUpperCase(),
    '',
    '%00',
  ])
    await isOpen(`?token=${wrong}`)
  await isOpen(`?token=${other.accessToken}&token=${token}`)
  const opened = await ask(`/orders/${mine.id}?token=${token}`)
  expect(opened.status).toBe(200)
  expect(opened.text).toContain(ADDRESS.street)
  // It is a key: neither kept on the way nor told to whoever is linked to.
  expect(fieldOf(opened.head, 'cache-control')).toContain('no-store')
  expect(opened.text).toContain('<meta name="referrer" content="same-origin"')
})

test('a form that says another sum buys nothing, and one that is sent often buys once', async () => {
  const { id: productId } = await product(shop, 'Murano bowl', { price: 40 })
  const { key = '' } = await shop.anybody.cart.create()
  const guest = { headers: { 'x-cart-key': key } }
  await shop.anybody.cart.add({ ...guest, body: { productId, quantity: 2 } })
  const email = newEmail()
  const attempt = randomUUID()
  const page = `/checkout?attempt=${attempt}`
  const cookie = `rialto_cart=${key}`
  const { text: form } = await ask(page, { headers: { cookie } })
  const send = (fields: Readonly<Record<string, string>>) =>
    ask(page, {
      method: 'POST',
      headers: { cookie, origin: shop.origin, 'content-type': 'multipart/form-data; boundary=B' },
      body: filledIn(form, {
        email,
        name: ADDRESS.name,
        street: ADDRESS.street,
        city: ADDRESS.city,
        postcode: ADDRESS.zipCode,
        country: ADDRESS.country,
        pay: 'card',
        token: 'tok_visa',
        attempt,
        ...fields,
      }),
    })
  const orders = async () => (await shop.admin.order.list({ query: { scope: 'all', q: email } })).items
  const sumIn = (text: string) => /name="total" value="([\d.]+)"/.exec(text)?.[1] ?? ''
  let sum = ''
  for (const total of ['0.01', '0', '-80', 'NaN', '1e999', '__proto__', '79.99']) {
    const { status, text } = await send({
      total,
      price: '0.01',
      subtotal: '0',
      quantity: '1',
      shippingCost: '0',
    })
    expect(status, total).toBe(200)
    sum = sumIn(text)
  }
  expect(Number(sum)).toBeGreaterThanOrEqual(80)
  expect(await orders()).toEqual([])
  // Another piece in another tab: what was shown is not what would be bought.
  await shop.anybody.cart.add({ ...guest, body: { productId, quantity: 1 } })
  const changed = await send({ total: sum })
  expect(changed.status).toBe(200)
  expect(await orders()).toEqual([])
  const now = sumIn(changed.text)
  expect(Number(now)).toBeGreaterThan(Number(sum))
  const again = randomUUID()
  await Promise.all([1, 2, 3].map(() => send({ total: now, attempt: again })))
  await send({ total: now, attempt: again })
  const bought = await orders()
  expect(bought).toMatchObject([{ total: Number(now) }])
})

test('what a buyer calls themselves is text wherever the shop and its staff read it', async () => {
  const evil = '</script><img src=x onerror=alert(1)>'
  const { slug } = await shop.admin.catalog.createCategory({ body: { name: `Masks ${evil}` } })
  const { id: productId } = await shop.admin.catalog.create({
    body: { name: `Mask ${evil}`, price: 10, stock: 9, category: slug },
  })
  const order = await shop.anybody.order.place({
    body: {
      email: newEmail(),
      items: [{ productId, quantity: 1 }],
      shippingAddress: { ...ADDRESS, name: evil, street: evil, city: evil },
      payment: { method: 'card', token: 'tok_visa' },
    },
  })
  await shop.admin.order.addNote({
    params: { id: order.id },
    body: { text: evil, visibility: 'public' },
  })
  const { page, complaints } = await shop.visit()
  await rememberSession(shop, page, STAFF)
  let dialogs = 0
  page.on('dialog', (dialog) => {
    dialogs += 1
    void dialog.dismiss()
  })
  const pages = [
    `/c/${slug}`,
    `/orders/${order.id}?token=${order.accessToken}`,
    `/orders/${order.id}/invoice?token=${order.accessToken}`,
    '/admin/orders',
    `/admin/orders/${order.id}`,
    `/admin/print/pick-list?id=${order.id}`,
    '/admin/categories',
    '/admin/inventory',
  ]
  for (const path of pages) {
    await page.goto(path)
    await page.getByText('onerror=alert(1)').first().waitFor({ state: 'attached' })
    expect(await page.locator('img[src="x"]').count(), path).toBe(0)
  }
  expect(dialogs).toBe(0)
  expect(complaints).toEqual([])
})
