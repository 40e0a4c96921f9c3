/**
 * Access tokens, verified once and then remembered until they expire or their session ends. Which sessions
 * ended is asked of identity: twice a second, and before this gateway lets go of an answer that ended one.
 * While identity does not answer, the last that was heard stands: nothing can end there meanwhile either.
 */
import { ACCESS_TOKEN, identity } from '@rialto/contracts/identity'
import type { Call, Caller, Endpoints } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import type { Ports } from '@rialto/kernel/ports/ports'
import { importJWK, jwtVerify, type CryptoKey, type JWK, type JWTPayload } from 'jose'
import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import type { Platform } from '../platform.ts'

const TOKENS_MAX = 10_000
const HEADER_CHARS_MAX = 4_096
const LEARN_EVERY_MS = 400
const KEYS_EVERY_MS = 60_000
const KEYS_AGAIN_AFTER_MS = 1_000
const CALL_TIMEOUT_MS = 2_000
/** Longer than any access token lives, with room for clocks that are set. */
const ENDED_KEPT_MS = 60 * 60_000

type User = Extract<Caller, { kind: 'user' }>
type Known = { readonly user: User; readonly expiresAt: number }

export type Tokens = {
  /** Who sent this Authorization header; at once for a token seen before. Throws `unauthenticated`. */
  identify(header: string, address: string): Caller | Promise<Caller>
  /** Resolves when every session that had ended before this call is known. */
  learn(): Promise<void>
  /** Whether keys and ended sessions have been heard of at all. */
  isReady(): boolean
  start(): void
  stop(): void
}

export function openTokens({
  platform,
  log,
  clock,
  timers,
  ids,
}: Ports & { platform: Platform; log: Logger }): Tokens {
  const client = platform.client(identity, 'gateway')
  const known = new LRUCache<string, Known>({ max: TOKENS_MAX })
  const ended = new Map<string, number>()
  let keys: ReadonlyMap<string, CryptoKey> = new Map()
  let keysAt = -Infinity
  let reading: Promise<void> | undefined
  let since: string | undefined
  let learning: Promise<void> | undefined
  let next: Promise<void> | undefined
  let cancel: (() => void) | undefined
  let failing = false

  function call(): Call {
    const deadline = clock.now() + CALL_TIMEOUT_MS
    return { caller: { kind: 'service', name: 'gateway' }, requestId: ids.next('req'), deadline }
  }

  function readKeys(): Promise<void> {
    reading ??= askKeys().finally(() => (reading = undefined))
    return reading
  }

  async function askKeys(): Promise<void> {
    keysAt = clock.now()
    const answer = await client.keys({}, call())
    const imported = answer.keys.map(async (jwk): Promise<[string, CryptoKey]> => [
      String(jwk['kid']),
      (await importJWK(jwk as JWK, ACCESS_TOKEN.algorithm)) as CryptoKey,
    ])
    const fresh = new Map(await Promise.all(imported))
    // A key that is gone was withdrawn: what it signed is not to be believed from memory either.
    if ([...keys.keys()].some((kid) => !fresh.has(kid))) known.clear()
    keys = fresh
  }

  async function readEnded(): Promise<void> {
    let more = true
    while (more) {
      const answer = await client.revocations({ body: { since: since ?? '0' } }, call())
      for (const sessionId of answer.sessionIds) ended.set(sessionId, clock.now())
      since = answer.next
      more = answer.more
    }
    for (const [sessionId, learntAt] of ended) {
      if (clock.now() - learntAt < ENDED_KEPT_MS) break
      ended.delete(sessionId)
    }
  }

  function learn(): Promise<void> {
    if (!learning) {
      learning = readEnded().finally(() => (learning = undefined))
      return learning
    }
    // What runs may have begun before the end that the caller is after: one more, shared by all who wait.
    next ??= learning
      .catch(() => {})
      .then(() => {
        next = undefined
        return learn()
      })
    return next
  }

  async function verify(header: string, address: string): Promise<Caller> {
    const token =
      header.length > HEADER_CHARS_MAX ? undefined : /^bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(header)?.[1]
    if (token === undefined) throw unauthenticated()
    if (keys.size === 0) await readKeys()
    if (since === undefined) await learn()
    const found = await read(token)
    if (!found || ended.has(found.user.sessionId)) throw unauthenticated()
    known.set(header, found)
    return { ...found.user, address }
  }

  async function read(token: string): Promise<Known | undefined> {
    const verified = await jwtVerify(token, async ({ kid = '' }) => keyOf(kid), {
      algorithms: [ACCESS_TOKEN.algorithm],
      issuer: ACCESS_TOKEN.issuer,
      audience: ACCESS_TOKEN.audience,
      typ: ACCESS_TOKEN.type,
      currentDate: new Date(clock.now()),
    }).catch((error: unknown) => {
      if (error instanceof Problem) throw error
      return undefined
    })
    return verified && knownOf(verified.payload)
  }

  /** A key that we do not know may be new: ask again, but not for every forged token. */
  async function keyOf(kid: string): Promise<CryptoKey> {
    if (!keys.has(kid) && (reading || clock.now() - keysAt > KEYS_AGAIN_AFTER_MS)) await readKeys()
    const key = keys.get(kid)
    if (!key) throw new Error(`no key ${kid}`)
    return key
  }

  async function round(): Promise<void> {
    try {
      if (clock.now() - keysAt > KEYS_EVERY_MS) await readKeys()
      await learn()
      failing = false
    } catch (error) {
      if (!failing)
        log.warn({ err: error }, 'identity does not say which sessions ended; what was heard last stands')
      failing = true
    }
  }

  return {
    identify: (header, address) => {
      const entry = known.get(header)
      if (!entry) return verify(header, address)
      if (clock.now() >= entry.expiresAt || ended.has(entry.user.sessionId)) {
        known.delete(header)
        throw unauthenticated()
      }
      return entry.user.address === address ? entry.user : { ...entry.user, address }
    },
    learn,
    isReady: () => keys.size > 0 && since !== undefined,
    start: () => {
      const again = () => {
        cancel = timers.after(LEARN_EVERY_MS, () => void round().finally(() => cancel && again()))
      }
      void round()
      again()
    },
    stop: () => {
      cancel?.()
      cancel = undefined
    },
  }
}

