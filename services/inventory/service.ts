/** Stock: nothing is sold twice, every hold ends once, and every piece is accounted for. */
import { inventory } from '@rialto/contracts/inventory'
import { order } from '@rialto/contracts/order'
import { forgetOldKeys } from '@rialto/kernel/idempotency/idempotency'
import { defineService, type Needs } from '@rialto/kernel/service/service'
import { mergeLines } from './domain.ts'
import { holderRoutes } from './hold/holders.ts'
import { reservationRoutes } from './hold/reservations.ts'
import { expireHolds, giveBackMany, markSwept } from './hold/store.ts'
import { holdTogether } from './hold/together.ts'
import { listingRoutes } from './listing/listing.ts'
import { inventoryReactions } from './reactions.ts'
import { tellCrossings } from './shortage/store.ts'
import { levelRoutes } from './stock/levels.ts'

const HOLDS_PER_SWEEP_MAX = 500
const SWEEP_EVERY_MS = 5_000
/** How late it may be told that stock runs low. */
const LOOK_EVERY_MS = 5_000
const FORGET_EVERY_MS = 60_000

type InventoryNeeds = Needs<Record<never, never>>

export const inventoryService = defineService({
  contract: inventory,
  uses: {},
  listens: [
    `${order.name}.confirmed`,
    `${order.name}.cancelled`,
    `${order.name}.declined`,
    `${order.name}.refunded`,
    `${order.name}.return_received`,
  ],
  migrations: new URL('./migrations/', import.meta.url),
  open: (needs) => ({
    routes: {
      ...levelRoutes(needs),
      ...listingRoutes(needs),
      ...reservationRoutes(needs),
      ...holderRoutes(needs),
      ...orderRoutes(needs),
    },
    reactions: inventoryReactions(needs.wake),
    jobs: [
      {
        name: 'expire-holds',
        everyMs: SWEEP_EVERY_MS,
        run: async () => {
          const expired = await expireHolds(needs.db, HOLDS_PER_SWEEP_MAX)
          if (expired > 0) needs.wake()
          else await markSwept(needs.db)
          return { more: expired > 0 }
        },
      },
      {
        name: 'tell-crossings',
        everyMs: LOOK_EVERY_MS,
        run: async () => {
          if ((await tellCrossings(needs.db.relaxed)) > 0) needs.wake()
          return undefined
        },
      },
      { name: 'forget-keys', everyMs: FORGET_EVERY_MS, run: () => forgetOldKeys(needs.db) },
    ],
  }),
})

/** What the order service asks, many orders at a time. */
function orderRoutes({ db, wake }: InventoryNeeds) {
  type HoldAsked = {
    input: { body: { orderId: string; lines: { sku: string; quantity: number }[]; ttlSeconds: number } }
  }
  type BackAsked = { input: { body: { orderId: string } } }
  return {
    hold: async (asked: readonly HoldAsked[]) => {
      const requests = asked.map(({ input: { body } }) => ({
        id: body.orderId,
        lines: mergeLines(body.lines),
        ttlSeconds: body.ttlSeconds,
      }))
      try {
        return await holdTogether(db.relaxed, requests)
      } finally {
        wake()
      }
    },
    giveBack: async (asked: readonly BackAsked[]) => {
      await giveBackMany(
        db.relaxed,
        asked.map(({ input }) => input.body.orderId),
      )
      wake()
      return asked.map(() => ({}))
    },
  }
}
