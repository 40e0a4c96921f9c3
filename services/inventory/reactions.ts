/** What inventory does when order speaks. */
import { order } from '@rialto/contracts/order'
import type { Event } from '@rialto/kernel/events/event'
import { on, type Reaction } from '@rialto/kernel/events/reactions'
import type { Tx } from '@rialto/kernel/sql/database'
import { giveBackMany, sellHolds } from './hold/store.ts'
import { restock, type ReturnedLine } from './stock/store.ts'

/**
 * Each is safe twice by what it writes: a hold is sold or given back only from the state before.
 * Giving back here is the safety net; the order service asks for it before it answers.
 */
export function inventoryReactions(wake: () => void): readonly Reaction[] {
  const giveBack = async (events: readonly Event[], tx: Tx) => {
    await giveBackMany(tx, events.map(orderOf))
    tx.afterCommit(wake)
  }
  const takeIn = async (lines: readonly ReturnedLine[], tx: Tx) => {
    if (lines.length > 0) await restock(tx, lines)
    tx.afterCommit(wake)
  }
  return [
    on(order, 'confirmed', async (events, tx) => {
      await sellHolds(tx, events.map(orderOf))
      tx.afterCommit(wake)
    }),
    on(order, 'cancelled', giveBack),
    on(order, 'declined', giveBack),
    // What comes back by the piece is counted here and nowhere else; the inbox sees to once.
    on(order, 'refunded', (events, tx) =>
      takeIn(
        events.flatMap(({ data: { refundId, lines = [], restock: wanted } }) =>
          wanted === true && refundId !== undefined ? lines.map((line) => piecesOf(refundId, line)) : [],
        ),
        tx,
      ),
    ),
    on(order, 'return_received', (events, tx) =>
      takeIn(
        events.flatMap(({ data: { returnId, lines, restock: wanted } }) =>
          wanted ? lines.map((line) => piecesOf(returnId, line)) : [],
        ),
        tx,
      ),
    ),
  ]
}

function orderOf({ key }: Event): string {
  return key
}

function piecesOf(reference: string, { sku, quantity }: { sku: string; quantity: number }): ReturnedLine {
  return { reference, sku, quantity }
}
