/** Who may see an order, and who may move it: its owner, staff by permission, and a guest by token. */
import { permits } from '@rialto/contracts/roles'
import type { Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import type { Sql } from '@rialto/kernel/sql/database'
import type { OrderState } from '../domain.ts'
import { loadOrders } from '../store.ts'
import type { Links } from './links.ts'

export type AccessNeeds = { readonly db: Sql; readonly links: Links }

/** An order that the caller may see; somebody else’s reads as one that is not there. */
export async function visibleOrder(
  { db, links }: AccessNeeds,
  id: string,
  call: Call,
  permission: string,
  token?: string,
): Promise<OrderState> {
  const { caller } = call
  const state = (await loadOrders(db, [id])).get(id)
  const owns = caller.kind === 'user' && state?.placed.userId === caller.id
  const opens = state !== undefined && token !== undefined && links.opens(state, token)
  if (!state || !(owns || opens || isStaff(call, permission))) {
    throw new Problem('unknown_order', { detail: `There is no order ${id}.` })
  }
  return state
}

export function isStaff({ caller }: Call, permission: string): boolean {
  return caller.kind === 'service' || (caller.kind === 'user' && permits(caller.roles, permission))
}

/** For moves that are named inside another route, which asks for less. */
export function requirePermission(call: Call, permission: string): void {
  if (!isStaff(call, permission))
    throw new Problem('forbidden', { detail: `This needs the permission ${permission}.` })
}

/** Who did it, as an event says it. */
export function actor({ caller }: Call, token?: string): string {
  if (caller.kind === 'user') return caller.id
  return caller.kind === 'anonymous' && token !== undefined ? 'guest' : caller.kind
}
