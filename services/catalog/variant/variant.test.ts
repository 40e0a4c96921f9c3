import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ImportedProduct } from '@rialto/contracts/catalog'
import {
  levelsChanged,
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

const patch = (id: string, body: object) => shop.as(merchandiser, 'patch', { params: { id }, body })
const offersOf = async (...references: string[]) =>
  (await shop.client.offers({ body: { references } }, serviceCall())).offers

/** A chair in two colours; the black one costs more. */
const chair = (name: string) => ({
  name: `Chair ${name}`,
  price: 90,
  variants: [
    { sku: `${name}-OAK`, price: 90, options: { Colour: 'Oak' }, stock: 3 },
    {
      sku: `${name}-BLACK`,
      price: 99.5,
      options: { Colour: 'Black' },
      stock: 4,
      images: ['https://cdn.example/b.jpg'],
    },
  ],
})

test('a product with variants shows each with its price and stock, and is found by the SKU of any', async () => {
  const made = await makeProduct(shop, chair('SHOWN'))
  expect(made).toMatchObject({
    sku: 'SHOWN-OAK',
    price: 90,
    priceRange: { min: 90, max: 99.5 },
    options: [{ name: 'Colour', values: ['Oak', 'Black'] }],
    stock: 7,
    variants: [
      { sku: 'SHOWN-OAK', price: 90, options: { Colour: 'Oak' }, images: [], stock: 3, inStock: true },
      { sku: 'SHOWN-BLACK', price: 99.5, stock: 4, images: [{ url: 'https://cdn.example/b.jpg', alt: '' }] },
    ],
  })
  expect(await read(shop, 'SHOWN-BLACK')).toEqual(made)
  expect(shop.inventory.levels.get('SHOWN-BLACK')?.onHand).toBe(4)
})

test('a cart that asks by a variant’s SKU pays that variant’s price; by the product’s names, that of the product', async () => {
  const { id, slug } = await makeProduct(shop, chair('OFFER'))
  const [byId, bySlug, oak, black] = await offersOf(id, slug, 'OFFER-OAK', 'OFFER-BLACK')
  expect(oak).toMatchObject({ productId: id, sku: 'OFFER-OAK', price: 9_000, name: 'Chair OFFER, Oak' })
  expect(black).toMatchObject({
    productId: id,
    sku: 'OFFER-BLACK',
    price: 9_950,
    name: 'Chair OFFER, Black',
    image: 'https://cdn.example/b.jpg',
    options: { Colour: 'Black' },
  })
  expect([byId, bySlug]).toEqual([oak, oak])
})

test('one variant that sells out leaves the product in stock, the last one does not, and both are said', async () => {
  const { id } = await makeProduct(shop, chair('SOLD'))
  await shop.hear(levelsChanged({ sku: 'SOLD-OAK', onHand: 3, reserved: 3, version: 5 }))
  expect(await read(shop, id)).toMatchObject({
    stock: 4,
    inStock: true,
    variants: [{ stock: 0, inStock: false }, { stock: 4 }],
  })
  expect((await listed(shop, { ids: id, inStock: false })).total).toBe(0)
  await shop.hear(levelsChanged({ sku: 'SOLD-BLACK', onHand: 0, reserved: 0, version: 5 }))
  await expect.poll(async () => (await listed(shop, { ids: id, inStock: false })).total).toBe(1)
  expect((await listed(shop, { skus: 'SOLD-OAK', inStock: true })).items).toEqual([])
  await shop.hear(levelsChanged({ sku: 'SOLD-BLACK', onHand: 2, reserved: 0, version: 6 }))
  const turns = (await shop.said()).filter(
    ({ type, key }) => type === 'catalog.availability_changed' && key === id,
  )
  expect(turns.map(({ data }) => data)).toEqual([
    { productId: id, sku: 'SOLD-OAK', inStock: false },
    { productId: id, sku: 'SOLD-BLACK', inStock: false },
    { productId: id, sku: 'SOLD-BLACK', inStock: true },
  ])
})

test('a new price of the product is also that of the variants that cost the same, and is said by SKU', async () => {
  const { id } = await makeProduct(shop, chair('PRICED'))
  const { body } = await patch(id, { price: 95 })
  expect(body).toMatchObject({ price: 95, variants: [{ price: 95 }, { price: 99.5 }] })
  const said = (await shop.said()).filter(({ type, key }) => type === 'catalog.price_changed' && key === id)
  expect(said.map(({ data }) => (data as { prices: unknown }).prices)).toEqual([
    [{ sku: 'PRICED-OAK', from: 9_000, to: 9_500 }],
  ])
})

test('a variant that is left out is not sold any more, not even as another one, and its SKU stays taken', async () => {
  const { id } = await makeProduct(shop, chair('GONE'))
  const extra = { sku: 'GONE-RED', price: 70, options: { Colour: 'Red' }, stock: 9 }
  const { body } = await patch(id, {
    variants: [{ sku: 'GONE-OAK', price: 90, options: { Colour: 'Oak' } }, extra],
  })
  expect(body).toMatchObject({ stock: 12, priceRange: { min: 70, max: 90 } })
  expect(shop.inventory.levels.get('GONE-RED')?.onHand).toBe(9)
  const [black, red] = await offersOf('GONE-BLACK', 'GONE-RED')
  expect([black, red?.price]).toEqual([null, 7_000])
  expect((await read(shop, 'GONE-BLACK')).id).toBe(id)
  expect((await refusal(makeProduct(shop, { name: 'Thief', price: 1, sku: 'GONE-BLACK' }))).code).toBe(
    'reference_taken',
  )
  const thief = { name: 'Thief', price: 1, variants: [{ sku: 'GONE-RED', options: { Size: 'S' } }] }
  expect((await refusal(makeProduct(shop, thief))).code).toBe('reference_taken')
})

test('what reading gave can be sent back and changes nothing', async () => {
  const { id } = await makeProduct(shop, chair('ROUND'))
  const before = await read(shop, id)
  const { name, price, description, brand, attributes, images, options, variants, related } = before
  const body = { name, price, description, brand, attributes, images, options, variants, related }
  await shop.as(merchandiser, 'put', { params: { id }, body })
  expect(await read(shop, id)).toEqual(before)
  expect((await shop.said()).filter(({ key }) => key === id)).toHaveLength(1)
})

test.each([
  [
    '/variants/1/sku',
    {
      variants: [
        { sku: 'X-1', options: { S: 'a' } },
        { sku: 'X-1', options: { S: 'b' } },
      ],
    },
  ],
  [
    '/variants/1/options',
    {
      variants: [
        { sku: 'X-1', options: { S: 'a' } },
        { sku: 'X-2', options: { S: 'a' } },
      ],
    },
  ],
  [
    '/variants/0/options',
    {
      variants: [
        { sku: 'X-1', options: { S: 'a' } },
        { sku: 'X-2', options: { T: 'a' } },
      ],
    },
  ],
  [
    '/variants/0/options',
    { options: [{ name: 'S', values: ['b'] }], variants: [{ sku: 'X-1', options: { S: 'a' } }] },
  ],
  ['/options', { options: [{ name: 'S', values: ['b'] }] }],
  ['/price', { variants: [{ sku: 'X-1', price: 2, options: { S: 'a' } }] }],
  ['/variants/0/price', { variants: [{ sku: 'X-1', price: 0.001, options: { S: 'a' } }] }],
  [
    '/stock',
    {
      stock: 3,
      variants: [
        { sku: 'X-1', options: { S: 'a' } },
        { sku: 'X-2', options: { S: 'b' } },
      ],
    },
  ],
  ['/related/0', { related: ['nothing-like-it'] }],
])('refused at %s: %j', async (path, body) => {
  const problem = await refusal(makeProduct(shop, { name: 'Wrong', price: 1, ...body }))
  expect([problem.code, problem.extras.errors?.[0]?.path]).toEqual(['validation_failed', path])
})

test('variants in another currency need prices in it', async () => {
  const { id } = await makeProduct(shop, chair('MONEY'))
  expect((await refusal(patch(id, { currency: 'JPY', price: 9_000 }))).extras.errors?.[0]?.path).toBe(
    '/variants',
  )
})

test('two products that want one variant’s SKU at once: one is made, the other refused', async () => {
  const outcomes = await Promise.allSettled(
    ['A', 'B'].map((name) =>
      makeProduct(shop, {
        name: `Race ${name}`,
        price: 1,
        sku: `RACE-${name}`,
        variants: [{ sku: 'RACE-X', options: { S: name } }],
      }),
    ),
  )
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  for (const one of outcomes)
    if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'reference_taken' })
})

