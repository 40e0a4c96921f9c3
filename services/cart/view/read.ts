/** Reading a cart: its lines, what the catalogue asks for them now, and how many pieces are free. */
import type { CartView } from '@rialto/contracts/cart'
import type { Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import type { CartNeeds } from '../change/changes.ts'
import { findOffers } from '../offer/offers.ts'
import type { Target } from '../owner/domain.ts'
import { readLines } from '../store.ts'
import { showCart, type Stock } from './domain.ts'

/** The cart at the prices of now. */
export async function readCart(needs: CartNeeds, target: Target, call: Call): Promise<CartView> {
  const lines = (await readLines(needs.db.relaxed, [target.cartId])).get(target.cartId) ?? []
  const skus = lines.map(({ sku }) => sku)
  const [offers, stock] = await Promise.all([
    findOffers(needs.clients.catalog, skus, [call]),
    freeStock(needs, skus, call),
  ])
  return showCart(target, lines, offers, stock)
}

/** What is free of each SKU. A cart is worth showing without it, so that no trouble there is trouble here. */
async function freeStock({ clients, log }: CartNeeds, skus: readonly string[], call: Call): Promise<Stock> {
  if (skus.length === 0) return new Map()
  try {
    const { levels } = await clients.inventory.levels({ body: { skus: [...skus] } }, call)
    return new Map(levels.map(({ sku, onHand, reserved }) => [sku, Math.max(0, onHand - reserved)]))
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    log.info({ code: error.code, requestId: call.requestId }, 'a cart is shown without its stock')
    return new Map()
  }
}
