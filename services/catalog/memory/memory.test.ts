import { afterAll, beforeAll, expect, test } from 'vitest'
import { catalog, type ProductView } from '@rialto/contracts/catalog'
import { permits } from '@rialto/contracts/roles'
import { clientOf } from '@rialto/kernel/client/client'
import type { Client } from '@rialto/kernel/contract/contract'
import type { InventoryClient } from '@rialto/contracts/inventory'
import { openMetrics } from '@rialto/kernel/observe/observe'
import { openLog } from '@rialto/kernel/observe/log'
import { systemPorts } from '@rialto/kernel/ports/system'
import { serve } from '@rialto/kernel/service/serve'
import { callAs } from '@rialto/kernel/testing/world'
import { catalogService } from '../service.ts'
import {
  customer,
  levelsChanged,
  listed,
  makeProduct,
  merchandiser,
  openShop,
  playInventory,
  read,
  readAnswer,
  refusal,
  type Shop,
} from '../world.fixture.ts'

type Replica = { readonly as: Shop['as']; readonly client: Client<typeof catalog>; close(): Promise<void> }

let shop: Shop
let replica: Replica

beforeAll(async () => {
  shop = await openShop()
  replica = await openReplica(shop)
})

afterAll(async () => {
  await replica.close()
  await shop.close()
})

/** Another process of the same service on the same database, with a memory of its own. */
async function openReplica({ db, inventory }: Shop): Promise<Replica> {
  const opened = await catalogService().open({
    ...systemPorts,
    db,
    clients: { inventory: playInventory(inventory) as unknown as InventoryClient },
    wake: () => {},
    log: openLog('silent', '/dev/null'),
    metrics: openMetrics(),
    holder: 'replica',
  })
  const { endpoints } = serve(catalog, opened.routes, {
    ...systemPorts,
    permits,
    checkOutput: true,
  })
  return {
    as: (caller, route, input, call = {}) =>
      endpoints[route]?.(input, { ...callAs(caller), ...call }) ?? Promise.reject(new Error(route)),
    client: clientOf(catalog, endpoints, 'test'),
    close: async () => opened.close?.(),
  }
}

const service = callAs({ kind: 'service', name: 'test' })

async function offerOf(one: { client: Client<typeof catalog> }, reference: string) {
  const { offers } = await one.client.offers(
    { body: { references: [reference] } },
    { ...service, deadline: systemPorts.clock.now() + 10_000 },
  )
  return offers[0]
}

test('a price that was changed is shown at once, wherever products are shown', async () => {
  const { id, sku, slug } = await makeProduct(shop, {
    name: 'Warm',
    price: 10,
    stock: 1,
    category: 'Warm things',
  })
  for (let price = 11; price < 20; price += 1) {
    for (const name of [id, sku, slug]) await read(shop, name)
    await Promise.all([listed(shop, { category: 'Warm things' }), offerOf(shop, sku)])
    await shop.as(merchandiser, 'patch', { params: { id }, body: { price } })
    for (const name of [id, sku, slug]) expect((await read(shop, name)).price).toBe(price)
    expect((await listed(shop, { category: 'Warm things' })).items[0]?.price).toBe(price)
    expect(await offerOf(shop, slug)).toMatchObject({ price: price * 100 })
  }
})

test('readers and a writer at once: nobody reads an older price than one that was already answered', async () => {
  const { id } = await makeProduct(shop, { name: 'Busy', price: 1000 })
  let answered = 1000
  let isDone = false
  const reader = async (show: () => Promise<number | undefined>) => {
    while (!isDone) {
      const atLeast = answered
      expect(await show()).toBeGreaterThanOrEqual(atLeast)
      await new Promise(setImmediate)
    }
  }
  const readers = [
    reader(async () => (await read(shop, id)).price),
    reader(async () => (await read(shop, id)).price),
    reader(async () => ((await offerOf(shop, id))?.price ?? 0) / 100),
    reader(async () => (await listed(shop, { q: 'Busy' })).items[0]?.price),
  ]
  for (let price = 1001; price <= 1060; price += 1) {
    await shop.as(merchandiser, 'patch', { params: { id }, body: { price } })
    answered = price
  }
  isDone = true
  await Promise.all(readers)
})

test('a price that another process changed is shown within a second', async () => {
  const { id } = await makeProduct(shop, { name: 'Far away', price: 10, category: 'Far' })
  const show = async () => [
    (await read(replica, id)).price,
    (await offerOf(replica, id))?.price,
    (await listed(replica, { category: 'Far' })).items[0]?.price,
  ]
  await expect.poll(show, { timeout: 1_000, interval: 20 }).toEqual([10, 1000, 10])
  await shop.as(merchandiser, 'patch', { params: { id }, body: { price: 12 } })
  await expect.poll(show, { timeout: 1_000, interval: 20 }).toEqual([12, 1200, 12])
})

