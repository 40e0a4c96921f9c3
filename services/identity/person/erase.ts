/** What a person may have of us and from us: a copy of what we know, and to be forgotten. */
import { identity, type IdentityInput } from '@rialto/contracts/identity'
import type { Call } from '@rialto/kernel/contract/contract'
import { eventOf } from '@rialto/kernel/events/event'
import { publish } from '@rialto/kernel/events/outbox'
import { accountView } from '../account/domain.ts'
import { lockAccount } from '../account/store.ts'
import { provePassword } from '../login/prove.ts'
import { mfaRequired } from '../mfa/codes.ts'
import { acceptCode, braked } from '../mfa/second-factor.ts'
import type { IdentityNeeds } from '../needs.ts'
import { sessionsOf } from '../session/own.ts'
import { revokeAll } from '../session/sessions.ts'
import { keepOneAdmin } from '../staff/roles.ts'
import { accountOf } from './profile.ts'
import { anonymise } from './store.ts'

/** Others hear of it and forget what they hold; orders keep what the law wants kept. */
export async function eraseAccount(
  needs: IdentityNeeds,
  { password, otp }: IdentityInput<'erase'>['body'],
  call: Call,
) {
  return provePassword(needs, call, password, async ({ account: { id: userId, hasMfa } }) => {
    if (hasMfa && otp === undefined) throw mfaRequired()
    await braked(needs, userId, () =>
      needs.db.transaction(async (tx) => {
        await keepOneAdmin(tx, userId)
        await lockAccount(tx, userId)
        if (hasMfa && !(await acceptCode(needs, tx, userId, otp ?? ''))) return undefined
        await revokeAll(needs, tx, userId, 'erased')
        await anonymise(tx, userId, new Date(needs.clock.now()))
        await publish(tx, [eventOf(identity, 'user_erased', userId, { userId })])
        tx.afterCommit(needs.wake)
        return true
      }),
    )
    return { erased: true } as const
  })
}

export async function exportAccount(needs: IdentityNeeds, userId: string) {
  const account = await accountOf(needs.db, userId)
  const { items } = await sessionsOf(needs, userId)
  return { account: accountView(account), sessions: items }
}
