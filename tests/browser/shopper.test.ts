/** The ways of shoppers, in a real browser. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { faultsOf } from './axe.fixture.ts'
import { CARDS, fillCard, fillCheckout, orderShown, pay, putInCart } from './buyer.fixture.ts'
import { ADDRESS, newCustomer, newEmail, placed, product, signIn } from './people.fixture.ts'
import { openBrowserShop, PHONE, type BrowserShop } from './shop.fixture.ts'

const LAPTOP = 'premium-ultrabook-pro-15'

let shop: BrowserShop
beforeAll(async () => {
  shop = await openBrowserShop()
})
afterAll(() => shop?.close())

test('a guest searches, orders on a phone, and the number of the card never leaves the page', async () => {
  const { page, complaints } = await shop.visit({ viewport: PHONE, hasTouch: true })
  const sent: string[] = []
  page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`))
  await page.goto('/')
  await page.getByRole('combobox', { name: 'Search the shop' }).fill('ultrabook')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/search?**', { waitUntil: 'commit' })
  await page
    .getByRole('link', { name: /Premium Ultrabook Pro 15/ })
    .first()
    .click()
  await page.waitForURL(`**/p/${LAPTOP}`, { waitUntil: 'commit' })
  await shop.picture(page, 'product-phone')
  await page.getByRole('button', { name: 'Add to cart' }).first().click()
  const drawer = page.getByRole('dialog', { name: 'Your cart' })
  await drawer.getByText('Premium Ultrabook Pro 15').first().waitFor()
  await shop.picture(page, 'cart-drawer-phone')
  expect(await faultsOf(page)).toEqual([])
  // What closes it is the uppermost thing where it stands: nothing is painted over it.
  const close = drawer.getByRole('button', { name: 'Close' })
  const box = await close.boundingBox()
  const isOnTop = await page.evaluate(
    `(() => { const e = document.elementFromPoint(${(box?.x ?? 0) + (box?.width ?? 0) / 2}, ${(box?.y ?? 0) + (box?.height ?? 0) / 2}); return e?.closest('button')?.getAttribute('aria-label') })()`,
  )
  expect(isOnTop).toBe('Close')

  const email = newEmail()
  await fillCheckout(page, email)
  await fillCard(page, CARDS.pays)
  expect(await page.getByLabel('Card number').inputValue()).toBe('4242 4242 4242 4242')
  await shop.picture(page, 'checkout-phone')
  expect(await faultsOf(page)).toEqual([])
  await pay(page)
  const { id, number } = await orderShown(page)
  await page.getByText(email).first().waitFor()
  await shop.picture(page, 'confirmation-phone')

  const order = await shop.admin.order.get({ params: { id } })
  expect(order).toMatchObject({ number, status: 'confirmed', paymentStatus: 'paid', userId: null, email })
  expect(sent.filter((text) => text.replaceAll(/\D/g, '').includes(CARDS.pays))).toEqual([])
  expect(complaints).toEqual([])
})

test('a returning customer finds the guest’s cart merged and the address known, orders, and orders the same again', async () => {
  const [own, first] = [await product(shop, 'Copper kettle'), await product(shop, 'Copper pan')]
  const known = await newCustomer(shop)
  await known.api.profile.addAddress({ body: ADDRESS })
  await known.api.cart.add({ body: { productId: first.id, quantity: 1 } })
  const { page, complaints } = await shop.visit()
  await putInCart(page, own.slug)
  await page.goto('/sign-in?return=/cart')
  await signIn(page, known)
  await page.waitForURL('**/cart', { waitUntil: 'commit' })
  const main = page.getByRole('main')
  await main.getByRole('link', { name: own.name }).waitFor()
  await main.getByRole('link', { name: first.name }).waitFor()

  await page.goto('/checkout')
  await main.getByText(ADDRESS.name).first().waitFor()
  await fillCard(page, CARDS.pays)
  await shop.picture(page, 'checkout-returning-desktop')
  await pay(page)
  const { id, number } = await orderShown(page)
  expect(await known.api.order.get({ params: { id } })).toMatchObject({
    items: expect.arrayContaining([
      expect.objectContaining({ name: own.name }),
      expect.objectContaining({ name: first.name }),
    ]),
    shippingAddress: ADDRESS,
    paymentStatus: 'paid',
  })
  expect((await known.api.cart.get()).items).toEqual([])

  await page.goto('/account/orders')
  await main.getByRole('link', { name: `Order ${number}` }).waitFor()
  await shop.picture(page, 'account-orders-desktop')
  await page.getByRole('button', { name: `Order again what was in order ${number}` }).click()
  await page.waitForURL('**/cart', { waitUntil: 'commit' })
  await main.getByRole('link', { name: own.name }).waitFor()
  expect((await known.api.cart.get()).itemCount).toBe(2)
  expect(complaints).toEqual([])
})

test('what is wrong with an address is told until it is mended, or no longer asked where the parcel goes', async () => {
  const { page, complaints } = await shop.visit()
  await putInCart(page, LAPTOP)
  await page.goto('/checkout')
  await page.getByLabel('Email').fill(newEmail())
  await page.getByRole('button', { name: 'Continue to delivery' }).click()
  await page.getByLabel('Country').selectOption('US')
  await page.getByRole('button', { name: 'Continue to payment' }).click()
  const told = page.getByRole('alert').getByRole('link')
  await told.filter({ hasText: 'Enter the state or province' }).waitFor()
  expect(await told.count()).toBe(5)

  // The Emirates know neither states nor postcodes.
  await page.getByLabel('Country').selectOption('AE')
  await told.filter({ hasText: 'Enter the state or province' }).waitFor({ state: 'detached' })
  const [name, ...others] = await told.allTextContents()
  expect(others).toEqual(['Enter the street and number', 'Enter the city'])
  await page.getByLabel('Full name').fill('Vera Veneziana')
  await told.filter({ hasText: name ?? '' }).waitFor({ state: 'detached' })
  expect(await told.allTextContents()).toEqual(others)
  // Who mends one goes on typing there.
  expect(await page.evaluate('document.activeElement?.id')).toBe('name')
  expect(complaints).toEqual([])
})

test('a declined card is told, nothing is charged or kept back, and another card pays the same cart', async () => {
  const own = await product(shop, 'Tin whistle', { stock: 3 })
  const { page, complaints } = await shop.visit()
  await putInCart(page, own.slug)
  await fillCheckout(page, newEmail())
  await fillCard(page, CARDS.isRefused)
  await pay(page)
  await page.getByText('You have not been charged').first().waitFor()
  await shop.picture(page, 'declined-desktop')
  expect(await faultsOf(page)).toEqual([])
  expect(await shop.admin.inventory.level({ params: { sku: own.sku } })).toMatchObject({
    available: 3,
    reserved: 0,
  })
  await fillCard(page, CARDS.pays)
  await pay(page)
  await orderShown(page)
  expect(complaints).toEqual([])
})

test('what somebody else bought in the meantime is told before anything is charged', async () => {
  const own = await product(shop, 'Last lantern', { stock: 1 })
  const { page, complaints } = await shop.visit()
  await putInCart(page, own.slug)
  const email = newEmail()
  await fillCheckout(page, email)
  await fillCard(page, CARDS.pays)
  await placed(shop.anybody, own.id)
  await pay(page)
  await page.getByText(`${own.name} was sold out in the meantime`).first().waitFor()
  await page.getByText('You have not been charged').first().waitFor()
  await shop.picture(page, 'sold-out-desktop')
  const { items } = await shop.admin.order.list({ query: { scope: 'all', q: email } })
  expect(items.filter(({ paymentStatus }) => paymentStatus === 'paid')).toEqual([])
  await page.goto('/cart')
  await page.getByText('Sold out by now. Remove it to order the rest.').first().waitFor()
  expect(complaints).toEqual([])
})

test('a price that changed in the meantime is told, and is paid only once it was seen', async () => {
  const own = await product(shop, 'Brass bell', { stock: 5 })
  const { page, complaints } = await shop.visit()
  await putInCart(page, own.slug)
  await fillCheckout(page, newEmail())
  await fillCard(page, CARDS.pays)
  await shop.admin.catalog.patch({ params: { id: own.id }, body: { price: 55 } })
  await pay(page)
  await page
    .getByText(/total is .* by now|price has changed/)
    .first()
    .waitFor()
  await pay(page)
  const { id } = await orderShown(page)
  expect((await shop.admin.order.get({ params: { id } })).subtotal).toBe(55)
  expect(complaints).toEqual([])
})

test('a card whose bank asks first leads to the bank and back to the order', async () => {
  const own = await product(shop, 'Silver spoon', { stock: 5 })
  const { page, complaints } = await shop.visit()
  await putInCart(page, own.slug)
  await fillCheckout(page, newEmail())
  await fillCard(page, CARDS.asksItsHolder)
  await pay(page)
  await page.getByRole('button', { name: 'Approve' }).click()
  const { id } = await orderShown(page)
  await expect.poll(async () => (await shop.admin.order.get({ params: { id } })).status).toBe('confirmed')
  expect(complaints).toEqual([])
})

test('who refuses at the bank has paid nothing, and pays the same order with another card', async () => {
  const own = await product(shop, 'Second thought', { stock: 1 })
  const { page, complaints } = await shop.visit()
  await putInCart(page, own.slug)
  await fillCheckout(page, newEmail())
  await fillCard(page, CARDS.asksItsHolder)
  await pay(page)
  await page.getByRole('button', { name: 'Refuse' }).click()
  const refused = await orderShown(page)
  // The word of the bank may be later than its customer: the page hears of it by itself.
  await page.getByRole('heading', { name: 'The payment was refused' }).waitFor()
  await page.getByText('You have not been charged').first().waitFor()
  await shop.picture(page, 'refused-at-bank-desktop')
  await fillCard(page, CARDS.pays)
  await pay(page)
  await page.getByRole('heading', { name: 'Thank you, Vera' }).waitFor()
  expect((await orderShown(page)).id).toBe(refused.id)
  expect((await shop.admin.order.get({ params: { id: refused.id } })).paymentStatus).toBe('paid')
  // The cart is ordered now, as soon as it has heard so.
  await expect
    .poll(async () => {
      await page.goto('/cart')
      return page.getByText('Nothing in here yet').count()
    })
    .toBeGreaterThan(0)
  expect(complaints).toEqual([])
})
