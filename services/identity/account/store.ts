/** The SQL of accounts. */
import type { Sql } from '@rialto/kernel/sql/database'
import { sql } from '@rialto/kernel/sql/statement'
import type { Account, Name } from './domain.ts'

const COLUMNS = sql`
  id, email, username, first_name as "firstName", last_name as "lastName", phone, roles, version,
  created_at as "createdAt", updated_at as "updatedAt"`

export type NewAccount = {
  readonly id: string
  readonly email: Name | undefined
  readonly username: Name | undefined
  readonly passwordHash: string
  readonly roles: readonly string[]
  readonly firstName: string | null
  readonly lastName: string | null
  readonly isDemo: boolean
}

/** No row back means that the email or the username is taken: `findTaken` says which. */
export async function insertAccount(tx: Sql, account: NewAccount, now: Date): Promise<Account | undefined> {
  const [inserted] = await tx.rows<Account>`
    insert into account (id, email, email_key, username, username_key, password_hash, roles,
                         first_name, last_name, is_demo, created_at, updated_at)
    values (${account.id}, ${account.email?.shown ?? null}, ${account.email?.key ?? null},
            ${account.username?.shown ?? null}, ${account.username?.key ?? null}, ${account.passwordHash},
            ${account.roles}::text[], ${account.firstName}, ${account.lastName}, ${account.isDemo}, ${now}, ${now})
        on conflict do nothing
    returning ${COLUMNS}`
  return inserted
}

export async function findTaken(db: Sql, email: Name | undefined, username: Name | undefined) {
  const [taken] = await db.rows<{ email: boolean; username: boolean }>`
    select exists (select from account where email_key = ${email?.key ?? null}) as email,
           exists (select from account where username_key = ${username?.key ?? null}) as username`
  return taken ?? { email: false, username: false }
}

export async function findAccount(db: Sql, id: string): Promise<Account | undefined> {
  const [account] = await db.rows<Account>`select ${COLUMNS} from account where id = ${id}`
  return account
}

export async function findPasswordHash(db: Sql, id: string): Promise<string | undefined> {
  const [account] = await db.rows<{ passwordHash: string }>`
    select password_hash as "passwordHash" from account where id = ${id}`
  return account?.passwordHash
}

export async function setPasswordHash(tx: Sql, id: string, passwordHash: string, now: Date): Promise<void> {
  await tx.rows`update account set password_hash = ${passwordHash}, updated_at = ${now} where id = ${id}`
}

/** Whether the hash is still this one, and stays so until the transaction ends. */
export async function lockPasswordHash(tx: Sql, id: string, passwordHash: string): Promise<boolean> {
  const rows =
    await tx.rows`select from account where id = ${id} and password_hash = ${passwordHash} for update`
  return rows.length === 1
}

/** Replaces a locked hash by a better one of the same password. */
export async function improvePasswordHash(tx: Sql, id: string, better: string): Promise<void> {
  await tx.rows`update account set password_hash = ${better} where id = ${id}`
}

export type ProfileChange = {
  readonly firstName: string | null
  readonly lastName: string | null
  readonly phone: string | null
}

/** No row back means that somebody changed the account since `version`. */
export async function updateProfile(
  db: Sql,
  id: string,
  version: number,
  { firstName, lastName, phone }: ProfileChange,
  now: Date,
): Promise<Account | undefined> {
  const [account] = await db.rows<Account>`
    update account
       set first_name = ${firstName}, last_name = ${lastName}, phone = ${phone},
           version = version + 1, updated_at = ${now}
     where id = ${id} and version = ${version}
    returning ${COLUMNS}`
  return account
}

export async function findContacts(db: Sql, ids: readonly string[]) {
  return db.rows<Pick<Account, 'id' | 'email' | 'username' | 'firstName' | 'lastName'>>`
    select id, email, username, first_name as "firstName", last_name as "lastName"
      from account
     where id = any(${ids}::text[])`
}

export async function hasDemoAccounts(db: Sql): Promise<boolean> {
  const [found] = await db.rows<{ any: boolean }>`select exists (select from account where is_demo) as any`
  return found?.any === true
}
