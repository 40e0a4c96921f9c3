/** The SQL of what an account says about the person. */
import type { Sql } from '@rialto/kernel/sql/database'
import type { Account } from '../account/domain.ts'
import { ACCOUNT_COLUMNS } from '../account/store.ts'

export type ProfileChange = Pick<Account, 'firstName' | 'lastName' | 'phone' | 'locale' | 'avatarUrl'>

/** No row back means that somebody changed the account since `version`. */
export async function updateProfile(
  db: Sql,
  id: string,
  version: number,
  { firstName, lastName, phone, locale, avatarUrl }: ProfileChange,
  now: Date,
): Promise<Account | undefined> {
  const [account] = await db.rows<Account>`
    update account
       set first_name = ${firstName}, last_name = ${lastName}, phone = ${phone}, locale = ${locale},
           avatar_url = ${avatarUrl}, version = version + 1, updated_at = ${now}
     where id = ${id} and version = ${version}
    returning ${ACCOUNT_COLUMNS}`
  return account
}

/** Takes away all that tells of a person. What is left is an id, and when it was. */
export async function anonymise(tx: Sql, id: string, now: Date): Promise<void> {
  await tx.rows`
    with addresses as (delete from known_address where user_id = ${id}),
         actions as (delete from action where user_id = ${id}),
         codes as (delete from recovery_code where user_id = ${id}),
         factor as (delete from mfa where user_id = ${id}),
         agents as (update session set agent = null where user_id = ${id})
    update account
       set email = null, email_key = null, email_verified_at = null, username = null, username_key = null,
           password_hash = '', roles = '{}', first_name = null, last_name = null, phone = null,
           locale = null, avatar_url = null, version = version + 1, updated_at = ${now}, erased_at = ${now}
     where id = ${id}`
}
