import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LevelsChanged } from '@rialto/contracts/inventory'
import { aService, callAs, heard, user } from '@rialto/kernel/testing/world'
import { openShelf, type Shelf } from './shelf.fixture.ts'

let shelf: Shelf
beforeAll(async () => {
  shelf = await openShelf()
})
afterAll(() => shelf.world.close())

/** What was said about a SKU, in order: its levels, and that it ran out. */
async function saidOf(sku: string) {
  const said = await shelf.world.said()
  return said.flatMap(({ type, key, data }) => {
    if (type === 'inventory.out_of_stock') return key === sku ? ['out of stock'] : []
    return (data as LevelsChanged).levels
      .filter((level) => level.sku === sku)
      .map(({ onHand, reserved, version }) => `${version}: ${reserved} of ${onHand}`)
  })
}

test('every change of a level is told once, with a version that counts up', async () => {
  const cup = await shelf.newSku(10)
  const [order, other] = [shelf.newOrder(), shelf.newOrder()]
  const lines = [{ sku: cup, quantity: 3 }]
  await shelf.hold(order, lines)
  await shelf.world.hear(shelf.confirmed(order, lines))
  await shelf.hold(other, lines)
  await shelf.giveBack(other)
  await shelf.giveBack(order)
  expect(await saidOf(cup)).toEqual([
    '1: 0 of 10',
    '2: 3 of 10',
    '3: 0 of 7',
    '4: 3 of 7',
    '5: 0 of 7',
    '6: 0 of 10',
  ])
})

test('what changes nothing says nothing', async () => {
  const cup = await shelf.newSku(2)
  const order = shelf.newOrder()
  const lines = [{ sku: cup, quantity: 2 }]
  await shelf.giveBack(order)
  await shelf.hold(order, lines)
  await shelf.hold(shelf.newOrder(), [{ sku: cup, quantity: 3 }])
  await shelf.world.hear(shelf.confirmed(order, lines), shelf.cancelled(order, lines))
  await shelf.world.client.receive({ body: { lines: [{ sku: cup, quantity: 50 }] } }, callAs(aService))
  expect(await saidOf(cup)).toEqual(['1: 0 of 2'])
})

test('that a SKU ran out is told when the last piece is taken, and not again when that piece is sold', async () => {
  const cup = await shelf.newSku(2)
  const orders = [shelf.newOrder(), shelf.newOrder()]
  const lines = [{ sku: cup, quantity: 1 }]
  for (const order of orders) await shelf.hold(order, lines)
  await shelf.world.hear(...orders.map((order) => shelf.confirmed(order, lines)))
  expect(await saidOf(cup)).toEqual(['1: 0 of 2', '2: 1 of 2', '3: 2 of 2', 'out of stock', '4: 0 of 0'])
})

test('a count that is corrected to nothing is out of stock too', async () => {
  const cup = await shelf.newSku(3)
  const body = { delta: -3, reason: 'dropped' }
  await shelf.world.as(user('usr_m', 'merchandiser'), 'adjust', { params: { sku: cup }, body })
  expect(await saidOf(cup)).toEqual(['1: 0 of 3', '2: 0 of 0', 'out of stock'])
})

test('a batch is told as one event, so that the bus carries as many messages as there were changes of the books', async () => {
  const [cup, jug] = [await shelf.newSku(100), await shelf.newSku(100)]
  const before = (await shelf.world.said()).length
  const lines = [
    { sku: cup, quantity: 1 },
    { sku: jug, quantity: 1 },
  ]
  await Promise.all(Array.from({ length: 50 }, () => shelf.hold(shelf.newOrder(), lines)))
  const said = (await shelf.world.said()).slice(before)
  // 50 callers at once: the first turn of the loop takes all of them.
  expect(said.length).toBe(1)
  expect((await shelf.level(cup)).reserved).toBe(50)
})

test('pieces that came back are on the shelf again, each once, and only where they were put there', async () => {
  const [cup, jug] = [await shelf.newSku(10), await shelf.newSku(10)]
  const lines = [
    { lineId: 'lin_1', sku: cup, quantity: 2, amount: 100 },
    { lineId: 'lin_2', sku: jug, quantity: 1, amount: 100 },
  ]
  const refunded = heard('order.refunded', 'ord_1', {
    amount: 200, currency: 'USD', userId: null, refundId: `rfn_${cup}`, lines, restock: true,
  }) // prettier-ignore
  const kept = heard('order.refunded', 'ord_1', {
    ...(refunded.data as object),
    refundId: 'rfn_2',
    restock: false,
  })
  const returned = heard('order.return_received', 'ord_1', {
    returnId: `ret_${cup}`, by: 'usr_staff', userId: null, lines: [{ lineId: 'lin_1', sku: cup, quantity: 3 }], restock: true,
  }) // prettier-ignore
  await shelf.world.hear(refunded, kept, returned)
  await shelf.world.hear(returned, refunded)
  expect(await saidOf(cup)).toEqual(['1: 0 of 10', '2: 0 of 12', '3: 0 of 15'])
  expect(await saidOf(jug)).toEqual(['1: 0 of 10', '2: 0 of 11'])
})
