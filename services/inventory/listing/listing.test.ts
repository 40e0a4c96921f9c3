import type { StockLevel } from '@rialto/contracts/inventory'
import { aService, callAs, user } from '@rialto/kernel/testing/world'
import { LEVEL_SORTS } from '@rialto/contracts/inventory'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShelf, type Shelf } from '../shelf.fixture.ts'

type Listed = { items: StockLevel[]; nextCursor: string | null; total: number }

let shelf: Shelf
const merchant = user('usr_merchant', 'merchandiser')
/** Thirty SKUs; many have as many pieces, so that only the name tells them apart. */
const SKUS = Array.from({ length: 30 }, (_, i) => `LIST-${String(i).padStart(2, '0')}`)

beforeAll(async () => {
  shelf = await openShelf()
  const lines = SKUS.map((sku, i) => ({ sku, quantity: (i * 7) % 11 }))
  await shelf.world.client.receive({ body: { lines } }, callAs(aService))
  await shelf.world.client.receive(
    { body: { lines: [{ sku: 'list_other', quantity: 3 }] } },
    callAs(aService),
  )
  await shelf.hold(shelf.newOrder(), [
    { sku: 'LIST-01', quantity: 7 },
    { sku: 'LIST-02', quantity: 2 },
  ])
})
afterAll(() => shelf.world.close())

const list = async (query: object) => (await shelf.world.as(merchant, 'list', { query })).body as Listed

async function walk(query: object): Promise<StockLevel[]> {
  const seen: StockLevel[] = []
  let cursor: string | null = null
  do {
    const page: Listed = await list({ ...query, ...(cursor === null ? {} : { cursor }) })
    seen.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== null)
  return seen
}

test.each(LEVEL_SORTS)('sorted by %s, pages of four show every SKU once and in order', async (sort) => {
  const all = await walk({ sort, limit: 4, q: 'LIST-' })
  expect(new Set(all.map(({ sku }) => sku)).size).toBe(30)
  const column = sort.replace('-', '') as 'sku' | 'available' | 'onHand' | 'reserved'
  const sign = sort.startsWith('-') ? -1 : 1
  const compare = (a: StockLevel, b: StockLevel) => {
    const [left, right] = a[column] === b[column] ? [a.sku, b.sku] : [a[column], b[column]]
    return left < right ? -sign : sign
  }
  expect(all).toEqual(all.toSorted(compare))
})

test('SKUs are found by any part of them, in capitals or not, with how many there are', async () => {
  expect(await list({ q: 'list-0', limit: 3 })).toMatchObject({
    items: [{ sku: 'LIST-00' }, { sku: 'LIST-01' }, { sku: 'LIST-02' }],
    total: 10,
  })
  expect((await list({ q: 'list' })).total).toBe(31)
  expect((await list({ q: 'ist-2' })).total).toBe(10)
  expect((await list({ q: '_other' })).items.map(({ sku }) => sku)).toEqual(['list_other'])
  // Whatever is typed stands for itself.
  for (const q of ['%', 'LIST%00', 'LIST_00', "'; drop table stock; --", '\\'])
    expect(await list({ q })).toEqual({ items: [], nextCursor: null, total: 0 })
})

test('goods are found by words of their name, in any order and without accents, also together with the SKU', async () => {
  const labels = [
    { sku: 'LIST-07', name: 'Crème Brûlée Dish, Black / L', version: 1 },
    { sku: 'LIST-08', name: 'Dish rack', version: 1 },
    { sku: 'NEVER-KEPT', name: 'Dish of nobody', version: 1 },
  ]
  await shelf.world.client.label({ body: { labels } }, callAs(aService))
  const found = async (q: string) => (await list({ q })).items.map(({ sku }) => sku)
  expect(await found('dish')).toEqual(['LIST-07', 'LIST-08'])
  expect(await found('black BRULEE')).toEqual(['LIST-07'])
  expect(await found('dish list-08')).toEqual(['LIST-08'])
  expect(await found('dish lamp')).toEqual([])
  const renamed = { sku: 'LIST-08', name: 'Drying rack', version: 3 }
  await shelf.world.client.label({ body: { labels: [renamed] } }, callAs(aService))
  // Of before, and late.
  const late = { sku: 'LIST-08', name: 'Dish rack', version: 2 }
  await shelf.world.client.label({ body: { labels: [late] } }, callAs(aService))
  expect(await found('rack')).toEqual(['LIST-08'])
  expect(await found('dish')).toEqual(['LIST-07'])
  expect(await walk({ q: 'list-0', limit: 3, sort: '-onHand' })).toHaveLength(10)
})

test('what is sold out or all spoken for is out of stock', async () => {
  const out = (await walk({ outOfStock: true, q: 'LIST-' })).map(({ sku }) => sku)
  expect(out).toEqual(['LIST-00', 'LIST-01', 'LIST-11', 'LIST-22'])
  expect((await list({ outOfStock: true, q: 'LIST-' })).total).toBe(4)
  const low = await walk({ lowStock: true, q: 'LIST-' })
  expect(low.every(({ available, lowStockAt }) => available <= lowStockAt)).toBe(true)
})

test('a cursor goes on in its own order alone', async () => {
  const { nextCursor } = await list({ sort: 'available', limit: 2 })
  await expect(list({ sort: 'onHand', cursor: nextCursor })).rejects.toMatchObject({ code: 'invalid_query' })
})
