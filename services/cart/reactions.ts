/** What cart does when order speaks. */
import { order } from '@rialto/contracts/order'
import { on, type Reaction } from '@rialto/kernel/events/reactions'
import { takeOrdered, type Lines } from './domain.ts'
import { userCart } from './owner/domain.ts'
import { noteOrdered } from './start/store.ts'
import { openKnownCarts, saveCarts } from './store.ts'

/**
 * A confirmed order leaves its cart, and with it only what was ordered. An order that names no cart was
 * made from items: what of them lies in the user's own cart leaves that. Applied once, by the inbox.
 */
export function cartReactions(): readonly Reaction[] {
  return [
    on(order, 'confirmed', async (events, tx) => {
      const told = events.flatMap(({ data: { cartId, userId, lines } }) => {
        const left = cartId ?? (userId === null ? null : userCart(userId).cartId)
        return left === null ? [] : [{ cartId: left, lines, isNamed: cartId !== null }]
      })
      if (told.length === 0) return
      const before = await openKnownCarts(
        tx,
        told.map(({ cartId }) => cartId),
      )
      const after = new Map<string, Lines>(before)
      for (const { cartId, lines } of told) {
        const present = after.get(cartId)
        if (present) after.set(cartId, takeOrdered(present, lines))
      }
      await saveCarts(tx, before, after)
      const ended = told.filter(
        ({ isNamed, cartId }) => isNamed || pieces(after.get(cartId)) < pieces(before.get(cartId)),
      )
      await noteOrdered(tx, [...new Set(ended.map(({ cartId }) => cartId))])
    }),
  ]
}

function pieces(lines: Lines = []): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0)
}
