import { afterAll, beforeAll, expect, test } from 'vitest'
import { heard } from '@rialto/kernel/testing/world'
import type { SearchIndex } from '@rialto/contracts/search'
import { admin, customer, merchandiser, openShop, type Shop } from '../shop.fixture.ts'

const PRODUCTS = 1_200

let shop: Shop

beforeAll(async () => {
  shop = await openShop()
  for (let i = 0; i < PRODUCTS; i += 1)
    shop.put({ id: `p-${String(i).padStart(4, '0')}`, name: `Shelf Filler ${i}` })
})
afterAll(async () => {
  await shop.world.close()
})

/** How many there are of what other tests leave alone. */
const fillers = () => [...shop.shelf.values()].filter(({ name }) => name.includes('Filler')).length
const index = async () => (await shop.world.as(admin, 'index', {})).body as SearchIndex

async function rebuild(): Promise<void> {
  const answer = await shop.world.as(admin, 'rebuild', {})
  expect(answer.status).toBe(202)
  expect((answer.body as SearchIndex).state).toBe('building')
}

test('a rebuild finds everything that is on sale, and leaves no gap while it runs', async () => {
  await rebuild()
  await shop.settle()
  const before = await index()
  expect(before).toMatchObject({
    state: 'ready',
    documents: shop.shelf.size,
    walked: shop.shelf.size,
    startedBy: 'usr_admin',
  })
  await expect.poll(async () => (await shop.find({ q: 'filler' })).total).toBe(fillers())

  const totals = new Set<number>()
  shop.catalogue.beforePage = async () => {
    totals.add((await shop.find({ q: 'filler', limit: 1 + totals.size })).total)
  }
  await rebuild()
  await shop.settle()
  shop.catalogue.beforePage = async () => {}
  totals.add((await shop.find({ q: 'filler' })).total)
  expect([...totals]).toEqual([fillers()])
  expect((await index()).generation).toBe(before.generation + 1)
})

test('what changes while an index is built is in the new one, and what goes is not', async () => {
  let pages = 0
  shop.catalogue.beforePage = async () => {
    pages += 1
    if (pages !== 2) return
    // Behind the walk and before it: one that it has read, one that it will read, one that is new, one that goes.
    shop.put({ id: 'p-0001', name: 'Changed Behind', version: 2 })
    shop.put({ id: 'p-1100', name: 'Changed Ahead', version: 2 })
    shop.put({ id: 'a-first', name: 'Changed New' })
    shop.shelf.delete('p-0002')
    await shop.world.hear(
      ...['p-0001', 'p-1100', 'a-first', 'p-0002'].map((productId) =>
        heard('catalog.availability_changed', productId, { productId, sku: productId, inStock: true }),
      ),
    )
  }
  await rebuild()
  await shop.settle()
  shop.catalogue.beforePage = async () => {}
  await expect
    .poll(async () => (await shop.ids('changed')).toSorted())
    .toEqual(['a-first', 'p-0001', 'p-1100'])
  expect(await shop.ids('"filler 2"')).toEqual([])
  expect((await index()).documents).toBe(shop.shelf.size)
})

test('asked twice, one build runs', async () => {
  const { generation } = await index()
  await Promise.all([rebuild(), rebuild()])
  await shop.settle()
  expect((await index()).generation).toBe(generation + 1)
})

test('a build goes on where the catalogue stopped answering', async () => {
  let pages = 0
  shop.catalogue.beforePage = async () => {
    pages += 1
    shop.catalogue.isDown = pages === 2
  }
  await rebuild()
  await expect.poll(() => pages, { timeout: 5_000 }).toBe(2)
  shop.catalogue.isDown = false
  await shop.settle()
  shop.catalogue.beforePage = async () => {}
  expect((await index()).documents).toBe(shop.shelf.size)
})

test('only who may rebuild does, and it is noted who did', async () => {
  await expect(shop.world.as(customer, 'rebuild', {})).rejects.toMatchObject({ code: 'forbidden' })
  await expect(shop.world.as(merchandiser, 'rebuild', {})).rejects.toMatchObject({ code: 'forbidden' })
  await rebuild()
  await shop.settle()
  const changes = (await shop.world.as(admin, 'curationChanges', { query: { limit: 1 } })).body as {
    items: { actor: string; action: string }[]
  }
  expect(changes.items).toMatchObject([{ actor: 'usr_admin', action: 'index.rebuild' }])
})
