/** One's own profile: names and what belongs to the person. Identity owns it, because tokens and mails say it. */
import type { IdentityInput } from '@rialto/contracts/identity'
import { permits } from '@rialto/contracts/roles'
import { Answer, type Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { profileView, type Account } from '../account/domain.ts'
import { nameOrNull } from '../account/register.ts'
import { findAccount } from '../account/store.ts'
import { personOf, unknownUser } from '../login/prove.ts'
import type { IdentityNeeds } from '../needs.ts'
import { updateProfile } from './store.ts'

export async function showProfile({ db }: IdentityNeeds, { caller }: Call): Promise<Answer> {
  return profileAnswer(await accountOf(db, personOf(caller)))
}

export async function changeProfile(
  { db, clock }: IdentityNeeds,
  body: IdentityInput<'putProfile'>['body'],
  { caller, ifMatch }: Call,
): Promise<Answer> {
  const account = await accountOf(db, personOf(caller))
  if (ifMatch !== undefined && ifMatch !== '*' && ifMatch !== etagOf(account)) throw lostUpdate()
  const wanted = { ...account, ...body }
  const change = {
    firstName: nameOrNull(wanted.firstName),
    lastName: nameOrNull(wanted.lastName),
    phone: nameOrNull(wanted.phone),
    locale: wanted.locale,
    avatarUrl: wanted.avatarUrl,
  }
  const changed = await updateProfile(db, account.id, account.version, change, new Date(clock.now()))
  if (!changed) throw lostUpdate()
  return profileAnswer(changed)
}

/** For its owner, for staff, and for services; for everybody else it is not there. */
export async function showUser({ db }: IdentityNeeds, id: string, { caller }: Call): Promise<Answer> {
  const mayRead = caller.kind === 'user' && (caller.id === id || permits(caller.roles, 'users:read'))
  if (!mayRead && caller.kind !== 'service') throw unknownUser(id)
  return profileAnswer(await accountOf(db, id))
}

export async function accountOf(db: IdentityNeeds['db'], id: string): Promise<Account> {
  const account = await findAccount(db, id)
  if (!account) throw unknownUser(id)
  return account
}

function profileAnswer(account: Account): Answer {
  return Answer.of(profileView(account), 200, { etag: etagOf(account) })
}

function etagOf({ version }: Account): string {
  return `"${version}"`
}

function lostUpdate(): Problem {
  return new Problem('lost_update', {
    detail: 'The profile has changed since you read it. Read it again, then change it.',
  })
}
