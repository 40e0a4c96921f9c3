/** Where somebody is signed in, and ending it from elsewhere. */
import type { SessionView } from '@rialto/contracts/identity'
import type { Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { personOf } from '../login/prove.ts'
import type { IdentityNeeds } from '../needs.ts'
import { revokeAll, revokeSessions } from './sessions.ts'
import { isSessionOf, listSessions } from './store.ts'

const SESSIONS_LISTED_MAX = 100

export async function sessionsOf({ db, clock }: IdentityNeeds, userId: string, currentId?: string) {
  const rows = await listSessions(db, userId, new Date(clock.now()), SESSIONS_LISTED_MAX)
  const items = rows.map(({ id, agent, createdAt, usedAt, usableUntil }): SessionView => ({
    id,
    current: id === currentId,
    agent,
    createdAt: createdAt.toISOString(),
    usedAt: usedAt.toISOString(),
    expiresAt: usableUntil.toISOString(),
  }))
  return { items, nextCursor: null }
}

/** Ending it twice is the same answer. */
export async function revokeOwn(needs: IdentityNeeds, sessionId: string, { caller }: Call) {
  const userId = personOf(caller)
  await needs.db.transaction(async (tx) => {
    if (!(await isSessionOf(tx, sessionId, userId)))
      throw new Problem('unknown_session', { detail: `You have no session ${sessionId}.` })
    await revokeSessions(needs, tx, [sessionId], 'revoked')
  })
  return { revoked: true } as const
}

export async function revokeOthers(needs: IdentityNeeds, { caller }: Call) {
  const userId = personOf(caller)
  const current = caller.kind === 'user' ? caller.sessionId : undefined
  const revoked = await needs.db.transaction((tx) => revokeAll(needs, tx, userId, 'revoked', current))
  return { revoked }
}
