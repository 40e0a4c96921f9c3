/** What inventory does when order speaks. */
import { order } from '@rialto/contracts/order'
import { on, type Reaction } from '@rialto/kernel/events/reactions'
import { mergeLines } from './domain.ts'
import { giveBackMany, sellHolds } from './hold/store.ts'

/**
 * Each is safe twice by what it writes: a hold is sold or given back only from the state before.
 * Giving back here is the safety net; the order service asks for it before it answers.
 */
export function inventoryReactions(wake: () => void): readonly Reaction[] {
  return [
    on(order, 'confirmed', async (events, tx) => {
      await sellHolds(
        tx,
        events.flatMap(({ key, data }) => mergeLines(data.lines).map(({ sku }) => ({ id: key, sku }))),
      )
      tx.afterCommit(wake)
    }),
    on(order, 'cancelled', async (events, tx) => {
      await giveBackMany(
        tx,
        events.map(({ key, data }) => ({ id: key, lines: mergeLines(data.lines) })),
      )
      tx.afterCommit(wake)
    }),
    on(order, 'declined', async (events, tx) => {
      await giveBackMany(
        tx,
        events.map(({ key, data }) => ({ id: key, lines: mergeLines(data.lines) })),
      )
      tx.afterCommit(wake)
    }),
  ]
}
