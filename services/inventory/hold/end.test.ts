import { aService, callAs } from '@rialto/kernel/testing/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShelf, type Shelf } from '../shelf.fixture.ts'
import { expireHolds, markSwept } from './store.ts'

let shelf: Shelf
beforeAll(async () => {
  shelf = await openShelf()
})
afterAll(() => shelf.world.close())

async function sweep(): Promise<void> {
  while ((await expireHolds(shelf.world.db, 100)) > 0);
  await markSwept(shelf.world.db)
}

type Ender = (order: string, lines: { sku: string; quantity: number }[]) => Promise<unknown>
const ENDS: Record<'sold' | 'released' | 'expired', Ender> = {
  sold: (order, lines) => shelf.world.hear(shelf.confirmed(order, lines)),
  released: (order) => shelf.giveBack(order),
  expired: async (order) => {
    await shelf.lapse(order)
    await sweep()
  },
}
/** What the stock of ten says when two of them were held and the hold ended this way. */
const AFTER = {
  sold: { onHand: 8, reserved: 0 },
  released: { onHand: 10, reserved: 0 },
  expired: { onHand: 10, reserved: 0 },
  returned: { onHand: 10, reserved: 0 },
} as const
const ENDINGS = Object.keys(ENDS) as (keyof typeof ENDS)[]

for (const first of ENDINGS) {
  for (const second of ENDINGS) {
    // Only a sale can still change: it comes back.
    const last = first === 'sold' && second === 'released' ? 'returned' : first
    test(`a hold that was ${first} and would then be ${second} is ${last}`, async () => {
      const cup = await shelf.newSku(10)
      const order = shelf.newOrder()
      const lines = [{ sku: cup, quantity: 2 }]
      await shelf.hold(order, lines)
      await ENDS[first](order, lines)
      await ENDS[second](order, lines)
      expect(await shelf.outcomes(order)).toEqual([last])
      expect(await shelf.level(cup)).toEqual(AFTER[last])
      const sale = first === 'sold' ? ['sale -2'] : []
      const back = last === 'returned' ? ['return 2'] : []
      expect(await shelf.ledger(cup)).toEqual(['receipt 10', ...sale, ...back])
    })
  }
}

test('an order that was sold comes back once, however often and however much at once it is given back', async () => {
  const cup = await shelf.newSku(10)
  const [order, other] = [shelf.newOrder(), shelf.newOrder()]
  const lines = [{ sku: cup, quantity: 3 }]
  await shelf.hold(order, lines)
  await shelf.hold(other, lines)
  await shelf.world.hear(shelf.confirmed(order, lines))
  // In one turn of the loop, so in one batch as well as in several.
  await Promise.all([1, 2, 3].map(() => shelf.giveBack(order)))
  await Promise.all([shelf.giveBack(order), shelf.world.hear(shelf.cancelled(order, lines))])
  expect(await shelf.level(cup)).toEqual({ onHand: 10, reserved: 3 })
  expect(await shelf.ledger(cup)).toEqual(['receipt 10', 'sale -3', 'return 3'])
})

test('a hold that is given back twice in one batch frees its pieces once', async () => {
  const cup = await shelf.newSku(10)
  const [order, other] = [shelf.newOrder(), shelf.newOrder()]
  const lines = [{ sku: cup, quantity: 4 }]
  await Promise.all([shelf.hold(order, lines), shelf.hold(other, lines)])
  await Promise.all([shelf.giveBack(order), shelf.giveBack(order)])
  expect(await shelf.level(cup)).toEqual({ onHand: 10, reserved: 4 })
})

test('a confirmation that is told twice, or of an order never held, sells nothing more', async () => {
  const cup = await shelf.newSku(10)
  const order = shelf.newOrder()
  const lines = [{ sku: cup, quantity: 1 }]
  await shelf.hold(order, lines)
  await shelf.world.hear(shelf.confirmed(order, lines, 'order-1'), shelf.confirmed(shelf.newOrder(), lines))
  await shelf.world.hear(shelf.confirmed(order, lines, 'order-1'), shelf.confirmed(order, lines))
  expect(await shelf.ledger(cup)).toEqual(['receipt 10', 'sale -1'])
})

test('an order that is declined or cancelled frees what it held, also when nobody asked for it', async () => {
  const cup = await shelf.newSku(10)
  const [declined, cancelled] = [shelf.newOrder(), shelf.newOrder()]
  const lines = [{ sku: cup, quantity: 2 }]
  await Promise.all([shelf.hold(declined, lines), shelf.hold(cancelled, lines)])
  await shelf.world.hear(shelf.declined(declined, lines), shelf.cancelled(cancelled, lines))
  expect(await shelf.level(cup)).toEqual({ onHand: 10, reserved: 0 })
})

