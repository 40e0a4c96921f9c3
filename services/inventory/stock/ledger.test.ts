import { aService, callAs, user } from '@rialto/kernel/testing/world'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expireHolds } from '../hold/store.ts'
import { openShelf, type Shelf } from '../shelf.fixture.ts'

/*
 * Whatever is done to the shelf, in whatever order and however much at once: what is on hand is the sum of
 * its movements, what is reserved is the sum of the open holds, and no order changes either twice.
 */
let shelf: Shelf
beforeAll(async () => {
  shelf = await openShelf()
})
afterAll(() => shelf.world.close())

const ORDERS = 6
const SKUS = 3
const FIRST_STOCK = 12

type Wish = readonly { readonly sku: number; readonly quantity: number }[]
type Act =
  | { readonly what: 'hold' | 'giveBack' | 'confirm' | 'cancel' | 'lapse'; readonly order: number }
  | { readonly what: 'adjust'; readonly sku: number; readonly delta: number }

const order = fc.nat(ORDERS - 1)
const acts = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ what: fc.constant('hold' as const), order }) },
    {
      weight: 5,
      arbitrary: fc.record({ what: fc.constantFrom('giveBack', 'confirm', 'cancel', 'lapse'), order }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        what: fc.constant('adjust' as const),
        sku: fc.nat(SKUS - 1),
        delta: fc.integer({ min: -6, max: 6 }),
      }),
    },
  ),
  { minLength: 5, maxLength: 40 },
)
/** What each order wants, the same each time that it asks. */
const wishes = fc.array(
  fc.uniqueArray(fc.record({ sku: fc.nat(SKUS - 1), quantity: fc.integer({ min: 1, max: 5 }) }), {
    minLength: 1,
    maxLength: SKUS,
    selector: ({ sku }) => sku,
  }),
  { minLength: ORDERS, maxLength: ORDERS },
)

/** The shelf of one run: its SKUs, its orders, and the acts that can be done to them. */
async function stage(wanted: readonly Wish[]) {
  const skus = (await Promise.all(Array.from({ length: SKUS }, () => shelf.newSku(FIRST_STOCK)))).toSorted()
  const orders = wanted.map((wish) => ({
    id: shelf.newOrder(),
    lines: wish.map(({ sku, quantity }) => ({ sku: skus[sku] ?? '', quantity })),
  }))
  const act = async (done: Act): Promise<boolean> => {
    if (done.what === 'adjust') {
      const input = { params: { sku: skus[done.sku] }, body: { delta: done.delta, reason: 'counted' } }
      return shelf.world.as(user('usr_m', 'merchandiser'), 'adjust', input).then(
        () => true,
        (error: { code?: string }) => {
          if (error.code === 'stock_in_use') return false
          throw error
        },
      )
    }
    const { id, lines } = orders[done.order]!
    switch (done.what) {
      case 'hold':
        return (await shelf.hold(id, lines)).outcome === 'held'
      case 'giveBack':
        await shelf.giveBack(id)
        return true
      case 'confirm':
        await shelf.world.hear(shelf.confirmed(id, lines))
        return true
      case 'cancel':
        await shelf.world.hear(shelf.cancelled(id, lines))
        return true
      case 'lapse':
        await shelf.world.db.rows`
          update hold set expires_at = now() - interval '1 second' where id = ${id} and outcome is null`
        await expireHolds(shelf.world.db, 100)
        return true
    }
  }
  return { skus, act }
}

type Model = {
  onHand: number[]
  reserved: number[]
  orders: Map<number, 'held' | 'sold' | 'returned' | 'released' | 'expired'>
}

