/** The SQL of signing in: the account by its name, and what is counted against it. */
import type { Sql } from '@rialto/kernel/sql/database'
import type { Account } from '../account/domain.ts'
import type { Failures } from './domain.ts'

export type Candidate = {
  readonly account: (Account & { readonly passwordHash: string }) | undefined
  readonly isKnownAddress: boolean
  readonly counted: Failures | undefined
}

type Row = {
  id: string | null
  passwordHash: string
  isKnownAddress: boolean
  failures: number | null
} & Account &
  Pick<Failures, 'blockedUntil' | 'failedAt'>

/** Exactly one row, whether there is such an account or not: both ways cost the same. */
export async function findCandidate(
  db: Sql,
  name: { readonly kind: 'email' | 'username'; readonly key: string },
  address: Buffer,
  counts: { readonly strangers: Buffer; readonly known: Buffer },
): Promise<Candidate> {
  const [row] = await db.rows<Row>`
    select account.id, email, username, first_name as "firstName", last_name as "lastName", phone, roles, version,
           created_at as "createdAt", updated_at as "updatedAt", password_hash as "passwordHash",
           known_address.user_id is not null as "isKnownAddress",
           failures, blocked_until as "blockedUntil", failed_at as "failedAt"
      from (select 1) as always
      left join account
             on email_key = ${name.kind === 'email' ? name.key : null}
             or username_key = ${name.kind === 'username' ? name.key : null}
      left join known_address on user_id = account.id and tag = ${address}
      left join login_failure
             on login_failure.key = case when known_address.user_id is null
                                         then ${counts.strangers}::bytea else ${counts.known}::bytea end`
  if (!row) throw new Error('one row always comes')
  const { passwordHash, isKnownAddress, failures, blockedUntil, failedAt, ...account } = row
  return {
    account: account.id === null ? undefined : { ...account, passwordHash },
    isKnownAddress,
    counted: failures === null ? undefined : { failures, blockedUntil, failedAt },
  }
}

export async function findFailures(db: Sql, key: Buffer): Promise<Failures | undefined> {
  const [counted] = await db.rows<Failures>`
    select failures, blocked_until as "blockedUntil", failed_at as "failedAt" from login_failure where key = ${key}`
  return counted
}

export async function countFailure(
  db: Sql,
  key: Buffer,
  { failures, blockedUntil, failedAt }: Failures,
): Promise<void> {
  await db.rows`
    insert into login_failure (key, failures, blocked_until, failed_at)
    values (${key}, ${failures}, ${blockedUntil}, ${failedAt})
        on conflict (key) do update
       set failures = excluded.failures, blocked_until = excluded.blocked_until, failed_at = excluded.failed_at`
}

export async function forgetFailures(tx: Sql, key: Buffer): Promise<void> {
  await tx.rows`delete from login_failure where key = ${key}`
}

export async function rememberAddress(tx: Sql, userId: string, tag: Buffer, now: Date): Promise<void> {
  await tx.rows`
    insert into known_address (user_id, tag, seen_at)
    values (${userId}, ${tag}, ${now})
        on conflict (user_id, tag) do update set seen_at = excluded.seen_at`
}

/** Forgets counts and addresses that no longer matter, a bounded bite at a time. */
export async function forgetOld(
  db: Sql,
  failedBefore: Date,
  seenBefore: Date,
  most: number,
): Promise<number> {
  const [gone] = await db.rows<{ count: number }>`
    with failures as (
      delete from login_failure
       where ctid = any(array(select ctid from login_failure where failed_at < ${failedBefore} limit ${most}))
      returning 1),
    addresses as (
      delete from known_address
       where ctid = any(array(select ctid from known_address where seen_at < ${seenBefore} limit ${most}))
      returning 1)
    select greatest((select count(*) from failures), (select count(*) from addresses)) as count`
  return gone?.count ?? 0
}
