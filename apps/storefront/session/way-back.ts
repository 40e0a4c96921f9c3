/**
 * Where somebody goes on who comes back from a bank of its own site: that has been told of no single order, and least of
 * all of the token that opens a guest's.
 */
import { cookies } from 'next/headers'
import { isOwnPath } from '../shop/account/return.ts'
import { WAY_BACK_SECONDS } from './names.ts'
import { COOKIES, isSecure } from './shop.ts'

/** Only in actions and route handlers. */
export async function keepWayBack(path: string): Promise<void> {
  const attributes = { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure } as const
  ;(await cookies()).set(COOKIES.wayBack, path, { ...attributes, maxAge: WAY_BACK_SECONDS })
}

/** Undefined for who was on no such way. */
export async function readWayBack(): Promise<string | undefined> {
  const path = (await cookies()).get(COOKIES.wayBack)?.value
  return path !== undefined && isOwnPath(path) ? path : undefined
}
