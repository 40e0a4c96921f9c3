/** The SQL of accounts. */
import type { Sql } from '@rialto/kernel/sql/database'
import { sql } from '@rialto/kernel/sql/statement'
import type { Account, Name } from './domain.ts'

export const ACCOUNT_COLUMNS = sql`
  account.id, account.email, account.username, account.first_name as "firstName",
  account.last_name as "lastName", account.phone, account.locale, account.avatar_url as "avatarUrl",
  account.roles, account.version, account.email_verified_at as "emailVerifiedAt",
  account.disabled_at as "disabledAt", account.erased_at as "erasedAt",
  exists (select from mfa where mfa.user_id = account.id and enabled_at is not null) as "hasMfa",
  account.created_at as "createdAt", account.updated_at as "updatedAt"`

export type NewAccount = {
  readonly id: string
  readonly email: Name | undefined
  readonly username: Name | undefined
  readonly passwordHash: string
  readonly roles: readonly string[]
  readonly firstName: string | null
  readonly lastName: string | null
  /** Of the demo: its password is known to everybody, and its mail address needs no proof. */
  readonly isDemo: boolean
}

/** No row back means that the email or the username is taken: `findTaken` says which. */
export async function insertAccount(tx: Sql, account: NewAccount, now: Date): Promise<Account | undefined> {
  const [inserted] = await tx.rows<Account>`
    insert into account (id, email, email_key, username, username_key, password_hash, roles,
                         first_name, last_name, is_demo, email_verified_at, created_at, updated_at)
    values (${account.id}, ${account.email?.shown ?? null}, ${account.email?.key ?? null},
            ${account.username?.shown ?? null}, ${account.username?.key ?? null}, ${account.passwordHash},
            ${account.roles}::text[], ${account.firstName}, ${account.lastName}, ${account.isDemo},
            ${account.isDemo ? now : null}, ${now}, ${now})
        on conflict do nothing
    returning ${ACCOUNT_COLUMNS}`
  return inserted
}

export async function findTaken(db: Sql, email: Name | undefined, username: Name | undefined) {
  const [taken] = await db.rows<{ email: boolean; username: boolean }>`
    select exists (select from account where email_key = ${email?.key ?? null}) as email,
           exists (select from account where username_key = ${username?.key ?? null}) as username`
  return taken ?? { email: false, username: false }
}

export async function findAccount(db: Sql, id: string): Promise<Account | undefined> {
  const [account] = await db.rows<Account>`select ${ACCOUNT_COLUMNS} from account where id = ${id}`
  return account
}

/** Whoever changes what proves an account waits for its row first. */
export async function lockAccount(tx: Sql, id: string): Promise<void> {
  await tx.rows`select from account where id = ${id} for update`
}

export async function findPasswordHash(db: Sql, id: string): Promise<string | undefined> {
  const [account] = await db.rows<{ passwordHash: string }>`
    select password_hash as "passwordHash" from account where id = ${id}`
  return account?.passwordHash
}

export async function setPasswordHash(tx: Sql, id: string, passwordHash: string, now: Date): Promise<void> {
  await tx.rows`update account set password_hash = ${passwordHash}, updated_at = ${now} where id = ${id}`
}

/**
 * The account as it is now, locked until the transaction ends; undefined where the hash is another by now or the
 * account is closed.
 */
export async function lockPasswordHash(
  tx: Sql,
  id: string,
  passwordHash: string,
): Promise<Account | undefined> {
  const [account] = await tx.rows<Account>`
    select ${ACCOUNT_COLUMNS} from account
     where id = ${id} and password_hash = ${passwordHash} and disabled_at is null
       for update`
  return account
}

/** Replaces a locked hash by a better one of the same password. */
export async function improvePasswordHash(tx: Sql, id: string, better: string): Promise<void> {
  await tx.rows`update account set password_hash = ${better} where id = ${id}`
}

/** Of two who prove the same address at once both may; no row back means that it is another address by now. */
export async function verifyEmail(tx: Sql, id: string, email: string, now: Date): Promise<boolean> {
  const rows = await tx.rows`
    update account
       set email_verified_at = coalesce(email_verified_at, ${now}), version = version + 1, updated_at = ${now}
     where id = ${id} and email = ${email}
    returning 1`
  return rows.length === 1
}

/** Whether another account has the address already. */
export async function isEmailTaken(db: Sql, { key }: Name, exceptId: string): Promise<boolean> {
  const rows = await db.rows`select from account where email_key = ${key} and id <> ${exceptId}`
  return rows.length > 0
}

/** The address is proven: its link was used. Gives the old one. The index refuses one that another account took. */
export async function setEmail(tx: Sql, id: string, email: Name, now: Date) {
  const [replaced] = await tx.rows<{ oldEmail: string | null }>`
    update account
       set email = ${email.shown}, email_key = ${email.key}, email_verified_at = ${now},
           version = account.version + 1, updated_at = ${now}
      from (select id, email from account where id = ${id} for update) as before
     where account.id = before.id
    returning before.email as "oldEmail"`
  return replaced
}

export async function findContacts(db: Sql, ids: readonly string[]) {
  return db.rows<Pick<Account, 'id' | 'email' | 'username' | 'firstName' | 'lastName' | 'locale'>>`
    select id, email, username, locale, first_name as "firstName", last_name as "lastName"
      from account
     where id = any(${ids}::text[])`
}

export async function hasDemoAccounts(db: Sql): Promise<boolean> {
  const [found] = await db.rows<{ any: boolean }>`select exists (select from account where is_demo) as any`
  return found?.any === true
}
