/** What is shown, and what is safe, where the shop or its services cannot be reached. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { faultsOf } from './axe.fixture.ts'
import { CARDS, fillCard, fillCheckout, orderShown, pay, putInCart } from './buyer.fixture.ts'
import { openGate, type Gate } from './gate.fixture.ts'
import { newEmail, product, rememberCart } from './people.fixture.ts'
import { openBrowserShop, PHONE, type BrowserShop } from './shop.fixture.ts'

let shop: BrowserShop
let gate: Gate
beforeAll(async () => {
  shop = await openBrowserShop(async (gateway) => {
    gate = await openGate(gateway)
    return gate.origin
  })
})
afterAll(async () => {
  await shop?.close()
  await gate?.close()
})

test('without a connection a product that was seen is there, and every other page says what is the matter', async () => {
  const own = await product(shop, 'Storm lantern')
  const { page, complaints } = await shop.visit({ viewport: PHONE, hasTouch: true })
  await page.goto('/')
  await expect
    .poll(() => page.evaluate<boolean>('navigator.serviceWorker.controller !== null'), { timeout: 30_000 })
    .toBe(true)
  await page.goto(`/p/${own.slug}`)
  await page.getByText('$40.00').first().waitFor()
  await expect
    .poll(() => page.evaluate<boolean>('caches.match(location.pathname, { ignoreVary: true }).then(Boolean)'))
    .toBe(true)
  expect(complaints).toEqual([])

  await page.context().setOffline(true)
  await page.goto(`/p/${own.slug}`)
  await page.getByRole('heading', { level: 1, name: own.name }).waitFor()
  await page.getByText('$40.00').first().waitFor()
  await page.goto('/de/cart')
  await page.getByRole('heading', { level: 1, name: 'Gerade keine Verbindung' }).waitFor()
  await page.goto('/cart')
  await page.getByRole('heading', { level: 1, name: 'No connection just now' }).waitFor()
  await page.getByText('Nothing was sent and nothing is lost').waitFor()
  await shop.picture(page, 'offline-phone')
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('link', { name: own.name }).click()
  await page.getByRole('heading', { level: 1, name: own.name }).waitFor()
  await page.goto('/cart')
  await page.getByRole('heading', { level: 1, name: 'No connection just now' }).waitFor()

  await page.context().setOffline(false)
  await page.getByRole('link', { name: 'Try again' }).click()
  await page.getByRole('heading', { level: 1, name: 'Your cart' }).waitFor()
})

test('a page whose services do not answer says what is safe, and is there once they do', async () => {
  const own = await product(shop, 'Patient pot')
  const { page } = await shop.visit()
  await rememberCart(shop, page, own.id)
  gate.shut()
  const response = await page.goto('/cart')
  expect(response?.status()).toBe(500)
  await page.getByText('What was confirmed before stays so').waitFor()
  await shop.picture(page, 'failure-desktop')
  expect(await faultsOf(page)).toEqual([])
  gate.open()
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('main').getByRole('link', { name: own.name }).waitFor()
})

test('the same is said, and may be tried again, where no script runs', async () => {
  const own = await product(shop, 'Quiet quill')
  const { page } = await shop.visit({ javaScriptEnabled: false })
  await rememberCart(shop, page, own.id)
  gate.shut()
  expect((await page.goto('/de/cart'))?.status()).toBe(500)
  await page.getByRole('heading', { level: 1, name: 'Das hat nicht geklappt' }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('de')
  gate.open()
  await page.getByRole('link', { name: 'Noch einmal versuchen' }).click()
  await page.getByRole('main').getByRole('link', { name: own.name }).waitFor()
})

test('an order whose answer was lost is told so, and paying again leads to it and charges nothing twice', async () => {
  const own = await product(shop, 'Echo bell', { price: 25, stock: 5 })
  const email = newEmail()
  const { page } = await shop.visit()
  await putInCart(page, own.slug)
  await fillCheckout(page, email)
  await fillCard(page, CARDS.pays)
  gate.loseAnswers()
  await pay(page)
  await page.getByText('We did not hear back from our own services').first().waitFor()
  await page.getByText('nothing is ordered or charged twice').first().waitFor()
  await shop.picture(page, 'silence-desktop')
  const ordered = async () => (await shop.admin.order.list({ query: { scope: 'all', q: email } })).items
  await expect.poll(async () => (await ordered()).length).toBe(1)
  gate.open()
  await pay(page)
  const { id } = await orderShown(page)
  expect((await ordered()).map((order) => order.id)).toEqual([id])
  const { items } = await shop.admin.payment.list({ query: { orderId: id } })
  expect(items.map(({ status }) => status)).toEqual(['succeeded'])
  expect(await shop.admin.inventory.level({ params: { sku: own.sku } })).toMatchObject({ available: 4 })
})

test('who pays without a connection is told that nothing arrived, and pays once it is back', async () => {
  const own = await product(shop, 'Tunnel torch')
  const email = newEmail()
  const { page } = await shop.visit()
  await putInCart(page, own.slug)
  await fillCheckout(page, email)
  await fillCard(page, CARDS.pays)
  await page.context().setOffline(true)
  await pay(page)
  await page.getByText('That did not reach us').waitFor()
  expect(await page.getByLabel('Card number').inputValue()).toBe('4242 4242 4242 4242')
  await page.context().setOffline(false)
  await pay(page)
  await orderShown(page)
  const { items } = await shop.admin.order.list({ query: { scope: 'all', q: email } })
  expect(items.length).toBe(1)
})
