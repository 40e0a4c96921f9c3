/** A new password, for who knows the old one; whoever else was signed in is so no longer. */
import type { Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { acceptPassword, emailName, usernameName } from '../account/domain.ts'
import { findAccount, findPasswordHash, setPasswordHash } from '../account/store.ts'
import type { IdentityNeeds } from '../needs.ts'
import { hashPassword } from '../password/hashing.ts'
import { revokeSessions } from '../session/sessions.ts'
import { listLiveSessions } from '../session/store.ts'
import { checkPassword, countKey } from './password-check.ts'
import { findFailures, forgetFailures } from './store.ts'

export async function changePassword(
  needs: IdentityNeeds,
  { currentPassword, newPassword }: { readonly currentPassword: string; readonly newPassword: string },
  { caller, deadline }: Call,
) {
  if (caller.kind !== 'user') throw new Problem('forbidden', { detail: 'Only its owner changes a password.' })
  const { id: userId, sessionId } = caller
  const account = await findAccount(needs.db, userId)
  if (!account) throw new Problem('unknown_user')
  const names = [
    account.email === null ? undefined : emailName(account.email),
    account.username === null ? undefined : usernameName(account.username),
  ]
  acceptPassword(needs.profile, newPassword, names, '/newPassword')
  const countedUnder = countKey(`change ${userId}`)
  return needs.turns.take(userId, deadline, async () => {
    const passwordHash = await findPasswordHash(needs.db, userId)
    const counted = await findFailures(needs.db, countedUnder)
    await checkPassword(
      needs,
      { passwordHash, isKnownAddress: false, counted },
      currentPassword,
      countedUnder,
    )
    const better = await hashPassword(newPassword)
    await needs.db.transaction(async (tx) => {
      await setPasswordHash(tx, userId, better, new Date(needs.clock.now()))
      await forgetFailures(tx, countedUnder)
      const others = (await listLiveSessions(tx, userId)).filter((id) => id !== sessionId)
      await revokeSessions(needs, tx, others, 'password_changed')
    })
    return { changed: true } as const
  })
}
