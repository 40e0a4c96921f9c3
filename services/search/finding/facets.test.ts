import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ProductSnapshot } from '@rialto/contracts/catalog'
import { bandOf, PRICE_BANDS } from '../document/domain.ts'
import { openShop, type Shop } from '../shop.fixture.ts'

const BRANDS = ['Altana', 'Bricola', 'Corvo']
const CATEGORIES = [['Home'], ['Home', 'Kitchen'], ['Home', 'Garden'], ['Sport']]
const COLOURS = ['Red', 'Blue', 'Green']
const PRODUCTS = 120
const RUNS = 40

let shop: Shop

beforeAll(async () => {
  shop = await openShop()
  await shop.sell(
    ...Array.from({ length: PRODUCTS }, (_, i) => ({
      id: `p-${String(i).padStart(3, '0')}`,
      name: `${i % 2 === 0 ? 'Steel' : 'Wooden'} Thing ${i}`,
      brand: BRANDS[i % 3] ?? '',
      category: CATEGORIES[(i * 7) % 4] ?? [],
      price: ((i * 7_919) % 300_000) + 100,
      rating: (i % 11) / 2,
      inStock: i % 5 !== 0,
      attributes: { Colour: COLOURS[(i * 5) % 3] ?? '', Size: String(i % 4) },
      createdAt: new Date(Date.UTC(2025, 0, 1) + i * 60_000).toISOString(),
    })),
  )
})
afterAll(async () => {
  await shop.world.close()
})

type Asked = {
  q: string
  category?: string[]
  brand?: string[]
  inStock?: boolean
  rating?: number
  minPrice?: number
  maxPrice?: number
  attributes?: string[]
}

const asked: fc.Arbitrary<Asked> = fc.record(
  {
    q: fc.constantFrom('', 'thing', 'steel', 'wooden things'),
    category: fc.uniqueArray(fc.constantFrom('home', 'kitchen', 'Sport'), { minLength: 1, maxLength: 2 }),
    brand: fc.uniqueArray(fc.constantFrom('altana', 'Bricola', 'corvo'), { minLength: 1, maxLength: 2 }),
    inStock: fc.boolean(),
    rating: fc.integer({ min: 1, max: 5 }),
    minPrice: fc.integer({ min: 0, max: 1_000 }),
    maxPrice: fc.integer({ min: 500, max: 3_000 }),
    attributes: fc.uniqueArray(fc.constantFrom('Colour:Red', 'Colour:Blue', 'Size:1', 'Size:3'), {
      minLength: 1,
      maxLength: 3,
    }),
  },
  { requiredKeys: ['q'] },
)

type Group = 'category' | 'brand' | 'price' | 'availability' | 'rating' | `attribute ${string}`

/** Whether a product fits all filters but one group’s, found out the slow way. */
function fits(product: ProductSnapshot, wish: Asked, but?: Group): boolean {
  const { categoryPath, brand, price, inStock, rating, attributes, name } = product
  const any = (wanted: string[] | undefined, has: (value: string) => boolean) =>
    wanted === undefined || wanted.some((value) => has(value.toLowerCase()))
  const words = wish.q
    .split(' ')
    .filter(Boolean)
    .map((word) => word.replace(/s$/, ''))
  const names = [...new Set(wish.attributes?.map((each) => each.split(':')[0] ?? '') ?? [])]
  return (
    words.every((word) => name.toLowerCase().includes(word)) &&
    (but === 'category' || any(wish.category, (value) => categoryPath.some(({ slug }) => slug === value))) &&
    (but === 'brand' || any(wish.brand, (value) => brand?.slug === value)) &&
    (but === 'price' ||
      (price.min >= (wish.minPrice ?? 0) * 100 && price.min <= (wish.maxPrice ?? Infinity) * 100)) &&
    (but === 'availability' || wish.inStock === undefined || inStock === wish.inStock) &&
    (but === 'rating' || rating.average >= (wish.rating ?? 0)) &&
    names.every(
      (each) =>
        but === `attribute ${each}` || wish.attributes?.includes(`${each}:${attributes[each]}`) === true,
    )
  )
}

