/**
 * The keys of access tokens: made here, kept sealed in the database, announced before they sign and
 * believed for an hour after. Every process reads them again within a minute, so that all sign with the same.
 */
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { ACCESS_TOKEN } from '@rialto/contracts/identity'
import type { Logger } from '@rialto/kernel/observe/log'
import type { Clock, Ids } from '@rialto/kernel/ports/ports'
import type { Database } from '@rialto/kernel/sql/database'
import { jwtVerify, SignJWT } from 'jose'
import { nextTerm, oldestVerifying, signingKey, type Term } from './domain.ts'
import type { Secrets } from './secrets.ts'
import { deleteKeys, insertKey, listKeys, lockKeys, type KeyRow } from './store.ts'

const READ_AGAIN_MS = 60_000
/** What stands before the 32 bytes of an Ed25519 seed in PKCS #8 (RFC 8410). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex')
const SEED_BYTES = 32

type Claims = {
  readonly userId: string
  readonly roles: readonly string[]
  readonly sessionId: string
}
type Proven = Claims & { readonly expiresAt: Date }
type Jwk = Record<string, unknown>
type Key = Term & {
  readonly id: string
  readonly jwk: Jwk
  readonly open: KeyObject
  readonly secret: KeyObject | undefined
}

export type Keyring = {
  sign(claims: Claims): Promise<string>
  /** What a token says, or undefined for one that is not ours or no longer good. Knows nothing of logouts. */
  prove(token: string): Promise<Proven | undefined>
  publicKeys(): Promise<Jwk[]>
  /** Makes the next key when it is due and forgets those whose tokens are all gone. */
  rotate(): Promise<void>
}

export type KeyringNeeds = {
  readonly db: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Logger
  readonly secrets: Secrets
}

export function openKeyring(needs: KeyringNeeds): Keyring {
  const { db, clock, ids } = needs
  let ring: { readonly keys: readonly Key[]; readonly readAt: number } | undefined

  async function keys(): Promise<readonly Key[]> {
    const now = clock.now()
    if (!ring || Math.abs(now - ring.readAt) > READ_AGAIN_MS)
      ring = { keys: await readKeys(needs, now), readAt: now }
    return ring.keys
  }

  async function signer(): Promise<Key & { secret: KeyObject }> {
    const found = signingKey((await keys()).filter(isOpen), clock.now())
    if (found) return found
    await rotate()
    const made = signingKey((await keys()).filter(isOpen), clock.now())
    if (!made) throw new Error('there is no key to sign with although one was just made')
    return made
  }

  async function rotate(): Promise<void> {
    await db.transaction(async (tx) => {
      await lockKeys(tx)
      const now = clock.now()
      const rows = await listKeys(tx, oldestVerifying(now))
      // A key that this secret does not open signs nothing any more, so its term does not count.
      const term = nextTerm(
        rows.filter((row) => unsealed(needs.secrets, row)),
        now,
      )
      if (term) await insertKey(tx, newKey(needs, term))
      await deleteKeys(tx, oldestVerifying(now))
    })
    ring = undefined
  }

  return {
    sign: async ({ userId, roles, sessionId }) => {
      const { id, secret } = await signer()
      const issuedAt = Math.floor(clock.now() / 1000)
      return new SignJWT({ roles: [...roles], sid: sessionId })
        .setProtectedHeader({ alg: ACCESS_TOKEN.algorithm, typ: ACCESS_TOKEN.type, kid: id })
        .setIssuer(ACCESS_TOKEN.issuer)
        .setAudience(ACCESS_TOKEN.audience)
        .setSubject(userId)
        .setJti(ids.next('tok'))
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + ACCESS_TOKEN.lifetimeSeconds)
        .sign(secret)
    },
    prove: async (token) => {
      const known = await keys()
      try {
        const { payload } = await jwtVerify(
          token,
          ({ kid }) => {
            const key = known.find(({ id }) => id === kid)
            if (!key) throw new Error('unknown key')
            return key.open
          },
          {
            algorithms: [ACCESS_TOKEN.algorithm],
            issuer: ACCESS_TOKEN.issuer,
            audience: ACCESS_TOKEN.audience,
            typ: ACCESS_TOKEN.type,
            requiredClaims: ['sub', 'sid', 'exp'],
            currentDate: new Date(clock.now()),
          },
        )
        return {
          userId: payload.sub as string,
          roles: payload['roles'] as string[],
          sessionId: payload['sid'] as string,
          expiresAt: new Date((payload.exp as number) * 1000),
        }
      } catch {
        return undefined
      }
    },
    publicKeys: async () => {
      await signer()
      return (await keys()).map(({ jwk }) => jwk)
    },
    rotate,
  }
}

async function readKeys({ db, secrets, log }: KeyringNeeds, now: number): Promise<Key[]> {
  const rows = await listKeys(db, oldestVerifying(now))
  return rows.map((row) => {
    const secret = unsealed(secrets, row)
    if (!secret)
      log.warn({ kid: row.id }, 'a signing key was sealed with another secret: it verifies and signs no more')
    return {
      id: row.id,
      jwk: { ...row.publicJwk, kid: row.id, use: 'sig', alg: ACCESS_TOKEN.algorithm },
      open: createPublicKey({ key: { ...row.publicJwk }, format: 'jwk' }),
      secret,
      signsFrom: row.signsFrom,
      signsUntil: row.signsUntil,
    }
  })
}

function isOpen(key: Key): key is Key & { secret: KeyObject } {
  return key.secret !== undefined
}

function unsealed(secrets: Secrets, { id, sealedSeed }: KeyRow): KeyObject | undefined {
  const seed = secrets.unseal('signing key', id, sealedSeed)
  return seed && privateKey(seed)
}

function privateKey(seed: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: 'der', type: 'pkcs8' })
}

/** Any 32 random bytes are an Ed25519 key. */
function newKey({ ids, secrets }: KeyringNeeds, term: Term): KeyRow {
  const id = ids.next('key')
  const seed = Buffer.from(ids.secret(), 'base64url').subarray(0, SEED_BYTES)
  const { kty, crv, x } = createPublicKey(privateKey(seed)).export({ format: 'jwk' }) as KeyRow['publicJwk']
  return {
    id,
    publicJwk: { kty, crv, x },
    sealedSeed: secrets.seal('signing key', id, seed, Buffer.from(ids.secret(), 'base64url')),
    ...term,
  }
}
