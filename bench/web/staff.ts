/** The admin as somebody who works there sees it. */
import type { Cookie } from './weight.ts'

const ADMIN = { identifier: 'admin@ecommerce.local', password: 'admin123' }

/** The access token of the demo shop's admin. */
export async function signInAsAdmin(gateway: string): Promise<string> {
  const response = await fetch(`${gateway}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(ADMIN),
  })
  const { accessToken } = (await response.json()) as { accessToken: string }
  return accessToken
}

export function asCookies(token: string, shop: string): readonly Cookie[] {
  return [{ name: 'rialto_access', value: token, url: shop }]
}
