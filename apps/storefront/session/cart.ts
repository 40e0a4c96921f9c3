/** The cart of whoever asks: their own where they are signed in, else the guest's of this browser. */
import type { Rialto } from '@rialto/client'
import { isProblem } from '@rialto/client'
import type { CartView } from '@rialto/contracts/cart'
import { keepCart } from './keep.ts'
import { me } from './me.ts'
import { cartKey, myShop, shop } from './shop.ts'

export type CartDoor = {
  readonly api: Rialto['cart']
  /** Names a guest's cart; empty for an account's, which its token names. */
  readonly headers: { readonly 'x-cart-key'?: string }
}

/** Where the cart is reached; undefined for a guest who has none yet. */
export async function cartDoor(): Promise<CartDoor | undefined> {
  if (await me()) return { api: (await myShop()).cart, headers: {} }
  const key = await cartKey()
  return key === undefined ? undefined : { api: shop().cart, headers: { 'x-cart-key': key } }
}

/** The same, with a cart begun for who has none. Only in actions and route handlers: it keeps the key. */
export async function openCartDoor(): Promise<CartDoor> {
  const door = await cartDoor()
  if (door) return door
  const api = shop().cart
  const { key } = await api.create()
  if (key === undefined) throw new Error('a guest’s new cart has no key')
  await keepCart(key)
  return { api, headers: { 'x-cart-key': key } }
}

/** What is in it; undefined where there is no cart, or none any more. Throws where the session has ended. */
export async function readCart(): Promise<CartView | undefined> {
  const door = await cartDoor()
  try {
    return door && (await door.api.get({ headers: door.headers }))
  } catch (error) {
    if (isProblem(error, 'unknown_cart')) return undefined
    throw error
  }
}
