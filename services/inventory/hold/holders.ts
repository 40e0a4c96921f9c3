/** Who has spoken for pieces of a SKU. */
import type { HoldView } from '@rialto/contracts/inventory'
import { LIST_LIMIT_DEFAULT } from '@rialto/kernel/contract/schema'
import { cursors, page } from '@rialto/kernel/list/cursor'
import type { Sql } from '@rialto/kernel/sql/database'
import { findLevel } from '../stock/levels.ts'
import { listHolds, type HeldRow, type HoldPosition } from './store.ts'

type HoldsAsked = {
  readonly params: { readonly sku: string }
  readonly query: { readonly limit?: number; readonly cursor?: string; readonly state?: 'held' | 'all' }
}

const BY_HAND = /^rsv_/
const holdCursor = cursors<HoldPosition>('inventory holds')

export function holderRoutes({ db }: { readonly db: Sql }) {
  return {
    holds: async ({ params: { sku }, query }: HoldsAsked) => {
      await findLevel(db, sku)
      const { limit = LIST_LIMIT_DEFAULT, cursor, state = 'held' } = query
      const after = cursor === undefined ? undefined : holdCursor.decode(cursor)
      const rows = await listHolds(db, sku, { ended: state === 'all', after, limit: limit + 1 })
      const { items, nextCursor } = page(
        rows,
        limit,
        ({ createdAt, id }) => ({ at: createdAt.toISOString(), id }),
        holdCursor.encode,
      )
      return { items: items.map(holdView), nextCursor }
    },
  }
}

function holdView({ id, sku, quantity, reference, outcome, expiresAt, createdAt }: HeldRow): HoldView {
  const isByHand = BY_HAND.test(id)
  return {
    reservationId: id,
    orderId: isByHand ? reference : id,
    sku,
    quantity,
    state: outcome ?? 'held',
    isByHand,
    expiresAt: expiresAt.toISOString(),
    createdAt: createdAt.toISOString(),
  }
}