test('a long transaction elsewhere does not hold back what another process shows', async () => {
  const { id } = await makeProduct(shop, { name: 'Not held up', price: 10 })
  expect((await read(replica, id)).price).toBe(10)
  await shop.db.transaction(async (tx) => {
    await tx.rows`select pg_current_xact_id()`
    await shop.as(merchandiser, 'patch', { params: { id }, body: { price: 12 } })
    await expect.poll(async () => (await read(replica, id)).price, { timeout: 1_000, interval: 20 }).toBe(12)
  })
})

test('what another process archived is not sold here', async () => {
  const { id } = await makeProduct(shop, { name: 'Withdrawn', price: 10 })
  expect(await offerOf(replica, id)).not.toBeNull()
  await shop.as(merchandiser, 'archive', { params: { id } })
  await expect.poll(() => offerOf(replica, id), { timeout: 1_000, interval: 20 }).toBeNull()
  expect((await refusal(readAnswer(replica, id))).code).toBe('unknown_product')
})

test('stock follows inventory at once on the product, within a moment on lists, within a second elsewhere', async () => {
  const { id, sku } = await makeProduct(shop, { name: 'Going', price: 10, stock: 3, category: 'Going fast' })
  const before = await readAnswer(shop, id)
  const onList = async (one: Pick<Shop, 'as'>) =>
    (await listed(one, { category: 'Going fast' })).items[0]?.stock
  expect(await onList(shop)).toBe(3)
  expect((await read(replica, id)).stock).toBe(3)
  await expect.poll(() => onList(replica), { timeout: 1_000, interval: 20 }).toBe(3)
  await shop.hear(levelsChanged({ sku, onHand: 3, reserved: 3, version: 7 }))
  const after = await readAnswer(shop, id)
  const gone = { stock: 0, inStock: false }
  const { variants, ...rest } = before.body as ProductView
  expect(after.body).toEqual({
    ...rest,
    ...gone,
    inventory: 0,
    variants: variants.map((variant) => ({ ...variant, ...gone })),
  })
  expect(after.headers['etag']).not.toBe(before.headers['etag'])
  await expect.poll(() => onList(shop), { timeout: 400, interval: 10 }).toBe(0)
  await expect.poll(async () => (await read(replica, id)).stock, { timeout: 1_000, interval: 20 }).toBe(0)
  await expect.poll(() => onList(replica), { timeout: 1_000, interval: 20 }).toBe(0)
})

test('a level that comes late or twice does not undo a later one', async () => {
  const { id, sku } = await makeProduct(shop, { name: 'Reordered', price: 10, stock: 5 })
  await read(shop, id)
  const late = levelsChanged({ sku, onHand: 5, reserved: 1, version: 2 })
  await shop.hear(
    levelsChanged({ sku, onHand: 2, reserved: 0, version: 4 }),
    levelsChanged({ sku, onHand: 3, reserved: 0, version: 3 }),
  )
  await shop.hear(late)
  await shop.hear(late)
  expect((await read(shop, id)).stock).toBe(2)
  expect((await read(replica, id)).stock).toBe(2)
})

test('stock of a SKU that is heard of before its product is the stock of the product', async () => {
  await shop.hear(levelsChanged({ sku: 'EARLY-1', onHand: 40, reserved: 2, version: 9 }))
  const made = await makeProduct(shop, { name: 'Early', sku: 'EARLY-1', price: 1, stock: 5 })
  expect(made.stock).toBe(38)
})

test('a round of comparing with inventory heals what was never heard', async () => {
  const { id, sku } = await makeProduct(shop, { name: 'Deaf', price: 10, stock: 5 })
  expect((await read(shop, id)).stock).toBe(5)
  shop.inventory.levels.set(sku, { onHand: 1, reserved: 0, version: 12 })
  shop.host.startJobs()
  await expect.poll(async () => (await read(shop, id)).stock, { timeout: 5_000 }).toBe(1)
})

test('a list asked for by fifty at once is read once', async () => {
  await makeProduct(shop, { name: 'Popular', price: 10, category: 'Crowd' })
  await listed(shop, { category: 'Crowd' })
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => shop.as(customer, 'list', { query: { category: 'Crowd', limit: 7 } })),
  )
  expect(new Set(answers).size).toBe(1)
})
