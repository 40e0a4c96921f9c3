import type { BulkResult } from '@rialto/contracts/catalog'
import type { Call } from '@rialto/kernel/contract/contract'
import { systemPorts } from '@rialto/kernel/ports/system'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { customer, makeProduct, merchandiser, openShop, read, refusal, type Shop } from '../world.fixture.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

async function bulk(items: readonly object[], call: Partial<Call> = {}) {
  const answer = await shop.as(merchandiser, 'bulk', { body: { items } }, call)
  return { ...answer, text: answer.text, items: (answer.body as { items: BulkResult[] }).items }
}
const made = (name: string, more: object = {}) => makeProduct(shop, { name, price: 10, stock: 5, ...more })

test('prices and stock of many are set, each by any of its names', async () => {
  const [one, two, three] = await Promise.all([made('Bulk one'), made('Bulk two'), made('Bulk three')])
  const { items } = await bulk([
    { id: one.id, price: 11.5 },
    { id: two.sku, stock: 8 },
    { id: three.slug, price: 12, stock: 0 },
  ])
  expect(items.map(({ id, ok }) => [id, ok])).toEqual([
    [one.id, true],
    [two.sku, true],
    [three.slug, true],
  ])
  expect(items.map(({ product }) => [product?.price, product?.stock])).toEqual([
    [11.5, 5],
    [10, 8],
    [12, 0],
  ])
  expect(await read(shop, three.id)).toEqual(items[2]?.product)
  const events = (await shop.said()).filter(({ key }) => key === one.id).map(({ type }) => type)
  expect(events).toContain('catalog.price_changed')
})

test('one that is refused says why and spoils nothing', async () => {
  const [good, stale] = await Promise.all([made('Bulk good'), made('Bulk stale')])
  const varied = await made('Bulk varied', {
    stock: undefined,
    variants: ['S', 'M'].map((size) => ({ sku: `VARIED-${size}`, options: { Size: size }, stock: 1 })),
  })
  await shop.as(merchandiser, 'patch', { params: { id: stale.id }, body: { name: 'Bulk newer' } })
  const { items } = await bulk([
    { id: 'prod-nobody', price: 1 },
    { id: stale.id, price: 9, ifMatch: stale.version },
    { id: varied.id, stock: 3 },
    { id: good.id, price: 9.999 },
    { id: good.sku, price: 9, ifMatch: good.version },
    { id: good.id, price: 8 },
  ])
  expect(items.map(({ problem }) => problem?.code)).toEqual([
    'unknown_product',
    'lost_update',
    'validation_failed',
    'validation_failed',
    undefined,
    'validation_failed',
  ])
  expect(items.map(({ problem }) => problem?.status)).toEqual([404, 412, 422, 422, undefined, 422])
  expect((await read(shop, good.id)).price).toBe(9)
  expect((await read(shop, stale.id)).price).toBe(10)
})

const sized = (name: string) =>
  made(name, {
    stock: undefined,
    sku: `${name}-S`.replaceAll(' ', '-'),
    variants: ['S', 'M', 'L'].map((size, i) => ({
      sku: `${name}-${size}`.replaceAll(' ', '-'),
      options: { Size: size },
      stock: i,
      ...(size === 'L' ? { price: 14 } : {}),
    })),
  })
const variantsOf = ({ variants }: Awaited<ReturnType<typeof made>>) =>
  variants.map(({ price, stock }) => [price, stock])

test('of a product’s variants only those that are named get another price or other stock', async () => {
  const coat = await sized('Bulk coat')
  const [small, medium] = coat.variants
  const { items } = await bulk([
    {
      id: coat.id,
      variants: [
        { sku: small?.sku, price: 12 },
        { sku: medium?.sku, stock: 7 },
      ],
    },
  ])
  expect(items[0]?.ok).toBe(true)
  // The small one stands for the product; the medium one had the same price, and keeps it.
  expect(items[0]?.product?.price).toBe(12)
  expect(variantsOf(items[0]!.product!)).toEqual([
    [12, 0],
    [10, 7],
    [14, 2],
  ])
  expect(await read(shop, coat.id)).toEqual(items[0]?.product)
})

