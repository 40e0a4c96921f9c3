/** Opening an account, which signs its owner in. */
import { identity, type IdentityInput } from '@rialto/contracts/identity'
import type { Answer, Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { eventOf } from '@rialto/kernel/events/event'
import { publish } from '@rialto/kernel/events/outbox'
import { wantMail } from '../action/mails.ts'
import { addressTag } from '../login/password-check.ts'
import { rememberAddress } from '../login/store.ts'
import type { IdentityNeeds } from '../needs.ts'
import { beginSession, signedIn } from '../session/sessions.ts'
import { acceptRegistration, type Name } from './domain.ts'
import { findTaken, insertAccount } from './store.ts'

const ROLE_OF_THE_NEW = 'customer'

export async function register(
  needs: IdentityNeeds,
  { headers, body }: IdentityInput<'register'>,
  call: Call,
): Promise<Answer> {
  const { db, clock, ids, wake } = needs
  const { email, username } = acceptRegistration(needs.profile, body)
  const id = ids.next('usr')
  const passwordHash = await needs.turns.take(id, call.deadline, () => needs.passwords.hash(body.password))
  const made = await db.transaction(async (tx) => {
    const now = new Date(clock.now())
    const account = await insertAccount(
      tx,
      {
        id,
        email,
        username,
        passwordHash,
        roles: [ROLE_OF_THE_NEW],
        firstName: nameOrNull(body.firstName),
        lastName: nameOrNull(body.lastName),
        isDemo: false,
      },
      now,
    )
    if (!account) throw taken(await findTaken(tx, email, username), email)
    await rememberAddress(tx, id, addressTag(needs, call.caller), now)
    await publish(tx, [eventOf(identity, 'user_created', id, { userId: id, roles: [...account.roles] })])
    if (account.email !== null) {
      await wantMail(needs, tx, { kind: 'verify_email', userId: id, email: account.email })
    }
    tx.afterCommit(wake)
    return { account, begun: await beginSession(needs, tx, id, headers['user-agent']) }
  })
  return signedIn(needs, made.account, made.begun, 201)
}

/** An empty name is no name. */
export function nameOrNull(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? ''
  return trimmed === '' ? null : trimmed
}

function taken(which: { readonly email: boolean }, email: Name | undefined): Problem {
  return which.email && email
    ? new Problem('email_taken', { detail: 'Sign in with it, or register with another email.' })
    : new Problem('username_taken', { detail: 'Choose another username.' })
}
