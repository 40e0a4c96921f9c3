/** Puts what an order held into its buyer's cart again, as far as it can still be bought. */
import type { CartClient } from '@rialto/contracts/cart'
import type { Call } from '@rialto/kernel/contract/contract'
import { isOutage, Problem } from '@rialto/kernel/contract/problem'
import type { Database } from '@rialto/kernel/sql/database'
import { visibleOrder, type AccessNeeds } from '../access/access.ts'
import type { OrderState } from '../domain.ts'
import { keyed } from '../stream/keyed.ts'

export type ReorderNeeds = AccessNeeds & {
  readonly db: Database
  readonly clients: { readonly cart: CartClient }
}

type Line = OrderState['placed']['lines'][number]

export function reorderRoutes(needs: ReorderNeeds) {
  const { db, clients } = needs

  /** Undefined when it went into the cart, else why not. */
  async function add(line: Line, userId: string, call: Call): Promise<Problem | undefined> {
    const body = { productId: line.productId, sku: line.sku, quantity: line.quantity }
    try {
      await clients.cart.addByKey({ params: { key: userId }, body }, call)
      return undefined
    } catch (refusal) {
      if (!(refusal instanceof Problem) || isOutage(refusal)) throw refusal
      return refusal
    }
  }

  async function reorder(id: string, call: Call) {
    const { placed } = await visibleOrder(needs, id, call, 'orders:read')
    const userId = call.caller.kind === 'user' ? call.caller.id : placed.userId
    if (userId === null) throw new Problem('unknown_order', { detail: `The order ${id} is nobody’s.` })
    const results = await Promise.all(
      placed.lines.map(async (line) => ({ line, refusal: await add(line, userId, call) })),
    )
    const named = ({ productId, name, quantity }: Line) => ({ productId, name, quantity })
    return {
      added: results.flatMap(({ line, refusal }) => (refusal ? [] : [named(line)])),
      left: results.flatMap(({ line, refusal }) =>
        refusal ? [{ ...named(line), reason: refusal.code, detail: refusal.message }] : [],
      ),
    }
  }

  return {
    reorder: ({ params }: { readonly params: { readonly id: string } }, call: Call) =>
      keyed(db, call, 200, () => reorder(params.id, call)),
  }
}
