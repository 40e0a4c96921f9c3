/** A forgotten password: a link by mail, used once, which ends every session. */
import type { IdentityInput } from '@rialto/contracts/identity'
import type { Call } from '@rialto/kernel/contract/contract'
import { acceptPassword, loginName, namesOf } from '../account/domain.ts'
import { findAccount, lockAccount, setPasswordHash, verifyEmail } from '../account/store.ts'
import { isUsable } from '../action/domain.ts'
import { wantMail, wantMailAsked } from '../action/mails.ts'
import { findAction, useAction, voidActions } from '../action/store.ts'
import { invalidLink, readToken } from '../action/token.ts'
import { addressTag, countKeyAt } from '../login/password-check.ts'
import { findRecipient, forgetFailures, rememberAddress } from '../login/store.ts'
import type { IdentityNeeds } from '../needs.ts'
import { revokeAll } from '../session/sessions.ts'

/** The same statements for a name that nobody has: neither the answer nor its time tells. */
export async function forgotPassword(
  needs: IdentityNeeds,
  { identifier }: IdentityInput<'forgotPassword'>['body'],
) {
  const name = loginName(identifier)
  await needs.db.transaction(async (tx) => {
    const recipient = await findRecipient(tx, name)
    await wantMailAsked(needs, tx, { kind: 'reset_password', ...recipient }, name.key)
  })
  return { accepted: true } as const
}

export async function resetPassword(
  needs: IdentityNeeds,
  { token, newPassword }: IdentityInput<'resetPassword'>['body'],
  { caller, deadline }: Call,
) {
  const actionId = readToken(needs.secrets, token)
  const action = await findAction(needs.db, actionId)
  if (action?.kind !== 'reset_password' || !isUsable(action, needs.clock.now())) throw invalidLink()
  const account = action.userId === null ? undefined : await findAccount(needs.db, action.userId)
  if (!account || account.disabledAt !== null) throw invalidLink()
  const { id: userId, email } = account
  // A password that is not taken leaves the link as it was.
  acceptPassword(needs.profile, newPassword, namesOf(account), '/newPassword')
  const passwordHash = await needs.turns.take(userId, deadline, () => needs.passwords.hash(newPassword))
  const address = addressTag(needs, caller)
  await needs.db.transaction(async (tx) => {
    const now = new Date(needs.clock.now())
    await lockAccount(tx, userId)
    if (!(await useAction(tx, actionId, now))) throw invalidLink()
    await setPasswordHash(tx, userId, passwordHash, now)
    await voidActions(tx, userId, ['reset_password'], now)
    // Who holds the link receives mail there, and has a right to be listened to from here.
    if (action.email !== null) await verifyEmail(tx, userId, action.email, now)
    await rememberAddress(tx, userId, address, now)
    for (const name of namesOf(account)) {
      if (name) await forgetFailures(tx, countKeyAt(name.key, address))
    }
    await revokeAll(needs, tx, userId, 'password_reset')
    await wantMail(needs, tx, { kind: 'password_changed', userId, email })
  })
  return { changed: true } as const
}
