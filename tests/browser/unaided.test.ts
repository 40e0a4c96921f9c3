/** The way to an order without a mouse, and without scripts. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CARDS, orderShown, pay } from './buyer.fixture.ts'
import { newEmail, product } from './people.fixture.ts'
import { openBrowserShop, type BrowserShop } from './shop.fixture.ts'

let shop: BrowserShop
beforeAll(async () => {
  shop = await openBrowserShop()
})
afterAll(() => shop?.close())

type Focused = {
  readonly name: string
  /** Whether it can be seen that it has the focus, and itself. */
  readonly isShown: boolean
  /** Whether it stands behind what had the focus before. */
  readonly isBehind: boolean
}

/** Of what has the focus; undefined where nothing of the page has. */
const FOCUSED = `(() => {
  const element = document.activeElement
  if (!element || element === document.body) return undefined
  const before = window.focusedBefore
  window.focusedBefore = element
  const style = getComputedStyle(element)
  const box = element.getBoundingClientRect()
  return {
    name: (element.getAttribute('aria-label') || element.labels?.[0]?.textContent || element.textContent || '').trim(),
    isShown: element.matches(':focus-visible') && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 &&
      box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    isBehind: !before?.isConnected ||
      (before.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
  }
})()`
const STOPS_MAX = 80

/** Goes from stop to stop until the focus is on what has this name: each is seen, and stands behind the one before. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const passed: string[] = []
  // A dialog may have moved it in the meantime.
  await page.evaluate('window.focusedBefore = document.activeElement')
  for (let i = 0; i < STOPS_MAX; i += 1) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate<Focused | undefined>(FOCUSED)
    expect(focused, `${name} is reached before the page ends; passed ${passed.join(', ')}`).toBeDefined()
    if (!focused) return
    expect(focused, `on the way to ${name}`).toMatchObject({ isShown: true, isBehind: true })
    if (name.test(focused.name)) return
    passed.push(focused.name.slice(0, 40))
  }
  throw new Error(`nothing named ${name} can be reached; passed ${passed.join(', ')}`)
}

test('the whole checkout goes by keyboard alone, and one always sees where one is', async () => {
  const own = await product(shop, 'Reading lamp')
  const { page, complaints } = await shop.visit()
  const press = (key: string) => page.keyboard.press(key)
  const type = async (label: RegExp, text: string) => {
    await tabTo(page, label)
    await page.keyboard.type(text)
  }
  await page.goto(`/p/${own.slug}`, { waitUntil: 'networkidle' })
  await press('Tab')
  expect(await page.evaluate<Focused>(FOCUSED)).toMatchObject({ name: 'Skip to the content', isShown: true })
  await press('Enter')
  await tabTo(page, /^Add to cart/)
  await press('Enter')
  const drawer = page.getByRole('dialog', { name: 'Your cart' })
  await drawer.getByRole('link', { name: 'Checkout' }).waitFor()
  await press('Escape')
  await drawer.waitFor({ state: 'hidden' })
  // Whoever closes it is back where it was opened.
  expect((await page.evaluate<Focused>(FOCUSED)).name).toMatch(/^Add to cart/)
  await press('Enter')
  await drawer.getByRole('link', { name: 'Checkout' }).waitFor()
  await tabTo(page, /^Checkout/)
  await press('Enter')
  await page.waitForURL(/\/checkout/, { waitUntil: 'domcontentloaded' })
  await page.waitForLoadState('networkidle')

  await type(/^Email/, newEmail())
  await press('Enter')
  await page.getByLabel('Full name').waitFor()
  await type(/^Full name/, 'Vera Veneziana')
  await type(/^Address/, '1 Canal Street')
  await type(/^Postcode/, '10001')
  await type(/^City/, 'New York')
  await type(/^State/, 'NY')
  await press('Enter')
  await page.getByLabel('Card number').waitFor()
  await type(/^Card number/, '1234')
  await press('Enter')
  // What is wrong is told at the top, and its links lead to the fields.
  await page.getByRole('alert').or(page.getByText('There is a problem')).first().waitFor()
  await tabTo(page, /card number/i)
  await press('Enter')
  expect((await page.evaluate<Focused>(FOCUSED)).name).toMatch(/^Card number/)
  await press('Control+A')
  await page.keyboard.type(CARDS.pays)
  await type(/^Expiry/, '1239')
  await type(/^Security code/, '123')
  await press('Enter')
  await orderShown(page)
  expect(complaints).toEqual([])
})

test('without scripts one browses, narrows down, fills a cart, pays, and is thanked', async () => {
  const own = await product(shop, 'Plain paper')
  const { page } = await shop.visit({ javaScriptEnabled: false })
  const main = page.getByRole('main')
  await page.goto('/')
  await page.getByRole('navigation').getByRole('link', { name: 'Computers' }).first().click()
  await page.waitForURL(/\/c\//, { waitUntil: 'commit' })
  await main
    .getByRole('link', { name: /Premium Ultrabook Pro 15/ })
    .first()
    .waitFor()
  await page.getByRole('combobox', { name: 'Search the shop' }).fill(own.name)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/search\?/, { waitUntil: 'commit' })
  await page.getByLabel('In stock').check()
  await page.getByRole('button', { name: 'Show' }).click()
  await page.waitForURL(/availability=in_stock/, { waitUntil: 'commit' })
  await main.getByRole('region').getByRole('link', { name: own.name }).click()
  await page.waitForURL(`**/p/${own.slug}**`, { waitUntil: 'commit' })
  await page.getByRole('button', { name: 'Add to cart' }).first().click()
  await page.waitForURL(/\/cart/, { waitUntil: 'commit' })
  await main.getByText(own.name).first().waitFor()
  await main.getByRole('link', { name: 'Checkout' }).click()
  await page.getByLabel('Email').fill(newEmail())
  await page.getByLabel('Full name').fill('Vera Veneziana')
  await page.getByLabel('Address', { exact: true }).fill('1 Canal Street')
  await page.getByLabel('Postcode').fill('30125')
  await page.getByLabel('City').fill('Venice')
  await page.getByLabel('Country').selectOption('IT')
  await shop.picture(page, 'checkout-without-scripts')
  await page.getByRole('button', { name: 'Continue to the card' }).click()
  await page.locator('input[name=number]').fill(CARDS.pays)
  await page.locator('button').first().click()
  await page.waitForURL(/\/checkout/, { waitUntil: 'commit' })
  await pay(page)
  const { id } = await orderShown(page)
  await page.getByRole('heading', { name: 'Thank you, Vera' }).waitFor()
  expect(await shop.admin.order.get({ params: { id } })).toMatchObject({
    status: 'confirmed',
    paymentStatus: 'paid',
  })
})
