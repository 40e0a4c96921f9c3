/**
 * Adds orders up from their events again and holds the result against the rows that are kept for reading.
 * A shop that sells goes on meanwhile: what differs is looked at once more before it is called a difference.
 */
import type { Sql } from '@rialto/kernel/sql/database'
import type { OrderState } from '../domain.ts'
import { loadOrders } from '../store.ts'
import { idsBehind, readRows, writeRow, type Row } from './store.ts'

const ORDERS_PER_BITE = 500
const LOOKS_MAX = 3

type Difference = {
  readonly orderId: string
  readonly field: string
  readonly events: string | null
  readonly row: string | null
}

export type Rebuilt = {
  readonly compared: number
  readonly differences: readonly Difference[]
  readonly next: string | null
}

/** One bite behind `after`; `next` goes on from there, null is the end. */
export async function rebuildOrders(
  db: Sql,
  {
    after,
    limit = ORDERS_PER_BITE,
    repair = false,
  }: { after?: string | null; limit?: number; repair?: boolean },
): Promise<Rebuilt> {
  const ids = await idsBehind(db, after ?? '', limit)
  const differences = await compare(db, ids, LOOKS_MAX)
  if (repair) {
    const wrong = await loadOrders(db, [...new Set(differences.map(({ orderId }) => orderId))])
    for (const state of wrong.values()) await writeRow(db, state)
  }
  return { compared: ids.length, differences, next: ids.length === limit ? (ids.at(-1) ?? null) : null }
}

/** Rows first: an order that moves in between has more events than its row, never fewer. */
async function compare(db: Sql, ids: readonly string[], looks: number): Promise<Difference[]> {
  if (ids.length === 0) return []
  const rows = await readRows(db, ids)
  const states = await loadOrders(db, ids)
  const found = ids.flatMap((id) => differencesOf(id, states.get(id), rows.get(id)))
  const moved = [...new Set(found.map(({ orderId }) => orderId))]
  return looks > 1 ? compare(db, moved, looks - 1) : found
}

function differencesOf(id: string, state: OrderState | undefined, row: Row | undefined): Difference[] {
  if (!state || !row) {
    return [{ orderId: id, field: 'row', events: state ? 'there' : null, row: row ? 'there' : null }]
  }
  return Object.entries(rowOf(state)).flatMap(([field, events]) => {
    const kept = row[field] ?? null
    return kept === events ? [] : [{ orderId: id, field, events, row: kept }]
  })
}

/** The row that an order's events make: the shadow of the projection. */
function rowOf(state: OrderState): Readonly<Record<string, string | null>> {
  const { placed } = state
  return {
    number: String(placed.number),
    version: String(state.version),
    user_id: placed.userId,
    status: state.status,
    payment_status: state.paymentStatus,
    currency: placed.currency,
    total: String(placed.total),
    payment_id: state.paymentId,
    reason: state.reason,
    tracking_number: state.trackingNumber,
    attempt: String(state.attempt),
    created_at: String(Date.parse(state.createdAt)),
    updated_at: String(Date.parse(state.updatedAt)),
  }
}