function counted(wish: Asked, group: Group, valuesOf: (product: ProductSnapshot) => readonly string[]) {
  const counts: Record<string, number> = {}
  for (const product of shop.shelf.values()) {
    if (!fits(product, wish, group)) continue
    for (const value of valuesOf(product)) counts[value] = (counts[value] ?? 0) + 1
  }
  return counts
}

const asCounts = (values: readonly { value: string; count: number }[] = []) =>
  Object.fromEntries(values.map(({ value, count }) => [value, count]))

test('every facet counts exactly what fits the query and all filters but its own', async () => {
  await fc.assert(
    fc.asyncProperty(asked, async (wish) => {
      const { facets, total } = await shop.find({ ...wish, limit: 1 })
      const band = ({ price }: ProductSnapshot) => {
        const at = bandOf(price.min, 'USD')
        return [`${PRICE_BANDS[at]}-${PRICE_BANDS[at + 1] ?? ''}`]
      }
      const stars = ({ rating }: ProductSnapshot) =>
        [1, 2, 3, 4, 5].filter((star) => rating.average >= star).map(String)
      expect(total).toBe([...shop.shelf.values()].filter((product) => fits(product, wish)).length)
      expect(asCounts(facets.category)).toEqual(
        counted(wish, 'category', ({ categoryPath }) => categoryPath.map(({ slug }) => slug)),
      )
      expect(asCounts(facets.brand)).toEqual(counted(wish, 'brand', ({ brand }) => [brand?.slug ?? '']))
      expect(asCounts(facets.price)).toEqual(counted(wish, 'price', band))
      expect(asCounts(facets.availability)).toEqual(
        counted(wish, 'availability', ({ inStock }) => [inStock ? 'in_stock' : 'out_of_stock']),
      )
      expect(asCounts(facets.rating)).toEqual(counted(wish, 'rating', stars))
      for (const name of ['Colour', 'Size']) {
        const shown = facets.attributes.find((each) => each.name === name)
        expect(asCounts(shown?.values)).toEqual(
          counted(wish, `attribute ${name}`, ({ attributes }) => [String(attributes[name])]),
        )
      }
    }),
    { numRuns: RUNS },
  )
})

test('a price band is sent as it is shown, and gives as many as it said', async () => {
  const { facets } = await shop.find({ q: 'thing' })
  for (const { value, count } of facets.price)
    expect((await shop.find({ q: 'thing', price: [value] })).total).toBe(count)
})

test.each(['relevance', 'newest', 'price', '-price', 'name', '-name', 'rating', 'price_desc'])(
  'pages sorted by %s hold every product once, in one order',
  async (sort) => {
    const seen: string[] = []
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await shop.find({
        q: 'thing',
        sort,
        limit: 17,
        ...(cursor === undefined ? {} : { cursor }),
      })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor
    }
    const whole = await shop.find({ q: 'thing', sort, limit: 100 })
    expect(seen).toHaveLength(PRODUCTS)
    expect(new Set(seen).size).toBe(PRODUCTS)
    expect(seen.slice(0, 100)).toEqual(whole.items.map(({ id }) => id))
  },
)

test('prices rise, and fall', async () => {
  const prices = async (sort: string) =>
    (await shop.find({ q: 'thing', sort })).items.map(({ price }) => price)
  const rising = await prices('price')
  expect(rising).toEqual(rising.toSorted((a, b) => a - b))
  const falling = await prices('price_desc')
  expect(falling).toEqual(falling.toSorted((a, b) => b - a))
})

test('a cursor of another sort, or one that was made up, is refused', async () => {
  const { nextCursor } = await shop.find({ q: 'thing', sort: 'price' })
  await expect(shop.find({ q: 'thing', sort: 'name', cursor: nextCursor })).rejects.toMatchObject({
    code: 'invalid_query',
  })
  await expect(shop.find({ q: 'thing', cursor: 'made-up' })).rejects.toMatchObject({ code: 'invalid_query' })
})
