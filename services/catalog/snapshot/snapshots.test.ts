import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ProductSnapshot } from '@rialto/contracts/catalog'
import { makeProduct, merchandiser, openShop, serviceCall, type Shop } from '../world.fixture.ts'

let shop: Shop

beforeAll(async () => {
  shop = await openShop()
  for (let i = 0; i < 7; i += 1) {
    await makeProduct(shop, {
      name: `Copied ${i}`,
      price: i + 1,
      category: i % 2 === 0 ? 'Even > Deep' : 'Odd',
      stock: i,
    })
  }
})

afterAll(async () => {
  await shop.close()
})

async function walk(body: object): Promise<ProductSnapshot[]> {
  const all: ProductSnapshot[] = []
  let after: string | null = null
  do {
    const page: { items: ProductSnapshot[]; next: string | null } = await shop.client.snapshotPage(
      { body: { ...body, after, limit: 3 } },
      serviceCall(),
    )
    all.push(...page.items)
    after = page.next
  } while (after !== null)
  return all
}

test('a walk through the pages shows everything on sale once, in the order of the ids', async () => {
  const gone = await makeProduct(shop, { name: 'Gone', price: 1 })
  await shop.as(merchandiser, 'archive', { params: { id: gone.id } })
  const ids = (await walk({})).map(({ id }) => id)
  expect(ids).toEqual([...new Set(ids)].toSorted())
  expect(ids).not.toContain(gone.id)
  expect(ids.length).toBeGreaterThanOrEqual(7)
})

test('a walk through a category shows what lies in it and below it', async () => {
  const [first] = await walk({})
  const root = first?.categoryPath[0]
  const within = await walk({ categoryId: root?.id })
  expect(within.length).toBeGreaterThan(1)
  for (const { categoryPath } of within) expect(categoryPath[0]).toEqual(root)
})

test('by id they come in the order asked, with null for what is not on sale, and say all that search needs', async () => {
  const { id } = await makeProduct(shop, {
    name: 'Whole',
    price: 10,
    brand: 'Brenta',
    attributes: { legs: 4 },
    images: [{ url: 'https://cdn.example/a.jpg', alt: 'A' }],
    variants: [
      { sku: 'WHOLE-1', price: 10, options: { Size: 'S' }, stock: 2 },
      { sku: 'WHOLE-2', price: 12, options: { Size: 'M' } },
    ],
  })
  const { snapshots } = await shop.client.snapshots({ body: { productIds: ['nobody', id] } }, serviceCall())
  expect(snapshots[0]).toBeNull()
  expect(snapshots[1]).toMatchObject({
    id,
    version: 1,
    brand: { slug: 'brenta', name: 'Brenta' },
    categoryPath: [{ slug: 'general' }],
    price: { min: 1_000, max: 1_200 },
    stock: 2,
    inStock: true,
    variants: [
      { sku: 'WHOLE-1', inStock: true },
      { sku: 'WHOLE-2', inStock: false },
    ],
    image: { url: 'https://cdn.example/a.jpg', alt: 'A' },
  })
})