test('a variant that the product has not, or prices that do not go together, spoil nothing of the others', async () => {
  const [hat, cap] = await Promise.all([sized('Bulk hat'), sized('Bulk cap')])
  const small = cap.variants[0]?.sku
  const { items } = await bulk([
    { id: hat.id, variants: [{ sku: 'Bulk-nothing', price: 3 }] },
    { id: cap.id, price: 20, variants: [{ sku: small, price: 21 }] },
    { id: hat.sku, variants: [{ sku: hat.variants[2]?.sku, price: 15, stock: 9 }] },
  ])
  expect(items.map(({ problem }) => problem?.code)).toEqual([
    'validation_failed',
    'validation_failed',
    undefined,
  ])
  expect(variantsOf(items[2]!.product!)[2]).toEqual([15, 9])
  expect((await read(shop, cap.id)).price).toBe(10)
  const both = await bulk([{ id: cap.id, price: 20, variants: [{ sku: small, price: 20 }] }])
  expect(variantsOf(both.items[0]!.product!)).toEqual([
    [20, 0],
    [20, 1],
    [14, 2],
  ])
})

test('pieces that somebody reserves meanwhile stay: the price is changed, and the answer says both', async () => {
  const [held, spare] = await Promise.all([made('Bulk held'), made('Bulk spare')])
  shop.inventory.beforeCorrect = (sku) => {
    if (sku === held.sku) shop.inventory.levels.set(sku, { onHand: 5, reserved: 4, version: 9 })
  }
  try {
    const { items } = await bulk([
      { id: held.id, price: 20, stock: 0 },
      { id: spare.id, stock: 1 },
    ])
    expect(items[0]).toMatchObject({
      ok: false,
      problem: { status: 409, code: 'stock_in_use' },
      product: { price: 20, stock: 1 },
    })
    expect(items[1]).toMatchObject({ ok: true, product: { stock: 1 } })
  } finally {
    shop.inventory.beforeCorrect = () => {}
  }
})

test('inventory is told who set the stock, in the table and with the product', async () => {
  const [tabled, alone] = await Promise.all([made('Bulk tabled'), made('Bulk alone')])
  await bulk([{ id: tabled.id, stock: 9 }])
  await shop.as(merchandiser, 'patch', { params: { id: alone.id }, body: { stock: 3 } })
  const { correctedBy } = shop.inventory
  expect([correctedBy.get(tabled.sku), correctedBy.get(alone.sku)]).toEqual(['usr_merchant', 'usr_merchant'])
})

test('the same key changes once and gives the same answer, byte for byte', async () => {
  const { id } = await made('Bulk once')
  const key = { idempotencyKey: systemPorts.ids.next('key'), bodyHash: 'a' }
  const first = await bulk([{ id, price: 30 }], key)
  await shop.as(merchandiser, 'patch', { params: { id }, body: { price: 31 } })
  const second = await bulk([{ id, price: 30 }], key)
  expect(second.text).toBe(first.text)
  expect((await read(shop, id)).price).toBe(31)
  const other = refusal(bulk([{ id, price: 32 }], { ...key, bodyHash: 'b' }))
  expect((await other).code).toBe('idempotency_key_reused')
})

test('while inventory does not answer nothing is said to be done, and the same may be asked again', async () => {
  const { id } = await made('Bulk outage')
  const key = { idempotencyKey: systemPorts.ids.next('key'), bodyHash: 'a' }
  shop.inventory.isDown = true
  try {
    expect((await refusal(bulk([{ id, stock: 7 }], key))).code).toBe('unavailable')
  } finally {
    shop.inventory.isDown = false
  }
  expect((await bulk([{ id, stock: 7 }], key)).items[0]).toMatchObject({ ok: true, product: { stock: 7 } })
})

test('two hundred at once are done; two hundred and one, none, and strangers are refused', async () => {
  const products = await Promise.all(Array.from({ length: 40 }, (_, i) => made(`Bulk many ${i}`)))
  const { items } = await bulk(products.map(({ id }, i) => ({ id, price: 50 + i, stock: i })))
  expect(items.every(({ ok }) => ok)).toBe(true)
  expect(items.map(({ product }) => [product?.price, product?.stock])).toEqual(
    products.map((_, i) => [50 + i, i]),
  )
  const tooMany = Array.from({ length: 201 }, (_, i) => ({ id: `prod-${i}`, price: 1 }))
  expect((await refusal(bulk(tooMany))).code).toBe('validation_failed')
  expect((await bulk(tooMany.slice(1))).items).toHaveLength(200)
  const asked = shop.as(customer, 'bulk', { body: { items: [{ id: 'prod-1' }] } })
  expect((await refusal(asked)).code).toBe('forbidden')
})

test('a product that is called like a path of the shop gets a slug that leads to it', async () => {
  const { slug } = await made('Bulk')
  expect(slug).toMatch(/^bulk-[a-z0-9]+$/)
})
