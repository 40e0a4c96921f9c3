/** Begins and ends a session in the browser, by cookies that no script reads. Only in actions and route handlers. */
import { cookies } from 'next/headers'
import { isProblem } from '@rialto/client'
import { ACCESS_MARGIN_SECONDS, CART_SECONDS, REFRESH_SECONDS } from './names.ts'
import { COOKIES, isSecure, myShop } from './shop.ts'

type Pair = { readonly accessToken: string; readonly refreshToken: string; readonly expiresIn: number }

const ATTRIBUTES = { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure } as const

/** Keeps the tokens, and moves the guest's cart into the account's: nothing that was in it is lost. */
export async function beginSession(pair: Pair): Promise<void> {
  const jar = await cookies()
  jar.set(COOKIES.access, pair.accessToken, { ...ATTRIBUTES, maxAge: pair.expiresIn - ACCESS_MARGIN_SECONDS })
  jar.set(COOKIES.refresh, pair.refreshToken, { ...ATTRIBUTES, maxAge: REFRESH_SECONDS })
  const key = jar.get(COOKIES.cart)?.value
  if (key === undefined) return
  try {
    const { cart } = await myShop()
    const { leftBehind } = await cart.merge({ body: { key } })
    // What found no room stays under the guest's key, and is there again after signing out.
    if (leftBehind.length === 0) jar.delete(COOKIES.cart)
  } catch (error) {
    // A cart that has ended has nothing to move.
    if (!isProblem(error)) throw error
    jar.delete(COOKIES.cart)
  }
}

/** Ends the session at the shop and in the browser; where the shop cannot be reached, in the browser. */
export async function endSession(): Promise<void> {
  const jar = await cookies()
  const refreshToken = jar.get(COOKIES.refresh)?.value
  try {
    if (refreshToken !== undefined) await (await myShop()).identity.logout({ body: { refreshToken } })
  } catch (error) {
    if (!isProblem(error)) throw error
  } finally {
    jar.delete(COOKIES.access)
    jar.delete(COOKIES.refresh)
  }
}

/** Keeps the key of a guest's cart. */
export async function keepCart(key: string): Promise<void> {
  ;(await cookies()).set(COOKIES.cart, key, { ...ATTRIBUTES, maxAge: CART_SECONDS })
}
