import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ProductView } from '@rialto/contracts/catalog'
import type { Answer } from '@rialto/kernel/contract/contract'
import { anonymous } from '@rialto/kernel/testing/world'
import {
  customer,
  listed,
  makeProduct,
  merchandiser,
  openShop,
  read,
  readAnswer,
  refusal,
  serviceCall,
  type Shop,
} from './world.fixture.ts'

let shop: Shop
let demo: Shop

beforeAll(async () => {
  ;[shop, demo] = await Promise.all([openShop(), openShop({ anyUserMayCreate: true })])
})

afterAll(async () => {
  await Promise.all([shop.close(), demo.close()])
})

test('in the demo a customer puts a laptop on sale with nothing but name, price and stock', async () => {
  const answer = await demo.as(customer, 'create', { body: { name: 'Laptop', price: 1500, stock: 10 } })
  expect(answer.status).toBe(201)
  const laptop = answer.body as ProductView
  expect(laptop).toMatchObject({
    name: 'Laptop',
    price: 1500,
    currency: 'USD',
    slug: 'laptop',
    category: { name: 'General', slug: 'general' },
    description: '',
    brand: null,
    attributes: {},
    images: [],
    variants: [{ price: 1500, options: {} }],
    rating: { average: 0, count: 0 },
    stock: 10,
    inventory: 10,
    inStock: true,
  })
  expect(laptop.id).toMatch(/^prod_[0-9a-z]{26}$/)
  expect(laptop.sku).toMatch(/^LAPTOP-[0-9A-Z]{8}$/)
  expect(answer.headers['location']).toBe(`/api/v1/products/${laptop.id}`)
  for (const name of [laptop.id, laptop.sku, laptop.slug]) expect(await read(demo, name)).toEqual(laptop)
  expect(demo.inventory.levels.get(laptop.sku)).toMatchObject({ onHand: 10 })
})

test('outside the demo only who may write products puts them on sale', async () => {
  const body = { name: 'Not mine to sell', price: 1 }
  expect((await refusal(shop.as(customer, 'create', { body }))).code).toBe('forbidden')
  expect((await refusal(demo.as(anonymous, 'create', { body }))).code).toBe('unauthenticated')
  expect((await shop.as(merchandiser, 'create', { body })).status).toBe(201)
})

test('in the demo too a customer changes and removes nothing', async () => {
  const { id } = await makeProduct(demo, { name: 'Hands off', price: 5 })
  for (const route of ['patch', 'put', 'archive'] as const) {
    const input = { params: { id }, ...(route === 'archive' ? {} : { body: { name: 'X', price: 1 } }) }
    expect((await refusal(demo.as(customer, route, input))).code).toBe('forbidden')
  }
})

test('the ETag of a new product is the one that reading it gives', async () => {
  const answer = await shop.as(merchandiser, 'create', { body: { name: 'Tagged', price: 3 } })
  const { id } = answer.body as ProductView
  const again = await readAnswer(shop, id)
  expect(again.headers['etag']).toBe(answer.headers['etag'])
  expect(again.text).toBe(answer.text)
})

test('a second product of the same name goes by another slug', async () => {
  const first = await makeProduct(shop, { name: 'Twin Lamp', price: 20 })
  const second = await makeProduct(shop, { name: 'Twin Lamp', price: 20 })
  expect(first.slug).toBe('twin-lamp')
  expect(second.slug).toMatch(/^twin-lamp-[0-9a-z]{8}$/)
  expect((await read(shop, 'twin-lamp')).id).toBe(first.id)
})

test('twenty products of one name made at once all get their own names', async () => {
  const made = await Promise.all(
    Array.from({ length: 20 }, () => makeProduct(shop, { name: 'Rush Hour', price: 1, stock: 1 })),
  )
  expect(new Set(made.flatMap(({ id, sku, slug }) => [id, sku, slug])).size).toBe(60)
})

test('no product can take over an id, SKU or slug that another one has or ever had', async () => {
  const mine = await makeProduct(shop, {
    id: 'prod-mine',
    sku: 'MINE-1',
    slug: 'mine',
    name: 'Mine',
    price: 1,
  })
  await shop.as(merchandiser, 'patch', { params: { id: mine.id }, body: { slug: 'still-mine' } })
  for (const names of [
    { sku: 'prod-mine' },
    { sku: 'MINE-1' },
    { id: 'MINE-1' },
    { id: 'mine' },
    { slug: 'still-mine' },
    { slug: 'mine' },
  ]) {
    const problem = await refusal(makeProduct(shop, { name: 'Thief', price: 1, ...names }))
    expect(problem.code).toBe('reference_taken')
  }
  for (const name of ['prod-mine', 'MINE-1', 'mine', 'still-mine'])
    expect((await read(shop, name)).id).toBe('prod-mine')
})

