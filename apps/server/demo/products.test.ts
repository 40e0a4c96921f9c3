import { catalog } from '@rialto/contracts/catalog'
import { schemaCheck } from '@rialto/kernel/contract/check'
import { expect, test } from 'vitest'
import { DEMO_PRODUCTS } from './products.ts'

test('the demo shop has twelve products in five categories, each under names of its own', () => {
  expect(DEMO_PRODUCTS).toHaveLength(12)
  const categories = new Set(DEMO_PRODUCTS.map(({ category }) => category))
  expect(categories).toEqual(new Set(['Electronics', 'Computers', 'Peripherals', 'Audio', 'Gaming']))
  const names = DEMO_PRODUCTS.flatMap(({ id, sku, slug }) => [id, sku, slug])
  expect(new Set(names).size).toBe(36)
})

test('the catalogue takes the demo products as they are', () => {
  const check = schemaCheck(catalog.routes.importProducts.body, 'validation_failed')
  expect(() => check({ products: DEMO_PRODUCTS })).not.toThrow()
})

test('the laptop that the documents put into a cart is there, at the price they name', () => {
  expect(DEMO_PRODUCTS.find(({ id }) => id === 'prod-laptop-001')).toMatchObject({
    sku: 'LAPTOP-001',
    name: 'Premium Ultrabook Pro 15',
    price: 129_999,
    currency: 'USD',
    category: 'Computers',
    stock: 25,
  })
})
