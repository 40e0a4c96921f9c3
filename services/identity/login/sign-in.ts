/** Signing in: the same answer and the same work whether the account exists or not. */
import { identity, type IdentityInput } from '@rialto/contracts/identity'
import type { Answer, Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { eventOf } from '@rialto/kernel/events/event'
import { publish } from '@rialto/kernel/events/outbox'
import type { Tx } from '@rialto/kernel/sql/database'
import { loginName } from '../account/domain.ts'
import { improvePasswordHash, lockPasswordHash } from '../account/store.ts'
import { invalidOtp, mfaRequired } from '../mfa/codes.ts'
import { acceptCode } from '../mfa/second-factor.ts'
import type { IdentityNeeds } from '../needs.ts'
import { beginSession, signedIn } from '../session/sessions.ts'
import { STRANGERS_FAILURES_FREE } from './domain.ts'
import {
  addressTag,
  checkPassword,
  countKey,
  countKeyAt,
  countWrong,
  wrongPassword,
  type Counter,
} from './password-check.ts'
import { findCandidate, forgetFailures, rememberAddress, type Candidate } from './store.ts'

type Input = IdentityInput<'login'>

export async function signIn(needs: IdentityNeeds, { headers, body }: Input, call: Call): Promise<Answer> {
  const { password, otp } = body
  const name = loginName(body.identifier)
  const address = addressTag(needs, call.caller)
  const keys = { here: countKeyAt(name.key, address), strangers: countKey(name.key) }
  return needs.turns.take(name.key, call.deadline, async () => {
    const candidate = await findCandidate(needs.db, name, address, keys)
    const counters = countersOf(candidate, keys)
    const { account } = candidate
    await checkPassword(needs, account?.passwordHash, password, counters)
    if (!account) throw wrongPassword()
    if (account.disabledAt !== null) throw closed()
    if (account.hasMfa && otp === undefined) throw mfaRequired()
    const better = needs.passwords.isCurrent(account.passwordHash)
      ? undefined
      : await needs.passwords.hash(password)
    const enter = async (tx: Tx) => {
      // Changed since it was compared: whoever changed it wanted this login to fail.
      const current = await lockPasswordHash(tx, account.id, account.passwordHash)
      if (!current) throw wrongPassword()
      if (account.hasMfa && !(await acceptCode(needs, tx, account.id, otp ?? ''))) return undefined
      if (better !== undefined) await improvePasswordHash(tx, account.id, better)
      if (candidate.here) await forgetFailures(tx, keys.here)
      await rememberAddress(tx, account.id, address, new Date(needs.clock.now()))
      const session = await beginSession(needs, tx, account.id, headers['user-agent'])
      const { sessionId } = session
      await publish(tx, [eventOf(identity, 'user_logged_in', account.id, { userId: account.id, sessionId })])
      tx.afterCommit(needs.wake)
      return { current, session }
    }
    const begun = await needs.db.transaction(enter)
    if (!begun) throw (await countWrong(needs, counters)) ?? invalidOtp()
    return signedIn(needs, begun.current, begun.session)
  })
}

/** An address that the owner signed in from answers for itself; a strange one for all strange ones, too. */
function countersOf(
  { isKnownAddress, here, strangers }: Candidate,
  keys: { readonly here: Buffer; readonly strangers: Buffer },
): Counter[] {
  const own = { key: keys.here, counted: here, isPatient: isKnownAddress }
  return isKnownAddress
    ? [own]
    : [own, { key: keys.strangers, counted: strangers, free: STRANGERS_FAILURES_FREE }]
}

/** Said to nobody but who knows the password. */
function closed(): Problem {
  return new Problem('account_disabled', {
    detail: 'Ask the shop’s support why, and how it is opened again.',
  })
}
