import { expect, test } from 'vitest'
import { openSitemap, PRODUCTS_PER_PART, type Sitemap } from './sitemap.ts'

const PAGE = 100

/** A catalogue that gives its products a hundred at a time, the oldest first. */
function catalogueOf(slugs: string[]) {
  let questions = 0
  const sitemap = openSitemap({
    origin: 'https://shop.example',
    countProducts: async () => slugs.length,
    places: async () => ['/', '/c/chairs'],
    productsAfter: async (cursor) => {
      questions += 1
      const from = cursor === undefined ? 0 : slugs.indexOf(cursor) + 1
      if (from === 0 && cursor !== undefined) return undefined
      const items = slugs
        .slice(from, from + PAGE)
        .map((slug) => ({ slug, updatedAt: '2026-01-02T03:04:05.000Z' }))
      return { items, nextCursor: from + PAGE < slugs.length ? items.at(-1)!.slug : null }
    },
  })
  return { sitemap, questions: () => questions }
}

async function textOf(lines: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const line of lines) text += line
  return text
}

async function addresses(sitemap: Sitemap, part: number): Promise<string[]> {
  const lines = await sitemap.products(part)
  if (!lines) return []
  return [...(await textOf(lines)).matchAll(/<loc>(.*?)<\/loc>/g)].map(([, address]) => address!)
}

test('every product stands in one part, in every language, and no part has more than 50,000 addresses', async () => {
  const slugs = Array.from({ length: 12_345 }, (_, index) => `thing-${index}`)
  const { sitemap } = catalogueOf(slugs)
  expect((await sitemap.index()).match(/products-\d+/g)).toEqual(['products-1', 'products-2', 'products-3'])
  // The last first: nothing is known of where it begins.
  const parts = [await addresses(sitemap, 3), await addresses(sitemap, 1), await addresses(sitemap, 2)]
  const all = parts.flat()
  expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(50_000)
  expect(all).toHaveLength(slugs.length * 4)
  expect(new Set(all)).toEqual(
    new Set(
      slugs.flatMap((slug) => ['', '/de', '/fr', '/ar'].map((at) => `https://shop.example${at}/p/${slug}`)),
    ),
  )
  expect(await sitemap.products(4)).toBeUndefined()
})

test('where a part begins is found once', async () => {
  const { sitemap, questions } = catalogueOf(
    Array.from({ length: 3 * PRODUCTS_PER_PART }, (_, index) => `thing-${index}`),
  )
  await addresses(sitemap, 3)
  const before = questions()
  await addresses(sitemap, 3)
  expect(questions() - before).toBe(PRODUCTS_PER_PART / PAGE)
})

test('after another catalogue has come, the sitemap begins anew', async () => {
  const slugs = Array.from({ length: 2 * PRODUCTS_PER_PART }, (_, index) => `old-${index}`)
  const { sitemap } = catalogueOf(slugs)
  await addresses(sitemap, 2)
  slugs.splice(
    0,
    slugs.length,
    ...Array.from({ length: PRODUCTS_PER_PART + 1 }, (_, index) => `new-${index}`),
  )
  await expect(addresses(sitemap, 2)).rejects.toThrow('ask for the sitemap again')
  expect(await addresses(sitemap, 2)).toHaveLength(4)
})

test('home and the categories are named in every language', async () => {
  const { sitemap } = catalogueOf([])
  expect(await textOf(sitemap.places())).toContain(
    '<url><loc>https://shop.example/c/chairs</loc></url>\n<url><loc>https://shop.example/de/c/chairs</loc></url>\n' +
      '<url><loc>https://shop.example/fr/c/chairs</loc></url>\n<url><loc>https://shop.example/ar/c/chairs</loc></url>\n',
  )
})
