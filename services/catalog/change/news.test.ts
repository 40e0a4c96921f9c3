import type { CatalogNews } from '@rialto/contracts/catalog'
import { aService } from '@rialto/kernel/testing/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { customer, levelsChanged, makeProduct, merchandiser, openShop, type Shop } from '../world.fixture.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const ask = async (since: string | null, waitMs = 0) =>
  (await shop.as(aService, 'news', { body: { since, waitMs } })).body as CatalogNews
const now = async () => (await ask(null)).next
const quiet = { products: [], categories: false, all: false }

test('who asks for the first time is told where to begin, and then nothing until something happens', async () => {
  await makeProduct(shop, { name: 'Earlier', price: 1 })
  const first = await ask(null)
  expect(first).toMatchObject(quiet)
  const begun = performance.now()
  expect(await ask(first.next, 200)).toMatchObject(quiet)
  expect(performance.now() - begun).toBeGreaterThan(190)
})

test('a question that waits is answered by the change, and by each change once', async () => {
  const { id } = await makeProduct(shop, { name: 'Waited for', price: 1 })
  const point = await now()
  const begun = performance.now()
  const waiting = ask(point, 2_000)
  await shop.as(merchandiser, 'patch', { params: { id }, body: { price: 2 } })
  const told = await waiting
  expect(told).toMatchObject({ products: [id], categories: false, all: false })
  expect(performance.now() - begun).toBeLessThan(1_500)
  expect(await ask(told.next)).toMatchObject(quiet)
  // The same change again is none.
  await shop.as(merchandiser, 'patch', { params: { id }, body: { price: 2 } })
  expect(await ask(told.next)).toMatchObject(quiet)
})

test('what came, went or moved changes the categories too; another name does not', async () => {
  const point = await now()
  const { id } = await makeProduct(shop, { name: 'Comes', price: 1 })
  const came = await ask(point)
  expect(came).toMatchObject({ products: [id], categories: true })
  const change = async (route: 'patch' | 'archive' | 'restore', body?: object) => {
    await shop.as(merchandiser, route, { params: { id }, ...(body ? { body } : {}) })
  }
  await change('patch', { name: 'Goes' })
  const named = await ask(came.next)
  expect(named).toMatchObject({ products: [id], categories: false })
  await change('patch', { category: 'Elsewhere' })
  const moved = await ask(named.next)
  expect(moved).toMatchObject({ products: [id], categories: true })
  await change('archive')
  await change('restore')
  expect(await ask(moved.next)).toMatchObject({ products: [id], categories: true, all: false })
})

test('a SKU that sells out or comes back is told by its product, a sale that leaves some is not', async () => {
  const { id, sku } = await makeProduct(shop, { name: 'Sells', price: 1, stock: 5 })
  const point = await now()
  await shop.hear(levelsChanged({ sku, onHand: 3, reserved: 0, version: 10 }))
  expect(await ask(point)).toMatchObject(quiet)
  await shop.hear(levelsChanged({ sku, onHand: 3, reserved: 3, version: 11 }))
  const gone = await ask(point)
  expect(gone).toMatchObject({ products: [id], categories: false })
  await shop.hear(levelsChanged({ sku, onHand: 3, reserved: 2, version: 12 }))
  expect(await ask(gone.next)).toMatchObject({ products: [id] })
})

test('the tree, a point of long ago, one that was made up and too much at once are everything', async () => {
  const everything = { products: [], categories: true, all: true }
  const point = await now()
  const made = await shop.as(merchandiser, 'createCategory', { body: { name: 'A new branch' } })
  expect(made.status).toBe(201)
  const grown = await ask(point)
  expect(grown).toMatchObject(everything)
  const products = Array.from({ length: 501 }, (_, i) => ({
    id: `prod-many-${i}`,
    sku: `MANY-${i}`,
    name: 'Many',
    price: 1,
  }))
  await shop.as(aService, 'importProducts', { body: { products } })
  expect(await ask(grown.next)).toMatchObject(everything)
  const longAgo = point.replace(/@.*/, `@${Date.now() - 61_000}`)
  for (const wrong of [longAgo, 'x', '1:1:'])
    expect(await ask(wrong), wrong).toMatchObject({ products: [], all: true })
})

test('what another process committed is told as well, and only services ask', async () => {
  const point = await now()
  await shop.db.rows`
    insert into catalog_change (writer, kind, keys) values ('wrt_other', 'product', array['prod-other'])`
  expect(await ask(point, 2_000)).toMatchObject({ products: ['prod-other'] })
  await expect(shop.as(customer, 'news', { body: { since: null, waitMs: 0 } })).rejects.toMatchObject({
    code: 'not_found',
  })
})
