import { afterAll, beforeAll, expect, test } from 'vitest'
import { PRODUCT_SORTS, type ImportedProduct, type ProductView } from '@rialto/contracts/catalog'
import { callAs } from '@rialto/kernel/testing/world'
import { anonymous } from '@rialto/kernel/testing/world'
import {
  customer,
  levelsChanged,
  listed,
  makeProduct,
  merchandiser,
  openShop,
  refusal,
  type Shop,
} from '../world.fixture.ts'

let shop: Shop

const BRANDS = ['Brenta', 'Sile', 'Adige']
const CATEGORIES = ['Lamps', 'Chairs', 'Tables']

/** Sixty products; many share a price, a name or a date, so that only the id tells them apart. */
const products: readonly ImportedProduct[] = Array.from({ length: 60 }, (_, i) => ({
  id: `prod-list-${String(i).padStart(2, '0')}`,
  sku: `LIST-${i}`,
  name: ['Árbol', 'birch', 'Cedar', 'cedar', '100% Oak_wood', 'Zebrano'][i % 6] ?? 'Oak',
  price: 1_000 * (i % 7),
  brand: BRANDS[i % 3] ?? null,
  category: CATEGORIES[i % 3 === 0 ? 0 : (i % 2) + 1] ?? 'Lamps',
  stock: i % 5 === 0 ? 0 : i,
  createdAt: new Date(1_700_000_000_000 + (i % 10) * 60_000).toISOString(),
}))

beforeAll(async () => {
  shop = await openShop()
  await shop.client.importProducts(
    { body: { products: [...products] } },
    callAs({ kind: 'service', name: 'test' }),
  )
  await makeProduct(shop, { name: 'Yen lamp', price: 3, currency: 'JPY', category: 'Abroad' })
})

afterAll(async () => {
  await shop.close()
})

async function walk(query: object): Promise<ProductView[]> {
  const all: ProductView[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof listed>> = await listed(
      shop,
      {
        ...query,
        ...(cursor === null ? {} : { cursor }),
      },
      merchandiser,
    )
    all.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== null)
  return all
}

const COMPARED = {
  name: ({ name }: ProductView) => name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase(),
  price: ({ price }: ProductView) => price,
  createdAt: ({ createdAt }: ProductView) => createdAt,
  updatedAt: ({ updatedAt }: ProductView) => updatedAt,
  stock: ({ stock }: ProductView) => stock,
}

test.each(PRODUCT_SORTS)(
  'sorted by %s, pages of seven show every product once and in order',
  async (sort) => {
    const all = await walk({ sort, limit: 7, brand: 'sile' })
    expect(all).toHaveLength(20)
    expect(new Set(all.map(({ id }) => id)).size).toBe(20)
    const value = COMPARED[sort.replace('-', '') as keyof typeof COMPARED]
    const sign = sort.startsWith('-') ? -1 : 1
    const order = (a: ProductView, b: ProductView) => {
      const [left, right] = value(a) === value(b) ? [a.id, b.id] : [value(a), value(b)]
      return left < right ? -sign : sign
    }
    expect(all).toEqual(all.toSorted(order))
  },
)

test('without a wish the newest come first, twenty at a time, with how many there are', async () => {
  const page = await listed(shop)
  expect(page.items).toHaveLength(20)
  expect(page.total).toBe(61)
  expect(page.items[0]?.name).toBe('Yen lamp')
  expect(page.items[1]?.createdAt).toBe(new Date(1_700_000_000_000 + 9 * 60_000).toISOString())
})

test('pages can be counted too, but not together with a cursor', async () => {
  const all = await walk({ sort: 'name', limit: 10 })
  const third = await listed(shop, { sort: 'name', limit: 10, page: 3 })
  expect(third.items).toEqual(all.slice(20, 30))
  const problem = await refusal(
    listed(shop, { sort: 'name', limit: 10, page: 3, cursor: third.nextCursor ?? '' }),
  )
  expect(problem.code).toBe('invalid_query')
})

