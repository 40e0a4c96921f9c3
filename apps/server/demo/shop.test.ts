import { catalog } from '@rialto/contracts/catalog'
import { schemaCheck } from '@rialto/kernel/contract/check'
import { expect, test } from 'vitest'
import { goods } from './goods/goods.ts'
import { KINDS } from './goods/kinds.ts'
import { DEMO_PRODUCTS } from './products.ts'
import { demoShop } from './shop.ts'

const MANY = 5_000

test('the same seed gives the same shop, byte for byte, and another seed another one', () => {
  expect(JSON.stringify(demoShop())).toBe(JSON.stringify(demoShop()))
  expect(JSON.stringify(demoShop(200, 'elsewhere'))).not.toBe(JSON.stringify(demoShop()))
})

test('a product is the same in a small shop and in a large one', () => {
  const [few, more] = [demoShop(100).products, demoShop(1_000).products]
  expect(more.slice(0, 100)).toEqual(few)
})

test('the documented twelve come first, as they are', () => {
  expect(demoShop().products.slice(0, 12)).toEqual(DEMO_PRODUCTS)
  const newest = demoShop()
    .products.toSorted((a, b) => ((a.createdAt ?? '') < (b.createdAt ?? '') ? 1 : -1))
    .slice(0, 12)
  expect(new Set(newest.map(({ id }) => id))).toEqual(new Set(DEMO_PRODUCTS.map(({ id }) => id)))
})

test('no id, SKU, slug or name is there twice, in a shop of thousands', () => {
  const { products } = demoShop(MANY)
  expect(products).toHaveLength(MANY)
  const references = products.flatMap(({ id, sku, slug, variants = [] }) => [
    ...new Set([id, sku, slug, ...variants.map((variant) => variant.sku)]),
  ])
  expect(new Set(references).size).toBe(references.length)
  expect(new Set(products.map(({ name }) => name)).size).toBe(MANY)
})

test('the catalogue takes every product of the shop', () => {
  const check = schemaCheck(catalog.routes.importProducts.body, 'validation_failed')
  expect(() => check({ products: demoShop(1_000).products })).not.toThrow()
})

test('prices look like prices and lie where such goods cost', () => {
  for (const { product, kind } of goods(2_000)) {
    const [from, to] = kind.price
    expect(product.price).toBeGreaterThanOrEqual(from * 90)
    expect(product.price).toBeLessThanOrEqual(to * 110)
    const prices = [product.price, ...(product.variants ?? []).flatMap(({ price }) => price ?? [])]
    for (const price of prices) expect([0, 50, 90, 99]).toContain(price % 100)
  }
})

test('there are eight parts of the shop and more, each with goods in every shelf of it', () => {
  const { products } = demoShop()
  const shelves = new Set(products.map(({ category }) => category))
  expect(new Set([...shelves].map((shelf = '') => shelf.split(' > ')[0])).size).toBeGreaterThanOrEqual(8)
  for (const { category } of KINDS) expect(shelves).toContain(category)
})

test('nearly all goods are there in plenty, a few are short and fewer sold out', () => {
  const levels = demoShop().products.flatMap(({ stock = 0, variants = [] }) =>
    variants.length > 0 ? variants.map((variant) => variant.stock ?? 0) : [stock],
  )
  const count = (is: (level: number) => boolean) => levels.filter(is).length
  expect(count((level) => level === 0)).toBeGreaterThanOrEqual(2)
  expect(count((level) => level > 0 && level <= 5)).toBeGreaterThanOrEqual(4)
  expect(count((level) => level <= 5)).toBeLessThanOrEqual(15)
  expect(count((level) => level >= 8)).toBeGreaterThan(0.95 * levels.length)
})

test('each description has two paragraphs of whole sentences', () => {
  for (const { product } of goods(1_000)) {
    const paragraphs = product.description?.split('\n\n') ?? []
    expect(paragraphs).toHaveLength(2)
    for (const paragraph of paragraphs) expect(paragraph).toMatch(/^\p{Lu}[^{}]+\.$/u)
  }
})

test('goods are what their names say', () => {
  const made = [...goods(4_000)].map(({ product }) => product)
  const named = (word: string) => made.filter(({ name }) => name.includes(word))
  expect(named('Beeswax Candle').map(({ attributes }) => attributes?.['Wax'])).not.toContain('Soy')
  expect(new Set(named('Open Headphones').map(({ attributes }) => attributes?.['Type']))).toEqual(
    new Set(['Open, over-ear']),
  )
  expect(new Set(named('Wool Jacket').map(({ attributes }) => attributes?.['Material']))).toEqual(
    new Set(['Loden wool']),
  )
})

test('what is shown beside a product is another one of the same part of the shop', () => {
  const { products, related } = demoShop()
  const partOf = new Map(products.map(({ id, category = '' }) => [id, category.split(' > ')[0]]))
  for (const [id, others] of related) {
    expect(others).not.toContain(id)
    for (const other of others) expect(partOf.get(other)).toBe(partOf.get(id))
  }
})
