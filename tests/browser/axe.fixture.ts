/** What axe finds on a page, by width and theme: WCAG 2.2 AA and its best practices. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { PHONE, type BrowserShop } from './shop.fixture.ts'

const WIDTHS = [PHONE.width, 1440]
const THEMES = ['light', 'dark'] as const

/** An address, and what stands there once the page has all that comes later. */
export type Looked = { readonly path: string; readonly shows: string | RegExp }

/** The rules that a page breaks as it stands, and the elements that do. */
export async function faultsOf(page: Page): Promise<readonly string[]> {
  // The other mode opens a second page for each look, for frames of other hosts: the shop has none.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
}

/** On a phone and a desk, by day and by night. */
export async function faultsEverywhere(
  shop: BrowserShop,
  page: Page,
  { path, shows }: Looked,
): Promise<readonly string[]> {
  const found: string[] = []
  for (const theme of THEMES) {
    await page.context().addCookies([{ name: 'rialto_theme', value: theme, url: shop.origin }])
    await page.goto(path)
    expect(await page.locator('html').getAttribute('data-theme')).toBe(theme)
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: PHONE.height })
      await page.getByText(shows).filter({ visible: true }).first().waitFor()
      found.push(...(await faultsOf(page)).map((fault) => `${theme}, ${width}: ${fault}`))
    }
  }
  return found
}
