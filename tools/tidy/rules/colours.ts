/** Colours of the pages have names: a value that stands in a component is one that no theme can change. */
import { type Rule, type Violation, world } from '../rule.ts'
import { isTest, lineAt } from '../source.ts'

const PAGES = /^apps\/storefront\/.*\.(tsx?|css)$/
/** Where the values stand; and what colours the merchant's words mean. */
const VALUES_ALLOWED = /^apps\/storefront\/(style\/[^/]+|catalogue\/colours\.ts)$/
const VALUE =
  /(?<!href=["'{`]{1,2})#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b(?!-)|\b(?:rgba?|hsla?|oklch)\(/gi

export const coloursHaveNames: Rule = {
  name: 'colours have names: their values stand in apps/storefront/style and nowhere else',
  check: (sources) =>
    sources
      .filter(({ path }) => PAGES.test(path) && !VALUES_ALLOWED.test(path) && !isTest(path))
      .flatMap((source): Violation[] =>
        [...source.text.matchAll(VALUE)].map(({ index, 0: value }) => ({
          at: `${source.path}:${lineAt(source, index)}`,
          why: `${value}: take a token of style/tokens.css, or give it a name there`,
        })),
      ),
  planted: [
    world('apps/storefront/shop/a.tsx', `<p className="text-[#ff0000]" />`),
    world('apps/storefront/admin/ui/a.tsx', `<path fill="#0b3d42" />`),
    world('apps/storefront/app/admin/page.tsx', `<p style={{ color: '#fff' }} />`),
    world('apps/storefront/shop/a.css', '.a { color: rgb(1 2 3) }'),
  ],
  sound: [
    world('apps/storefront/style/tokens.css', '@theme { --color-ink: #0b3d42 }'),
    world('apps/storefront/shop/a.tsx', `<a href="#add" className="text-ink">#all-categories</a>`),
    world('apps/server/mailbox/mailbox.css', '.a { color: #fff }'),
  ],
}
