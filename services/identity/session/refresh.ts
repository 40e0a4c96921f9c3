/** Refresh tokens: each is changed once into the next pair; whoever comes with a spent one ends the session. */
import type { Answer } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { findAccount } from '../account/store.ts'
import type { IdentityNeeds } from '../needs.ts'
import { decideRefresh, prolonged } from './domain.ts'
import { revokeSessions, signedIn } from './sessions.ts'
import { lockSession, rotateSession } from './store.ts'
import { newRefreshToken, readRefreshToken } from './token.ts'

export function openRefresh(needs: IdentityNeeds): (refreshToken: string) => Promise<Answer> {
  // Requests that overlap in this process, told apart here because one of them may still wait for a connection;
  // between processes the transactions tell (`isRaced`).
  const underWay = new Set<string>()
  return async (refreshToken) => {
    const given = readRefreshToken(needs.secrets, refreshToken)
    if (!given) throw invalidRefreshToken()
    if (underWay.has(refreshToken)) throw raced()
    underWay.add(refreshToken)
    try {
      return await refresh(needs, given)
    } finally {
      underWay.delete(refreshToken)
    }
  }
}

async function refresh(needs: IdentityNeeds, given: { sessionId: string; hash: Buffer }): Promise<Answer> {
  const { db, clock, ids, secrets } = needs
  const { sessionId, hash } = given
  const next = newRefreshToken(secrets, sessionId, ids.secret())
  const outcome = await db.transaction(async (tx) => {
    const session = await lockSession(tx, sessionId, hash)
    if (!session) return { decision: 'refuse' } as const
    const decision = decideRefresh(session, clock.now())
    if (decision === 'rotate')
      await rotateSession(
        tx,
        sessionId,
        next.hash,
        prolonged(session.endsAt, clock.now()),
        new Date(clock.now()),
      )
    // The end of the session has to be kept although the request is refused: so the refusal comes after the commit.
    if (decision === 'end_session') await revokeSessions(needs, tx, [sessionId], 'refresh_token_reused')
    return { decision, account: await findAccount(tx, session.userId) }
  })
  switch (outcome.decision) {
    case 'rotate':
      if (!outcome.account) throw new Error(`session ${sessionId} belongs to nobody`)
      return signedIn(needs, outcome.account, { sessionId, refreshToken: next.text })
    case 'refuse_race':
      throw raced()
    case 'refuse':
    case 'end_session':
      throw invalidRefreshToken()
  }
}

function raced(): Problem {
  return new Problem('refresh_raced', {
    detail: 'Another request is using this token just now. Go on with the tokens that it gets.',
    headers: { 'retry-after': '1' },
  })
}

/** One answer for unknown, spent, ended and expired: who holds it must sign in again in any case. */
export function invalidRefreshToken(): Problem {
  return new Problem('invalid_refresh_token', {
    detail: 'It is missing, unknown, used or expired. Sign in again.',
    headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
  })
}
