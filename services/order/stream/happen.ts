/** Letting something happen to an order beside its saga: decided on what the order is, and again where somebody was faster. */
import { Problem } from '@rialto/kernel/contract/problem'
import type { Database, Sql, Tx } from '@rialto/kernel/sql/database'
import { evolve, type OrderEvent, type OrderState } from '../domain.ts'
import { appendEvents, loadOrders } from '../store.ts'

/** So many others may be faster before this gives up: each of them has moved the order. */
const TRIES_MAX = 20

export type Happening = {
  readonly event: OrderEvent
  /** What is written with the event, or not at all. */
  readonly beside?: (tx: Tx) => Promise<unknown>
}

/** Nothing happens where the decision is undefined: it has happened already. Refusals are thrown. */
export type Decide = (state: OrderState) => Happening | undefined

export async function happen(
  { db, wake }: { readonly db: Database; readonly wake: () => void },
  id: string,
  decide: Decide,
): Promise<OrderState> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const now = await db.transaction(async (tx) => {
      tx.afterCommit(wake)
      return happenOnce(tx, id, decide)
    })
    if (now) return now
  }
  throw new Problem('unavailable', {
    detail: 'Much happens to this order just now. Ask again in a moment.',
    headers: { 'retry-after': '1' },
  })
}

/** Inside somebody's transaction; undefined where the order is not there. */
export async function happenIn(tx: Tx, id: string, decide: Decide): Promise<OrderState | undefined> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    if ((await loadOrders(tx, [id])).size === 0) return undefined
    const now = await happenOnce(tx, id, decide)
    if (now) return now
  }
  throw new Error(`${id} moves on and on`)
}

async function happenOnce(tx: Tx, id: string, decide: Decide): Promise<OrderState | undefined> {
  const before = await loadOrder(tx, id)
  const happening = decide(before)
  if (!happening) return before
  const after = evolve(before, id, happening.event)
  const [done] = await appendEvents(tx, [{ before, after, event: happening.event }])
  if (!done) return undefined
  await happening.beside?.(tx)
  return after
}

export async function loadOrder(db: Sql, id: string): Promise<OrderState> {
  const state = (await loadOrders(db, [id])).get(id)
  if (!state) throw new Problem('unknown_order', { detail: `There is no order ${id}.` })
  return state
}
