/** The SQL of signing in: the account by its name, and what is counted against it. */
import type { Sql } from '@rialto/kernel/sql/database'
import { sql } from '@rialto/kernel/sql/statement'
import type { Account, LoginName } from '../account/domain.ts'
import { ACCOUNT_COLUMNS } from '../account/store.ts'
import type { Failures } from './domain.ts'

export type Candidate = {
  readonly account: (Account & { readonly passwordHash: string }) | undefined
  readonly isKnownAddress: boolean
  /** What is counted for this address on this account. */
  readonly here: Failures | undefined
  /** What is counted for all strange addresses on it. */
  readonly strangers: Failures | undefined
}

type Row = Account & {
  readonly passwordHash: string | null
  readonly isKnownAddress: boolean
  readonly here: Counted | null
  readonly strangers: Counted | null
}
type Counted = { readonly failures: number; readonly blockedUntilMs: number; readonly failedAtMs: number }

/** Exactly one row, whether there is such an account or not: both ways cost the same. */
export async function findCandidate(
  db: Sql,
  name: LoginName,
  address: Buffer,
  keys: { readonly here: Buffer; readonly strangers: Buffer },
): Promise<Candidate> {
  const [row] = await db.rows<Row>`
    select ${ACCOUNT_COLUMNS}, password_hash as "passwordHash",
           known_address.user_id is not null as "isKnownAddress",
           (select ${COUNTED} from login_failure where key = ${keys.here}) as here,
           (select ${COUNTED} from login_failure where key = ${keys.strangers}) as strangers
      from (select 1) as always
      left join account
             on email_key = ${name.kind === 'email' ? name.key : null}
             or username_key = ${name.kind === 'username' ? name.key : null}
      left join known_address on known_address.user_id = account.id and tag = ${address}`
  if (!row) throw new Error('one row always comes')
  const { passwordHash, isKnownAddress, here, strangers, ...account } = row
  return {
    account: passwordHash === null ? undefined : { ...account, passwordHash },
    isKnownAddress,
    here: failuresOf(here),
    strangers: failuresOf(strangers),
  }
}

const COUNTED = sql`
  json_build_object('failures', failures,
    'blockedUntilMs', extract(epoch from blocked_until) * 1000,
    'failedAtMs', extract(epoch from failed_at) * 1000)`

function failuresOf(counted: Counted | null): Failures | undefined {
  return counted
    ? {
        failures: counted.failures,
        blockedUntil: new Date(counted.blockedUntilMs),
        failedAt: new Date(counted.failedAtMs),
      }
    : undefined
}

/** Who a mail about a typed name goes to: exactly one row, of nulls where nobody has that name or may use it. */
export async function findRecipient(db: Sql, name: LoginName) {
  const [row] = await db.rows<{ userId: string | null; email: string | null }>`
    select account.id as "userId", email
      from (select 1) as always
      left join account
             on (email_key = ${name.kind === 'email' ? name.key : null}
                 or username_key = ${name.kind === 'username' ? name.key : null})
            and disabled_at is null and email is not null`
  if (!row) throw new Error('one row always comes')
  return row
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
