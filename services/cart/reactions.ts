/** What cart does when order speaks. */
import { order } from '@rialto/contracts/order'
import { on, type Reaction } from '@rialto/kernel/events/reactions'
import type { Clock } from '@rialto/kernel/ports/ports'
import { dayOf } from './change/changes.ts'
import { takeOrdered, type Lines } from './domain.ts'
import { openKnownCarts, rememberOrders, saveCarts } from './store.ts'

/**
 * A confirmed order leaves its cart, and with it only what was ordered. Safe twice by what it writes: an
 * order that is remembered takes nothing more.
 */
export function cartReactions(clock: Clock): readonly Reaction[] {
  return [
    on(order, 'confirmed', async (events, tx) => {
      const told = events.flatMap(({ key, data: { cartId, lines } }) =>
        cartId === null ? [] : [{ orderId: key, cartId, lines }],
      )
      if (told.length === 0) return
      const fresh = await rememberOrders(
        tx,
        told.map(({ orderId }) => orderId),
        dayOf(clock.now()),
      )
      // Two tellings of one order in one batch are one order: whoever comes first takes it off the list.
      const due = told.filter(({ orderId }) => fresh.delete(orderId))
      const before = await openKnownCarts(
        tx,
        due.map(({ cartId }) => cartId),
      )
      const after = new Map<string, Lines>(before)
      for (const { cartId, lines } of due) {
        const present = after.get(cartId)
        if (present) after.set(cartId, takeOrdered(present, lines))
      }
      await saveCarts(tx, before, after)
    }),
  ]
}
