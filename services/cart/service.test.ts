import { openLog } from '@rialto/kernel/observe/log'
import { mount, refuseOtherMethods } from '@rialto/kernel/server/mount'
import { openApp } from '@rialto/kernel/server/app'
import { systemPorts } from '@rialto/kernel/ports/system'
import { anonymous, user } from '@rialto/kernel/testing/world'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openShop, type Shop } from './shop.fixture.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.world.close())
beforeEach(() => {
  for (const product of ['lamp', 'chair', 'sofa']) shop.sell(product, { price: 1_000, currency: 'USD' })
  shop.sell('prod-laptop-001', { sku: 'LAPTOP-001', name: 'Premium Ultrabook Pro 15', price: 129_999 })
})

const fresh = (prefix: string) => user(systemPorts.ids.next(`usr_${prefix}`))
const key = () => systemPorts.ids.next('guest')
const item = (productId: string, quantity?: number) => ({
  body: { productId, ...(quantity === undefined ? {} : { quantity }) },
})

test('a user’s cart is empty at first, and then holds what was added', async () => {
  const ada = fresh('ada')
  expect(await shop.ask(ada, 'get')).toMatchObject({
    items: [],
    itemCount: 0,
    subtotal: 0,
    discount: 0,
    currency: 'USD',
  })
  const added = await shop.ask(ada, 'add', item('lamp', 2))
  expect(added).toMatchObject({
    items: [
      {
        productId: 'lamp',
        sku: 'LAMP',
        name: 'The lamp',
        price: 10,
        quantity: 2,
        total: 20,
        available: true,
      },
    ],
    itemCount: 2,
    subtotal: 20,
  })
  expect(await shop.ask(ada, 'get')).toEqual(added)
  expect(added).not.toHaveProperty('key')
})

test('the documented addition of a guest goes through as written', async () => {
  const body = {
    productId: 'prod-laptop-001',
    sku: 'LAPTOP-001',
    name: 'Premium Ultrabook Pro 15',
    price: 1299.99,
    quantity: 1,
  }
  const cart = await shop.ask(anonymous, 'addByKey', { params: { key: 'user_123' }, body })
  expect(cart).toMatchObject({
    key: 'user_123',
    items: [{ sku: 'LAPTOP-001', price: 1299.99, quantity: 1 }],
    subtotal: 1299.99,
  })
  expect(await shop.ask(anonymous, 'getByKey', { params: { key: 'user_123' } })).toEqual(cart)
})

test('adding the same product again adds to its line; setting sets; nothing or DELETE removes', async () => {
  const ada = fresh('ada')
  await shop.ask(ada, 'add', item('lamp'))
  await shop.ask(ada, 'add', item('LAMP', 2))
  await shop.ask(ada, 'add', item('the-chair'))
  const { items } = await shop.ask(ada, 'add', item('sofa'))
  expect(items.map(({ productId, quantity }) => [productId, quantity])).toEqual(
    expect.arrayContaining([
      ['lamp', 3],
      ['chair', 1],
      ['sofa', 1],
    ]),
  )
  const lineId = items.find(({ productId }) => productId === 'lamp')?.id ?? ''
  expect(await shop.ask(ada, 'set', { params: { item: lineId }, body: { quantity: 7 } })).toMatchObject({
    itemCount: 9,
  })
  expect(await shop.ask(ada, 'set', { params: { item: 'CHAIR' }, body: { quantity: 0 } })).toMatchObject({
    itemCount: 8,
  })
  expect(await shop.ask(ada, 'remove', { params: { item: 'the-sofa' } })).toMatchObject({ itemCount: 7 })
  await expect(shop.ask(ada, 'remove', { params: { item: 'sofa' } })).rejects.toMatchObject({
    code: 'unknown_item',
  })
  expect(await shop.ask(ada, 'clear')).toMatchObject({ items: [], itemCount: 0, subtotal: 0 })
  expect(await shop.ask(ada, 'get')).toMatchObject({ items: [] })
})

test('a guest’s cart works the same way under its key, and in a header', async () => {
  const guest = await shop.ask(anonymous, 'create')
  const params = { key: guest.key ?? '' }
  expect(guest.key).toMatch(/^gst_[\w-]{43}$/)
  expect(await shop.ask(anonymous, 'addByKey', { params, ...item('lamp', 2) })).toMatchObject({
    id: guest.id,
    key: guest.key,
  })
  const headers = { 'x-cart-key': params.key }
  expect(await shop.ask(anonymous, 'add', { headers, ...item('chair') })).toMatchObject({
    id: guest.id,
    itemCount: 3,
  })
  expect(
    await shop.ask(anonymous, 'setByKey', { params: { ...params, item: 'lamp' }, body: { quantity: 1 } }),
  ).toMatchObject({ itemCount: 2 })
  expect(await shop.ask(anonymous, 'removeByKey', { params: { ...params, item: 'lamp' } })).toMatchObject({
    itemCount: 1,
  })
  expect(await shop.ask(anonymous, 'get', { headers })).toMatchObject({ itemCount: 1 })
  expect(await shop.ask(anonymous, 'clearByKey', { params })).toMatchObject({ itemCount: 0 })
})

