/** How people and the house come to the demo shop: through the public API, as anybody does. */
import type { Clock } from '@rialto/kernel/ports/ports'

const REQUEST_MS_MAX = 30_000
/** An access token lasts for fifteen minutes. */
const SIGNED_IN_MS = 10 * 60 * 1_000

export type Json = Readonly<Record<string, unknown>>

export type Manner = {
  readonly login?: { readonly login: string; readonly password: string }
  readonly cartKey?: string
  readonly key?: string
  /** A card that is refused is an answer, too. */
  readonly mayBeRefused?: boolean
}

export type Door = {
  /** Throws where the shop does not answer as it should. */
  post(path: string, body: Json, manner?: Manner): Promise<Json>
  get(path: string, manner?: Manner): Promise<Json>
}

export function openDoor(origin: string, clock: Clock): Door {
  const signedIn = new Map<string, { readonly token: string; readonly until: number }>()

  async function tokenOf({ login, password }: NonNullable<Manner['login']>): Promise<string> {
    const known = signedIn.get(login)
    if (known !== undefined && known.until > clock.now()) return known.token
    const { accessToken } = await ask('POST', '/auth/login', { identifier: login, password }, {})
    signedIn.set(login, { token: String(accessToken), until: clock.now() + SIGNED_IN_MS })
    return String(accessToken)
  }

  async function ask(method: string, path: string, body: Json | undefined, manner: Manner): Promise<Json> {
    const { login, cartKey, key, mayBeRefused = false } = manner
    const response = await fetch(`${origin}/api/v1${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(login === undefined ? {} : { authorization: `Bearer ${await tokenOf(login)}` }),
        ...(cartKey === undefined ? {} : { 'x-cart-key': cartKey }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(REQUEST_MS_MAX),
    })
    const answer = (await response.json()) as Json
    if (response.ok || (mayBeRefused && response.status === 402)) return answer
    throw new Error(`${method} ${path} answered ${response.status}: ${JSON.stringify(answer)}`)
  }

  return {
    post: (path, body, manner = {}) => ask('POST', path, body, manner),
    get: (path, manner = {}) => ask('GET', path, undefined, manner),
  }
}
