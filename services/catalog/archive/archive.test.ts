import { afterAll, beforeAll, expect, test } from 'vitest'
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
} from '../world.fixture.ts'

let shop: Shop

beforeAll(async () => {
  shop = await openShop()
})

afterAll(async () => {
  await shop.close()
})

const archive = (id: string) => shop.as(merchandiser, 'archive', { params: { id } })
const restore = (id: string) => shop.as(merchandiser, 'restore', { params: { id } })

test('what is archived is found by staff alone, and comes back under all its names', async () => {
  const made = await makeProduct(shop, { name: 'Lost and found', price: 3, stock: 2 })
  await archive(made.id)
  expect((await refusal(readAnswer(shop, made.slug))).code).toBe('unknown_product')
  const { items } = (await shop.as(merchandiser, 'archived', { query: {} })).body as {
    items: { id: string }[]
  }
  expect(items[0]).toMatchObject({ id: made.id, archivedAt: expect.any(String) })
  expect((await refusal(shop.as(customer, 'archived', { query: {} }))).code).toBe('forbidden')
  const [first, second] = [await restore(made.id), await restore(made.slug)]
  expect(first.text).toBe(second.text)
  const back = await read(shop, made.sku)
  expect(back).toEqual({ ...made, version: 3, updatedAt: back.updatedAt })
  expect(
    (await shop.client.offers({ body: { references: [made.slug] } }, serviceCall())).offers[0]?.price,
  ).toBe(300)
  const said = (await shop.said()).filter(({ key }) => key === made.id).map(({ type }) => type)
  expect(said).toEqual(['catalog.product_created', 'catalog.product_archived', 'catalog.product_restored'])
})

test('the archive is read page by page, the last one first', async () => {
  const made: string[] = []
  for (let i = 0; i < 5; i += 1) {
    const { id } = await makeProduct(shop, { name: `Old ${i}`, price: 1 })
    await archive(id)
    made.unshift(id)
  }
  const seen: string[] = []
  const totals = new Set<number>()
  let cursor: string | null = null
  do {
    const query: object = { limit: 2, ...(cursor === null ? {} : { cursor }) }
    const page = (await shop.as(merchandiser, 'archived', { query })).body as {
      items: { id: string }[]
      nextCursor: string | null
      total: number
    }
    totals.add(page.total)
    seen.push(...page.items.map(({ id }) => id))
    cursor = page.nextCursor
  } while (cursor !== null)
  expect(seen.filter((id) => made.includes(id))).toEqual(made)
  expect([...totals]).toEqual([seen.length])
})

test('beside a product stand those that were chosen, then its category’s, then its brand’s, never itself', async () => {
  const stand = (name: string, more: object) => makeProduct(shop, { name, price: 1, ...more })
  const far = await stand('Far', { category: 'Elsewhere' })
  const near = await stand('Near', { category: 'Shelf' })
  const kin = await stand('Kin', { category: 'Other shelf', brand: 'Sile' })
  const it = await stand('It', { category: 'Shelf', brand: 'SILE', related: [far.slug, far.id] })
  expect(it.related).toEqual([far.id])
  const beside = async (query: object) => {
    const answer = await shop.as(customer, 'related', { params: { id: it.sku }, query })
    return (answer.body as { items: { id: string }[] }).items.map(({ id }) => id)
  }
  expect(await beside({})).toEqual([far.id, near.id, kin.id])
  expect(await beside({ limit: 2 })).toEqual([far.id, near.id])
  await archive(far.id)
  expect(await beside({})).toEqual([near.id, kin.id])
  expect((await refusal(shop.as(customer, 'related', { params: { id: far.id }, query: {} }))).code).toBe(
    'unknown_product',
  )
})

test('two spellings of a brand are one brand, found by slug and name', async () => {
  await makeProduct(shop, { name: 'One', price: 1, brand: 'Café  Noir' })
  const other = await makeProduct(shop, { name: 'Two', price: 1, brand: 'cafe noir' })
  expect(other.brand).toBe('Café  Noir')
  for (const brand of ['cafe-noir', 'CAFE NOIR']) expect((await listed(shop, { brand })).total).toBe(2)
  const { items } = (await shop.as(customer, 'brands', { query: {} })).body as { items: object[] }
  expect(items).toContainEqual({ slug: 'cafe-noir', name: 'Café  Noir', productCount: 2 })
})
