/** Identity: accounts and what proves them. Knows who somebody is; what they may do stands in contracts/roles. */
import { identity } from '@rialto/contracts/identity'
import { permits } from '@rialto/contracts/roles'
import { Answer, type Call, type Service } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { defineService, type Needs } from '@rialto/kernel/service/service'
import { fullName, profileView, userView, type Account, type Profile } from './account/domain.ts'
import { nameOrNull, register } from './account/register.ts'
import { findAccount, findContacts, hasDemoAccounts, updateProfile } from './account/store.ts'
import { seedAccounts } from './demo/accounts.ts'
import { openKeyring } from './key/keyring.ts'
import { openSecrets } from './key/secrets.ts'
import { changePassword } from './login/change-password.ts'
import { FAILURES_FORGOTTEN_MS } from './login/domain.ts'
import { signIn } from './login/sign-in.ts'
import { forgetOld } from './login/store.ts'
import type { IdentityNeeds } from './needs.ts'
import { hashPassword } from './password/hashing.ts'
import { openTurns } from './password/turns.ts'
import { nextPoint, readPoint } from './session/domain.ts'
import { invalidRefreshToken, openRefresh } from './session/refresh.ts'
import { logOut } from './session/sessions.ts'
import { deleteOldSessions, isLive, listEnded } from './session/store.ts'

const HASHING_AT_ONCE_MAX = 2
const HASHING_WAITING_MAX = 100
const SECRET_CHARS_MIN = 32
const ENDED_PER_ANSWER_MAX = 5_000
const SWEEP_EVERY_MS = 30_000
const SWEEP_ROWS_MAX = 1_000
const KEYS_EVERY_MS = 10 * 60_000
/** No access token lives as long as this after its session, whatever the clocks do. */
const ENDED_SESSIONS_KEPT_MS = 60 * 60_000
const KNOWN_ADDRESSES_KEPT_MS = 180 * 24 * 60 * 60_000
const JWKS_CACHE_SECONDS = 300

export type IdentityOptions = {
  readonly profile: Profile
  /** Seals the signing keys and refresh tokens. All processes of a platform share it; changing it signs everybody out. */
  readonly secret: string
}

/** Throws when it is opened for production with a short secret, or beside accounts of the demo profile. */
export function identityService({ profile, secret }: IdentityOptions) {
  return defineService({
    contract: identity,
    uses: {},
    migrations: new URL('./migrations/', import.meta.url),
    open: async (needs: Needs<Record<never, never>>) => {
      if (profile === 'production') await refuseDemo(needs, secret)
      const secrets = openSecrets(secret)
      const all: IdentityNeeds = {
        ...needs,
        profile,
        secrets,
        keyring: openKeyring({ ...needs, secrets }),
        turns: openTurns({
          atOnceMax: HASHING_AT_ONCE_MAX,
          waitingMax: HASHING_WAITING_MAX,
          clock: needs.clock,
        }),
        nobodysHash: await hashPassword(needs.ids.secret()),
      }
      return {
        routes: { ...authRoutes(all), ...profileRoutes(all), ...serviceRoutes(all) },
        jobs: [
          { name: 'sweep', everyMs: SWEEP_EVERY_MS, run: () => sweep(all) },
          {
            name: 'rotate-keys',
            everyMs: KEYS_EVERY_MS,
            run: () => all.keyring.rotate().then(() => undefined),
          },
        ],
      }
    },
  })
}

type Routes = Service<typeof identity>

function authRoutes(needs: IdentityNeeds) {
  const { db, keyring } = needs
  const refresh = openRefresh(needs)
  return {
    register: ({ body }, call) => register(needs, body, call),
    login: ({ body }, call) => signIn(needs, body, call),
    refresh: ({ headers, body }) => {
      const token = body.refreshToken ?? bearer(headers)
      if (token === undefined) throw invalidRefreshToken()
      return refresh(token)
    },
    logout: ({ headers, body }, { caller }) => {
      // Without an access token that is good, what the header holds may be the refresh token.
      if (caller.kind === 'user') return logOut(needs, caller.sessionId, body.refreshToken)
      return logOut(needs, undefined, body.refreshToken ?? bearer(headers))
    },
    validate: async ({ headers, body }) => {
      const token = body.token ?? bearer(headers)
      if (token === undefined)
        throw new Problem('unauthenticated', { detail: 'Send the token to be judged.' })
      const proven = await keyring.prove(token)
      if (!proven || !(await isLive(db, proven.sessionId, proven.userId))) return { valid: false }
      const account = await findAccount(db, proven.userId)
      if (!account) return { valid: false }
      const { sessionId, expiresAt } = proven
      return { valid: true, user: userView(account), sessionId, expiresAt: expiresAt.toISOString() }
    },
    changePassword: ({ body }, call) => changePassword(needs, body, call),
    jwks: async () =>
      Answer.of({ keys: await keyring.publicKeys() }, 200, {
        'cache-control': `public, max-age=${JWKS_CACHE_SECONDS}`,
      }),
  } satisfies Partial<Routes>
}

