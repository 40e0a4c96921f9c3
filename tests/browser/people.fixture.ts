/** What a journey begins with and is not about, made through the API: people, goods, carts and orders. */
import { randomBytes } from 'node:crypto'
import { Rialto } from '@rialto/client'
import type { Page } from 'playwright-core'
import type { BrowserShop } from './shop.fixture.ts'

export const STAFF = { identifier: 'admin@ecommerce.local', password: 'admin123' } as const
const PASSWORD = 'a good password'
export const ADDRESS = {
  name: 'Vera Veneziana',
  street: '1 Canal Street',
  city: 'Venice',
  zipCode: '30125',
  country: 'IT',
} as const

type Credentials = { readonly identifier: string; readonly password: string }

export const newEmail = () => `b${randomBytes(6).toString('hex')}@example.com`

/** A product of a test's own, that nobody else buys. */
export function product(shop: BrowserShop, name: string, { price = 40, stock = 9 } = {}) {
  const body = { name: `${name} ${randomBytes(3).toString('hex')}`, price, stock }
  return shop.admin.catalog.create({ body })
}

/** An order of one product, paid: a guest's unless the API is somebody's. */
export function placed(api: Rialto, productId: string, { quantity = 1, email = newEmail() } = {}) {
  return api.order.place({
    body: {
      email,
      items: [{ productId, quantity }],
      shippingAddress: ADDRESS,
      payment: { method: 'card', token: 'tok_visa' },
    },
  })
}

/** The page of a guest's order, opened by the token in its link. */
export function pageOf(order: { readonly id: string; readonly accessToken?: string }): string {
  return `/orders/${order.id}?token=${order.accessToken ?? ''}`
}

/** Somebody with an account, and the API as they may use it. */
export async function newCustomer(shop: BrowserShop): Promise<Credentials & { readonly api: Rialto }> {
  const identifier = newEmail()
  const api = new Rialto({ origin: shop.gateway })
  await api.register({ email: identifier, password: PASSWORD })
  return { identifier, password: PASSWORD, api }
}

/** A browser that has been here before: its session is in the cookies that signing in sets. */
export async function rememberSession(
  shop: BrowserShop,
  page: Page,
  { identifier, password }: Credentials,
): Promise<void> {
  const body = { identifier, password }
  const { accessToken, refreshToken } = await shop.anybody.identity.login({ body })
  await page.context().addCookies([
    { name: 'rialto_access', value: accessToken, url: shop.origin, httpOnly: true },
    { name: 'rialto_refresh', value: refreshToken, url: shop.origin, httpOnly: true },
  ])
}

/** A browser whose guest has put something into the cart before. */
export async function rememberCart(shop: BrowserShop, page: Page, productId: string): Promise<void> {
  const { key = '' } = await shop.anybody.cart.create()
  await shop.anybody.cart.add({ headers: { 'x-cart-key': key }, body: { productId, quantity: 2 } })
  await page.context().addCookies([{ name: 'rialto_cart', value: key, url: shop.origin, httpOnly: true }])
}

/** Signs in through the form of the page. */
export async function signIn(page: Page, { identifier, password }: Credentials): Promise<void> {
  await page.getByLabel('Email or username').fill(identifier)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
}

type Mail = { readonly id: string; readonly to: string; readonly subject: string }

/** The subjects of what this address has been sent, the newest first. */
export async function mailsTo(shop: BrowserShop, email: string): Promise<readonly string[]> {
  const answer = await fetch(`${shop.mail}/api/v1/mails?to=${encodeURIComponent(email)}`)
  const { items } = (await answer.json()) as { readonly items: readonly Mail[] }
  return items.map(({ subject }) => subject)
}
