import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CategoryView, ProductView } from '@rialto/contracts/catalog'
import {
  customer,
  listed,
  makeProduct,
  merchandiser,
  openShop,
  read,
  refusal,
  type Shop,
} from '../world.fixture.ts'

let shop: Shop

beforeAll(async () => {
  shop = await openShop()
})

afterAll(async () => {
  await shop.close()
})

const make = async (body: object) =>
  (await shop.as(merchandiser, 'createCategory', { body })).body as CategoryView
const patch = (category: string, body: object, ifMatch?: string) =>
  shop.as(
    merchandiser,
    'patchCategory',
    { params: { category }, body },
    ifMatch === undefined ? {} : { ifMatch },
  )
const look = async (category: string) => shop.as(customer, 'category', { params: { category }, query: {} })

test('a product names its way through the tree, and the way is made', async () => {
  const first = await makeProduct(shop, { name: 'Oak chair', price: 90, category: 'Home > Seats > Chairs' })
  expect(first.category.path.map(({ name }) => name)).toEqual(['Home', 'Seats', 'Chairs'])
  const second = await makeProduct(shop, { name: 'Ash chair', price: 80, category: 'home > SEATS > chairs' })
  expect(second.category).toEqual(first.category)
  const third = await makeProduct(shop, { name: 'Sofa', price: 800, category: 'Home > Seats' })
  expect(third.category.id).toBe(first.category.path[1]?.id)
  const { body } = await look('home')
  const shown = body as { category: CategoryView; items: ProductView[]; total: number }
  expect([shown.category.productCount, shown.total]).toEqual([3, 3])
  expect((await listed(shop, { category: 'Home > Seats > Chairs' })).total).toBe(2)
})

test('the same name may stand at two places, and a name alone means the higher one', async () => {
  const phones = await makeProduct(shop, { name: 'Case A', price: 9, category: 'Phones > Cases' })
  const laptops = await makeProduct(shop, { name: 'Case B', price: 9, category: 'Laptops > Cases' })
  expect(phones.category.slug).toBe('cases')
  expect(laptops.category.slug).toBe('laptops-cases')
  expect((await listed(shop, { category: 'laptops-cases' })).items.map(({ name }) => name)).toEqual([
    'Case B',
  ])
})

test('twenty products that name one new way at once share it', async () => {
  const made = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      makeProduct(shop, {
        name: `Rush ${i}`,
        price: 1,
        category: `Rush > Hour > ${i % 2 === 0 ? 'Even' : 'Odd'}`,
      }),
    ),
  )
  expect(new Set(made.map(({ category }) => category.id)).size).toBe(2)
  expect(new Set(made.map(({ category }) => category.path[1]?.id)).size).toBe(1)
})

test('what is moved or renamed takes along what lies below it, and products show it at once', async () => {
  const product = await makeProduct(shop, { name: 'Bulb', price: 3, category: 'Garden > Bulbs' })
  const [garden, bulbs] = product.category.path
  const indoors = await make({ name: 'Indoors' })
  await patch(garden?.id ?? '', { name: 'Green', parent: 'Indoors' })
  const { path } = (await read(shop, product.id)).category
  expect(path.map(({ name }) => name)).toEqual(['Indoors', 'Green', 'Bulbs'])
  expect((await listed(shop, { category: indoors.id })).total).toBe(1)
  await patch(bulbs?.id ?? '', { parent: null })
  expect((await read(shop, product.id)).category.path.map(({ name }) => name)).toEqual(['Bulbs'])
  const said = (await shop.said()).filter(({ key }) => key === garden?.id)
  expect(said.map(({ data }) => (data as { change: string }).change)).toEqual(['created', 'moved'])
})

test('two who move each below the other’s at once do not close a circle', async () => {
  for (let round = 0; round < 5; round += 1) {
    const [one, other] = await Promise.all([make({ name: `One ${round}` }), make({ name: `Other ${round}` })])
    const moves = await Promise.allSettled([
      patch(one.id, { parent: other.id }),
      patch(other.id, { parent: one.id }),
    ])
    expect(moves.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const move of moves)
      if (move.status === 'rejected') expect(move.reason).toMatchObject({ code: 'category_cycle' })
  }
})

test('a category is not put into itself, below itself, too deep, or where its name stands already', async () => {
  const deep = await makeProduct(shop, { name: 'Deep', price: 1, category: 'A > B > C > D > E' })
  const [a, , c, , e] = deep.category.path
  expect((await refusal(patch(a?.id ?? '', { parent: a?.id }))).code).toBe('category_cycle')
  expect((await refusal(patch(a?.id ?? '', { parent: e?.id }))).code).toBe('category_cycle')
  expect((await refusal(make({ name: 'F', parent: e?.id }))).code).toBe('category_too_deep')
  const under = await make({ name: 'Under' })
  expect((await refusal(patch(a?.id ?? '', { parent: under.id }))).code).toBe('category_too_deep')
  expect((await refusal(make({ name: ' d ', parent: c?.id }))).code).toBe('category_taken')
  expect((await refusal(make({ name: 'Fine', slug: under.slug }))).code).toBe('category_taken')
  expect((await refusal(make({ name: 'X > Y' }))).code).toBe('validation_failed')
  const six = makeProduct(shop, { name: 'Too deep', price: 1, category: '1 > 2 > 3 > 4 > 5 > 6' })
  expect((await refusal(six)).code).toBe('category_too_deep')
  expect((await refusal(patch('nowhere', { name: 'X' }))).code).toBe('unknown_category')
})

test('of two who change what both have read, one wins and the other is told', async () => {
  const { id } = await make({ name: 'Contended' })
  const { etag = '' } = (await look(id)).headers
  const outcomes = await Promise.allSettled(['Mine', 'Yours'].map((name) => patch(id, { name }, etag)))
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  for (const one of outcomes)
    if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'lost_update' })
})

test('only an empty category is removed', async () => {
  const product = await makeProduct(shop, { name: 'Kept', price: 1, category: 'Full > Inner' })
  const [full, inner] = product.category.path
  const remove = (category: string) => shop.as(merchandiser, 'removeCategory', { params: { category } })
  expect((await refusal(remove(full?.id ?? ''))).code).toBe('category_in_use')
  expect((await refusal(remove(inner?.id ?? ''))).code).toBe('category_in_use')
  const { id } = await make({ name: 'Empty' })
  expect((await remove(id)).body).toEqual({ id, removed: true })
  expect((await refusal(look(id))).code).toBe('unknown_category')
})

test('a customer shapes nothing', async () => {
  const asked = shop.as(customer, 'createCategory', { body: { name: 'Mine' } })
  expect((await refusal(asked)).code).toBe('forbidden')
})
