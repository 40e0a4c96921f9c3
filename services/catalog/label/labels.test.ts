import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeProduct, merchandiser, openShop, type Shop } from '../world.fixture.ts'

const PATIENCE = { timeout: 15_000 }

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
  shop.host.startJobs()
})
afterAll(() => shop.close())

const nameOf = (sku: string) => shop.inventory.labels.get(sku)
const told = (sku: string, name: string) => expect.poll(() => nameOf(sku), PATIENCE).toBe(name)

test('inventory hears what a new product is called, and each of its variants', async () => {
  await makeProduct(shop, { name: 'Quay lamp', sku: 'QUAY', price: 20 })
  const variants = ['S', 'L'].map((size) => ({ sku: `CAP-${size}`, options: { Size: size } }))
  await makeProduct(shop, { name: 'Ferry cap', price: 20, variants })
  await told('QUAY', 'Quay lamp')
  await told('CAP-S', 'Ferry cap, S')
  await told('CAP-L', 'Ferry cap, L')
})

test('a product that is renamed is renamed there, also where inventory was away meanwhile', async () => {
  const { id } = await makeProduct(shop, { name: 'Old bowl', sku: 'BOWL', price: 20 })
  await told('BOWL', 'Old bowl')
  shop.inventory.isDown = true
  await shop.as(merchandiser, 'patch', { params: { id }, body: { name: 'New bowl' } })
  expect(nameOf('BOWL')).toBe('Old bowl')
  shop.inventory.isDown = false
  await told('BOWL', 'New bowl')
})

test('what is told is forgotten', async () => {
  const left = () => shop.db.rows`select product_id from name_to_tell`
  await expect.poll(left, PATIENCE).toEqual([])
})
