import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openShop, type Shop } from '../shop.fixture.ts'

let shop: Shop

beforeAll(async () => {
  shop = await openShop()
  await shop.sell(
    {
      id: 'prod-laptop-001',
      sku: 'LAPTOP-001',
      name: 'Premium Ultrabook Pro 15',
      category: ['Computers', 'Laptops'],
      brand: 'Lagunare',
      attributes: { Memory: '16 GB', Colour: 'Lagoon grey' },
    },
    { id: 'stand', name: 'Laptop Stand', category: ['Accessories'], brand: 'Felze' },
    {
      id: 'book',
      name: 'Travel Guide',
      category: ['Books'],
      description: 'Fits beside a laptop in any bag.',
    },
    {
      id: 'pack',
      name: 'Leather Back Pack',
      category: ['Bags'],
      brand: 'Sestiere',
      description: 'For work.',
    },
    { id: 'rucksack', name: 'Trail Backpack 30', category: ['Bags'], attributes: { Capacity: '30 l' } },
    { id: 'cable', name: 'USB-C Cable', category: ['Cables'] },
    { id: 'shoes', name: 'Red Running Shoes', category: ['Shoes'], attributes: { Size: 'EU 41' } },
    { id: 'scattered', name: 'Running Vest with Red Stripes for Shoes', category: ['Vests'] },
    { id: 'cafe', name: 'Café Crème Set', category: ['Kitchen'] },
    { id: 'knife', name: 'Chef’s Knife', category: ['Kitchen'], attributes: { 'Dishwasher safe': true } },
    { id: 'gone', name: 'Knife Block', category: ['Kitchen'], inStock: false },
  )
})
afterAll(async () => {
  await shop.world.close()
})

describe('found first', () => {
  test.each([
    ['an id', 'prod-laptop-001', 'prod-laptop-001'],
    ['a SKU, in whatever case', 'laptop-001', 'prod-laptop-001'],
    ['a whole title', 'laptop stand', 'stand'],
    ['a plural', 'ultrabooks', 'prod-laptop-001'],
    ['a compound that is written apart', 'backpack leather', 'pack'],
    ['two words that are written as one', 'trail back pack', 'rucksack'],
    ['a hyphen, a space or nothing', 'usb c', 'cable'],
    ['a hyphen, a space or nothing at all', 'usbc', 'cable'],
    ['a number and its unit', '16gb', 'prod-laptop-001'],
    ['accents or none', 'cafe creme', 'cafe'],
    ['brand and category', 'lagunare laptops', 'prod-laptop-001'],
    ['an attribute', 'shoes eu 41', 'shoes'],
    ['an attribute that is only true', 'dishwasher safe', 'knife'],
    ['words side by side before scattered ones', 'red running shoes', 'shoes'],
    ['what can be bought before what is sold out', 'knife', 'knife'],
    ['a phrase', '"running shoes"', 'shoes'],
  ])('%s: %s', async (_what, q, id) => {
    expect((await shop.ids(q))[0]).toBe(id)
  })
})

test('what lies in the category, then what is called so, then what mentions it', async () => {
  expect(await shop.ids('laptop')).toEqual(['prod-laptop-001', 'stand', 'book'])
})

test('a misspelled word is read as the one that was meant, and it is said so', async () => {
  const found = await shop.find({ q: 'lether pack' })
  expect(found.didYouMean).toBe('leather pack')
  expect(found.items[0]?.id).toBe('pack')
  expect((await shop.find({ q: 'leather pack' })).didYouMean).toBeUndefined()
})

test('what somebody is still typing is a beginning, not a mistake', async () => {
  const found = await shop.find({ q: 'ultrab' })
  expect(found.items.map(({ id }) => id)).toEqual(['prod-laptop-001'])
  expect(found.didYouMean).toBeUndefined()
})

test('a sentence finds what most of its words say', async () => {
  expect((await shop.ids('something in leather for my work'))[0]).toBe('pack')
})

test('what nobody sells is an empty list, and so is what has no word', async () => {
  expect(await shop.find({ q: 'zzzyyyxxx' })).toMatchObject({ items: [], total: 0, nextCursor: null })
  expect(await shop.find({ q: '!!!' })).toMatchObject({ items: [], total: 0 })
})

test('filters that leave nothing do not change what was asked', async () => {
  expect(await shop.find({ q: 'ultrabook', brand: ['felze'], maxPrice: 1 })).toMatchObject({
    items: [],
    total: 0,
  })
})

test('nothing asked is everything, the newest first', async () => {
  expect((await shop.find({})).total).toBe(shop.shelf.size)
  expect((await shop.find({ q: '  ' })).total).toBe(shop.shelf.size)
})

test('suggestions begin with what was typed: products, categories, brands', async () => {
  expect(await shop.suggest('ultra')).toMatchObject([{ kind: 'product', value: 'prod-laptop-001' }])
  expect(await shop.suggest('comp')).toMatchObject([{ kind: 'category', value: 'computers' }])
  expect(await shop.suggest('sest')).toMatchObject([{ kind: 'brand', value: 'sestiere', label: 'Sestiere' }])
  expect(await shop.suggest('laptop', 1)).toHaveLength(1)
  expect(await shop.suggest('')).toEqual([])
  expect(await shop.suggest("' | %")).toEqual([])
})
