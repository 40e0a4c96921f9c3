/**
 * One cart as it is becomes one order, however often it is sent: at once, from two tabs, or by a client that
 * names no Idempotency-Key. A cart that has changed is another, and one whose order came to nothing is free.
 */
import { coalesce } from '@rialto/kernel/batch/coalescer'
import { Problem } from '@rialto/kernel/contract/problem'
import type { Job } from '@rialto/kernel/service/service'
import type { Database, Sql } from '@rialto/kernel/sql/database'
import { claimCarts, forgetClaims, releaseCart, type Claim, type OrderedCart } from './store.ts'

const CLAIMS_PER_BATCH_MAX = 256
const FORGET_EVERY_MS = 600_000

/** Null where the cart may be ordered; else the order that has it, where that is known already. */
type Claimed = null | { readonly orderId: string | null }

export function openClaims(db: Sql) {
  const claims = coalesce<Claim, Claimed>({
    name: 'order.claim_cart',
    itemsMax: CLAIMS_PER_BATCH_MAX,
    lanes: 1,
    run: async (items) => {
      const firsts = new Map<string, Claim>()
      for (const item of items) if (!firsts.has(item.cartId)) firsts.set(item.cartId, item)
      const taken = await claimCarts(db, [...firsts.values()])
      return items.map((item) => {
        const other = taken.get(item.cartId)
        if (other !== undefined) return { orderId: other }
        const first = firsts.get(item.cartId) ?? item
        return first.asker === item.asker ? null : { orderId: first.orderId }
      })
    },
  })

  return {
    /** Throws `already_ordered` where an order that stands, or is being decided, has the cart as it is. */
    async claim(cart: OrderedCart, orderId: string, key: string | undefined): Promise<void> {
      const other = await claims({ ...cart, orderId, asker: key ?? orderId })
      if (other === null) return
      throw new Problem('already_ordered', {
        detail:
          'This cart, as it is, has been ordered a moment ago, or is being ordered; nothing is ordered twice. ' +
          'Look at your orders.',
        ...(other.orderId === null ? {} : { orderId: other.orderId }),
      })
    },

    /** For an order that was not written after all. */
    release: (cartId: string, orderId: string) => releaseCart(db, cartId, orderId),

    drain: () => claims.drain(),
  }
}

/** What is older than a minute holds no cart any more. */
export function forgetClaimsJob({ db }: { readonly db: Database }): Job {
  return {
    name: 'forget-cart-claims',
    everyMs: FORGET_EVERY_MS,
    run: async () => {
      await forgetClaims(db.relaxed)
      return undefined
    },
  }
}
