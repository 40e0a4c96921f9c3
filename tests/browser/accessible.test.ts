/** What axe finds on the pages of the shop, by width and theme: nothing (WCAG 2.2 AA and its best practices). */
import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowserShop, PHONE, type BrowserShop } from './shop.fixture.ts'

const PATHS = ['/', '/de', '/ar', '/sign-in', '/cart', '/nowhere']
const WIDTHS = [PHONE.width, 1440]
const THEMES = ['light', 'dark']

let shop: BrowserShop
beforeAll(async () => {
  shop = await openBrowserShop()
})
afterAll(() => shop?.close())

for (const path of PATHS)
  test(`${path} is open to everybody, on a phone and a desk, by day and by night`, async () => {
    const { page } = await shop.visit()
    const found: string[] = []
    for (const theme of THEMES) {
      await page.context().addCookies([{ name: 'rialto_theme', value: theme, url: shop.origin }])
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: PHONE.height })
        await page.goto(path)
        expect(await page.locator('html').getAttribute('data-theme')).toBe(theme)
        const { violations } = await new AxeBuilder({ page }).analyze()
        for (const { id, nodes } of violations)
          found.push(`${theme}, ${width}: ${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
      }
    }
    expect(found).toEqual([])
    await page.context().close()
  })

test('axe would find a picture without a word and a pale text', async () => {
  const { page } = await shop.visit()
  // Once the scripts have taken the page over: what they do not know of they would take away.
  await page.goto('/sign-in', { waitUntil: 'networkidle' })
  await page.evaluate(
    `document.body.insertAdjacentHTML('beforeend', '<img src="/terrazzo.svg"><p style="color:#ddd;background:#fff">pale</p>')`,
  )
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id }) => id).toSorted()).toEqual(
    expect.arrayContaining(['color-contrast', 'image-alt']),
  )
})
