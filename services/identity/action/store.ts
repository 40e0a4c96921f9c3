/** The SQL of actions. */
import type { IdentityMailKind } from '@rialto/contracts/identity'
import type { Sql } from '@rialto/kernel/sql/database'
import { sql } from '@rialto/kernel/sql/statement'
import type { Action } from './domain.ts'

const COLUMNS = sql`
  id, kind, user_id as "userId", email, new_email as "newEmail",
  created_at as "createdAt", expires_at as "expiresAt", used_at as "usedAt"`

export type NewAction = Omit<Action, 'usedAt'> & { readonly askedFor: Buffer | null }

export async function insertAction(tx: Sql, action: NewAction): Promise<void> {
  await tx.rows`
    insert into action (id, kind, user_id, email, new_email, asked_for, created_at, expires_at)
    values (${action.id}, ${action.kind}, ${action.userId}, ${action.email}, ${action.newEmail},
            ${action.askedFor}, ${action.createdAt}, ${action.expiresAt})`
}

/** Until the end of the transaction nobody else asks for the same: so the counting below is exact. */
export async function lockAskedFor(tx: Sql, askedFor: Buffer): Promise<void> {
  await tx.rows`select pg_advisory_xact_lock(hashtextextended(${askedFor.toString('hex')}, 0))`
}

/** How often the same was asked for since a time, and when last. */
export async function countAskedFor(tx: Sql, askedFor: Buffer, since: Date) {
  const [asked] = await tx.rows<{ times: number; last: Date | null }>`
    select count(*) as times, max(created_at) as last
      from action
     where asked_for = ${askedFor} and created_at > ${since}`
  return asked ?? { times: 0, last: null }
}

export async function findAction(db: Sql, id: string): Promise<Action | undefined> {
  const [action] = await db.rows<Action>`select ${COLUMNS} from action where id = ${id}`
  return action
}

/** Of two who use an action at once one gets true: the row decides. */
export async function useAction(tx: Sql, id: string, now: Date): Promise<boolean> {
  const used = await tx.rows`
    update action set used_at = ${now} where id = ${id} and used_at is null and expires_at > ${now} returning 1`
  return used.length === 1
}

/** Makes the links of a user void that were sent before and not used. */
export async function voidActions(
  tx: Sql,
  userId: string,
  kinds: readonly IdentityMailKind[],
  now: Date,
): Promise<void> {
  await tx.rows`
    update action set used_at = ${now}
     where user_id = ${userId} and kind = any(${kinds}::text[]) and used_at is null`
}

export type LetterRow = Action & {
  readonly userId: string
  readonly email: string
  readonly firstName: string | null
  readonly lastName: string | null
  readonly username: string | null
  readonly locale: string | null
}

/** What there still is to write, with who it is for. */
export async function listLetters(db: Sql, ids: readonly string[], now: Date): Promise<LetterRow[]> {
  return db.rows`
    select action.id, kind, user_id as "userId", action.email, new_email as "newEmail",
           action.created_at as "createdAt", expires_at as "expiresAt", used_at as "usedAt",
           first_name as "firstName", last_name as "lastName", username, locale
      from action
      join account on account.id = user_id
     where action.id = any(${ids}::text[])
       and action.email is not null and used_at is null and expires_at > ${now} and erased_at is null`
}

/** Forgets what can be neither used nor told any more, a bounded bite at a time. */
export async function deleteOldActions(db: Sql, expiredBefore: Date, most: number): Promise<number> {
  const gone = await db.rows`
    delete from action
     where ctid = any(array(select ctid from action where expires_at < ${expiredBefore} limit ${most}))
    returning 1`
  return gone.length
}
