/** What may become of an order once it is placed: taken back by who ordered, given back by who sells. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { faultsOf } from './axe.fixture.ts'
import { mailsTo, newEmail, pageOf, placed, product, rememberSession, STAFF } from './people.fixture.ts'
import { openBrowserShop, type BrowserShop } from './shop.fixture.ts'

let shop: BrowserShop
beforeAll(async () => {
  shop = await openBrowserShop()
})
afterAll(() => shop?.close())

const levelOf = async (sku: string) => (await shop.admin.inventory.level({ params: { sku } })).available

test('a guest takes an order back by the link in their mail: the money and the pieces come back, and a mail says so', async () => {
  const own = await product(shop, 'Hasty hat', { stock: 3 })
  const email = newEmail()
  const order = await placed(shop.anybody, own.id, { quantity: 2, email })
  const { page, complaints } = await shop.visit()
  await page.goto(`/orders/${order.id}`)
  await page.getByRole('heading', { level: 1, name: 'This order does not open' }).waitFor()

  await page.goto(pageOf(order))
  expect(await levelOf(own.sku)).toBe(1)
  await page.getByText('Cancel this order').click()
  await page.getByRole('button', { name: `Yes, cancel order ${order.number}` }).click()
  await page.getByRole('status').getByText('Cancelled').waitFor()
  // The page goes on telling: the money is given back a moment after the order is.
  await page.getByText(/\$97\.60.* given back/).waitFor()
  await expect.poll(() => page.evaluate<number>('scrollY')).toBeLessThan(100)
  await shop.picture(page, 'order-cancelled-desktop')
  expect(await page.getByText('Cancel this order').count()).toBe(0)
  await expect.poll(() => levelOf(own.sku)).toBe(3)
  await expect
    .poll(async () => (await shop.admin.order.get({ params: { id: order.id } })).paymentStatus)
    .toBe('refunded')
  await expect.poll(() => mailsTo(shop, email)).toContainEqual(expect.stringContaining('cancelled'))
  expect(complaints).toEqual([])
})

test('a merchant gives one piece back and puts it on the shelf: its buyer sees it without asking, and is written to', async () => {
  const own = await product(shop, 'Chipped cup', { price: 30, stock: 5 })
  const email = newEmail()
  const order = await placed(shop.anybody, own.id, { quantity: 2, email })
  const buyer = await shop.visit()
  await buyer.page.goto(pageOf(order))
  await buyer.page.getByText('This page keeps itself up to date.').waitFor()

  const { page, complaints } = await shop.visit()
  await rememberSession(shop, page, STAFF)
  await page.goto(`/admin/orders/${order.id}`)
  await page.getByRole('button', { name: 'Refund', exact: true }).click()
  const asked = page.getByRole('dialog', { name: `Refund order ${order.number}` })
  await asked.getByRole('button', { name: `One more of ${own.name}` }).click()
  await asked.getByLabel('Put the pieces back on the shelf').check()
  await asked.getByLabel('Reason').fill('Chipped on its way')
  await shop.picture(page, 'admin-refund')
  expect(await faultsOf(page)).toEqual([])
  await asked.getByRole('button', { name: /^Refund \$/ }).click()
  const steps = page.getByRole('dialog', { name: `Refund of order ${order.number}` })
  await steps.getByText('The provider has given it back').waitFor()
  await steps.getByText('The pieces go back on the shelf').waitFor()
  await steps.getByRole('button', { name: 'Close' }).last().click()

  const { refunded, status } = await shop.admin.order.get({ params: { id: order.id } })
  expect(status).toBe('confirmed')
  expect(refunded).toBeGreaterThanOrEqual(30)
  expect(refunded).toBeLessThan(60)
  await expect.poll(() => levelOf(own.sku)).toBe(4)
  await buyer.page.getByText('Given back so far').waitFor()
  await buyer.page.getByText(`$${refunded.toFixed(2)} given back`).waitFor()
  await buyer.page.getByText('Chipped on its way').first().waitFor()
  await shop.picture(buyer.page, 'order-refunded-desktop')
  await expect.poll(() => mailsTo(shop, email)).toContain(`Your refund for order ${order.number}`)

  // The other one is broken: the money goes back, and nothing to the shelf.
  await page.getByRole('button', { name: 'Refund', exact: true }).click()
  await asked.getByRole('button', { name: 'Everything that is left' }).click()
  await asked.getByRole('button', { name: /^Refund \$/ }).click()
  await steps.getByText('The provider has given it back').waitFor()
  await buyer.page.getByRole('status').getByText('Refunded').waitFor()
  expect(await levelOf(own.sku)).toBe(4)
  expect([...complaints, ...buyer.complaints]).toEqual([])
})
