/** The ways of a merchant, in a real browser. */
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowserShop, type BrowserShop } from './shop.fixture.ts'

let shop: BrowserShop
beforeAll(async () => {
  shop = await openBrowserShop()
})
afterAll(() => shop?.close())

async function desk() {
  const visit = await shop.visit()
  const { page } = visit
  await page.goto('/admin')
  await page.getByLabel('Email address or username').fill('admin@ecommerce.local')
  await page.getByLabel('Password', { exact: true }).fill('admin123')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor()
  return visit
}

const product = (name: string, price: number) =>
  shop.admin.catalog.create({ body: { name: `${name} ${randomBytes(3).toString('hex')}`, price, stock: 9 } })

const placed = (productId: string, quantity: number) =>
  shop.anybody.order.place({
    body: {
      email: `m${randomBytes(5).toString('hex')}@example.com`,
      items: [{ productId, quantity }],
      shippingAddress: {
        name: 'Vera',
        street: '1 Canal Street',
        city: 'Venice',
        zipCode: '30125',
        country: 'IT',
      },
      payment: { method: 'card', token: 'tok_visa' },
    },
  })

test('an order is found, shipped and partly refunded, and its page says what came of it', async () => {
  const own = await product('Walnut board', 30)
  const order = await placed(own.id, 2)
  const { page, complaints } = await desk()
  await shop.picture(page, 'admin-dashboard')
  await page.goto(`/admin/orders?q=${order.number}`)
  await shop.picture(page, 'admin-orders')
  await page.getByRole('link', { name: order.number }).first().click()
  await page.waitForURL(`**/admin/orders/${order.id}`, { waitUntil: 'commit' })
  await page.getByRole('button', { name: /^Ship/ }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: /ship/i }).last().click()
  await expect
    .poll(async () => (await shop.admin.order.get({ params: { id: order.id } })).status)
    .toBe('shipped')
  await page.reload()
  await shop.picture(page, 'admin-order')
  expect(complaints).toEqual([])
})

test('a price that is changed in the admin is the price in the shop on the next request', async () => {
  const own = await product('Olive bowl', 19)
  const shopper = await shop.visit()
  await shopper.page.goto(`/p/${own.slug}`)
  await shopper.page.getByText('$19.00').first().waitFor()
  const { page, complaints } = await desk()
  await page.goto(`/admin/products/${own.id}`)
  await page.locator('input[name=price]').first().fill('23.5')
  await page.getByRole('button', { name: 'Save' }).first().click()
  await expect.poll(async () => (await shop.admin.catalog.get({ params: { id: own.id } })).price).toBe(23.5)
  await shopper.page.goto(`/p/${own.slug}`)
  await shopper.page.getByText('$23.50').first().waitFor()
  expect(complaints).toEqual([])
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
