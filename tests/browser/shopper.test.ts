/** The ways of shoppers, in a real browser. */
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CARDS, fillCard, fillCheckout, orderShown, pay, putInCart } from './buyer.fixture.ts'
import { openBrowserShop, PHONE, type BrowserShop } from './shop.fixture.ts'

const LAPTOP = 'premium-ultrabook-pro-15'

let shop: BrowserShop
beforeAll(async () => {
  shop = await openBrowserShop()
})
afterAll(() => shop?.close())

const newEmail = () => `b${randomBytes(6).toString('hex')}@example.com`
/** A product of a test's own. */
const product = (name: string, stock: number, price = 40) =>
  shop.admin.catalog.create({ body: { name: `${name} ${randomBytes(3).toString('hex')}`, price, stock } })

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
  await pay(page)
  const { id, number } = await orderShown(page)
  await page.getByText(email).first().waitFor()
  await shop.picture(page, 'confirmation-phone')

  const order = await shop.admin.order.get({ params: { id } })
  expect(order).toMatchObject({ number, status: 'confirmed', paymentStatus: 'paid', userId: null, email })
  expect(sent.filter((text) => text.replaceAll(/\D/g, '').includes(CARDS.pays))).toEqual([])
  expect(complaints).toEqual([])
})

test('a returning customer finds the guest’s cart merged, orders, and sees the order among theirs', async () => {
  const email = newEmail()
  const own = await product('Copper kettle', 5)
  await shop.anybody.identity.register({ body: { email, password: 'a good password' } })
  const { page, complaints } = await shop.visit()
  await putInCart(page, own.slug)
  await page.goto('/sign-in?return=/cart')
  await page.getByLabel('Email or username').fill(email)
  await page.getByLabel('Password', { exact: true }).fill('a good password')
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/cart', { waitUntil: 'commit' })
  await page.getByRole('main').getByText(own.name).first().waitFor()
  await fillCheckout(page)
  await fillCard(page, CARDS.pays)
  await pay(page)
  const { number } = await orderShown(page)
  await page.goto('/account/orders')
  await page.getByText(number).first().waitFor()
  expect(complaints).toEqual([])
})

test('a declined card is told, nothing is charged or kept back, and another card pays the same cart', async () => {
  const own = await product('Tin whistle', 3)
  const { page, complaints } = await shop.visit()
  await putInCart(page, own.slug)
  await fillCheckout(page, newEmail())
  await fillCard(page, CARDS.isRefused)
  await pay(page)
  await page.getByText('You have not been charged').first().waitFor()
  await shop.picture(page, 'declined-desktop')
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
  const own = await product('Last lantern', 1)
  const { page, complaints } = await shop.visit()
  await putInCart(page, own.slug)
  await fillCheckout(page, newEmail())
  await fillCard(page, CARDS.pays)
  await shop.anybody.order.place({
    body: {
      email: newEmail(),
      items: [{ productId: own.id, quantity: 1 }],
      shippingAddress: { street: '2 Canal Street', city: 'Venice', zipCode: '30125', country: 'IT' },
      payment: { method: 'card', token: 'tok_visa' },
    },
  })
  await pay(page)
  await page
    .getByText(/sold out in the meantime/)
    .first()
    .waitFor()
  await page.getByText('You have not been charged').first().waitFor()
  expect(complaints).toEqual([])
})

test('a price that changed in the meantime is told, and is paid only once it was seen', async () => {
  const own = await product('Brass bell', 5)
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
  const own = await product('Silver spoon', 5)
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

test('the whole checkout goes by keyboard alone', async () => {
  const own = await product('Reading lamp', 5)
  const { page, complaints } = await shop.visit()
  await page.goto(`/p/${own.slug}`, { waitUntil: 'networkidle' })
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  /** Tabs on until the focus is on what has this name. */
  const tabTo = async (name: RegExp) => {
    for (let i = 0; i < 80; i += 1) {
      await press('Tab')
      const focused = await page.evaluate<string>(
        `(() => { const e = document.activeElement; return e?.getAttribute('aria-label') || (e?.labels?.[0]?.textContent ?? '') || e?.textContent || '' })()`,
      )
      if (name.test(focused.trim())) return
    }
    throw new Error(`nothing named ${name} can be reached`)
  }
  await tabTo(/^Add to cart/)
  await press('Enter')
  await page.getByRole('dialog', { name: 'Your cart' }).waitFor()
  await tabTo(/^Checkout/)
  await press('Enter')
  await page.waitForURL(/\/checkout/, { waitUntil: 'domcontentloaded' })
  await page.waitForLoadState('networkidle')
  const type = async (label: RegExp, text: string) => {
    await tabTo(label)
    await page.keyboard.type(text)
  }
  await type(/^Email/, newEmail())
  await press('Enter')
  await type(/^Full name/, 'Vera Veneziana')
  await type(/^Address/, '1 Canal Street')
  await type(/^Postcode/, '10001')
  await type(/^City/, 'New York')
  const state = page.getByLabel('State or province')
  if (await state.isVisible()) await type(/^State/, 'NY')
  await press('Enter')
  await type(/^Card number/, CARDS.pays)
  await type(/^Expiry/, '1239')
  await type(/^Security code/, '123')
  await press('Enter')
  await orderShown(page)
  expect(complaints).toEqual([])
})

test('without scripts one browses, narrows down, fills a cart and pays', async () => {
  const own = await product('Plain paper', 5)
  const { page } = await shop.visit({ javaScriptEnabled: false })
  await page.goto('/c/computers')
  await page
    .getByRole('link', { name: /Premium Ultrabook Pro 15/ })
    .first()
    .waitFor()
  await page.goto('/search?q=laptop&sort=price')
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('laptop')
  await page.goto(`/p/${own.slug}`)
  await page.getByRole('button', { name: 'Add to cart' }).first().click()
  await page.goto('/cart')
  await page.getByRole('main').getByText(own.name).first().waitFor()
  await page.goto('/checkout')
  await page.getByLabel('Email').fill(newEmail())
  await page.getByLabel('Full name').fill('Vera Veneziana')
  await page.getByLabel('Address', { exact: true }).fill('1 Canal Street')
  await page.getByLabel('Postcode').fill('30125')
  await page.getByLabel('City').fill('Venice')
  await page.getByLabel('Country').selectOption('IT')
  await page.getByRole('button', { name: 'Continue to the card' }).click()
  await page.locator('input[name=number]').fill(CARDS.pays)
  await page.locator('button').first().click()
  await page.waitForURL(/\/checkout/, { waitUntil: 'commit' })
  await pay(page)
  await orderShown(page)
})
