/** Who is signed in, as far as the token in the cookie says. Whether it is good is found out by whoever is asked. */
import { accessToken } from './shop.ts'

export type Me = { readonly id: string; readonly roles: readonly string[] }

export async function me(): Promise<Me | undefined> {
  const payload = (await accessToken())?.split('.')[1]
  if (payload === undefined) return undefined
  try {
    // It may be any text that somebody calls a token.
    const { sub, roles, exp } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Readonly<
      Record<string, unknown>
    >
    if (typeof sub !== 'string' || typeof exp !== 'number' || !isTexts(roles)) return undefined
    return exp * 1000 > Date.now() ? { id: sub, roles } : undefined
  } catch {
    return undefined
  }
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}
