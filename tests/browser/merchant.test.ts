/** The ways of a merchant, in a real browser. */
import type { Dialog } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { faultsOf } from './axe.fixture.ts'
import { putInCart } from './buyer.fixture.ts'
import { newEmail, placed, product, rememberSession, STAFF } from './people.fixture.ts'
import { openBrowserShop, type BrowserShop } from './shop.fixture.ts'

let shop: BrowserShop
beforeAll(async () => {
  shop = await openBrowserShop()
})
afterAll(() => shop?.close())

const statusOf = async (id: string) => (await shop.admin.order.get({ params: { id } })).status

/** Somebody of the staff, who has signed in before. */
async function desk() {
  const visit = await shop.visit()
  await rememberSession(shop, visit.page, STAFF)
  return visit
}

test('a merchant signs in, finds an order and ships it, and its page says so', async () => {
  const own = await product(shop, 'Walnut board', { price: 30 })
  const order = await placed(shop.anybody, own.id, { quantity: 2 })
  const { page, complaints } = await shop.visit()
  await page.goto('/admin')
  await page.getByLabel('Email address or username').fill(STAFF.identifier)
  await page.getByLabel('Password', { exact: true }).fill(STAFF.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor()
  await shop.picture(page, 'admin-dashboard')
  await page.goto(`/admin/orders?q=${order.number}`)
  await shop.picture(page, 'admin-orders')
  await page.getByRole('link', { name: order.number }).first().click()
  await page.waitForURL(`**/admin/orders/${order.id}`, { waitUntil: 'commit' })
  await page.getByRole('button', { name: 'Ship', exact: true }).click()
  const asked = page.getByRole('dialog', { name: `Ship order ${order.number}?` })
  await asked.getByLabel('Tracking number').fill('RIALTO-42')
  await asked.getByRole('button', { name: 'Ship', exact: true }).click()
  await page.getByText(`Order ${order.number} is on its way.`).waitFor()
  await page.getByText('RIALTO-42').first().waitFor()
  await page.getByRole('button', { name: 'Mark as delivered' }).waitFor()
  await shop.picture(page, 'admin-order')
  expect(await shop.admin.order.get({ params: { id: order.id } })).toMatchObject({
    status: 'shipped',
    trackingNumber: 'RIALTO-42',
  })
  expect(complaints).toEqual([])
})

test('a price that is changed in the admin is the price in the shop on the next request, and carts tell it', async () => {
  const own = await product(shop, 'Olive bowl', { price: 19 })
  const shopper = await shop.visit()
  await putInCart(shopper.page, own.slug)
  const shown = async () => await (await fetch(`${shop.origin}/p/${own.slug}`)).text()
  expect(await shown()).toContain('$19.00')
  const { page, complaints } = await desk()
  await page.goto(`/admin/products/${own.id}`)
  await page.getByLabel('Price', { exact: true }).first().fill('23.5')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved. The shop shows it already.').waitFor()
  const after = await shown()
  expect(after).toContain('$23.50')
  expect(after).not.toContain('$19.00')
  await shop.picture(page, 'admin-product')
  await shopper.page.goto('/cart')
  await shopper.page.getByText('Costs $23.50 now. It was $19.00 when you put it in.').first().waitFor()
  await shop.picture(shopper.page, 'cart-price-changed-desktop')
  expect([...complaints, ...shopper.complaints]).toEqual([])
})

test('price and stock of one size are set in the table, the other size keeps its own, and the books say who it was', async () => {
  const skus = ['S', 'L'].map((size) => `CAP-${newEmail().slice(0, 8).toUpperCase()}-${size}`)
  const variants = skus.map((sku) => ({ sku, options: { Size: sku.slice(-1) }, stock: 4 }))
  const { id } = await shop.admin.catalog.create({ body: { name: 'Ferry cap', price: 20, variants } })
  const { page, complaints } = await desk()
  await page.goto('/admin/products/grid?q=Ferry+cap')
  await page.getByLabel('Price of Ferry cap, L').fill('24.5')
  await page.getByLabel('Stock of Ferry cap, L').fill('3')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('1 product saved. The shop shows it already.').waitFor()
  await shop.picture(page, 'admin-prices-and-stock')
  const after = await shop.anybody.catalog.get({ params: { id } })
  expect(after.variants.map(({ price, stock }) => [price, stock])).toEqual([
    [20, 4],
    [24.5, 3],
  ])
  const { items } = await shop.admin.inventory.movements({ params: { sku: skus[1] ?? '' } })
  expect(items[0]).toMatchObject({ delta: -1, actor: expect.stringMatching(/^usr_/) })
  expect(complaints).toEqual([])
})

test('pictures that wait are uploaded by one act, and one that was refused is tried again', async () => {
  const own = await product(shop, 'Three sides')
  const { page, complaints } = await desk()
  await page.goto(`/admin/products/${own.id}`, { waitUntil: 'networkidle' })
  const pictureAt = (x: number) => page.screenshot({ clip: { x, y: 0, width: 320, height: 400 } })
  const files = [await pictureAt(0), await pictureAt(50), await pictureAt(100)]
  await page
    .locator('input[type=file]')
    .setInputFiles([
      ...files.map((buffer, i) => ({ name: `side-${i}.png`, mimeType: 'image/png', buffer })),
      { name: 'letter.png', mimeType: 'image/png', buffer: Buffer.from('no picture') },
    ])
  const waiting = page.getByRole('list', { name: 'Pictures that wait' })
  await waiting.getByText('This file cannot be shown as a picture.').waitFor()
  await waiting.getByRole('button', { name: 'Leave letter.png out' }).click()
  const words = waiting.getByLabel('What does it show?')
  await words.nth(0).fill('The front')
  await words.nth(1).fill('The back')
  // The second does not arrive.
  await page.route(/media\?alt=The\+back/, (route) => route.abort())
  await page.getByRole('button', { name: 'Upload 3 pictures' }).click()
  const button = page.getByRole('button', { name: 'Upload 2 pictures' })
  await button.waitFor()
  await waiting.getByText('The connection broke.').waitFor()
  await waiting.getByText('Say what the picture shows').waitFor()
  await page.unrouteAll()
  await words.nth(1).fill('The side')
  await waiting.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('2 pictures uploaded.').waitFor()
  await waiting.waitFor({ state: 'hidden' })
  const { images } = await shop.anybody.catalog.get({ params: { id: own.id } })
  expect(images.map(({ alt }) => alt)).toEqual(['The front', 'The back', 'The side'])
  // What was broken on purpose.
  expect(complaints.filter((line) => !line.includes('ERR_FAILED'))).toEqual([])
})

test('stock is found by a part of its SKU and by a word of the name', async () => {
  const sku = `X7-${newEmail().slice(0, 8).toUpperCase()}-LAMP`
  await shop.admin.catalog.create({ body: { name: 'Zattere reading lamp', sku, price: 20, stock: 4 } })
  const { page, complaints } = await desk()
  for (const words of [sku.slice(2), 'reading zattere']) {
    const row = page.getByRole('row', { name: sku })
    // The name is heard a moment after the product is there.
    await expect
      .poll(
        async () => {
          await page.goto(`/admin/inventory?q=${encodeURIComponent(words)}`)
          return row.count()
        },
        { timeout: 20_000 },
      )
      .toBe(1)
  }
  await page.getByText('Zattere reading lamp').waitFor()
  await shop.picture(page, 'admin-stock-found')
  expect(complaints).toEqual([])
})

test('two orders are chosen from the list and shipped at once', async () => {
  const own = await product(shop, 'Twin vase')
  const email = newEmail()
  const orders = [
    await placed(shop.anybody, own.id, { email }),
    await placed(shop.anybody, own.id, { email }),
  ]
  const { page, complaints } = await desk()
  await page.goto(`/admin/orders?q=${email}`)
  for (const { number } of orders) await page.getByLabel(`Select order ${number}`).check()
  const bar = page.getByRole('group', { name: 'Chosen orders' })
  await bar.getByText('2 selected').waitFor()
  await shop.picture(page, 'admin-orders-chosen')
  expect(await faultsOf(page)).toEqual([])
  await bar.getByRole('button', { name: 'Ship' }).click()
  await page
    .getByRole('dialog', { name: 'Ship 2 orders?' })
    .getByRole('button', { name: 'Ship 2 orders' })
    .click()
  await page.getByText('Shipped: 2.').waitFor()
  for (const { id } of orders) expect(await statusOf(id)).toBe('shipped')
  await bar.waitFor({ state: 'hidden' })
  await expect.poll(() => page.getByRole('row').filter({ hasText: 'Shipped' }).count()).toBe(2)
  expect(complaints).toEqual([])
})

test('the palette opens by its keys, and a number and Enter lead to that order', async () => {
  const own = await product(shop, 'Found fork')
  const order = await placed(shop.anybody, own.id)
  const { page, complaints } = await desk()
  await page.goto('/admin')
  await page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor()
  const palette = page.getByRole('dialog', { name: 'Search' })
  // Until the scripts have taken the page over nobody hears a key.
  const keys = page.getByRole('dialog', { name: 'Keys' })
  await expect
    .poll(async () => {
      await page.keyboard.press('?')
      return keys.isVisible()
    })
    .toBe(true)
  await page.keyboard.press('Escape')
  await keys.waitFor({ state: 'hidden' })
  // In one go: what is typed while the palette is still being fetched is not lost.
  await page.keyboard.press('Control+k')
  await page.keyboard.type(order.number)
  await palette.getByRole('combobox').waitFor()
  await expect.poll(() => palette.getByRole('combobox').inputValue()).toBe(order.number)
  await palette.getByRole('option', { name: order.number }).first().waitFor()
  await shop.picture(page, 'admin-palette')
  expect(await faultsOf(page)).toEqual([])
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/admin/orders/${order.id}`, { waitUntil: 'commit' })
  await page.getByRole('heading', { level: 1, name: order.number }).waitFor()
  expect(complaints).toEqual([])
})

test('the map of the services is told anew by a stream, and stands still while it is paused', async () => {
  const { page, complaints } = await desk()
  const told = page.waitForResponse((response) => response.url().endsWith('/admin/services/live'))
  await page.goto('/admin/services')
  const stream = await told
  expect(stream.headers()['content-type']).toContain('text/event-stream')
  await page.getByText(/^All \d+ services are well\.$/).waitFor()
  const ended = page.waitForEvent('requestfailed', (request) =>
    request.url().endsWith('/admin/services/live'),
  )
  await page.getByRole('button', { name: 'Pause' }).click()
  await ended
  const again = page.waitForResponse((response) => response.url().endsWith('/admin/services/live'))
  await page.getByRole('button', { name: 'Go on' }).click()
  expect((await again).status()).toBe(200)
  expect(complaints).toEqual([])
})

test('a form that is not saved asks before one leaves it, and keeps what was typed', async () => {
  const own = await product(shop, 'Half a sentence')
  const { page, complaints } = await desk()
  await page.goto(`/admin/products/${own.id}`, { waitUntil: 'networkidle' })
  const name = page.getByLabel('Name', { exact: true }).first()
  await name.fill('Half a sentence more')
  await page.getByText('Not saved yet').waitFor()
  const asked: string[] = []
  const answer = (leave: boolean) => {
    page.once('dialog', (dialog: Dialog) => {
      asked.push(dialog.type())
      void (leave ? dialog.accept() : dialog.dismiss())
    })
  }
  const orders = page.getByRole('navigation').getByRole('link', { name: 'Orders' }).first()
  answer(false)
  await orders.click()
  expect(asked).toEqual(['confirm'])
  expect(await name.inputValue()).toBe('Half a sentence more')
  answer(false)
  await page.close({ runBeforeUnload: true })
  await expect.poll(() => asked).toEqual(['confirm', 'beforeunload'])
  answer(true)
  await orders.click()
  await page.waitForURL('**/admin/orders', { waitUntil: 'commit' })
  await page.getByRole('heading', { level: 1, name: 'Orders' }).waitFor()
  expect((await shop.admin.catalog.get({ params: { id: own.id } })).name).toBe(own.name)
  expect(complaints).toEqual([])
})

test('an address that asks a list for what it cannot show says so, and leads to the list', async () => {
  const { page } = await desk()
  for (const path of [
    'orders?after=zzz&page=3',
    'orders?status=bogus',
    'inventory?after=%00',
    'products?after=1',
  ])
    expect((await page.goto(`/admin/${path}`))?.status(), path).toBeLessThan(500)
  await page.goto('/admin/orders?after=zzz&page=3')
  await page.getByRole('link', { name: 'Show it without' }).click()
  await page.getByRole('heading', { level: 1, name: 'Orders' }).waitFor()
  await page.waitForURL(/\/admin\/orders\??$/)
})

test('a customer who comes to the admin is told which role it needs', async () => {
  const { page } = await shop.visit()
  await page.goto('/admin/orders')
  await page.getByLabel('Email address or username').fill('customer@ecommerce.local')
  await page.getByLabel('Password', { exact: true }).fill('customer123')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText(/role/i).first().waitFor()
  expect(await page.getByRole('table').count()).toBe(0)
})
