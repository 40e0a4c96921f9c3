/** Asking somebody who is signed in for the password again, before what a stolen session must not do. */
import type { Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import type { Account } from '../account/domain.ts'
import { findAccount, findPasswordHash } from '../account/store.ts'
import type { IdentityNeeds } from '../needs.ts'
import { checkPassword, countKey } from './password-check.ts'
import { findFailures, forgetFailures } from './store.ts'

export type Proven = { readonly account: Account; readonly passwordHash: string }

/** Runs `work` once the password is right; guesses are counted one after another and slowed down. */
export async function provePassword<T>(
  needs: IdentityNeeds,
  { caller, deadline }: Call,
  password: string,
  work: (proven: Proven) => Promise<T>,
): Promise<T> {
  const userId = personOf(caller)
  const account = await findAccount(needs.db, userId)
  if (!account) throw unknownUser(userId)
  const key = countKey(`prove ${userId}`)
  return needs.turns.take(userId, deadline, async () => {
    const passwordHash = await findPasswordHash(needs.db, userId)
    const counted = await findFailures(needs.db, key)
    await checkPassword(needs, passwordHash, password, [{ key, counted }])
    if (passwordHash === undefined) throw unknownUser(userId)
    if (counted) await forgetFailures(needs.db, key)
    return work({ account, passwordHash })
  })
}

/** The policy lets services pass; what is somebody's own a service has none of. */
export function personOf(caller: Call['caller']): string {
  if (caller.kind !== 'user') throw new Problem('forbidden', { detail: 'Only a person has an account.' })
  return caller.id
}

export function unknownUser(id: string): Problem {
  return new Problem('unknown_user', { detail: `There is no user ${id}.` })
}
