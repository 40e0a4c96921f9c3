/** Orders that were placed without paying them, and are paid on their own page. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { faultsOf } from './axe.fixture.ts'
import { CARDS, fillCard, pay } from './buyer.fixture.ts'
import { ADDRESS, newCustomer, newEmail, product, rememberSession } from './people.fixture.ts'
import { openBrowserShop, PHONE, type BrowserShop } from './shop.fixture.ts'

let shop: BrowserShop
let productId: string
beforeAll(async () => {
  shop = await openBrowserShop()
  productId = (await product(shop, 'Patient kettle', { stock: 50 })).id
})
afterAll(() => shop?.close())

const WAITS = { name: 'This order is waiting for payment' }
const REFUSED = { name: 'The payment was refused' }

async function guestOrder() {
  const body = { items: [{ productId, quantity: 1 }], email: newEmail(), shippingAddress: ADDRESS }
  const { id, accessToken, status } = await shop.anybody.order.place({ body })
  expect(status).toBe('awaiting_payment')
  return { id, path: `/orders/${id}?token=${accessToken}` }
}
const paymentStatusOf = async (id: string) => (await shop.admin.order.get({ params: { id } })).paymentStatus

async function isThanked(page: Page): Promise<void> {
  await page.getByRole('heading', { name: /^Thank you/ }).waitFor()
}

test('a guest pays later: one card is refused, of the next the bank asks, and only then comes the offer of an account', async () => {
  const { id, path } = await guestOrder()
  const { page, complaints } = await shop.visit({ viewport: PHONE })
  await page.goto(path)
  await page.getByRole('heading', WAITS).waitFor()
  const offer = page.getByRole('heading', { name: 'Keep it in an account' })
  expect(await offer.count()).toBe(0)
  await shop.picture(page, 'order-waits-phone')
  expect(await faultsOf(page)).toEqual([])

  await pay(page)
  await page.getByRole('alert').getByText('Enter the card number').waitFor()
  await fillCard(page, CARDS.isRefused)
  await pay(page)
  await page.getByRole('alert').getByText('The card was refused').waitFor()
  // The page hears of it, and keeps what it has said.
  await page.getByRole('heading', REFUSED).waitFor()
  await page.getByRole('alert').getByText('The card was refused').waitFor()
  expect(await faultsOf(page)).toEqual([])

  await fillCard(page, CARDS.asksItsHolder)
  await pay(page)
  await page.getByRole('button', { name: 'Approve' }).click()
  await isThanked(page)
  expect(await paymentStatusOf(id)).toBe('paid')
  await offer.waitFor()
  expect(complaints).toEqual([])
})

test('who left the bank finds the way there again, or pays with another card', async () => {
  const { id, path } = await guestOrder()
  const { page, complaints } = await shop.visit()
  await page.goto(path)
  await fillCard(page, CARDS.asksItsHolder)
  await pay(page)
  await page.getByRole('button', { name: 'Approve' }).waitFor()
  await page.goto(path)
  await page.getByRole('link', { name: 'Confirm with your bank' }).click()
  await page.getByRole('button', { name: 'Approve' }).waitFor()
  await page.goto(path)
  await page.getByRole('heading', { name: 'Pay with another card' }).waitFor()
  expect(await faultsOf(page)).toEqual([])
  await shop.picture(page, 'order-at-bank-desktop')
  await fillCard(page, CARDS.pays)
  await pay(page)
  await isThanked(page)
  expect(await paymentStatusOf(id)).toBe('paid')
  const { items } = await shop.admin.payment.list({ query: { orderId: id } })
  expect(items.map(({ status }) => status)).toEqual(['voided', 'succeeded'])
  expect(complaints).toEqual([])
})

test('who is signed in pays on the page of their order', async () => {
  const customer = await newCustomer(shop)
  const body = { items: [{ productId, quantity: 1 }], shippingAddress: ADDRESS }
  const { id } = await customer.api.order.place({ body })
  const { page, complaints } = await shop.visit()
  await rememberSession(shop, page, customer)
  await page.goto(`/orders/${id}`)
  await fillCard(page, CARDS.pays)
  await pay(page)
  await isThanked(page)
  expect(await paymentStatusOf(id)).toBe('paid')
  expect(complaints).toEqual([])
})

test('without scripts the card is chosen on a page of its own, and the order is paid all the same', async () => {
  const { id, path } = await guestOrder()
  const { page } = await shop.visit({ javaScriptEnabled: false })
  await page.goto(path)
  await page.getByRole('button', { name: 'Continue to the card' }).click()
  await page.getByLabel('Card number').fill(CARDS.isRefused)
  await page.getByRole('button', { name: 'Get a token' }).click()
  await pay(page)
  await page.getByRole('alert').getByText('The card was refused').waitFor()
  await page.getByRole('button', { name: 'Continue to the card' }).click()
  await page.getByLabel('Card number').fill(CARDS.pays)
  await page.getByRole('button', { name: 'Get a token' }).click()
  await pay(page)
  await isThanked(page)
  expect(await paymentStatusOf(id)).toBe('paid')
})
