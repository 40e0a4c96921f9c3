import { afterAll, beforeAll, expect, test } from 'vitest'
import { heard } from '@rialto/kernel/testing/world'
import { openShop, snapshot, type Shop } from './shop.fixture.ts'

let shop: Shop

beforeAll(async () => {
  shop = await openShop()
})
afterAll(async () => {
  await shop.world.close()
})

const told = (productId: string, version: number) => ({
  productId,
  sku: productId.toUpperCase(),
  slug: productId,
  name: productId,
  price: 1,
  currency: 'USD',
  categoryId: 'cat_general',
  version,
})

test('a change is found within a second', async () => {
  await shop.sell({ id: 'fresh', name: 'Freshly Made Lamp' })
  expect(await shop.ids('freshly')).toEqual(['fresh'])
  shop.put({ id: 'fresh', name: 'Twice Baked Lamp', version: 2 })
  await shop.world.hear(heard('catalog.product_updated', 'fresh', { ...told('fresh', 2), changed: ['name'] }))
  await expect.poll(() => shop.ids('baked'), { timeout: 1_000 }).toEqual(['fresh'])
  expect((await shop.find({ q: 'baked' })).items[0]?.name).toBe('Twice Baked Lamp')
})

test('events that come twice, late or in the wrong order end in the truth', async () => {
  shop.put({ id: 'late', name: 'Late Ladder Three', version: 3 })
  const events = [3, 1, 2, 1].map((version) =>
    heard('catalog.product_updated', 'late', { ...told('late', version), changed: ['name'] }),
  )
  const created = heard('catalog.product_created', 'late', told('late', 1))
  for (const event of [...events, created, created]) await shop.world.hear(event)
  await shop.settle()
  await expect.poll(() => shop.ids('ladder')).toEqual(['late'])
  expect((await shop.find({ q: 'ladder' })).items[0]?.name).toBe('Late Ladder Three')
})

test('a product that is taken off sale is not found, and an old event does not bring it back', async () => {
  await shop.sell({ id: 'archived', name: 'Vanishing Vase' })
  shop.shelf.delete('archived')
  await shop.world.hear(
    heard('catalog.product_archived', 'archived', { productId: 'archived', sku: 'ARCHIVED', version: 2 }),
  )
  await shop.world.hear(heard('catalog.product_created', 'archived', told('archived', 1)))
  await expect.poll(() => shop.ids('vanishing vase')).toEqual([])
  shop.put({ id: 'archived', name: 'Vanishing Vase', version: 3 })
  await shop.world.hear(heard('catalog.product_restored', 'archived', told('archived', 3)))
  await expect.poll(() => shop.ids('vanishing')).toEqual(['archived'])
})

test('what sells out is counted as sold out', async () => {
  await shop.sell({ id: 'selling', name: 'Popular Parasol' })
  shop.put({ id: 'selling', name: 'Popular Parasol', inStock: false })
  await shop.hear('selling')
  await expect
    .poll(async () => (await shop.find({ q: 'parasol' })).facets.availability)
    .toEqual([{ value: 'out_of_stock', label: 'Out of stock', count: 1 }])
  expect((await shop.find({ q: 'parasol', inStock: true })).total).toBe(0)
})

test('a category that is renamed is shown by its new name on all that lies below it', async () => {
  await shop.sell(
    { id: 'below-1', name: 'Below One', category: ['Rooms', 'Attic'] },
    { id: 'below-2', name: 'Below Two', category: ['Rooms'] },
  )
  for (const id of ['below-1', 'below-2']) {
    const product = shop.shelf.get(id)
    if (!product) throw new Error('it was put on the shelf')
    const [first, ...rest] = product.categoryPath
    if (!first) throw new Error('it has a category')
    shop.shelf.set(id, { ...product, categoryPath: [{ ...first, name: 'Chambers' }, ...rest] })
  }
  await shop.world.hear(
    heard('catalog.category_changed', 'cat_rooms', { categoryId: 'cat_rooms', change: 'renamed' }),
  )
  await expect.poll(async () => (await shop.find({ q: 'chambers' })).total).toBe(2)
  expect((await shop.find({ category: ['chambers'] })).total).toBe(2)
  expect((await shop.find({ category: ['attic'] })).total).toBe(1)
})

test('while the catalogue does not answer, what is known is found, and afterwards the news', async () => {
  await shop.sell({ id: 'outage', name: 'Outage Oven' })
  shop.catalogue.isDown = true
  shop.put({ id: 'outage', name: 'Outage Oven Deluxe', version: 2 })
  await shop.world.hear(
    heard('catalog.product_updated', 'outage', { ...told('outage', 2), changed: ['name'] }),
  )
  expect(await shop.ids('outage oven')).toEqual(['outage'])
  shop.catalogue.isDown = false
  await expect.poll(() => shop.ids('"oven deluxe"'), { timeout: 5_000 }).toEqual(['outage'])
})

test('thirty changes at once are all found', async () => {
  const names = Array.from({ length: 30 }, (_, i) => `Crowd ${i}`)
  for (const [i, name] of names.entries()) shop.shelf.set(`crowd-${i}`, snapshot({ id: `crowd-${i}`, name }))
  await Promise.all(
    names.map((_, i) =>
      shop.world.hear(heard('catalog.product_created', `crowd-${i}`, told(`crowd-${i}`, 1))),
    ),
  )
  await expect.poll(async () => (await shop.find({ q: 'crowd' })).total).toBe(30)
})
