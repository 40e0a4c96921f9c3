import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  listed,
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

test('stock and inventory are one number, by either name', async () => {
  const { id, sku } = await makeProduct(shop, { name: 'Counted', price: 2, stock: 4 })
  expect(shop.inventory.levels.get(sku)?.onHand).toBe(4)
  await shop.as(merchandiser, 'patch', { params: { id }, body: { stock: 9 } })
  expect(shop.inventory.levels.get(sku)?.onHand).toBe(9)
  expect(await read(shop, id)).toMatchObject({ stock: 9, inventory: 9, inStock: true })
})

test('stock that is set counts what others hold as gone', async () => {
  const { id, sku } = await makeProduct(shop, { name: 'Half held', price: 2, stock: 10 })
  shop.inventory.levels.set(sku, { onHand: 10, reserved: 4, version: 5 })
  const answer = await shop.as(merchandiser, 'patch', { params: { id }, body: { stock: 20 } })
  expect(answer.body).toMatchObject({ stock: 20 })
  expect(shop.inventory.levels.get(sku)).toMatchObject({ onHand: 24, reserved: 4 })
})

test('a PATCH changes what it names and leaves the rest', async () => {
  const before = await makeProduct(shop, {
    name: 'Desk',
    price: 200,
    description: 'Oak',
    brand: 'Brenta',
    attributes: { legs: 4 },
    images: ['/media/desk.jpg'],
  })
  const answer = await shop.as(merchandiser, 'patch', {
    params: { id: before.sku },
    body: { price: 179.5, brand: null },
  })
  expect(answer.body).toMatchObject({
    price: 179.5,
    brand: null,
    description: 'Oak',
    attributes: { legs: 4 },
  })
  expect(answer.body).toMatchObject({
    images: [{ url: '/media/desk.jpg', alt: '' }],
    variants: [{ price: 179.5 }],
  })
  expect(await read(shop, before.id)).toEqual(answer.body)
})

test('a PUT empties what it leaves out, and keeps slug, currency, category and stock', async () => {
  const before = await makeProduct(shop, {
    name: 'Chair',
    price: 100,
    currency: 'EUR',
    category: 'Seats',
    description: 'Ash',
    brand: 'Brenta',
    attributes: { legs: 4 },
    stock: 3,
  })
  const { body } = await shop.as(merchandiser, 'put', {
    params: { id: before.id },
    body: { name: 'Stool', price: 50 },
  })
  expect(body).toMatchObject({
    name: 'Stool',
    price: 50,
    description: '',
    brand: null,
    attributes: {},
    stock: 3,
  })
  expect(body).toMatchObject({ currency: 'EUR', category: before.category, slug: 'chair', sku: before.sku })
})

test('of two who change what both have read, one wins and the other is told', async () => {
  const { id } = await makeProduct(shop, { name: 'Contended', price: 10 })
  const { etag } = (await readAnswer(shop, id)).headers
  const outcomes = await Promise.allSettled(
    [11, 12, 13, 14].map((price) =>
      shop.as(merchandiser, 'patch', { params: { id }, body: { price } }, { ifMatch: etag ?? '' }),
    ),
  )
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'lost_update' })
  }
})

test('a sale in between is no lost update', async () => {
  const { id, sku } = await makeProduct(shop, { name: 'Selling', price: 10, stock: 5 })
  const { etag } = (await readAnswer(shop, id)).headers
  shop.inventory.levels.set(sku, { onHand: 4, reserved: 0, version: 2 })
  await shop.as(merchandiser, 'patch', { params: { id }, body: { stock: 8 } })
  const now = await readAnswer(shop, id)
  expect(now.headers['etag']).not.toBe(etag)
  const changed = await shop.as(
    merchandiser,
    'patch',
    { params: { id }, body: { price: 9 } },
    { ifMatch: etag ?? '' },
  )
  expect(changed.body).toMatchObject({ price: 9, stock: 8 })
})

test('what is archived is not found, is not sold, keeps its names, and answers the same when asked again', async () => {
  const { id, sku, slug } = await makeProduct(shop, { name: 'Discontinued', price: 10, stock: 5 })
  const first = await shop.as(merchandiser, 'archive', { params: { id } })
  expect(first.body).toMatchObject({ id, sku, archived: true })
  expect((await shop.as(merchandiser, 'archive', { params: { id: sku } })).text).toBe(first.text)
  for (const name of [id, sku, slug])
    expect((await refusal(readAnswer(shop, name))).code).toBe('unknown_product')
  const patched = shop.as(merchandiser, 'patch', { params: { id }, body: { price: 1 } })
  expect((await refusal(patched)).code).toBe('unknown_product')
  const { offers } = await shop.client.offers({ body: { references: [id, sku, slug] } }, serviceCall())
  expect(offers).toEqual([null, null, null])
  expect((await refusal(makeProduct(shop, { sku, name: 'Reborn', price: 1 }))).code).toBe('reference_taken')
  expect((await listed(shop, { q: 'Discontinued' })).items).toEqual([])
})

test('an id that is taken is refused, whether its product is on sale or archived, with a SKU of its own or none', async () => {
  const { id } = await makeProduct(shop, { name: 'First of its id', price: 10 })
  const again = () => refusal(makeProduct(shop, { id, name: 'Second of its id', price: 10 }))
  expect((await again()).code).toBe('reference_taken')
  await shop.as(merchandiser, 'archive', { params: { id } })
  expect((await again()).code).toBe('reference_taken')
})

test('a DELETE with the tag of before is refused', async () => {
  const { id } = await makeProduct(shop, { name: 'Changed since', price: 10 })
  const { etag } = (await readAnswer(shop, id)).headers
  await shop.as(merchandiser, 'patch', { params: { id }, body: { price: 11 } })
  const problem = await refusal(shop.as(merchandiser, 'archive', { params: { id } }, { ifMatch: etag ?? '' }))
  expect(problem.code).toBe('lost_update')
  expect((await read(shop, id)).price).toBe(11)
})

test('every change is said once, in minor units; saying again what already is, is not said', async () => {
  const { id, sku } = await makeProduct(shop, { name: 'Announced', price: 10.5 })
  await shop.as(merchandiser, 'patch', { params: { id }, body: { price: 9.99, name: 'Announced' } })
  await shop.as(merchandiser, 'patch', { params: { id }, body: { price: 9.99, attributes: {} } })
  await shop.as(merchandiser, 'archive', { params: { id } })
  await shop.as(merchandiser, 'archive', { params: { id } })
  const said = (await shop.said()).filter(({ key }) => key === id)
  expect(said).toMatchObject([
    {
      type: 'catalog.product_created',
      data: { productId: id, sku, name: 'Announced', price: 1050, currency: 'USD', version: 1 },
    },
    { type: 'catalog.product_updated', data: { productId: id, price: 999, version: 2, changed: ['price'] } },
    {
      type: 'catalog.price_changed',
      data: { productId: id, currency: 'USD', prices: [{ sku, from: 1050, to: 999 }], version: 2 },
    },
    { type: 'catalog.product_archived', data: { productId: id, sku, version: 3 } },
  ])
})
