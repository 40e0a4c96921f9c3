import type { HoldView } from '@rialto/contracts/inventory'
import { user } from '@rialto/kernel/testing/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShelf, type Shelf } from '../shelf.fixture.ts'

let shelf: Shelf
beforeAll(async () => {
  shelf = await openShelf()
})
afterAll(() => shelf.world.close())

const packer = user('usr_packer', 'fulfilment')
type Listed = { items: HoldView[]; nextCursor: string | null }
const holds = async (sku: string, query: object = {}, who = packer) =>
  (await shelf.world.as(who, 'holds', { params: { sku }, query })).body as Listed

test('who has spoken for a SKU is told, newest first: orders and people', async () => {
  const [cup, jug] = [await shelf.newSku(20), await shelf.newSku(20)]
  const [first, second] = [shelf.newOrder(), shelf.newOrder()]
  await shelf.hold(first, [
    { sku: cup, quantity: 2 },
    { sku: jug, quantity: 5 },
  ])
  const reserved = await shelf.world.as(packer, 'reserve', {
    params: { sku: cup },
    body: { quantity: 1, orderId: 'ord_by_phone' },
  })
  const { reservationId } = reserved.body as { reservationId: string }
  await shelf.hold(second, [{ sku: cup, quantity: 3 }])
  const { items, nextCursor } = await holds(cup)
  expect(nextCursor).toBeNull()
  expect(
    items.map(({ reservationId: id, orderId, quantity, state, isByHand }) => [
      id,
      orderId,
      quantity,
      state,
      isByHand,
    ]),
  ).toEqual([
    [second, second, 3, 'held', false],
    [reservationId, 'ord_by_phone', 1, 'held', true],
    [first, first, 2, 'held', false],
  ])
  expect(Date.parse(items[0]?.expiresAt ?? '')).toBeGreaterThan(Date.parse(items[0]?.createdAt ?? ''))
  expect((await holds(jug)).items).toMatchObject([{ sku: jug, quantity: 5, orderId: first }])
})

test('what ended is no hold any more, and is told where all are asked for', async () => {
  const cup = await shelf.newSku(20)
  const [sold, back, gone, open] = Array.from({ length: 4 }, () => shelf.newOrder()) as [
    string,
    string,
    string,
    string,
  ]
  const line = [{ sku: cup, quantity: 1 }]
  for (const order of [sold, back, gone, open]) await shelf.hold(order, line)
  await shelf.world.hear(shelf.confirmed(sold, line), shelf.confirmed(back, line))
  await shelf.giveBack(back)
  await shelf.giveBack(gone)
  expect((await holds(cup)).items.map(({ orderId }) => orderId)).toEqual([open])
  const all = await holds(cup, { state: 'all' })
  expect(all.items.map(({ orderId, state }) => [orderId, state])).toEqual([
    [open, 'held'],
    [gone, 'released'],
    [back, 'returned'],
    [sold, 'sold'],
  ])
})

test('pages show every hold once, also those of one moment', async () => {
  const cup = await shelf.newSku(100)
  const orders = Array.from({ length: 11 }, () => shelf.newOrder())
  await Promise.all(orders.map((order) => shelf.hold(order, [{ sku: cup, quantity: 1 }])))
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page: Listed = await holds(cup, { limit: 4, ...(cursor === null ? {} : { cursor }) })
    seen.push(...page.items.map(({ reservationId }) => reservationId))
    cursor = page.nextCursor
  } while (cursor !== null)
  expect(seen.toSorted()).toEqual(orders.toSorted())
})

test('a SKU that is not kept is unknown, and strangers are told nothing', async () => {
  await expect(holds('NOWHERE-1')).rejects.toMatchObject({ code: 'unknown_sku' })
  const cup = await shelf.newSku(1)
  expect(await holds(cup)).toEqual({ items: [], nextCursor: null })
  await expect(holds(cup, {}, user('usr_buyer'))).rejects.toMatchObject({ code: 'forbidden' })
})
