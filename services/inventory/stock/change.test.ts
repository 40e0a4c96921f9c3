import { aService, callAs, user } from '@rialto/kernel/testing/world'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { correct, standings } from '../location/domain.ts'
import { openShelf, type Shelf } from '../shelf.fixture.ts'

let shelf: Shelf
beforeAll(async () => {
  shelf = await openShelf()
  for (const id of ['north', 'south']) await as('addLocation', { body: { id, name: id } })
})
afterAll(() => shelf.world.close())

const merchant = user('usr_merchant', 'merchandiser')
type Answer = {
  onHand: number
  lowStockAt: number
  locations: { id: string; onHand: number }[]
  items: { sku: string; onHand: number }[]
  nextCursor: string | null
}
async function as(route: Parameters<Shelf['world']['as']>[1], input: object, call: object = {}) {
  return (await shelf.world.as(merchant, route, input, call)).body as Answer
}
const set = (sku: string, body: object) => as('set', { params: { sku }, body })
const transfer = (sku: string, from: string, to: string, quantity: number) =>
  as('transfer', { params: { sku }, body: { from, to, quantity } })
const places = async (sku: string) =>
  Object.fromEntries((await as('level', { params: { sku } })).locations.map(({ id, onHand }) => [id, onHand]))
const refused = (code: string) => expect.objectContaining({ code })

test('a count stands at the first location until it is moved, and moving changes nothing that can be sold', async () => {
  const cup = await shelf.newSku(10)
  expect(await places(cup)).toEqual({ main: 10, north: 0, south: 0 })
  await transfer(cup, 'main', 'north', 4)
  await transfer(cup, 'north', 'south', 1)
  expect(await places(cup)).toEqual({ main: 6, north: 3, south: 1 })
  expect(await shelf.level(cup)).toEqual({ onHand: 10, reserved: 0 })
  expect(await shelf.ledger(cup)).toEqual(['receipt 10'])
  await expect(transfer(cup, 'north', 'main', 4)).rejects.toThrow(refused('location_short'))
  await expect(transfer(cup, 'north', 'moon', 1)).rejects.toThrow(refused('unknown_location'))
  await expect(transfer('NOTHING', 'main', 'north', 1)).rejects.toThrow(refused('unknown_sku'))
})

test('a correction at a location changes what is on hand, and takes no more than stands there', async () => {
  const cup = await shelf.newSku(10)
  const adjust = (delta: number, location?: string) =>
    as('adjust', {
      params: { sku: cup },
      body: { delta, reason: 'delivered', ...(location ? { location } : {}) },
    })
  await adjust(5, 'north')
  expect(await places(cup)).toEqual({ main: 10, north: 5, south: 0 })
  await expect(adjust(-6, 'north')).rejects.toThrow(refused('location_short'))
  await expect(adjust(-11)).rejects.toThrow(refused('location_short'))
  await adjust(-5, 'north')
  expect((await shelf.books([cup]))[0]).toMatchObject({ onHand: 10, moved: 10 })
})

test('what is sold beyond the first location shows as owed to it, and is brought there', async () => {
  const cup = await shelf.newSku(4)
  await transfer(cup, 'main', 'north', 3)
  const order = shelf.newOrder()
  const lines = [{ sku: cup, quantity: 3 }]
  await shelf.hold(order, lines)
  await shelf.world.hear(shelf.confirmed(order, lines))
  expect(await places(cup)).toEqual({ main: -2, north: 3, south: 0 })
  await transfer(cup, 'north', 'main', 3)
  expect(await places(cup)).toEqual({ main: 1, north: 0, south: 0 })
})

test('a count that is set is that count, also of a SKU that was not kept, and twice is once', async () => {
  const sku = `NEW-${shelf.newOrder().slice(-8).toUpperCase()}`
  expect(await set(sku, { onHand: 7, lowStockAt: 2 })).toMatchObject({ onHand: 7, lowStockAt: 2 })
  await set(sku, { onHand: 7 })
  expect(await shelf.ledger(sku)).toEqual(['adjustment 7'])
  await set(sku, { onHand: 3, location: 'north' })
  expect(await places(sku)).toEqual({ main: 7, north: 3, south: 0 })
  await shelf.hold(shelf.newOrder(), [{ sku, quantity: 5 }])
  await expect(set(sku, { onHand: 1 })).rejects.toThrow(refused('stock_in_use'))
  await expect(set(sku, { onHand: 1, delta: 1 })).rejects.toThrow(refused('validation_failed'))
})

test('a list is changed as a whole or not at all', async () => {
  const [cup, jug] = [await shelf.newSku(5), await shelf.newSku(5)]
  await shelf.hold(shelf.newOrder(), [{ sku: jug, quantity: 4 }])
  const items = [
    { sku: cup, onHand: 9 },
    { sku: jug, delta: -2 },
  ]
  await expect(as('bulk', { body: { items } })).rejects.toThrow(refused('stock_in_use'))
  expect((await shelf.level(cup)).onHand).toBe(5)
  const done = await as('bulk', { body: { items: [items[0], { sku: jug, lowStockAt: 1 }] } })
  expect(done.items.map(({ onHand }) => onHand)).toEqual([9, 5])
  await expect(as('bulk', { body: { items: [items[0], items[0]] } })).rejects.toThrow(
    refused('validation_failed'),
  )
})

