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

/** Long enough ago that no order of the demo shop is older than its buyer. */
const JOINED_AGO_MS = 70 * 24 * 60 * 60 * 1_000

/** Makes those that are missing and leaves the others as they are. Throws `forbidden` in any other profile. */
export async function seedAccounts(needs: IdentityNeeds): Promise<{ made: number }> {
  const { clock, passwords } = needs
  checkProfile(needs)
  const joinedAt = new Date(clock.now() - JOINED_AGO_MS)
  const made = await Promise.all(
    DEMO_ACCOUNTS.map(async ({ password, ...account }) =>
      make(needs, { ...account, passwordHash: await passwords.hash(password) }, joinedAt),
    ),
  )
  return { made: made.filter(Boolean).length }
}

export type DemoCustomers = {
  /** One for all of them, hashed once. */
  readonly password: string
  readonly customers: readonly {
    readonly email: string
    readonly firstName: string
    readonly lastName: string
    readonly joinedAt: string
  }[]
}

/** People who have been buying for a while. The same holds for them. */
export async function seedCustomers(
  needs: IdentityNeeds,
  { password, customers }: DemoCustomers,
): Promise<{ made: number }> {
  checkProfile(needs)
  const passwordHash = await needs.passwords.hash(password)
  const made = await Promise.all(
    customers.map(({ joinedAt, ...customer }) =>
      make(needs, { ...customer, passwordHash, role: 'customer' }, new Date(joinedAt)),
    ),
  )
  return { made: made.filter(Boolean).length }
}

function checkProfile({ profile }: IdentityNeeds): void {
  if (profile !== 'demo')
    throw new Problem('forbidden', { detail: `There are no demo accounts in the profile ${profile}.` })
}

async function make(
  { db, ids }: IdentityNeeds,
  { email, username, role, ...person }: Omit<DemoAccount, 'password'> & { readonly passwordHash: string },
  joinedAt: Date,
): Promise<boolean> {
  const account = {
    ...person,
    id: ids.next('usr'),
    email: emailName(email),
    username: username === undefined ? undefined : usernameName(username),
    roles: [role],
    isDemo: true,
  }
  return (await insertAccount(db, account, joinedAt)) !== undefined
}