test.each([
  [{ brand: 'BRENTA' }, (one: ImportedProduct) => one.brand === 'Brenta'],
  [{ category: 'chairs' }, (one: ImportedProduct) => one.category === 'Chairs'],
  [{ minPrice: 20, maxPrice: 40 }, (one: ImportedProduct) => one.price >= 2_000 && one.price <= 4_000],
  [{ minPrice: 59.99 }, (one: ImportedProduct) => one.price >= 5_999],
  [{ maxPrice: 0 }, (one: ImportedProduct) => one.price === 0],
  [
    { inStock: true, category: 'Lamps' },
    (one: ImportedProduct) => one.stock !== 0 && one.category === 'Lamps',
  ],
  [{ inStock: false, brand: 'Sile' }, (one: ImportedProduct) => one.stock === 0 && one.brand === 'Sile'],
  [{ maxStock: 0, brand: 'Sile' }, (one: ImportedProduct) => one.stock === 0 && one.brand === 'Sile'],
  [
    { maxStock: 7, inStock: true, brand: 'Brenta' },
    (one: ImportedProduct) => one.stock !== 0 && (one.stock ?? 0) <= 7 && one.brand === 'Brenta',
  ],
  [{ maxStock: 20, brand: 'Sile' }, (one: ImportedProduct) => (one.stock ?? 0) <= 20 && one.brand === 'Sile'],
  [{ q: 'ced' }, (one: ImportedProduct) => one.name.toLowerCase() === 'cedar'],
  [{ q: 'arbol' }, (one: ImportedProduct) => one.name === 'Árbol'],
  [{ q: 'z' }, (one: ImportedProduct) => one.name === 'Zebrano'],
  [{ q: 'a' }, (one: ImportedProduct) => one.name === 'Árbol'],
  [{ q: '0% OAK_' }, (one: ImportedProduct) => one.name === '100% Oak_wood'],
  [{ q: '0_ oak' }, () => false],
  [{ q: '%%%' }, () => false],
  [{ q: '___' }, () => false],
  [{ q: '\\\\\\' }, () => false],
  [{ brand: "' or 1=1 --" }, () => false],
  [{ category: 'no such category' }, () => false],
])('%j finds exactly what it says', async (query, isWanted) => {
  const wanted = products.filter(isWanted).map(({ id }) => id)
  const found = await walk({ ...query, limit: 100 })
  expect(found.map(({ id }) => id).toSorted()).toEqual(wanted.toSorted())
  expect((await listed(shop, query, merchandiser)).total).toBe(wanted.length)
})

test('to sort or filter by pieces is for staff: it looks at the stock of everything', async () => {
  for (const query of [{ sort: 'stock' }, { sort: '-stock' }, { maxStock: 3 }]) {
    expect((await refusal(listed(shop, query))).code).toBe('forbidden')
    expect((await refusal(listed(shop, query, anonymous))).code).toBe('unauthenticated')
    const params = { category: 'lamps' }
    expect((await refusal(shop.as(customer, 'category', { params, query }))).code).toBe('forbidden')
    expect((await listed(shop, query, merchandiser)).items.length).toBeGreaterThan(0)
  }
})

test('a range of prices is one of the shop’s currency: three yen are not between two and four dollars', async () => {
  expect((await listed(shop, { q: 'yen lamp' })).total).toBe(1)
  expect((await listed(shop, { q: 'yen lamp', minPrice: 0, maxPrice: 1_000 })).total).toBe(0)
  expect((await refusal(listed(shop, { minPrice: 1.005 }))).code).toBe('invalid_query')
})

test('a cursor that was made up, altered or given by another list is refused', async () => {
  const { nextCursor } = await listed(shop, { sort: 'price', limit: 5 })
  const cursor = nextCursor ?? ''
  const altered = `${cursor.slice(0, -4)}${cursor.endsWith('AAAA') ? 'BBBB' : 'AAAA'}`
  for (const query of [
    { sort: 'price', cursor: altered },
    { sort: 'price', cursor: 'bm9uc2Vuc2U' },
    { sort: '-price', cursor },
    { sort: 'name', cursor },
  ]) {
    expect((await refusal(listed(shop, query))).code).toBe('invalid_query')
  }
  expect((await listed(shop, { sort: 'price', limit: 5, cursor })).items).toHaveLength(5)
})

test('a product that sells out leaves the list of what is in stock within a moment', async () => {
  const ids = async () =>
    (await listed(shop, { inStock: true, q: 'Zebrano', limit: 100 })).items.map(({ sku }) => sku)
  expect(await ids()).toContain('LIST-59')
  await shop.hear(levelsChanged({ sku: 'LIST-59', onHand: 0, reserved: 0, version: 5 }))
  await expect.poll(ids, { timeout: 500, interval: 10 }).not.toContain('LIST-59')
})

test('categories come by name with their counts, and each shows its products by id, slug or name', async () => {
  const { items } = (await shop.as(customer, 'categories', {})).body as {
    items: { id: string; slug: string; name: string; productCount: number }[]
  }
  expect(items.map(({ name }) => name)).toEqual(['Abroad', 'Chairs', 'Lamps', 'Tables'])
  expect(items.map(({ productCount }) => productCount)).toEqual([1, 20, 20, 20])
  const lamps = items[2]
  for (const category of [lamps?.id, 'lamps', 'LAMPS']) {
    const { body } = await shop.as(customer, 'category', {
      params: { category },
      query: { limit: 5, sort: 'price', brand: 'brenta' },
    })
    expect(body).toMatchObject({
      category: { id: lamps?.id, name: 'Lamps', productCount: 20, parentId: null },
      total: 20,
    })
    expect((body as { items: ProductView[] }).items).toHaveLength(5)
  }
  const problem = await refusal(shop.as(customer, 'category', { params: { category: 'nowhere' }, query: {} }))
  expect(problem.code).toBe('unknown_category')
})
