/** Begins and ends a session in the browser, by cookies that no script reads. Only in actions and route handlers. */
import { cookies } from 'next/headers'
import { isProblem, Unreachable } from '@rialto/client'
import type { LeftBehind } from '@rialto/contracts/cart'
import { ACCESS_MARGIN_SECONDS, CART_SECONDS, REFRESH_SECONDS } from './names.ts'
import { COOKIES, isSecure, myShop } from './shop.ts'

type Pair = { readonly accessToken: string; readonly refreshToken: string; readonly expiresIn: number }
type Jar = Awaited<ReturnType<typeof cookies>>

const ATTRIBUTES = { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure } as const

/** Keeps the tokens, and moves the guest's cart into the account's. Answers with why something stayed in the guest's. */
export async function beginSession(pair: Pair): Promise<readonly LeftBehind['reason'][]> {
  const jar = await cookies()
  jar.set(COOKIES.access, pair.accessToken, { ...ATTRIBUTES, maxAge: pair.expiresIn - ACCESS_MARGIN_SECONDS })
  jar.set(COOKIES.refresh, pair.refreshToken, { ...ATTRIBUTES, maxAge: REFRESH_SECONDS })
  const key = jar.get(COOKIES.cart)?.value
  if (key === undefined) return []
  try {
    const { cart } = await myShop()
    const { leftBehind } = await cart.merge({ body: { key } })
    // What found no room stays under the guest's key, and is there again after signing out.
    if (leftBehind.length === 0) forget(jar, COOKIES.cart)
    return [...new Set(leftBehind.map(({ reason }) => reason))]
  } catch (error) {
    // A cart that has ended has nothing to move; any other stays where it is until the next time.
    if (isProblem(error, 'unknown_cart', 'forbidden')) forget(jar, COOKIES.cart)
    else if (!isRefusal(error)) throw error
    return []
  }
}

/** Ends the session at the shop and in the browser; where the shop cannot be reached, in the browser. */
export async function endSession(): Promise<void> {
  const refreshToken = (await cookies()).get(COOKIES.refresh)?.value
  try {
    if (refreshToken !== undefined) await (await myShop()).identity.logout({ body: { refreshToken } })
  } catch (error) {
    if (!isRefusal(error)) throw error
  } finally {
    await forgetSession()
  }
}

/** For a session that has ended at the shop. */
export async function forgetSession(): Promise<void> {
  const jar = await cookies()
  forget(jar, COOKIES.access)
  forget(jar, COOKIES.refresh)
}

/** Keeps the key of a guest's cart. */
export async function keepCart(key: string): Promise<void> {
  ;(await cookies()).set(COOKIES.cart, key, { ...ATTRIBUTES, maxAge: CART_SECONDS })
}

/** With the attributes that it was set with: browsers take no other change of a `__Host-` cookie. */
function forget(jar: Jar, name: string): void {
  jar.set(name, '', { ...ATTRIBUTES, maxAge: 0 })
}

function isRefusal(error: unknown): boolean {
  return isProblem(error) || error instanceof Unreachable
}
