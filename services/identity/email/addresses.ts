/** Mail addresses: proven by a link that was sent there, and changed the same way. */
import type { IdentityInput } from '@rialto/contracts/identity'
import type { Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import type { Tx } from '@rialto/kernel/sql/database'
import { emailName } from '../account/domain.ts'
import { findAccount, isEmailTaken, lockAccount, setEmail, verifyEmail } from '../account/store.ts'
import { isUsable, type Action } from '../action/domain.ts'
import { wantMail, wantMailAsked } from '../action/mails.ts'
import { findAction, useAction, voidActions } from '../action/store.ts'
import { invalidLink, readToken } from '../action/token.ts'
import { personOf, provePassword, unknownUser } from '../login/prove.ts'
import type { IdentityNeeds } from '../needs.ts'

const ACCEPTED = { accepted: true } as const
const VERIFIED = { verified: true } as const
const UNIQUE_VIOLATION = '23505'

export async function resendVerification(needs: IdentityNeeds, { caller }: Call) {
  const userId = personOf(caller)
  await needs.db.transaction(async (tx) => {
    const account = await findAccount(tx, userId)
    if (!account) throw unknownUser(userId)
    const { email, emailVerifiedAt } = account
    if (email === null || emailVerifiedAt !== null) return
    await wantMailAsked(needs, tx, { kind: 'verify_email', userId, email }, userId)
  })
  return ACCEPTED
}

/** Nothing changes yet. Whether somebody has the new address already is told to nobody but who can read mail there. */
export async function changeEmail(
  needs: IdentityNeeds,
  { newEmail, currentPassword }: IdentityInput<'changeEmail'>['body'],
  call: Call,
) {
  const { shown } = emailName(newEmail)
  return provePassword(needs, call, currentPassword, async ({ account: { id: userId } }) => {
    const wanted = { kind: 'confirm_email', userId, email: shown } as const
    await needs.db.transaction((tx) => wantMailAsked(needs, tx, wanted, `${userId} ${shown}`))
    return ACCEPTED
  })
}

export async function useEmailLink(needs: IdentityNeeds, token: string) {
  const actionId = readToken(needs.secrets, token)
  const action = await findAction(needs.db, actionId)
  if (!action || action.userId === null || action.email === null) throw invalidLink()
  const { userId, email } = action
  if (action.kind !== 'verify_email' && action.kind !== 'confirm_email') throw invalidLink()
  if (!isUsable(action, needs.clock.now())) return answerAgain(needs, action)
  try {
    await needs.db.transaction(async (tx) => {
      const now = new Date(needs.clock.now())
      // The account first, as everywhere: two links of one account never wait for each other in a circle.
      await lockAccount(tx, userId)
      if (!(await useAction(tx, actionId, now))) throw invalidLink()
      if (action.kind === 'confirm_email') return replaceEmail(needs, tx, userId, email, now)
      if (!(await verifyEmail(tx, userId, email, now))) throw invalidLink()
      await voidActions(tx, userId, ['verify_email'], now)
      return undefined
    })
  } catch (error) {
    // Two accounts that prove one address at the same moment: the index lets one have it.
    if ((error as { code?: unknown }).code === UNIQUE_VIOLATION) throw emailTaken()
    throw error
  }
  return VERIFIED
}

/** Mail programs open links before their readers do: a link whose work is done may be opened again. */
async function answerAgain({ db }: IdentityNeeds, { userId, email, usedAt }: Action) {
  const account = userId === null ? undefined : await findAccount(db, userId)
  if (usedAt === null || account?.email !== email || account?.emailVerifiedAt === null) throw invalidLink()
  return VERIFIED
}

async function replaceEmail(needs: IdentityNeeds, tx: Tx, userId: string, email: string, now: Date) {
  const name = emailName(email)
  if (await isEmailTaken(tx, name, userId)) throw emailTaken()
  const replaced = await setEmail(tx, userId, name, now)
  if (!replaced) throw invalidLink()
  // What was sent to the old address is worth nothing any more.
  await voidActions(tx, userId, ['verify_email', 'confirm_email', 'reset_password'], now)
  if (replaced.oldEmail !== null && replaced.oldEmail !== email)
    await wantMail(needs, tx, { kind: 'email_changed', userId, email: replaced.oldEmail, newEmail: email })
}

function emailTaken(): Problem {
  return new Problem('email_taken', { detail: 'Sign in to that account, or change to another address.' })
}
