/** Identity: accounts and what proves them. Knows who somebody is; what they may do stands in contracts/roles. */
import { identity } from '@rialto/contracts/identity'
import { Answer, type Service } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { defineService, type Needs } from '@rialto/kernel/service/service'
import { fullName, userView, type Profile } from './account/domain.ts'
import { register } from './account/register.ts'
import { findAccount, findContacts, hasDemoAccounts } from './account/store.ts'
import { writeLetters } from './action/mails.ts'
import { deleteOldActions } from './action/store.ts'
import { seedAccounts, seedCustomers } from './demo/accounts.ts'
import { changeEmail, resendVerification, useEmailLink } from './email/addresses.ts'
import { openKeyring } from './key/keyring.ts'
import { openSecrets } from './key/secrets.ts'
import { changePassword } from './login/change-password.ts'
import { FAILURES_FORGOTTEN_MS } from './login/domain.ts'
import { personOf } from './login/prove.ts'
import { signIn } from './login/sign-in.ts'
import { forgetOld } from './login/store.ts'
import { confirm, describeMfa, disable, enrol } from './mfa/second-factor.ts'
import type { IdentityNeeds } from './needs.ts'
import { argon2Passwords, type Passwords } from './password/hashing.ts'
import { forgotPassword, resetPassword } from './password/reset.ts'
import { openTurns } from './password/turns.ts'
import { eraseAccount, exportAccount } from './person/erase.ts'
import { changeProfile, showProfile, showUser } from './person/profile.ts'
import { nextPoint, readPoint } from './session/domain.ts'
import { revokeOthers, revokeOwn, sessionsOf } from './session/own.ts'
import { invalidRefreshToken, openRefresh } from './session/refresh.ts'
import { logOut } from './session/sessions.ts'
import { deleteOldSessions, isLive, listEnded } from './session/store.ts'
import {
  changeRoles,
  disableUser,
  enableUser,
  findUsers,
  revokeSessionsOf,
  showSessionsOf,
} from './staff/manage.ts'

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
/** How long a link still answers as it did, for who opens it again. */
const USED_LINKS_KEPT_MS = 24 * 60 * 60_000
const JWKS_CACHE_SECONDS = 300

export type IdentityOptions = {
  readonly profile: Profile
  /** Seals the signing keys and refresh tokens. All processes of a platform share it; changing it signs everybody out. */
  readonly secret: string
  /** How passwords are hashed; argon2id unless said. */
  readonly passwords?: Passwords
}

/** Throws when it is opened for production with a short secret, or beside accounts of the demo profile. */
export function identityService({ profile, secret, passwords = argon2Passwords }: IdentityOptions) {
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
        passwords,
        nobodysHash: await passwords.hash(needs.ids.secret()),
      }
      return {
        routes: {
          ...signInRoutes(all),
          ...credentialRoutes(all),
          ...peopleRoutes(all),
          ...insideRoutes(all),
        },
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

function signInRoutes(needs: IdentityNeeds) {
  const { db, keyring } = needs
  const refresh = openRefresh(needs)
  return {
    register: (input, call) => register(needs, input, call),
    login: (input, call) => signIn(needs, input, call),
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
    sessions: (_input, { caller }) =>
      sessionsOf(needs, personOf(caller), caller.kind === 'user' ? caller.sessionId : undefined),
    revokeSession: ({ params }, call) => revokeOwn(needs, params.id, call),
    revokeOtherSessions: (_input, call) => revokeOthers(needs, call),
    jwks: async () =>
      Answer.of({ keys: await keyring.publicKeys() }, 200, {
        'cache-control': `public, max-age=${JWKS_CACHE_SECONDS}`,
      }),
  } satisfies Partial<Routes>
}

function credentialRoutes(needs: IdentityNeeds) {
  return {
    changePassword: ({ body }, call) => changePassword(needs, body, call),
    forgotPassword: ({ body }) => forgotPassword(needs, body),
    resetPassword: ({ body }, call) => resetPassword(needs, body, call),
    verifyEmail: ({ body }) => useEmailLink(needs, body.token),
    resendVerification: (_input, call) => resendVerification(needs, call),
    changeEmail: ({ body }, call) => changeEmail(needs, body, call),
    mfa: (_input, call) => describeMfa(needs, call),
    enrolMfa: ({ body }, call) => enrol(needs, body, call),
    confirmMfa: ({ body }, call) => confirm(needs, body, call),
    disableMfa: ({ body }, call) => disable(needs, body, call),
  } satisfies Partial<Routes>
}

function peopleRoutes(needs: IdentityNeeds) {
  return {
    profile: (_input, call) => showProfile(needs, call),
    putProfile: ({ body }, call) => changeProfile(needs, body, call),
    patchProfile: ({ body }, call) => changeProfile(needs, body, call),
    erase: ({ body }, call) => eraseAccount(needs, body, call),
    user: ({ params }, call) => showUser(needs, params.id, call),
    users: (input) => findUsers(needs, input),
    setRoles: (input) => changeRoles(needs, input),
    disable: ({ params }) => disableUser(needs, params.id),
    enable: ({ params }) => enableUser(needs, params.id),
    userSessions: ({ params }) => showSessionsOf(needs, params.id),
    revokeUserSessions: ({ params }) => revokeSessionsOf(needs, params.id),
  } satisfies Partial<Routes>
}

/** What other services and gateways ask. */
function insideRoutes(needs: IdentityNeeds) {
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
          locale: account.locale,
        })),
      }
    },
    letters: ({ body }) => writeLetters(needs, body.actionIds),
    exportAccount: ({ body }) => exportAccount(needs, body.userId),
    seedAccounts: () => seedAccounts(needs),
    seedCustomers: ({ body }) => seedCustomers(needs, body),
  } satisfies Partial<Routes>
}

async function sweep({ db, clock }: IdentityNeeds): Promise<{ more: boolean }> {
  const now = clock.now()
  const ago = (ms: number) => new Date(now - ms)
  const sessions = await deleteOldSessions(db, ago(ENDED_SESSIONS_KEPT_MS), ago(0), SWEEP_ROWS_MAX)
  const counts = await forgetOld(db, ago(FAILURES_FORGOTTEN_MS), ago(KNOWN_ADDRESSES_KEPT_MS), SWEEP_ROWS_MAX)
  const actions = await deleteOldActions(db, ago(USED_LINKS_KEPT_MS), SWEEP_ROWS_MAX)
  return { more: Math.max(sessions, counts, actions) === SWEEP_ROWS_MAX }
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
