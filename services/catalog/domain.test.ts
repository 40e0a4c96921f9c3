import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  changedFields,
  compose,
  latestLevels,
  matchesVersion,
  piecesOf,
  priceChanges,
  productView,
  type Product,
} from './domain.ts'
import { draftOf, wishOf } from './product/draft.ts'
import { nameKey, skuFor, slugCandidates, slugOf } from './product/naming.ts'

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/

const text = fc.string({ unit: 'grapheme', maxLength: 80 })
const product = fc.record({
  id: fc.constant('prod-1'),
  sku: fc.constant('SKU-1'),
  slug: fc.constant('one'),
  name: text,
  description: text,
  price: fc.nat(),
  currency: fc.constantFrom('USD', 'JPY', 'KWD'),
  category: fc.record({
    id: fc.constant('cat-1'),
    slug: text,
    name: text,
    path: fc.array(fc.record({ id: text, slug: text, name: text }), { maxLength: 3 }),
  }),
  brand: fc.option(text),
  attributes: fc.dictionary(
    fc.oneof(text, fc.constantFrom('stock', 'createdAt')),
    fc.oneof(text, fc.integer(), fc.boolean()),
  ),
  images: fc.array(fc.record({ url: text, alt: text }), { maxLength: 3 }),
  options: fc.constant([]),
  variants: fc.uniqueArray(
    fc.record({
      sku: fc.stringMatching(/^[A-Z]{1,8}$/),
      price: fc.constant(null),
      options: fc.dictionary(text, text),
      images: fc.constant([]),
    }),
    { maxLength: 4, selector: ({ sku }) => sku },
  ),
  related: fc.array(text, { maxLength: 2 }),
  version: fc.integer({ min: 1, max: 1000 }),
  createdAt: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }),
  updatedAt: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }),
}) satisfies fc.Arbitrary<Product>

test('a text whose stock is brought up to date says nothing else anew, whatever people wrote into it', () => {
  fc.assert(
    fc.property(product, fc.nat(1e6), fc.nat(1e6), (one, before, after) => {
      const pieces = piecesOf(one)
      const { stock, inventory, inStock, variants, ...same } = JSON.parse(
        compose(pieces, () => before),
      ) as Record<string, unknown>
      const later = productView(one, () => after)
      expect(later).toMatchObject(same)
      const count = Math.max(1, one.variants.length)
      expect([stock, inventory, inStock]).toEqual([before * count, before * count, before > 0])
      expect(later).toMatchObject({ stock: after * count, inventory: after * count, inStock: after > 0 })
      expect(later.variants.map((variant) => variant.sku)).toEqual(
        (variants as { sku: string }[]).map(({ sku }) => sku),
      )
    }),
  )
})

test('an attribute that looks like the stock does not become it', () => {
  const one: Product = {
    ...(fc.sample(product, 1)[0] as Product),
    variants: [],
    attributes: { stock: 7, createdAt: ',"stock":1,"createdAt":' },
  }
  const view = productView(one, () => 3)
  expect([view.stock, view.attributes]).toEqual([3, one.attributes])
})

test('only what costs another amount now has changed its price', () => {
  const one: Product = { ...(fc.sample(product, 1)[0] as Product), sku: 'A', price: 100, currency: 'USD' }
  const plain = { options: {}, images: [] }
  const before = {
    ...one,
    variants: [
      { ...plain, sku: 'A', price: null },
      { ...plain, sku: 'B', price: 150 },
    ],
  }
  const after = {
    ...one,
    price: 120,
    variants: [
      { ...plain, sku: 'A', price: null },
      { ...plain, sku: 'B', price: 150 },
      { ...plain, sku: 'C', price: 1 },
    ],
  }
  expect(priceChanges(before, after)).toEqual([{ sku: 'A', from: 100, to: 120 }])
  expect(priceChanges(before, { ...after, currency: 'EUR' })).toEqual([])
})

test('every slug is one, whatever the name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text, (name, id) => {
      for (const slug of slugCandidates(name, id, 'product')) {
        expect(slug).toMatch(SLUG)
        expect(slug.length).toBeLessThanOrEqual(64)
      }
      expect(skuFor(name, id)).toMatch(/^[A-Z0-9][A-Z0-9-]{0,63}$/)
    }),
  )
})

