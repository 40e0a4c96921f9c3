/** The accounts that the source documents sign in with. Everybody knows their passwords: the demo profile only. */
import { Problem } from '@rialto/kernel/contract/problem'
import { emailName, usernameName } from '../account/domain.ts'
import { insertAccount } from '../account/store.ts'
import type { IdentityNeeds } from '../needs.ts'

type DemoAccount = {
  readonly email: string
  readonly username?: string
  readonly password: string
  readonly firstName: string
  readonly lastName: string
  readonly role: string
}

const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { email: 'admin@ecommerce.local', password: 'admin123', firstName: 'Ada', lastName: 'Admin', role: 'admin' },
  { email: 'customer@ecommerce.local', password: 'customer123', firstName: 'Carl', lastName: 'Customer', role: 'customer' },
  { email: 'alice@example.com', username: 'alice', password: 'password123', firstName: 'Alice', lastName: 'Archer', role: 'customer' },
  { email: 'bob@example.com', username: 'bob', password: 'password123', firstName: 'Bob', lastName: 'Baker', role: 'customer' },
] // prettier-ignore

/** Makes those that are missing and leaves the others as they are. Throws `forbidden` in any other profile. */
export async function seedAccounts({
  profile,
  db,
  ids,
  clock,
  passwords,
}: IdentityNeeds): Promise<{ made: number }> {
  if (profile !== 'demo')
    throw new Problem('forbidden', { detail: `There are no demo accounts in the profile ${profile}.` })
  const made = await Promise.all(
    DEMO_ACCOUNTS.map(async ({ email, username, password, firstName, lastName, role }) => {
      const account = {
        id: ids.next('usr'),
        email: emailName(email),
        username: username === undefined ? undefined : usernameName(username),
        passwordHash: await passwords.hash(password),
        roles: [role],
        firstName,
        lastName,
        isDemo: true,
      }
      return insertAccount(db, account, new Date(clock.now()))
    }),
  )
  return { made: made.filter((account) => account !== undefined).length }
}
