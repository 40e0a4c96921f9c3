/** Sessions: begun at login, ended once and for good. What carries them on in between is refresh.ts. */
import { ACCESS_TOKEN, identity, type SessionEndReason, type SignedInView } from '@rialto/contracts/identity'
import { Answer } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { eventOf } from '@rialto/kernel/events/event'
import { publish } from '@rialto/kernel/events/outbox'
import type { Tx } from '@rialto/kernel/sql/database'
import { userView, type Account } from '../account/domain.ts'
import type { IdentityNeeds } from '../needs.ts'
import { sessionTerm } from './domain.ts'
import { endSessions, insertSession, listLiveSessions } from './store.ts'
import { newRefreshToken, readRefreshToken } from './token.ts'

/** Far above what a person has devices; below what a script could fill a table with. */
const SESSIONS_PER_ACCOUNT_MAX = 1_000

export type Begun = { readonly sessionId: string; readonly refreshToken: string }

/** Begins a session. The oldest of an account that has too many gives way. */
export async function beginSession(
  needs: IdentityNeeds,
  tx: Tx,
  userId: string,
  agent: string | undefined,
): Promise<Begun> {
  const now = needs.clock.now()
  const sessionId = needs.ids.next('ses')
  const token = newRefreshToken(needs.secrets, sessionId, needs.ids.secret())
  await insertSession(
    tx,
    { id: sessionId, userId, tokenHash: token.hash, ...sessionTerm(now), agent: agent ?? null },
    new Date(now),
  )
  const surplus = await listLiveSessions(tx, userId, SESSIONS_PER_ACCOUNT_MAX)
  if (surplus.length > 0) await revokeSessions(needs, tx, surplus, 'too_many_sessions')
  return { sessionId, refreshToken: token.text }
}

/** Ends sessions and says so; those that had ended already stay as they were. */
export async function revokeSessions(
  { clock, wake }: IdentityNeeds,
  tx: Tx,
  sessionIds: readonly string[],
  reason: SessionEndReason,
): Promise<void> {
  const ended = await endSessions(tx, sessionIds, reason, new Date(clock.now()))
  await publish(
    tx,
    ended.map(({ sessionId, userId }) =>
      eventOf(identity, 'session_revoked', userId, { userId, sessionId, reason }),
    ),
  )
  tx.afterCommit(wake)
}

/** Ends the sessions of a user, but for one that may stay, and tells how many there were. */
export async function revokeAll(
  needs: IdentityNeeds,
  tx: Tx,
  userId: string,
  reason: SessionEndReason,
  exceptId?: string,
): Promise<number> {
  const others = (await listLiveSessions(tx, userId)).filter((id) => id !== exceptId)
  if (others.length > 0) await revokeSessions(needs, tx, others, reason)
  return others.length
}

/** What a client gets that has just proven who it is. Never to be kept by anything in between. */
export async function signedIn(
  { keyring }: IdentityNeeds,
  account: Account,
  { sessionId, refreshToken }: Begun,
  status = 200,
): Promise<Answer> {
  const accessToken = await keyring.sign({ userId: account.id, roles: account.roles, sessionId })
  const body: SignedInView = {
    user: userView(account),
    accessToken,
    refreshToken,
    tokenType: 'Bearer',
    expiresIn: ACCESS_TOKEN.lifetimeSeconds,
    token: accessToken,
  }
  return Answer.of(body, status, { 'cache-control': 'no-store' })
}

/** Ends the sessions that a caller has shown a token of. Doing it again changes nothing. */
export async function logOut(
  needs: IdentityNeeds,
  accessSession: string | undefined,
  refreshToken: string | undefined,
) {
  const refreshSessionId =
    refreshToken === undefined ? undefined : readRefreshToken(needs.secrets, refreshToken)?.sessionId
  if (accessSession === undefined && refreshToken === undefined) {
    throw new Problem('unauthenticated', {
      detail: 'Send the access token in the Authorization header, or { "refreshToken": "…" }.',
      headers: { 'www-authenticate': 'Bearer' },
    })
  }
  const sessions = [accessSession, refreshSessionId].filter((id) => id !== undefined)
  if (sessions.length > 0) await needs.db.transaction((tx) => revokeSessions(needs, tx, sessions, 'logout'))
  return { loggedOut: true } as const
}