function knownOf({ sub, sid, roles, exp, jti }: JWTPayload): Known | undefined {
  if (typeof sub !== 'string' || typeof sid !== 'string' || typeof jti !== 'string' || exp === undefined)
    return undefined
  if (!Array.isArray(roles) || !roles.every((role): role is string => typeof role === 'string'))
    return undefined
  return { user: { kind: 'user', id: sub, roles, sessionId: sid, address: '' }, expiresAt: exp * 1000 }
}

const ENDING_ROUTES = [
  'logout',
  'refresh',
  'changePassword',
  'resetPassword',
  'revokeSession',
  'revokeOtherSessions',
  'revokeUserSessions',
  'setRoles',
  'disable',
  'erase',
] as const

/** Identity's endpoints for this gateway: whoever hears that a session ended hears it after we have learnt of it. */
export function learningEndpoints(endpoints: Endpoints, tokens: Tokens, log: Logger): Endpoints {
  const learning = ENDING_ROUTES.map((name): [string, Endpoints[string]] => [
    name,
    async (input, call) => {
      const endpoint = endpoints[name]
      if (!endpoint) throw new Error(`identity does not serve ${name}`)
      try {
        return await endpoint(input, call)
      } finally {
        await tokens
          .learn()
          .catch((error: unknown) => log.warn({ err: error }, 'an end of a session is learnt late'))
      }
    },
  ])
  return { ...endpoints, ...Object.fromEntries(learning) }
}

function unauthenticated(): Problem {
  return new Problem('unauthenticated', {
    detail: 'The access token is not valid or has expired. Refresh it, or sign in again.',
    headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
  })
}
