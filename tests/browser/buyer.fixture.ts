/** What a shopper does, in words of the shop. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

export const CARDS = {
  pays: '4242424242424242',
  isRefused: '4000000000000002',
  asksItsHolder: '4000002760003184',
} as const

/** Puts one piece of a product into the cart, from its page. */
export async function putInCart(page: Page, slug: string): Promise<void> {
  await page.goto(`/p/${slug}`)
  // The drawer opens before the shop has answered; who goes on at once would take the question back.
  const answered = page.waitForResponse(/\/shop\/cart\/items/)
  await page.getByRole('button', { name: 'Add to cart' }).first().click()
  expect((await answered).status()).toBeLessThan(400)
  // Who is quicker than the scripts of the page sends the form itself, and is led to the page of the cart.
  const drawer = page.getByRole('dialog', { name: 'Your cart' })
  await drawer
    .or(page.getByRole('heading', { level: 1, name: 'Your cart' }))
    .first()
    .waitFor()
}

/** From the cart to the payment: a guest says an email, of a customer it is known; both say where to deliver. */
export async function fillCheckout(page: Page, email?: string): Promise<void> {
  await page.goto('/checkout')
  if (email !== undefined) {
    await page.getByLabel('Email').fill(email)
    await page.getByRole('button', { name: 'Continue to delivery' }).click()
  }
  await page.getByLabel('Full name').fill('Vera Veneziana')
  await page.getByLabel('Address', { exact: true }).fill('1 Canal Street')
  await page.getByLabel('Postcode').fill('30125')
  await page.getByLabel('City').fill('Venice')
  await page.getByLabel('Country').selectOption('IT')
  await page.getByRole('button', { name: 'Continue to payment' }).click()
  await page.getByLabel('Card number').waitFor()
  // The sums are those of the address by now.
  await page.locator('dl[aria-busy=true]').first().waitFor({ state: 'detached' })
}

/** Types a card; the month is one to come. */
export async function fillCard(page: Page, number: string): Promise<void> {
  await page.getByLabel('Card number').fill(number)
  await page.getByLabel('Expiry').fill('12 / 39')
  await page.getByLabel('Security code').fill('123')
}

export async function pay(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Pay / }).click()
}

/** The number of the order that a page shows. */
export async function orderShown(page: Page): Promise<{ readonly id: string; readonly number: string }> {
  await page.waitForURL(/\/orders\/ord_/, { waitUntil: 'commit' })
  const text =
    (await page
      .getByText(/[Oo]rder \d{6,}/)
      .first()
      .textContent()) ?? ''
  return {
    id: /\/orders\/(ord_[a-z0-9]+)/.exec(page.url())?.[1] ?? '',
    number: /\d{6,}/.exec(text)?.[0] ?? '',
  }
}