test('a category is found by id, slug and any spelling of its name; a new name makes one', async () => {
  const first = await makeProduct(shop, { name: 'Torch', price: 9, category: 'Camping & Hiking' })
  expect(first.category).toMatchObject({ name: 'Camping & Hiking', slug: 'camping-hiking' })
  for (const category of [first.category.id, 'camping-hiking', 'camping  &  HIKING']) {
    expect((await makeProduct(shop, { name: 'Tent', price: 99, category })).category).toEqual(first.category)
  }
  const other = await makeProduct(shop, { name: 'Map', price: 3, category: 'Camping Hiking' })
  expect(other.category.slug).toMatch(/^camping-hiking-/)
  const far = await makeProduct(shop, { name: 'Lantern', price: 3, category: 'キャンプ' })
  expect(far.category.slug).toMatch(/^category-/)
  expect((await makeProduct(shop, { name: 'Stove', price: 3, category: 'キャンプ' })).category).toEqual(
    far.category,
  )
})

test('a category id that nobody has is refused and not made into a name', async () => {
  const problem = await refusal(
    makeProduct(shop, { name: 'Lost', price: 1, category: `cat_${'0'.repeat(26)}` }),
  )
  expect(problem.code).toBe('unknown_category')
})

test('ten products that name one new category at once share it', async () => {
  const made = await Promise.all(
    Array.from({ length: 10 }, (_, i) =>
      makeProduct(shop, { name: `Racer ${i}`, price: 1, category: 'Racing' }),
    ),
  )
  expect(new Set(made.map(({ category }) => category.id)).size).toBe(1)
})

test('the same key makes one product, and gives its first answer again', async () => {
  const call = { idempotencyKey: 'one-product', bodyHash: 'a' }
  const answers: Answer[] = []
  for (let i = 0; i < 3; i += 1) {
    answers.push(
      await shop.as(merchandiser, 'create', { body: { name: 'Only once', price: 7, stock: 2 } }, call),
    )
  }
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
  expect(answers.map(({ headers }) => headers['idempotent-replayed'])).toEqual([undefined, 'true', 'true'])
  expect(
    answers
      .map(({ headers }) => headers['location'])
      .every((location) => location === answers[0]?.headers['location']),
  ).toBe(true)
  expect((await listed(shop, { q: 'Only once' })).total).toBe(1)
})

test('a refused product leaves nothing behind, not even its category', async () => {
  await makeProduct(shop, { sku: 'TAKEN-1', name: 'First', price: 1 })
  await refusal(makeProduct(shop, { sku: 'TAKEN-1', name: 'Second', price: 1, category: 'Never made' }))
  const categories = (await shop.as(customer, 'categories', {})).body as { items: { name: string }[] }
  expect(categories.items.map(({ name }) => name)).not.toContain('Never made')
})

test('inventory may be down: the product is made with its stock, which is received when it is up again', async () => {
  shop.inventory.isDown = true
  const { id, sku } = await makeProduct(shop, { name: 'Patient', price: 1, stock: 6 }).finally(() => {
    shop.inventory.isDown = false
  })
  expect(await read(shop, id)).toMatchObject({ stock: 6, inStock: true })
  expect(shop.inventory.levels.has(sku)).toBe(false)
  shop.host.startJobs()
  await expect.poll(() => shop.inventory.levels.get(sku)?.onHand, { timeout: 5_000 }).toBe(6)
  await expect.poll(async () => shop.db.rows`select 1 from stock_to_receive where sku = ${sku}`).toEqual([])
})

test('offers tell what products cost, by any name and in the order asked, and null for the rest', async () => {
  const one = await makeProduct(shop, {
    name: 'Offered',
    price: 19.99,
    images: ['https://cdn.example/x.jpg'],
  })
  const references = [one.slug, 'nothing-like-it', one.id, one.sku, 'not a name', '\u0000']
  const { offers } = await shop.client.offers({ body: { references } }, serviceCall())
  const offer = {
    productId: one.id,
    sku: one.sku,
    slug: 'offered',
    name: 'Offered',
    price: 1999,
    currency: 'USD',
    image: 'https://cdn.example/x.jpg',
    options: {},
    categoryIds: [one.category.id],
  }
  expect(offers).toEqual([offer, null, offer, offer, null, null])
})
