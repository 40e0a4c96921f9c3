/**
 * Changes a session's refresh token for the next pair before a page is made: pages cannot set cookies once they are
 * on their way, and two that run side by side must not spend the same token (a second use ends the session).
 */
import { LRUCache } from 'lru-cache'
import { readCookies, writeCookies } from './cookies.ts'
import type { Settings } from './settings.ts'
import { inNameOf } from './visitor.ts'
import { ACCESS_MARGIN_SECONDS, REFRESH_SECONDS, cookieNames } from '../session/names.ts'

/** Browsers that asked with the old token a moment ago get the same new pair. */
const REMEMBERED_MS = 60_000
const TIMEOUT_MS = 5_000
/** One has less than a hundred; what is remembered must not be as long as a stranger likes. */
const TOKEN_CHARACTERS_MAX = 512

type Pair = { readonly accessToken: string; readonly refreshToken: string; readonly expiresIn: number }
/** A pair, that there is none any more, or that nobody could say. */
type Outcome = Pair | 'ended' | 'unknown'

export type Renewed = {
  /** The request's cookies as they are from now on. */
  readonly cookie: string
  readonly setCookie: readonly string[]
}

export type Renewal = (cookie: string | undefined, address: string) => Promise<Renewed | undefined>

export function openRenewal({ gateway, publicUrl, credential }: Settings): Renewal {
  const isSecure = publicUrl.startsWith('https:')
  const names = cookieNames(isSecure)
  const outcomes = new LRUCache<string, Promise<Outcome>>({ max: 10_000, ttl: REMEMBERED_MS })

  async function ask(refreshToken: string, address: string): Promise<Outcome> {
    try {
      const response = await fetch(`${gateway}/api/v1/auth/refresh`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...inNameOf(address, credential) },
        body: JSON.stringify({ refreshToken }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      if (response.ok) return (await response.json()) as Pair
      return response.status === 401 ? 'ended' : 'unknown'
    } catch {
      return 'unknown'
    }
  }

  return async (cookie, address) => {
    const cookies = readCookies(cookie)
    const refreshToken = cookies.get(names.refresh)
    if (refreshToken === undefined || cookies.has(names.access)) return undefined
    if (refreshToken.length > TOKEN_CHARACTERS_MAX) return undefined
    let outcome = outcomes.get(refreshToken)
    if (!outcome) {
      outcome = ask(refreshToken, address)
      outcomes.set(refreshToken, outcome)
    }
    const known = await outcome
    if (known === 'unknown') {
      outcomes.delete(refreshToken)
      return undefined
    }
    if (known === 'ended') cookies.delete(names.refresh)
    else cookies.set(names.access, known.accessToken).set(names.refresh, known.refreshToken)
    return {
      cookie: writeCookies(cookies),
      setCookie:
        known === 'ended'
          ? [setCookie(names.refresh, '', 0, isSecure)]
          : [
              setCookie(names.access, known.accessToken, known.expiresIn - ACCESS_MARGIN_SECONDS, isSecure),
              setCookie(names.refresh, known.refreshToken, REFRESH_SECONDS, isSecure),
            ],
    }
  }
}

function setCookie(name: string, value: string, seconds: number, isSecure: boolean): string {
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${isSecure ? '; Secure' : ''}`
}
