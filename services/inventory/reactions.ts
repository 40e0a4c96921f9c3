/** What inventory does when order speaks. */
import { order } from '@rialto/contracts/order'
import type { Event } from '@rialto/kernel/events/event'
import { on, type Reaction } from '@rialto/kernel/events/reactions'
import type { Tx } from '@rialto/kernel/sql/database'
import { giveBackMany, sellHolds } from './hold/store.ts'

/**
 * Each is safe twice by what it writes: a hold is sold or given back only from the state before.
 * Giving back here is the safety net; the order service asks for it before it answers.
 */
export function inventoryReactions(wake: () => void): readonly Reaction[] {
  const giveBack = async (events: readonly Event[], tx: Tx) => {
    await giveBackMany(tx, events.map(orderOf))
    tx.afterCommit(wake)
  }
  return [
    on(order, 'confirmed', async (events, tx) => {
      await sellHolds(tx, events.map(orderOf))
      tx.afterCommit(wake)
    }),
    on(order, 'cancelled', giveBack),
    on(order, 'declined', giveBack),
  ]
}

function orderOf({ key }: Event): string {
  return key
}
