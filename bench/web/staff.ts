/** The admin as somebody who works there sees it. */
import { ADMIN, asker } from '../shop.ts'
import type { Cookie } from './weight.ts'

/** The access token of the demo shop's admin. */
export async function signInAsAdmin(gateway: string): Promise<string> {
  const { accessToken } = await asker(gateway)<{ accessToken: string }>('POST', '/auth/login', ADMIN)
  return accessToken
}

export function asCookies(token: string, shop: string): readonly Cookie[] {
  return [{ name: 'rialto_access', value: token, url: shop }]
}
