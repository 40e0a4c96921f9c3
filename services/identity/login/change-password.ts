/** A new password, for who knows the old one; whoever else was signed in is so no longer. */
import type { IdentityInput } from '@rialto/contracts/identity'
import type { Call } from '@rialto/kernel/contract/contract'
import { acceptPassword, namesOf } from '../account/domain.ts'
import { findAccount, lockPasswordHash, setPasswordHash } from '../account/store.ts'
import { wantMail } from '../action/mails.ts'
import { voidActions } from '../action/store.ts'
import type { IdentityNeeds } from '../needs.ts'
import { revokeAll } from '../session/sessions.ts'
import { wrongPassword } from './password-check.ts'
import { personOf, provePassword, unknownUser } from './prove.ts'

export async function changePassword(
  needs: IdentityNeeds,
  { currentPassword, newPassword }: IdentityInput<'changePassword'>['body'],
  call: Call,
) {
  const userId = personOf(call.caller)
  const named = await findAccount(needs.db, userId)
  if (!named) throw unknownUser(userId)
  acceptPassword(needs.profile, newPassword, namesOf(named), '/newPassword')
  return provePassword(needs, call, currentPassword, async ({ account, passwordHash }) => {
    const better = await needs.passwords.hash(newPassword)
    await needs.db.transaction(async (tx) => {
      // Changed since it was compared, by its reset: that one was later, and stands.
      if (!(await lockPasswordHash(tx, userId, passwordHash))) throw wrongPassword()
      const now = new Date(needs.clock.now())
      await setPasswordHash(tx, userId, better, now)
      await voidActions(tx, userId, ['reset_password'], now)
      const { caller } = call
      await revokeAll(
        needs,
        tx,
        userId,
        'password_changed',
        caller.kind === 'user' ? caller.sessionId : undefined,
      )
      await wantMail(needs, tx, { kind: 'password_changed', userId, email: account.email })
    })
    return { changed: true } as const
  })
}