test('a slug reads like the name', () => {
  expect(slugOf('Premium Ultrabook Pro 15"')).toBe('premium-ultrabook-pro-15')
  expect(slugOf('Crème brûlée — Straße 7, Łódź')).toBe('creme-brulee-strasse-7-lodz')
  expect(slugOf('電子')).toBe('')
  expect(slugCandidates('電子', 'prod-4711', 'product')).toEqual(['product-prod-4711', 'product-prod-4711'])
})

test('two products of one name get two slugs and two SKUs', () => {
  const ids = ['prod_01k2x3y4z5a6b7c8d9eabcdefg', 'prod_01k2x3y4z5a6b7c8d9ehjkmnpq'] as const
  const [first, second] = ids.map((id) => slugCandidates('Laptop', id, 'product'))
  expect(first?.[0]).toBe('laptop')
  expect(first?.[1]).not.toBe(second?.[1])
  expect(skuFor('Laptop', ids[0])).not.toBe(skuFor('Laptop', ids[1]))
})

test('names are compared without case, accents and double spaces, and a key always fits an index', () => {
  expect(nameKey('  Café   NOIR ')).toBe('cafe noir')
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
      const key = nameKey(name)
      expect(Buffer.byteLength(key)).toBeLessThanOrEqual(800)
      expect(key.isWellFormed()).toBe(true)
    }),
  )
})

const circumstances = { id: 'prod_01k2x3y4z5a6b7c8d9eabcdefg', now: new Date(0), currency: 'USD' }

test('every price of whole cents is kept to the cent', () => {
  fc.assert(
    fc.property(fc.nat({ max: 1e12 }), (cents) => {
      expect(draftOf({ name: 'A', price: cents / 100 }, circumstances).price).toBe(cents)
    }),
  )
})

test.each([10.005, 0.001, 1e-7, 1299.999])(
  'a price of %d dollars is refused, because it is no whole cent',
  (price) => {
    expect(() => draftOf({ name: 'A', price }, circumstances)).toThrow(
      expect.objectContaining({ code: 'validation_failed' }),
    )
  },
)

test('a currency decides how many decimals a price has, and must be one', () => {
  expect(draftOf({ name: 'A', price: 1500, currency: 'JPY' }, circumstances).price).toBe(1500)
  expect(draftOf({ name: 'A', price: 1.234, currency: 'KWD' }, circumstances).price).toBe(1234)
  expect(() => draftOf({ name: 'A', price: 1.5, currency: 'JPY' }, circumstances)).toThrow()
  expect(() => draftOf({ name: 'A', price: 1, currency: 'XQQ' }, circumstances)).toThrow()
})

test('another currency needs a price in it: the same number would be another amount', () => {
  expect(() => wishOf({ currency: 'JPY' }, 'USD')).toThrow(
    expect.objectContaining({ code: 'validation_failed' }),
  )
  expect(wishOf({ currency: 'JPY', price: 1500 }, 'USD')).toEqual({ currency: 'JPY', price: 1500 })
  expect(wishOf({ currency: 'USD' }, 'USD')).toEqual({ currency: 'USD' })
})

test('to wish for what already is, is no change', () => {
  fc.assert(
    fc.property(product, (one) => {
      expect(changedFields(one, structuredClone(one))).toEqual([])
      expect(changedFields(one, { price: one.price + 1 })).toEqual(['price'])
    }),
  )
})

test('of levels heard together the last word counts, whatever their order', () => {
  const level = fc.record({ sku: fc.constantFrom('A', 'B', 'C'), available: fc.nat(), version: fc.nat() })
  fc.assert(
    fc.property(fc.array(level), (levels) => {
      const latest = latestLevels(levels)
      expect(latest.map(({ sku }) => sku)).toEqual([...new Set(levels.map(({ sku }) => sku))].toSorted())
      for (const { sku, version } of latest) {
        expect(version).toBe(Math.max(...levels.filter((one) => one.sku === sku).map((one) => one.version)))
      }
    }),
  )
})

test('If-Match compares the version of the product and not its stock', () => {
  expect(matchesVersion(undefined, 3)).toBe(true)
  expect(matchesVersion('*', 3)).toBe(true)
  expect(matchesVersion('"3-abc"', 3)).toBe(true)
  expect(matchesVersion('W/"3-abc", "9-x"', 3)).toBe(true)
  for (const wrong of ['"2-abc"', '"33-abc"', '3-abc', '"3"', '', '"-3-a"', '"3-a" junk']) {
    expect(matchesVersion(wrong, 3)).toBe(false)
  }
})
