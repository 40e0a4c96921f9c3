/** Stock: nothing is sold twice, every hold ends once, and every piece is accounted for. */
import { inventory } from '@rialto/contracts/inventory'
import { order } from '@rialto/contracts/order'
import type { Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { forgetOldKeys, once } from '@rialto/kernel/idempotency/idempotency'
import { defineService, type Needs } from '@rialto/kernel/service/service'
import { sqlState, UNIQUE_VIOLATION, type Sql } from '@rialto/kernel/sql/database'
import { HELD, mergeLines, readVerdicts, type HoldOutcome, type HoldRequest } from './domain.ts'
import {
  expireHolds,
  findHold,
  giveBackMany,
  holdMany,
  markSwept,
  prolongHolds,
  releaseHold,
  sellHolds,
  type HoldRow,
} from './hold/store.ts'
import { inventoryReactions } from './reactions.ts'
import { tellCrossings } from './shortage/store.ts'
import { findLevel, levelRoutes } from './stock/levels.ts'

const HOLD_SECONDS_DEFAULT = 15 * 60
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
    routes: { ...levelRoutes(needs), ...reservationRoutes(needs), ...orderRoutes(needs) },
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

/** Reservations made by hand, one SKU each. */
function reservationRoutes({ db, ids, wake }: InventoryNeeds) {
  type Path = { params: { sku: string }; body: { reservationId: string } }
  const end = (
    outcome: 'released' | 'sold',
    change: (tx: Sql, id: string, sku: string) => Promise<unknown>,
  ) => {
    return async ({ params: { sku }, body: { reservationId } }: Path, call: Call) =>
      once(db, call, 200, async (tx) => {
        await change(tx, reservationId, sku)
        const hold = await findHold(tx, reservationId, sku)
        if (!hold)
          throw new Problem('unknown_reservation', { detail: `${sku} has no reservation ${reservationId}.` })
        if (hold.outcome !== outcome) {
          throw new Problem('reservation_ended', {
            detail: `The reservation has ended: it was ${hold.outcome}.`,
          })
        }
        return reservationView(hold)
      }).finally(wake)
  }
  return {
    reserve: async (
      {
        params: { sku },
        body,
      }: { params: { sku: string }; body: { quantity: number; orderId?: string; ttlSeconds?: number } },
      call: Call,
    ) =>
      once(db, call, 201, async (tx) => {
        await findLevel(tx, sku)
        const id = ids.next('rsv')
        const verdict = await holdAlone(tx, {
          id,
          lines: [{ sku, quantity: body.quantity }],
          ttlSeconds: body.ttlSeconds ?? HOLD_SECONDS_DEFAULT,
          ...(body.orderId === undefined ? {} : { reference: body.orderId }),
        })
        if (verdict.outcome === 'out_of_stock') {
          throw new Problem('out_of_stock', {
            detail: `Fewer than ${body.quantity} of ${sku} are free.`,
            lines: verdict.short,
          })
        }
        tx.afterCommit(wake)
        return reservationView((await findHold(tx, id, sku)) as HoldRow)
      }),
    release: end('released', releaseHold),
    commit: end('sold', async (tx, id, sku) => {
      if (await findHold(tx, id, sku)) await sellHolds(tx, [id])
    }),
  }
}

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

/** Answers each order. One that asked before is found by its hold: in a batch it fails, and the coalescer asks by halves. */
async function holdTogether(db: Sql, requests: readonly HoldRequest[]): Promise<HoldOutcome[]> {
  const decided =
    requests.length === 1 ? [await holdAlone(db, requests[0] as HoldRequest)] : await holdBatch(db, requests)
  const refused = requests.filter((_, i) => decided[i]?.outcome === 'out_of_stock')
  if (refused.length === 0) return decided
  // What is short may be short because this very order holds it.
  const standing = await prolongHolds(db, refused)
  return decided.map((verdict, i) => (standing.has(requests[i]?.id ?? '') ? HELD : verdict))
}

async function holdBatch(db: Sql, requests: readonly HoldRequest[]): Promise<HoldOutcome[]> {
  const verdicts = readVerdicts(requests.length, await holdMany(db, requests))
  const decided: HoldOutcome[] = []
  for (const [i, verdict] of verdicts.entries()) {
    decided.push(verdict === 'undecided' ? await holdAlone(db, requests[i] as HoldRequest) : verdict)
  }
  return decided
}

async function holdAlone(db: Sql, request: HoldRequest): Promise<HoldOutcome> {
  try {
    const [verdict] = readVerdicts(1, await holdMany(db, [request]))
    // Alone, what is free is what this item was judged by: a refusal names its shortage.
    if (verdict === undefined || verdict === 'undecided') throw new Error(`no verdict for ${request.id}`)
    return verdict
  } catch (error) {
    if (sqlState(error) !== UNIQUE_VIOLATION) throw error
    return { outcome: 'out_of_stock', short: [] }
  }
}

function reservationView({ id, sku, quantity, reference, outcome, expiresAt }: HoldRow) {
  return {
    reservationId: id,
    sku,
    quantity,
    ...(reference === null ? {} : { orderId: reference }),
    status: outcome ?? ('held' as const),
    expiresAt: expiresAt.toISOString(),
  }
}