function profileRoutes({ db, clock }: IdentityNeeds) {
  return {
    profile: async (_input, { caller }) => profileAnswer(await accountOf(db, callerId(caller))),
    putProfile: async ({ body }, { caller, ifMatch }) => {
      const account = await accountOf(db, callerId(caller))
      if (ifMatch !== undefined && ifMatch !== '*' && ifMatch !== etagOf(account)) throw lostUpdate()
      const { firstName = account.firstName, lastName = account.lastName, phone = account.phone } = body
      const change = {
        firstName: nameOrNull(firstName),
        lastName: nameOrNull(lastName),
        phone: nameOrNull(phone),
      }
      const changed = await updateProfile(db, account.id, account.version, change, new Date(clock.now()))
      if (!changed) throw lostUpdate()
      return profileAnswer(changed)
    },
    user: async ({ params: { id } }, { caller }) => {
      const mayRead = caller.kind === 'user' && (caller.id === id || permits(caller.roles, 'users:read'))
      if (!mayRead && caller.kind !== 'service') throw unknownUser(id)
      return profileAnswer(await accountOf(db, id))
    },
  } satisfies Partial<Routes>
}

/** What other services and gateways ask. */
function serviceRoutes(needs: IdentityNeeds) {
  const { db, keyring } = needs
  return {
    keys: async () => ({ keys: await keyring.publicKeys() }),
    revocations: async ({ body }) => {
      const point = readPoint(body.since)
      const bite = await listEnded(db, point, ENDED_PER_ANSWER_MAX)
      return { sessionIds: bite.ended.map(({ id }) => id), ...nextPoint(point, bite, ENDED_PER_ANSWER_MAX) }
    },
    contacts: async ({ body }) => {
      const accounts = await findContacts(db, body.userIds)
      return {
        contacts: accounts.map((account) => ({
          userId: account.id,
          email: account.email,
          name: fullName(account),
        })),
      }
    },
    seedAccounts: () => seedAccounts(needs),
  } satisfies Partial<Routes>
}

async function sweep({ db, clock }: IdentityNeeds): Promise<{ more: boolean }> {
  const now = clock.now()
  const ago = (ms: number) => new Date(now - ms)
  const sessions = await deleteOldSessions(db, ago(ENDED_SESSIONS_KEPT_MS), ago(0), SWEEP_ROWS_MAX)
  const counts = await forgetOld(db, ago(FAILURES_FORGOTTEN_MS), ago(KNOWN_ADDRESSES_KEPT_MS), SWEEP_ROWS_MAX)
  return { more: Math.max(sessions, counts) === SWEEP_ROWS_MAX }
}

async function refuseDemo({ db }: Needs<Record<never, never>>, secret: string): Promise<void> {
  if (secret.length < SECRET_CHARS_MIN) {
    throw new Error(`identity: in production the secret has at least ${SECRET_CHARS_MIN} characters`)
  }
  if (await hasDemoAccounts(db)) {
    throw new Error(
      'identity: this database holds demo accounts, whose passwords everybody knows; production starts on one without',
    )
  }
}

function bearer({ authorization }: { readonly authorization?: string }): string | undefined {
  return /^bearer +([\x21-\x7e]+)$/i.exec(authorization ?? '')?.[1]
}

/** The policy lets services pass; what is somebody's own a service has none of. */
function callerId(caller: Call['caller']): string {
  if (caller.kind !== 'user') throw new Problem('forbidden', { detail: 'Only a person has a profile.' })
  return caller.id
}

async function accountOf(db: IdentityNeeds['db'], id: string): Promise<Account> {
  const account = await findAccount(db, id)
  if (!account) throw unknownUser(id)
  return account
}

function profileAnswer(account: Account): Answer {
  return Answer.of(profileView(account), 200, { etag: etagOf(account) })
}

function etagOf({ version }: Account): string {
  return `"${version}"`
}

function unknownUser(id: string): Problem {
  return new Problem('unknown_user', { detail: `There is no user ${id}.` })
}

function lostUpdate(): Problem {
  return new Problem('lost_update', {
    detail: 'The profile has changed since you read it. Read it again, then change it.',
  })
}
