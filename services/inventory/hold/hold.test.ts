import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShelf, type Shelf } from '../shelf.fixture.ts'
import { holdMany } from './store.ts'

let shelf: Shelf
beforeAll(async () => {
  shelf = await openShelf()
})
afterAll(() => shelf.world.close())

const HELD = { outcome: 'held', short: [] }

test('an order is held with all its lines or with none, and a refusal names what is missing', async () => {
  const [cup, jug] = [await shelf.newSku(5), await shelf.newSku(2)]
  const lines = [
    { sku: cup, quantity: 3 },
    { sku: jug, quantity: 3 },
  ]
  expect(await shelf.hold(shelf.newOrder(), lines)).toEqual({
    outcome: 'out_of_stock',
    short: [{ sku: jug, requested: 3, available: 2 }],
  })
  expect(await shelf.level(cup)).toEqual({ onHand: 5, reserved: 0 })
  const order = shelf.newOrder()
  expect(await shelf.hold(order, [lines[0]!, { sku: jug, quantity: 2 }])).toEqual(HELD)
  expect(await shelf.level(cup)).toEqual({ onHand: 5, reserved: 3 })
  expect(await shelf.level(jug)).toEqual({ onHand: 2, reserved: 2 })
  expect(await shelf.outcomes(order)).toEqual(['held', 'held'])
})

test('two lines of one SKU are one wish: together they may be too much', async () => {
  const cup = await shelf.newSku(5)
  const three = { sku: cup, quantity: 3 }
  expect(await shelf.hold(shelf.newOrder(), [three, three])).toEqual({
    outcome: 'out_of_stock',
    short: [{ sku: cup, requested: 6, available: 5 }],
  })
  const order = shelf.newOrder()
  expect(await shelf.hold(order, [three, { sku: cup, quantity: 2 }])).toEqual(HELD)
  expect(await shelf.outcomes(order)).toEqual(['held'])
})

test('a SKU that is not kept has nothing to hold', async () => {
  const [cup, unknown] = [await shelf.newSku(1), 'SKU-nobody-keeps']
  const asked = [
    { sku: cup, quantity: 1 },
    { sku: unknown, quantity: 1 },
  ]
  expect(await shelf.hold(shelf.newOrder(), asked)).toEqual({
    outcome: 'out_of_stock',
    short: [{ sku: unknown, requested: 1, available: 0 }],
  })
  expect(await shelf.level(cup)).toEqual({ onHand: 1, reserved: 0 })
})

test('in a batch, who is refused takes nothing from those who are not', async () => {
  const [cup, jug] = [await shelf.newSku(3), await shelf.newSku(10)]
  // All in one turn of the loop, so in one batch: the greedy one stands in front of everybody.
  const wishes = [
    [{ sku: cup, quantity: 100 }],
    [{ sku: cup, quantity: 1 }],
    [
      { sku: cup, quantity: 2 },
      { sku: jug, quantity: 50 },
    ],
    [
      { sku: cup, quantity: 2 },
      { sku: jug, quantity: 4 },
    ],
    [{ sku: jug, quantity: 6 }],
    [{ sku: jug, quantity: 1 }],
  ]
  const answers = await Promise.all(wishes.map((lines) => shelf.hold(shelf.newOrder(), lines)))
  expect(answers.map(({ outcome }) => outcome === 'held')).toEqual([false, true, false, true, true, false])
  expect(await shelf.level(cup)).toEqual({ onHand: 3, reserved: 3 })
  expect(await shelf.level(jug)).toEqual({ onHand: 10, reserved: 10 })
})

test('a thousand buyers of a hundred pieces are a hundred holds and nine hundred refusals', async () => {
  const cup = await shelf.newSku(100)
  const answers = await Promise.all(
    Array.from({ length: 1_000 }, () => shelf.hold(shelf.newOrder(), [{ sku: cup, quantity: 1 }])),
  )
  const held = answers.filter(({ outcome }) => outcome === 'held')
  expect(held.length).toBe(100)
  expect(await shelf.level(cup)).toEqual({ onHand: 100, reserved: 100 })
  const [books] = await shelf.books([cup])
  expect(books).toEqual({ sku: cup, onHand: 100, reserved: 100, moved: 100, held: 100 })
})

test('a hold that is asked for again stands, lasts longer, and counts once', async () => {
  const cup = await shelf.newSku(5)
  const order = shelf.newOrder()
  const lines = [{ sku: cup, quantity: 4 }]
  const expiry = async () =>
    (
      await shelf.world.db.rows<{ at: Date }>`select expires_at as at from hold where id = ${order}`
    )[0]!.at.getTime()
  expect(await shelf.hold(order, lines, 60)).toEqual(HELD)
  const first = await expiry()
  expect(await shelf.hold(order, lines, 600)).toEqual(HELD)
  const second = await expiry()
  expect(second - first).toBeGreaterThan(500_000)
  expect(await shelf.hold(order, lines, 1)).toEqual(HELD)
  expect(await expiry()).toBe(second)
  expect(await shelf.level(cup)).toEqual({ onHand: 5, reserved: 4 })
})

test('orders asked again in a batch disturb nobody in it', async () => {
  const cup = await shelf.newSku(20)
  const lines = [{ sku: cup, quantity: 1 }]
  const orders = Array.from({ length: 10 }, () => shelf.newOrder())
  const twice = [...orders, ...orders]
  expect(await Promise.all(twice.map((order) => shelf.hold(order, lines)))).toEqual(twice.map(() => HELD))
  expect(await Promise.all(twice.map((order) => shelf.hold(order, lines)))).toEqual(twice.map(() => HELD))
  expect(await shelf.level(cup)).toEqual({ onHand: 20, reserved: 10 })
})

test('an order that was given back before its hold arrives is refused when it does', async () => {
  const cup = await shelf.newSku(5)
  const order = shelf.newOrder()
  const lines = [{ sku: cup, quantity: 2 }]
  await shelf.giveBack(order)
  expect(await shelf.hold(order, lines)).toEqual({ outcome: 'out_of_stock', short: [] })
  expect(await shelf.level(cup)).toEqual({ onHand: 5, reserved: 0 })
  expect(await shelf.outcomes(order)).toEqual(['released'])
})

test('an order that is given back while its hold is being written holds nothing afterwards', async () => {
  const cup = await shelf.newSku(5)
  const order = shelf.newOrder()
  const lines = [{ sku: cup, quantity: 2 }]
  let givenBack: Promise<unknown> = Promise.resolve()
  await shelf.world.db.transaction(async (tx) => {
    await holdMany(tx, [{ id: order, lines, ttlSeconds: 60 }])
    givenBack = shelf.giveBack(order)
    await waitsForLock()
  })
  await givenBack
  expect(await shelf.outcomes(order)).toEqual(['released'])
  expect(await shelf.level(cup)).toEqual({ onHand: 5, reserved: 0 })
})

/** Until a statement of this database waits for another one's lock. */
async function waitsForLock(): Promise<void> {
  await expect
    .poll(async () => {
      const waiting = await shelf.world.db.rows`
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
      return waiting.length
    })
    .toBeGreaterThan(0)
}
