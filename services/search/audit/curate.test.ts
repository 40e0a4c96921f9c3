import { afterAll, beforeAll, expect, test } from 'vitest'
import { anonymous } from '@rialto/kernel/testing/world'
import { customer, merchandiser, openShop, type Shop } from '../shop.fixture.ts'

let shop: Shop

beforeAll(async () => {
  shop = await openShop()
  await shop.sell(
    { id: 'sofa', name: 'Linen Sofa', category: ['Furniture'] },
    { id: 'phone', name: 'Mobile Phone Nine', category: ['Phones'] },
    { id: 'best', name: 'Alpha Tent', createdAt: '2025-01-01T00:00:00.000Z' },
    { id: 'second', name: 'Tent Beta Two Persons' },
    { id: 'third', name: 'Camping Chair', inStock: false },
  )
})
afterAll(async () => {
  await shop.world.close()
})

type Made = { id: string; updatedBy: string }

const as = async (
  route: Parameters<Shop['world']['as']>[1],
  input: object,
  caller = merchandiser,
  key?: string,
) =>
  (await shop.world.as(caller, route, input, key === undefined ? {} : { idempotencyKey: key, bodyHash: 'x' }))
    .body as Made

test('synonyms find each other, also those of two words, until they are deleted', async () => {
  expect(await shop.ids('couch')).toEqual([])
  const { id } = await as('createSynonym', { body: { terms: ['sofas', 'couch', 'settee'] } })
  await as('createSynonym', { body: { terms: ['smartphone', 'mobile phone'] } })
  await expect.poll(() => shop.ids('couches')).toEqual(['sofa'])
  await expect.poll(() => shop.ids('linen settee')).toEqual(['sofa'])
  await expect.poll(() => shop.ids('smartphone')).toEqual(['phone'])
  await as('putSynonym', { params: { id }, body: { terms: ['sofa', 'divan'] } })
  await expect.poll(() => shop.ids('divan')).toEqual(['sofa'])
  await as('deleteSynonym', { params: { id } })
  await expect.poll(() => shop.ids('divan')).toEqual([])
})

test('pinned products stand first, in their order, where the filters let them', async () => {
  expect(await shop.ids('tent')).toEqual(['best', 'second'])
  const pin = await as('createPin', { body: { query: 'Tents', productIds: ['third', 'second', 'nobody'] } })
  await expect.poll(() => shop.ids('tent')).toEqual(['third', 'second', 'best'])
  expect(await shop.ids('tent', { inStock: true })).toEqual(['second', 'best'])
  expect(await shop.ids('tent', { sort: 'name' })).not.toEqual(['third', 'second', 'best'])
  const first = await shop.find({ q: 'tent', limit: 1 })
  const rest = await shop.find({ q: 'tent', limit: 5, cursor: first.nextCursor })
  expect(rest.items.map(({ id }) => id)).toEqual(['second', 'best'])
  await as('deletePin', { params: { id: pin.id } })
  await expect.poll(() => shop.ids('tent')).toEqual(['best', 'second'])
})

test('a query has one pin, however it is spelled, and a retry makes no second one', async () => {
  const body = { query: 'red lamp', productIds: ['sofa'] }
  const [one, two] = [
    await as('createPin', { body }, merchandiser, 'k1'),
    await as('createPin', { body }, merchandiser, 'k1'),
  ]
  expect(two.id).toBe(one.id)
  await expect(as('createPin', { body: { ...body, query: 'Red Lamps' } })).rejects.toMatchObject({
    code: 'query_pinned',
  })
  await as('deletePin', { params: { id: one.id } })
})

test('two merchants who pin the same query at once make one pin', async () => {
  const outcomes = await Promise.allSettled(
    Array.from({ length: 8 }, () => as('createPin', { body: { query: 'race', productIds: ['sofa'] } })),
  )
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('it is noted who changed what, from what to what', async () => {
  const { id } = await as('createSynonym', { body: { terms: ['ewer', 'jug'] } })
  await as('deleteSynonym', { params: { id } })
  const { items } = (await shop.world.as(merchandiser, 'curationChanges', { query: { limit: 2 } })).body as {
    items: object[]
  }
  expect(items).toMatchObject([
    {
      actor: 'usr_merchant',
      action: 'synonym.deleted',
      target: id,
      before: { terms: ['ewer', 'jug'] },
      after: null,
    },
    {
      actor: 'usr_merchant',
      action: 'synonym.created',
      target: id,
      before: null,
      after: { terms: ['ewer', 'jug'] },
    },
  ])
})

test('lists go on behind the last one seen', async () => {
  for (const word of ['alpha', 'beta', 'gamma'])
    await as('createSynonym', { body: { terms: [word, `${word}x`] } })
  const list = async (query: object) =>
    (await shop.world.as(merchandiser, 'synonyms', { query })).body as {
      items: Made[]
      nextCursor: string | null
    }
  const all = await list({ limit: 100 })
  const ids: string[] = []
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await list({ limit: 1, ...(cursor === undefined ? {} : { cursor }) })
    ids.push(...page.items.map((each) => each.id))
    cursor = page.nextCursor
  }
  expect(ids).toEqual(all.items.map((each) => each.id))
})

test('customers and strangers decide nothing, and nonsense is refused', async () => {
  const body = { terms: ['a1', 'b1'] }
  await expect(as('createSynonym', { body }, customer)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(as('pins', { query: {} }, anonymous)).rejects.toMatchObject({ code: 'unauthenticated' })
  await expect(as('createSynonym', { body: { terms: ['one', '!!!'] } })).rejects.toMatchObject({
    code: 'empty_term',
  })
  await expect(as('createSynonym', { body: { terms: ['one'] } })).rejects.toMatchObject({
    code: 'validation_failed',
  })
  await expect(as('putPin', { params: { id: 'pin_x' }, body: { productIds: ['a'] } })).rejects.toMatchObject({
    code: 'unknown_pin',
  })
  await expect(as('deleteSynonym', { params: { id: 'syn_x' } })).rejects.toMatchObject({
    code: 'unknown_synonym',
  })
})

test('what was searched for is told, and nothing about who did', async () => {
  await shop.find({ q: 'Linen Sofas' })
  await shop.find({ q: 'linen sofa' })
  await expect
    .poll(
      async () => (await shop.world.said()).flatMap(({ data }) => (data as { searches: object[] }).searches),
      { timeout: 6_000 },
    )
    .toContainEqual({ query: 'linen sofa', times: 2, total: 1 })
})
