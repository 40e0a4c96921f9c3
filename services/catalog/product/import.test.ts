import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ImportedProduct } from '@rialto/contracts/catalog'
import {
  makeProduct,
  merchandiser,
  openShop,
  read,
  readAnswer,
  refusal,
  serviceCall,
  type Shop,
} from '../world.fixture.ts'

let shop: Shop

beforeAll(async () => {
  shop = await openShop()
})

afterAll(async () => {
  await shop.close()
})

const imported = (over: Partial<ImportedProduct> = {}): ImportedProduct => ({
  id: 'prod-import-1',
  sku: 'IMPORT-1',
  name: 'Imported',
  price: 12_345,
  category: 'Imports',
  stock: 8,
  createdAt: '2025-03-01T09:00:00.000Z',
  ...over,
})

test('products are taken over under their own ids; the same again changes nothing, another price changes that', async () => {
  const twin = imported({ id: 'prod-import-2', sku: 'IMPORT-2' })
  expect(await shop.client.importProducts({ body: { products: [imported(), twin] } }, serviceCall())).toEqual(
    {
      created: 2,
      updated: 0,
      unchanged: 0,
    },
  )
  expect(await read(shop, 'IMPORT-1')).toMatchObject({
    id: 'prod-import-1',
    slug: 'imported',
    price: 123.45,
    stock: 8,
    createdAt: '2025-03-01T09:00:00.000Z',
  })
  expect((await read(shop, 'prod-import-2')).slug).toBe('imported-prod-import-2')
  const again = await shop.client.importProducts({ body: { products: [imported(), twin] } }, serviceCall())
  expect(again).toEqual({ created: 0, updated: 0, unchanged: 2 })
  const dearer = await shop.client.importProducts(
    { body: { products: [imported({ price: 20_000, stock: 99 }), twin] } },
    serviceCall(),
  )
  expect(dearer).toEqual({ created: 0, updated: 1, unchanged: 1 })
  expect(await read(shop, 'prod-import-1')).toMatchObject({ price: 200, stock: 8, slug: 'imported' })
})

test('an import does not bring back what was archived, and keeps SKUs as they are', async () => {
  const gone = imported({ id: 'prod-gone', sku: 'GONE-1', name: 'Gone' })
  await shop.client.importProducts({ body: { products: [gone] } }, serviceCall())
  await shop.as(merchandiser, 'archive', { params: { id: 'prod-gone' } })
  expect(await shop.client.importProducts({ body: { products: [gone] } }, serviceCall())).toMatchObject({
    unchanged: 1,
  })
  await refusal(readAnswer(shop, 'prod-gone'))
  const moved = shop.client.importProducts(
    { body: { products: [{ ...gone, sku: 'GONE-2' }] } },
    serviceCall(),
  )
  expect((await refusal(moved)).code).toBe('validation_failed')
})

test('an import that would take another product’s name is refused whole', async () => {
  await makeProduct(shop, { sku: 'KEPT-1', name: 'Kept', price: 1 })
  const products = [
    imported({ id: 'prod-fine', sku: 'FINE-1' }),
    imported({ id: 'prod-thief', sku: 'KEPT-1' }),
  ]
  expect((await refusal(shop.client.importProducts({ body: { products } }, serviceCall()))).code).toBe(
    'reference_taken',
  )
  expect((await refusal(readAnswer(shop, 'prod-fine'))).code).toBe('unknown_product')
})

test('four imports of the same products at once make each of them once', async () => {
  const products = Array.from({ length: 50 }, (_, i) =>
    imported({ id: `prod-same-${i}`, sku: `SAME-${i}`, name: `Same ${i % 7}` }),
  )
  const outcomes = await Promise.all(
    Array.from({ length: 4 }, () => shop.client.importProducts({ body: { products } }, serviceCall())),
  )
  expect(outcomes.reduce((sum, { created }) => sum + created, 0)).toBe(50)
})
