/** Who may pay an order and see its payments: its owner, staff, and whoever shows the token of a guest’s order. */
import type { order, OrderClient } from '@rialto/contracts/order'
import { permits } from '@rialto/contracts/roles'
import type { Call, Output } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'

export type Due = Output<(typeof order)['routes']['payable']>
export type Access = ReturnType<typeof openAccess>

/** Its owner, and staff. */
export function maySee({ userId }: { readonly userId: string | null }, { caller }: Call): boolean {
  if (caller.kind === 'service') return true
  return caller.kind === 'user' && (caller.id === userId || permits(caller.roles, 'payments:read'))
}

/**
 * Whose an Idempotency-Key is where a guest pays: that of their order. Guests share addresses and change them;
 * nobody but who has its token comes this far.
 */
export function guestKey(orderId: string): string {
  return `guest of ${orderId}`
}

export function openAccess({ order }: { readonly order: OrderClient }) {
  /** What is due. Somebody else’s order, and a token of another one, read as an order that there is not. */
  async function dueOf(orderId: string, token: string | undefined, call: Call): Promise<Due> {
    const shown = token === undefined ? {} : { token }
    const due = await order.payable({ body: { orderId, ...shown } }, call)
    if (due.opens || maySee(due, call)) return due
    throw new Problem('unknown_order', { detail: `There is no order ${orderId}.` })
  }

  /** Whether the token opens that order. */
  async function opens(orderId: string, token: string | undefined, call: Call): Promise<boolean> {
    if (token === undefined) return false
    try {
      return (await order.payable({ body: { orderId, token } }, call)).opens
    } catch (error) {
      if (error instanceof Problem && error.code === 'unknown_order') return false
      throw error
    }
  }

  return { dueOf, opens }
}