test('two fresh guest carts have two keys, but the same Idempotency-Key gives the same cart', async () => {
  const idempotent = { idempotencyKey: key(), bodyHash: 'none' }
  const first = await shop.ask(anonymous, 'create', {}, idempotent)
  expect((await shop.ask(anonymous, 'create')).key).not.toBe(first.key)
  expect(await shop.ask(anonymous, 'create', {}, idempotent)).toEqual(first)
})

test('who is signed in and asks for a new cart gets the one that is theirs', async () => {
  const ada = fresh('ada')
  const added = await shop.ask(ada, 'add', item('lamp'))
  expect(await shop.ask(ada, 'create')).toEqual(added)
})

test('another price than the current one adds nothing and says the current one', async () => {
  const ada = fresh('ada')
  const wrong = shop.ask(ada, 'add', { body: { productId: 'lamp', price: 9.99 } })
  await expect(wrong).rejects.toMatchObject({
    code: 'price_changed',
    extras: { price: 10, currency: 'USD', productId: 'lamp' },
  })
  await expect(shop.ask(ada, 'add', { body: { productId: 'lamp', price: 9.999 } })).rejects.toMatchObject({
    code: 'validation_failed',
  })
  expect(await shop.ask(ada, 'get')).toMatchObject({ items: [] })
  expect(await shop.ask(ada, 'add', { body: { productId: 'lamp', price: 10 } })).toMatchObject({
    itemCount: 1,
  })
})

test('a price that changes later shows, and so does a product that goes', async () => {
  const ada = fresh('ada')
  shop.sell('vase')
  await shop.ask(ada, 'add', item('vase', 3))
  await shop.ask(ada, 'add', item('lamp'))
  shop.sell('vase', { price: 1_200 })
  expect(await shop.ask(ada, 'get')).toMatchObject({
    subtotal: 46,
    items: [{ price: 12, total: 36, priceChanged: { from: 10, to: 12 } }, {}],
  })
  expect((await shop.ask(ada, 'add', item('vase'))).items[0]).not.toHaveProperty('priceChanged')
  shop.withdraw('vase')
  expect(await shop.ask(ada, 'get')).toMatchObject({
    subtotal: 10,
    itemCount: 1,
    items: [
      { name: 'The vase', quantity: 4, total: 0, available: false, unavailableReason: 'no_longer_sold' },
      { total: 10 },
    ],
  })
  await expect(shop.ask(ada, 'add', item('vase'))).rejects.toMatchObject({ code: 'unknown_product' })
  expect(await shop.ask(ada, 'remove', { params: { item: 'vase' } })).toMatchObject({ itemCount: 1 })
})

test('a shown cart tells which pieces run out, and is shown as well while the inventory is silent', async () => {
  const ada = fresh('ada')
  shop.sell('clock')
  shop.stock.set('CLOCK', 2)
  await shop.ask(ada, 'add', item('clock', 3))
  await shop.ask(ada, 'add', item('lamp'))
  const { items } = await shop.ask(ada, 'get')
  expect(items.map(({ lowStock }) => lowStock)).toEqual([{ available: 2, enough: false }, undefined])
  shop.inventory.down = true
  try {
    expect((await shop.ask(ada, 'get')).items[0]).not.toHaveProperty('lowStock')
  } finally {
    shop.inventory.down = false
  }
})

test('variants are added by SKU, each with a line, and named by SKU afterwards', async () => {
  const ada = fresh('ada')
  shop.sell('prod-shirt-m', { productId: 'prod-shirt', sku: 'SHIRT-M', slug: 'shirt' })
  shop.sell('prod-shirt-l', { productId: 'prod-shirt', sku: 'SHIRT-L', slug: 'shirt', price: 1_200 })
  await shop.ask(ada, 'add', item('SHIRT-M'))
  const cart = await shop.ask(ada, 'add', { body: { sku: 'SHIRT-L', quantity: 2 } })
  expect(cart.items.map(({ productId, sku, total }) => [productId, sku, total])).toEqual([
    ['prod-shirt', 'SHIRT-M', 10],
    ['prod-shirt', 'SHIRT-L', 24],
  ])
  await expect(
    shop.ask(ada, 'set', { params: { item: 'prod-shirt' }, body: { quantity: 5 } }),
  ).rejects.toMatchObject({ code: 'ambiguous_item' })
  expect(await shop.ask(ada, 'remove', { params: { item: 'SHIRT-M' } })).toMatchObject({ itemCount: 2 })
  shop.withdraw('prod-shirt-m')
  shop.withdraw('prod-shirt-l')
})