/** The same act in a few lines of plain sums, and whether it was granted. */
function play(model: Model, act: Act, wanted: readonly Wish[]): boolean {
  if (act.what === 'adjust') {
    const left = model.onHand[act.sku]! + act.delta
    if (left < model.reserved[act.sku]!) return false
    model.onHand[act.sku] = left
    return true
  }
  const wish = wanted[act.order]!
  const state = model.orders.get(act.order)
  const add = (what: 'onHand' | 'reserved', sign: number) => {
    for (const { sku, quantity } of wish) model[what][sku]! += sign * quantity
  }
  switch (act.what) {
    case 'hold':
      if (state !== undefined) return state === 'held'
      if (wish.some(({ sku, quantity }) => model.onHand[sku]! - model.reserved[sku]! < quantity)) return false
      add('reserved', 1)
      model.orders.set(act.order, 'held')
      return true
    case 'confirm':
      if (state !== 'held') return true
      add('reserved', -1)
      add('onHand', -1)
      model.orders.set(act.order, 'sold')
      return true
    case 'giveBack':
    case 'cancel':
      if (state === 'held') add('reserved', -1)
      if (state === 'sold') add('onHand', 1)
      model.orders.set(
        act.order,
        state === 'sold' ? 'returned' : state === undefined || state === 'held' ? 'released' : state,
      )
      return true
    case 'lapse':
      if (state !== 'held') return true
      add('reserved', -1)
      model.orders.set(act.order, 'expired')
      return true
  }
}

test('after any sequence of acts the shelf says what plain sums say, and its ledger adds up', async () => {
  await fc.assert(
    fc.asyncProperty(wishes, acts, async (wanted, sequence) => {
      const { skus, act } = await stage(wanted)
      const zeroes = skus.map(() => 0)
      const model: Model = { onHand: skus.map(() => FIRST_STOCK), reserved: zeroes, orders: new Map() }
      for (const done of sequence) expect(await act(done), done.what).toBe(play(model, done, wanted))
      expect(await shelf.books(skus)).toEqual(
        skus.map((sku, i) => ({
          sku,
          onHand: model.onHand[i],
          reserved: model.reserved[i],
          moved: model.onHand[i],
          held: model.reserved[i],
        })),
      )
    }),
    { numRuns: 25 },
  )
})

test('after the same acts all at once the ledger and the holds still add up, and each hold ended once', async () => {
  await fc.assert(
    fc.asyncProperty(wishes, acts, async (wanted, sequence) => {
      const { skus, act } = await stage(wanted)
      // Twice at once, so that every act also meets itself.
      await Promise.all([...sequence, ...sequence].map(act))
      for (const { onHand, reserved, moved, held } of await shelf.books(skus)) {
        expect([onHand, reserved]).toEqual([moved, held])
        expect(reserved).toBeGreaterThanOrEqual(0)
        expect(reserved).toBeLessThanOrEqual(onHand)
      }
      const moves = await shelf.world.db.rows<{
        sales: number
        returns: number
        sold: boolean
        back: boolean
      }>`
        select count(*) filter (where kind = 'sale') as sales, count(*) filter (where kind = 'return') as returns,
               bool_or(outcome = 'sold') as sold, bool_or(returned_at is not null) as back
          from hold cross join unnest(skus) as held (sku)
          left join movement m on m.reference = hold.id and m.sku = held.sku
         where held.sku = any(${skus}::text[]) group by hold.id, held.sku`
      for (const { sales, returns, sold, back } of moves) {
        expect([sales, returns]).toEqual([sold ? 1 : 0, back ? 1 : 0])
      }
    }),
    { numRuns: 25 },
  )
})

test('the database itself refuses to sell what is not there', async () => {
  const cup = await shelf.newSku(1)
  await expect(shelf.world.db.rows`update stock set reserved = 2 where sku = ${cup}`).rejects.toThrow(
    /check constraint/,
  )
  await expect(shelf.world.db.rows`update stock set on_hand = -1 where sku = ${cup}`).rejects.toThrow(
    /check constraint/,
  )
  expect(await shelf.world.client.level({ params: { sku: cup } }, callAs(aService))).toMatchObject({
    available: 1,
  })
})
