/** Signing in: the same answer and the same work whether the account exists or not. */
import { identity } from '@rialto/contracts/identity'
import type { Answer, Call } from '@rialto/kernel/contract/contract'
import { eventOf } from '@rialto/kernel/events/event'
import { publish } from '@rialto/kernel/events/outbox'
import { loginName } from '../account/domain.ts'
import { improvePasswordHash, lockPasswordHash } from '../account/store.ts'
import type { IdentityNeeds } from '../needs.ts'
import { hashPassword, isCurrentHash } from '../password/hashing.ts'
import { beginSession, signedIn } from '../session/sessions.ts'
import { addressTag, checkPassword, countKey, wrongPassword } from './password-check.ts'
import { findCandidate, forgetFailures, rememberAddress } from './store.ts'

export async function signIn(
  needs: IdentityNeeds,
  { identifier, password }: { readonly identifier: string; readonly password: string },
  { caller, deadline }: Call,
): Promise<Answer> {
  const name = loginName(identifier)
  const address = addressTag(needs, caller)
  const counts = {
    strangers: countKey(name.key),
    known: countKey(`${name.key} ${address.toString('hex')}`),
  }
  return needs.turns.take(name.key, deadline, async () => {
    const { account, isKnownAddress, counted } = await findCandidate(needs.db, name, address, counts)
    const countedUnder = isKnownAddress ? counts.known : counts.strangers
    const passwordHash = account?.passwordHash
    await checkPassword(needs, { passwordHash, isKnownAddress, counted }, password, countedUnder)
    if (!account || passwordHash === undefined) throw wrongPassword()
    const better = isCurrentHash(passwordHash) ? undefined : await hashPassword(password)
    const begun = await needs.db.transaction(async (tx) => {
      // Changed since it was compared: whoever changed it wanted this login to fail.
      if (!(await lockPasswordHash(tx, account.id, passwordHash))) throw wrongPassword()
      if (better !== undefined) await improvePasswordHash(tx, account.id, better)
      if (counted) await forgetFailures(tx, countedUnder)
      await rememberAddress(tx, account.id, address, new Date(needs.clock.now()))
      const session = await beginSession(needs, tx, account.id)
      const { sessionId } = session
      await publish(tx, [eventOf(identity, 'user_logged_in', account.id, { userId: account.id, sessionId })])
      tx.afterCommit(needs.wake)
      return session
    })
    return signedIn(needs, account, begun)
  })
}
