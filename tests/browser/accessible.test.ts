/** The pages of the shop are open to everybody: axe finds nothing on them, at two widths and in two themes. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { faultsEverywhere, faultsOf, type Looked } from './axe.fixture.ts'
import { newCustomer, pageOf, placed, product, rememberCart, rememberSession } from './people.fixture.ts'
import { openBrowserShop, type BrowserShop } from './shop.fixture.ts'

type State = {
  /** Somebody who has two things in a cart and no account. */
  readonly guest: Page
  /** Somebody who has an account and an order. */
  readonly customer: Page
  /** The address of a guest's order, with its key. */
  readonly orderPage: string
  readonly name: string
}

let shop: BrowserShop
let state: State
beforeAll(async () => {
  shop = await openBrowserShop()
  const visit = async () => (await shop.visit({ reducedMotion: 'reduce' })).page
  const [own, guest, customer, known] = await Promise.all([
    product(shop, 'Opal glass'),
    visit(),
    visit(),
    newCustomer(shop),
  ])
  await rememberCart(shop, guest, own.id)
  await rememberSession(shop, customer, known)
  await placed(known.api, own.id)
  const order = await placed(shop.anybody, own.id)
  state = { guest, customer, orderPage: pageOf(order), name: own.name }
})
afterAll(() => shop?.close())

const LAPTOP = 'Premium Ultrabook Pro 15'

const GUEST_PAGES: Readonly<Record<string, (state: State) => Looked>> = {
  'the home page': () => ({ path: '/', shows: LAPTOP }),
  'the home page in German': () => ({ path: '/de', shows: LAPTOP }),
  'the home page from right to left': () => ({ path: '/ar', shows: LAPTOP }),
  'a category': () => ({ path: '/c/computers', shows: LAPTOP }),
  'a search that is narrowed down': () => ({
    path: '/search?q=laptop&inStock=true&sort=price',
    shows: LAPTOP,
  }),
  'a search without a result': () => ({ path: '/search?q=xqzzwv', shows: /Nothing found for/ }),
  'a product': () => ({ path: '/p/premium-ultrabook-pro-15', shows: 'Add to cart' }),
  'a cart with something in it': ({ name }) => ({ path: '/cart', shows: name }),
  'the checkout': () => ({ path: '/checkout', shows: 'Continue to delivery' }),
  'the page of an order': ({ orderPage }) => ({ path: orderPage, shows: 'What happened' }),
  'the invoice of an order': ({ orderPage }) => ({
    path: orderPage.replace('?', '/invoice?'),
    shows: 'Back to the order',
  }),
  'signing in': () => ({ path: '/sign-in', shows: 'Password' }),
  'signing up': () => ({ path: '/sign-up', shows: 'Password' }),
  'a page that is not there': () => ({ path: '/nowhere', shows: 'There is no such page' }),
}
const CUSTOMER_PAGES: Readonly<Record<string, Looked>> = {
  'an account': { path: '/account', shows: 'Latest orders' },
  'the orders of an account': { path: '/account/orders', shows: 'Order again' },
  'an address to add': { path: '/account/addresses/new', shows: 'Postcode' },
}

for (const [name, looked] of Object.entries(GUEST_PAGES))
  test(`${name} is open to everybody, on a phone and a desk, by day and by night`, async () => {
    expect(await faultsEverywhere(shop, state.guest, looked(state))).toEqual([])
  })

for (const [name, looked] of Object.entries(CUSTOMER_PAGES))
  test(`${name} is open to everybody, on a phone and a desk, by day and by night`, async () => {
    expect(await faultsEverywhere(shop, state.customer, looked)).toEqual([])
  })

test('axe would find a picture without a word and a pale text', async () => {
  const { page } = await shop.visit()
  // Once the scripts have taken the page over: what they do not know of they would take away.
  await page.goto('/sign-in', { waitUntil: 'networkidle' })
  await page.evaluate(
    `document.body.insertAdjacentHTML('beforeend', '<img src="/terrazzo.svg"><p style="color:#ddd;background:#fff">pale</p>')`,
  )
  const found = (await faultsOf(page)).map((fault) => fault.replace(/:.*/s, ''))
  expect(found.toSorted()).toEqual(expect.arrayContaining(['color-contrast', 'image-alt']))
})