test('orders of several lines, sold and given back at the same moment, wait for nobody in a circle', async () => {
  const skus = await Promise.all(Array.from({ length: 6 }, () => shelf.newSku(1_000)))
  const orders = Array.from({ length: 40 }, () => shelf.newOrder())
  const linesOf = (i: number) => {
    const turned = [...skus.slice(i % 6), ...skus.slice(0, i % 6)].slice(0, 4)
    return turned.map((sku) => ({ sku, quantity: 1 }))
  }
  await Promise.all(orders.map((order, i) => shelf.hold(order, linesOf(i))))
  await Promise.all([
    shelf.world.hear(...orders.map((order, i) => shelf.confirmed(order, linesOf(i)))),
    ...orders.toReversed().map((order) => shelf.giveBack(order)),
  ])
  for (const { onHand, reserved, moved, held } of await shelf.books(skus)) {
    expect([onHand, reserved, moved, held]).toEqual([1_000, 0, 1_000, 0])
  }
})

test('a sweep frees what lapsed, a bite at a time, and leaves what is still waited for', async () => {
  const cup = await shelf.newSku(10)
  const orders = [shelf.newOrder(), shelf.newOrder(), shelf.newOrder()]
  await Promise.all(orders.map((order) => shelf.hold(order, [{ sku: cup, quantity: 2 }])))
  const [first, second, waiting] = orders as [string, string, string]
  await shelf.lapse(first)
  await shelf.lapse(second, 2)
  expect(await expireHolds(shelf.world.db, 1)).toBe(1)
  expect(await shelf.outcomes(first)).toEqual(['held'])
  await sweep()
  expect(await shelf.outcomes(first)).toEqual(['expired'])
  expect(await shelf.outcomes(second)).toEqual(['expired'])
  expect(await shelf.outcomes(waiting)).toEqual(['held'])
  expect(await shelf.level(cup)).toEqual({ onHand: 10, reserved: 2 })
})

test('a lapsed hold that somebody else had locked while the sweep passed is freed by a later one', async () => {
  const cup = await shelf.newSku(10)
  const order = shelf.newOrder()
  await shelf.hold(order, [{ sku: cup, quantity: 2 }])
  await shelf.lapse(order, 600)
  // As after a night in which nobody swept.
  await shelf.world.db.rows`delete from sweep_mark`
  await shelf.world.db.transaction(async (tx) => {
    await tx.rows`select from hold where id = ${order} for update`
    await sweep()
    await sweep()
  })
  expect(await shelf.outcomes(order)).toEqual(['held'])
  await sweep()
  expect(await shelf.outcomes(order)).toEqual(['expired'])
})

test('a hold is swept after a clock that ran ahead was set back', async () => {
  const cup = await shelf.newSku(10)
  const order = shelf.newOrder()
  await sweep()
  await shelf.world.db.rows`update sweep_mark set until = now() + interval '10 minutes' where name = 'holds'`
  await shelf.hold(order, [{ sku: cup, quantity: 2 }])
  await shelf.lapse(order)
  await sweep()
  await sweep()
  expect(await shelf.outcomes(order)).toEqual(['expired'])
})

test('holds lapse by themselves: a process that runs its jobs frees them', async () => {
  const own = await openShelf()
  try {
    const cup = await own.newSku(10)
    const order = own.newOrder()
    await own.hold(order, [{ sku: cup, quantity: 2 }])
    await own.lapse(order)
    own.world.host.startJobs()
    await expect.poll(() => own.outcomes(order), { timeout: 5_000 }).toEqual(['expired'])
    expect(await own.level(cup)).toEqual({ onHand: 10, reserved: 0 })
  } finally {
    await own.world.close()
  }
})

test('a piece that came back can be sold again', async () => {
  const cup = await shelf.newSku(1)
  const lines = [{ sku: cup, quantity: 1 }]
  for (const order of [shelf.newOrder(), shelf.newOrder()]) {
    expect((await shelf.hold(order, lines)).outcome).toBe('held')
    await shelf.world.hear(shelf.confirmed(order, lines))
    expect((await shelf.hold(shelf.newOrder(), lines)).outcome).toBe('out_of_stock')
    await shelf.giveBack(order)
  }
  expect(await shelf.world.client.level({ params: { sku: cup } }, callAs(aService))).toMatchObject({
    sku: cup,
    onHand: 1,
    reserved: 0,
    available: 1,
  })
})