test('a cart keeps to one currency', async () => {
  const ada = fresh('ada')
  shop.sell('teapot', { currency: 'JPY', price: 4_800 })
  expect(await shop.ask(ada, 'add', item('teapot'))).toMatchObject({ subtotal: 4_800, currency: 'JPY' })
  await expect(shop.ask(ada, 'add', item('lamp'))).rejects.toMatchObject({ code: 'currencies_mixed' })
  await shop.ask(ada, 'clear')
  expect(await shop.ask(ada, 'add', item('lamp'))).toMatchObject({ currency: 'USD' })
})

test('what is no product, no quantity or no key is refused and changes nothing', async () => {
  const ada = fresh('ada')
  const bodies = [
    {}, { productId: 'lamp', quantity: 0 }, { productId: 'lamp', quantity: -1 }, { productId: 'lamp', quantity: 1.5 },
    { productId: 'lamp', quantity: '2' }, { productId: 'lamp', quantity: 1_000 }, { productId: 'lamp', quantity: 1e300 },
    { productId: '' }, { productId: 'x'.repeat(65) }, { productId: "lamp'; drop table line; --" }, { productId: ['lamp'] },
    { productId: 'lamp', price: -10 }, { productId: 'lamp', discount: 100 }, { productId: 'lamp', total: 0 },
    { productId: 'lamp', sku: 'CHAIR' }, null, [], 'lamp',
  ] // prettier-ignore
  for (const body of bodies) {
    await expect(shop.ask(ada, 'add', { body })).rejects.toMatchObject({ code: 'validation_failed' })
  }
  for (const badKey of ['', ' ', 'a b', '../usr_1', 'x'.repeat(65), 'a\u0000b', '-x']) {
    await expect(shop.ask(anonymous, 'getByKey', { params: { key: badKey } })).rejects.toMatchObject({
      code: 'invalid_path',
    })
    await expect(shop.ask(anonymous, 'get', { headers: { 'x-cart-key': badKey } })).rejects.toMatchObject({
      code: 'invalid_header',
    })
  }
  expect(await shop.ask(ada, 'get')).toMatchObject({ items: [] })
})

test('while the catalogue is down a cart is not shown and nothing is added, but it can be emptied', async () => {
  const ada = fresh('ada')
  await shop.ask(ada, 'add', item('lamp'))
  shop.catalogue.down = true
  try {
    await expect(shop.ask(ada, 'get')).rejects.toMatchObject({ code: 'unavailable' })
    shop.catalogue.questions = 0
    const crowd = Array.from({ length: 40 }, () => shop.ask(ada, 'add', item('lamp')))
    for (const each of await Promise.allSettled(crowd)) {
      expect(each).toMatchObject({ status: 'rejected', reason: { code: 'unavailable' } })
    }
    // Asked once a batch: an outage is not made worse by asking again by halves.
    expect(shop.catalogue.questions).toBeLessThanOrEqual(2)
    expect(await shop.ask(ada, 'clear')).toMatchObject({ items: [] })
  } finally {
    shop.catalogue.down = false
  }
  expect(await shop.ask(ada, 'get')).toMatchObject({ items: [] })
})

test('over HTTP: spellings, the key’s header, no cache, and the methods that there are', async () => {
  const { world } = shop
  const app = openApp({ ...systemPorts, log: openLog('silent', { write: () => {} }) })
  mount(app, world.host.contract, world.host.endpoints, {
    now: () => systemPorts.clock.now(),
    identify: () => anonymous,
  })
  refuseOtherMethods(app, [world.host.contract])
  const guest = key()
  const added = await app.inject({
    method: 'POST',
    url: '/api/v1/cart/items/',
    headers: { 'x-cart-key': guest, 'content-type': 'application/json' },
    body: JSON.stringify({ product_id: 'lamp', quantity: 2, user_id: 7 }),
  })
  expect([added.statusCode, added.json<{ itemCount: number }>().itemCount]).toEqual([201, 2])
  for (const request of [
    { url: '/api/v1/cart', headers: { 'x-cart-key': guest } },
    { url: `/api/v1/cart/${guest}` },
  ]) {
    const got = await app.inject(request)
    expect([got.statusCode, got.headers['cache-control']]).toEqual([200, 'private, no-store'])
    expect(got.json()).toEqual(added.json())
  }
  expect((await app.inject({ url: '/api/v1/cart' })).statusCode).toBe(401)
  const created = await app.inject({ method: 'POST', url: '/api/v1/cart' })
  expect([created.statusCode, created.json<{ items: unknown[] }>().items]).toEqual([201, []])
  const wrong = await app.inject({ url: '/api/v1/cart/items' })
  expect([wrong.statusCode, wrong.headers['allow']]).toEqual([405, expect.stringMatching(/^POST\b/)])
  expect((await app.inject({ method: 'POST', url: '/internal/cart/checkout' })).statusCode).toBe(404)
  await app.close()
})
