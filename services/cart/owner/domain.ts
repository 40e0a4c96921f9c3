/** Whose cart a call means, and whether the caller may have it. */
import { createHash } from 'node:crypto'
import { permits } from '@rialto/contracts/roles'
import type { Caller } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'

/** A cart that a caller may use. Its row need not exist: an empty cart is one that nobody wrote to. */
export type Target = { readonly cartId: string; readonly userId: string | null; readonly key?: string }

const CART_ID_HEX_DIGITS = 32
const USER_ID = /^usr_/
const CART_ID = /^crt_/

/**
 * The cart of a caller, or the one that `key` names: a registered user's id, `me`, or a guest's key.
 * Throws `unauthenticated`, `forbidden`, or `unknown_cart` for what belongs to somebody else.
 */
export function targetOf(caller: Caller, access: 'read' | 'write', key?: string): Target {
  if (key === undefined || key === 'me') return ownCart(caller)
  if (!USER_ID.test(key)) return guestCart(key)
  if (caller.kind === 'anonymous') throw signInFirst()
  if (caller.kind === 'user' && caller.id !== key) checkStaff(caller.roles, access, key)
  return userCart(key)
}

/** The cart of who is asking: by token; a guest's by the key that came in the header. */
export function callersCart(caller: Caller, access: 'read' | 'write', guestKey: string | undefined): Target {
  return targetOf(caller, access, caller.kind === 'user' ? undefined : guestKey)
}

/** A key that begins like one of our ids is none: it could be taken for somebody's cart. */
export function guestCart(key: string): Target {
  if (USER_ID.test(key) || CART_ID.test(key)) throw unknownCart(key)
  return { cartId: cartId('guest', key), userId: null, key }
}

/** The guest’s cart that a merge takes from, by its key or its id. A user’s cart is nobody’s to take. */
export function mergeSource(reference: string): Target {
  return CART_ID.test(reference) ? { cartId: reference, userId: null } : guestCart(reference)
}

export function userCart(userId: string): Target {
  return { cartId: cartId('user', userId), userId }
}

/** The cart that an order names: by id or a guest's key. A user's id names only the user's own. */
export function namedCartId(reference: string, userId: string | null): string | undefined {
  if (CART_ID.test(reference)) return reference
  if (USER_ID.test(reference)) return reference === userId ? userCart(reference).cartId : undefined
  return guestCart(reference).cartId
}

function ownCart(caller: Caller): Target {
  if (caller.kind !== 'user') throw signInFirst()
  return userCart(caller.id)
}

function checkStaff(roles: readonly string[], access: 'read' | 'write', key: string): void {
  if (permits(roles, `carts:${access}`)) return
  if (!permits(roles, 'carts:read')) throw unknownCart(key)
  throw new Problem('forbidden', { detail: `This needs the permission carts:${access}.` })
}

/** As hard to guess as the key itself, and no way back to it. */
function cartId(kind: 'user' | 'guest', owner: string): string {
  return `crt_${createHash('sha256').update(`${kind} ${owner}`).digest('hex').slice(0, CART_ID_HEX_DIGITS)}`
}

function signInFirst(): Problem {
  return new Problem('unauthenticated', {
    detail:
      'Send an access token (Authorization: Bearer <token>), or a guest’s key (X-Cart-Key). POST /api/v1/cart gives one.',
    headers: { 'www-authenticate': 'Bearer' },
  })
}

export function unknownCart(key: string): Problem {
  return new Problem('unknown_cart', {
    detail: `No cart of yours goes by ${key}. Name a guest’s cart by its key, not by its id.`,
  })
}
