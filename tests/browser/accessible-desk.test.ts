/** The admin is open to everybody who works there: axe finds nothing on its pages. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { faultsEverywhere, type Looked } from './axe.fixture.ts'
import { placed, product, rememberSession, STAFF } from './people.fixture.ts'
import { openBrowserShop, type BrowserShop } from './shop.fixture.ts'

type Desk = {
  readonly page: Page
  readonly product: { readonly id: string; readonly name: string }
  readonly order: { readonly id: string; readonly number: string }
}

let shop: BrowserShop
let desk: Desk
beforeAll(async () => {
  shop = await openBrowserShop()
  const own = await product(shop, 'Opal glass')
  const order = await placed(shop.anybody, own.id)
  const { page } = await shop.visit({ reducedMotion: 'reduce' })
  await rememberSession(shop, page, STAFF)
  desk = { page, product: own, order }
})
afterAll(() => shop?.close())

const PAGES: Readonly<Record<string, (desk: Desk) => Looked>> = {
  dashboard: () => ({ path: '/admin', shows: 'Needs attention' }),
  'list of orders': ({ order }) => ({ path: '/admin/orders', shows: order.number }),
  'page of an order': ({ order }) => ({ path: `/admin/orders/${order.id}`, shows: 'Timeline' }),
  'list of products': () => ({ path: '/admin/products', shows: 'Premium Ultrabook Pro 15' }),
  'form of a product': ({ product: { id } }) => ({ path: `/admin/products/${id}`, shows: 'Pictures' }),
  'form of a new product': () => ({ path: '/admin/products/new', shows: 'What it is' }),
  'grid of prices and stock': () => ({ path: '/admin/products/grid', shows: 'Premium Ultrabook Pro 15' }),
  'list of customers': () => ({ path: '/admin/customers', shows: /^customer$/ }),
  'log of events': () => ({ path: '/admin/events', shows: 'order.confirmed' }),
  'map of services': () => ({ path: '/admin/services', shows: 'identity' }),
}

for (const [name, looked] of Object.entries(PAGES))
  test(`the ${name} is open to everybody, on a phone and a desk, by day and by night`, async () => {
    expect(await faultsEverywhere(shop, desk.page, looked(desk))).toEqual([])
  })
