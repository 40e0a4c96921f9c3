/**
 * Reservations made by hand, one SKU each, named by their id or by the order that they were made for. What an
 * order holds by itself is none of them: all of it ends at once, with the order.
 */
import type { Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { once } from '@rialto/kernel/idempotency/idempotency'
import type { Needs } from '@rialto/kernel/service/service'
import type { Sql } from '@rialto/kernel/sql/database'
import { findLevel } from '../stock/levels.ts'
import { findReservations, isHeldByOrder, releaseHolds, sellHolds, type HoldRow } from './store.ts'
import { holdAlone } from './together.ts'

const ID_PREFIX = 'rsv'
const HOLD_SECONDS_DEFAULT = 15 * 60

type Path = { readonly sku: string }
type Wanted = { readonly quantity: number; readonly orderId?: string; readonly ttlSeconds?: number }
/** At least one of both names. */
type Named = { readonly reservationId?: string; readonly orderId?: string; readonly quantity?: number }
type Ending = 'released' | 'sold'

export function reservationRoutes({
  db,
  ids,
  wake,
}: Pick<Needs<Record<never, never>>, 'db' | 'ids' | 'wake'>) {
  const end =
    (outcome: Ending, change: (tx: Sql, reservations: readonly string[]) => Promise<unknown>) =>
    async ({ params: { sku }, body }: { params: Path; body: Named }, call: Call) =>
      once(db, call, 200, async (tx) => {
        const named = { ...body, sku }
        const before = await find(tx, named)
        await change(
          tx,
          before.map(({ id }) => id),
        )
        return endedView(outcome, await find(tx, named), named)
      }).finally(wake)
  return {
    reserve: async ({ params: { sku }, body }: { params: Path; body: Wanted }, call: Call) =>
      once(db, call, 201, async (tx) => {
        await findLevel(tx, sku)
        const id = ids.next(ID_PREFIX)
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
        const [made] = await findReservations(tx, { sku, id })
        return reservationView(made as HoldRow)
      }),
    release: end('released', releaseHolds),
    commit: end('sold', sellHolds),
  }
}

async function find(tx: Sql, { sku, reservationId, orderId }: Named & Path): Promise<readonly HoldRow[]> {
  const isByHand = reservationId === undefined || reservationId.startsWith(`${ID_PREFIX}_`)
  const found = isByHand ? await findReservations(tx, { sku, id: reservationId, reference: orderId }) : []
  if (found.length > 0) return found
  const order = orderId ?? reservationId ?? ''
  if (await isHeldByOrder(tx, order, sku))
    throw new Problem('held_by_order', {
      detail: `${sku} is held by the order itself. Cancel it, and all that it holds comes back: POST /api/v1/orders/${order}/cancel`,
    })
  const name = reservationId ?? `for the order ${order}`
  throw new Problem('unknown_reservation', { detail: `${sku} has no reservation ${name}.` })
}

/** Several of one order are told as one. Those that ended otherwise before are left out of it. */
function endedView(outcome: Ending, reservations: readonly HoldRow[], { sku, quantity }: Named & Path) {
  const ended = reservations.filter((each) => each.outcome === outcome)
  const [first] = ended
  if (first === undefined)
    throw new Problem('reservation_ended', {
      detail: `The reservation has ended: it was ${reservations[0]?.outcome}.`,
    })
  const pieces = ended.reduce((sum, each) => sum + each.quantity, 0)
  if (quantity !== undefined && quantity !== pieces)
    throw new Problem('quantity_differs', { detail: `${pieces} of ${sku} are reserved, not ${quantity}.` })
  return reservationView({ ...first, quantity: pieces })
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
