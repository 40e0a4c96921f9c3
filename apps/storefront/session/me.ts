/** Who is signed in, as far as the token in the cookie says. Whether it is good is found out by whoever is asked. */
import { cookies } from 'next/headers'
import { COOKIES } from './shop.ts'

export type Me = { readonly id: string; readonly roles: readonly string[] }

export async function me(): Promise<Me | undefined> {
  const token = (await cookies()).get(COOKIES.access)?.value
  const payload = token?.split('.')[1]
  if (payload === undefined) return undefined
  try {
    const { sub, roles, exp } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as {
      sub: string
      roles: readonly string[]
      exp: number
    }
    return exp * 1000 > Date.now() ? { id: sub, roles } : undefined
  } catch {
    return undefined
  }
}
