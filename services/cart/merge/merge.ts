/** After login: what a guest gathered moves into the user’s own cart. */
import type { MergedCartView } from '@rialto/contracts/cart'
import type { Answer, Call } from '@rialto/kernel/contract/contract'
import { once } from '@rialto/kernel/idempotency/idempotency'
import { dayOf, type CartNeeds } from '../change/changes.ts'
import { merge, type Merged } from '../domain.ts'
import { findOffers } from '../offer/offers.ts'
import { mergeSource, targetOf, unknownCart } from '../owner/domain.ts'
import { moveStart } from '../start/store.ts'
import { findCarts, openCarts, readLines, saveCarts } from '../store.ts'
import { showCart } from '../view/domain.ts'

/**
 * Once by what it does: the second time there is nothing left to move. Both carts are locked, in the order
 * that everybody keeps, so that two merges at once move each piece once. Throws `unknown_cart` for the id
 * of somebody’s own cart.
 */
export async function mergeCarts(
  { db, clients, clock }: CartNeeds,
  key: string,
  call: Call,
): Promise<Answer> {
  const own = targetOf(call.caller, 'write')
  const guest = mergeSource(key)
  const [row] = await findCarts(db, [guest.cartId])
  // An id that begins no cart yet may be anybody’s: only a key can make one.
  const isGuests = row ? row.userId === null : guest.key !== undefined
  if (!isGuests) throw unknownCart(key)
  const seen = await readLines(db, [own.cartId, guest.cartId])
  const skus = [...seen.values()].flatMap((lines) => lines.map(({ sku }) => sku))
  const offers = await findOffers(clients.catalog, skus, [call])
  return once(db, call, 200, async (tx): Promise<MergedCartView> => {
    const before = await openCarts(tx, [own, guest], dayOf(clock.now()))
    const [ownLines, guestLines] = [before.get(own.cartId) ?? [], before.get(guest.cartId) ?? []]
    const merged = merge(ownLines, guestLines)
    await saveCarts(
      tx,
      before,
      new Map([
        [own.cartId, merged.own],
        [guest.cartId, merged.guest],
      ]),
    )
    if (guestLines.length > 0) await moveStart(tx, guest.cartId, own.cartId, ownLines.length > 0)
    return { ...showCart(own, merged.own, offers), leftBehind: leftBehind(merged) }
  })
}

function leftBehind({ left }: Merged): MergedCartView['leftBehind'] {
  return left.map(({ line: { productId, sku }, quantity, reason }) => ({ productId, sku, quantity, reason }))
}