test('the audit says who changed what, why, and how it was before and after', async () => {
  const cup = await shelf.newSku(5)
  await set(cup, { onHand: 8, reason: 'Counted twice' })
  await transfer(cup, 'main', 'north', 2)
  await set(cup, { lowStockAt: 3 })
  const page = await as('adjustments', { query: { sku: cup, limit: 2 } })
  const rest = await as('adjustments', { query: { sku: cup, limit: 2, cursor: page.nextCursor } })
  expect([...page.items, ...rest.items]).toMatchObject([
    { kind: 'threshold', before: 5, after: 3 },
    { kind: 'transfer', location: 'main', toLocation: 'north', delta: 2, before: 8, after: 6 },
    { kind: 'adjustment', delta: 3, before: 5, after: 8, reason: 'Counted twice', actor: 'usr_merchant' },
  ])
  expect((await as('adjustments', { query: { sku: cup, location: 'north' } })).items).toHaveLength(1)
})

test('what a service corrects for somebody is that person’s in the ledger and in the audit', async () => {
  const cup = await shelf.newSku(5)
  const { client } = shelf.world
  const correctFor = (delta: number) =>
    client.correct(
      { body: { sku: cup, delta, reason: 'set with the product', actor: 'usr_merchant' } },
      callAs(aService),
    )
  expect(await correctFor(3)).toMatchObject({ sku: cup, onHand: 8 })
  await expect(correctFor(-9)).rejects.toThrow(refused('stock_in_use'))
  expect((await as('adjustments', { query: { sku: cup } })).items).toMatchObject([
    { kind: 'adjustment', delta: 3, before: 5, after: 8, actor: 'usr_merchant' },
  ])
  expect((await as('movements', { params: { sku: cup }, query: { limit: 1 } })).items).toMatchObject([
    { delta: 3, reason: 'set with the product', actor: 'usr_merchant' },
  ])
  await expect(
    as('correct', { body: { sku: cup, delta: 1, reason: 'r', actor: 'usr_other' } }),
  ).rejects.toThrow(refused('not_found'))
})

test('however corrections, transfers and orders race, the books add up and nothing is where it cannot be', async () => {
  const cup = await shelf.newSku(30)
  await transfer(cup, 'main', 'north', 10)
  const acts = Array.from({ length: 60 }, (_, i) => {
    if (i % 4 === 0) return transfer(cup, 'main', 'north', 3)
    if (i % 4 === 1) return transfer(cup, 'north', 'south', 2)
    if (i % 4 === 2)
      return as('adjust', {
        params: { sku: cup },
        body: { delta: i % 8 === 2 ? -4 : 3, reason: 'r', location: 'south' },
      })
    return shelf.hold(shelf.newOrder(), [{ sku: cup, quantity: 1 }])
  })
  const ended = await Promise.allSettled(acts)
  const codes = ended.flatMap((end) =>
    end.status === 'rejected' ? [(end.reason as { code?: string }).code] : [],
  )
  for (const code of codes) expect(['location_short', 'stock_in_use']).toContain(code)
  const [books] = await shelf.books([cup])
  expect(books?.onHand).toBe(books?.moved)
  expect(books?.reserved).toBe(books?.held)
  const standing = await places(cup)
  expect(Object.values(standing).reduce((sum, count) => sum + count, 0)).toBe(books?.onHand)
  for (const id of ['north', 'south']) expect(standing[id]).toBeGreaterThanOrEqual(0)
})

test('what stands where always adds up to what is on hand, and no correction takes what is reserved', () => {
  const shelves = ['main', 'north', 'south'].map((id, i) => ({ id, name: id, isDefault: i === 0 }))
  const count = fc.integer({ min: 0, max: 50 })
  fc.assert(
    fc.property(
      count,
      count,
      count,
      count,
      fc.integer({ min: -60, max: 60 }),
      fc.nat(2),
      (onHand, taken, north, south, delta, at) => {
        const reserved = Math.min(taken, onHand)
        const standing = standings(onHand, shelves, [
          { location: 'north', onHand: north },
          { location: 'south', onHand: south },
        ])
        expect(standing.reduce((sum, each) => sum + each.onHand, 0)).toBe(onHand)
        const place = { onHand: standing[at]?.onHand ?? 0, isDefault: at === 0 }
        const decided = correct({ onHand, reserved }, place, { delta })
        if (decided.outcome === 'corrected') {
          expect(onHand + delta).toBeGreaterThanOrEqual(reserved)
          expect(decided.after >= 0 || delta >= 0).toBe(true)
        }
        const twenty = correct({ onHand, reserved }, place, { to: 20 })
        expect(place.onHand + twenty.delta).toBe(20)
      },
    ),
  )
})