test('two products that take one slug at once: one has it, the other is told', async () => {
  const [one, other] = await Promise.all(
    ['A', 'B'].map((name) => makeProduct(shop, { name: `Slug ${name}`, price: 1 })),
  )
  const outcomes = await Promise.allSettled(
    [one, other].map((product) => patch(product?.id ?? '', { slug: 'wanted-by-both' })),
  )
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  for (const each of outcomes)
    if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'reference_taken' })
})

test('an import brings variants, brand and a way through the tree, and the same again changes nothing', async () => {
  const product: ImportedProduct = {
    id: 'prod-import-variants',
    sku: 'IMP',
    name: 'Imported lamp',
    price: 5_000,
    category: 'Light > Lamps',
    brand: 'Brenta',
    options: [{ name: 'Size', values: ['S', 'M', 'L'] }],
    variants: [
      { sku: 'IMP-S', options: { Size: 'S' }, stock: 2 },
      { sku: 'IMP-M', price: 6_000, options: { Size: 'M' }, stock: 1 },
    ],
  }
  const load = () => shop.client.importProducts({ body: { products: [product] } }, serviceCall())
  expect(await load()).toEqual({ created: 1, updated: 0, unchanged: 0 })
  expect(await load()).toEqual({ created: 0, updated: 0, unchanged: 1 })
  const { headers } = await readAnswer(shop, 'IMP-M')
  expect(headers['etag']).toMatch(/^"1-/)
  expect(await read(shop, 'IMP')).toMatchObject({
    stock: 3,
    price: 50,
    variants: [{ price: 50 }, { price: 60 }],
  })
})
