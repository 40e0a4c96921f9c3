/** The SQL of what staff does with accounts. */
import type { AccountView } from '@rialto/contracts/identity'
import type { Sql } from '@rialto/kernel/sql/database'
import { joined, sql, type Fragment } from '@rialto/kernel/sql/statement'
import type { Account } from '../account/domain.ts'
import { ACCOUNT_COLUMNS } from '../account/store.ts'

const ADMINS_LOCK = 0x6164_6d69 // "admi": one change at a time to who administers the shop

export type UserFilter = {
  readonly q?: string | undefined
  readonly role?: string | undefined
  readonly status?: AccountView['status'] | undefined
}
export type UserPosition = readonly [createdAt: string, id: string]

export async function listUsers(
  db: Sql,
  filter: UserFilter,
  after: UserPosition | undefined,
  most: number,
): Promise<Account[]> {
  return db.rows`
    select ${ACCOUNT_COLUMNS} from account
     where ${joined([sql`true`, ...conditions(filter, after)], sql` and `)}
     order by created_at desc, id desc
     limit ${most}`
}

function conditions({ q, role, status }: UserFilter, after: UserPosition | undefined): Fragment[] {
  const found: Fragment[] = []
  if (q !== undefined) {
    const start = `${q
      .trim()
      .toLowerCase()
      .replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
    found.push(sql`(email_key like ${start} or username_key like ${start} or lower(first_name) like ${start}
                    or lower(last_name) like ${start} or id = ${q.trim()})`)
  }
  if (role !== undefined) found.push(sql`${role} = any(roles)`)
  if (status === 'erased') found.push(sql`erased_at is not null`)
  if (status === 'disabled') found.push(sql`erased_at is null and disabled_at is not null`)
  if (status === 'active') found.push(sql`erased_at is null and disabled_at is null`)
  if (after) found.push(sql`(created_at, id) < (${after[0]}::timestamptz, ${after[1]})`)
  return found
}

/** No row back: there is no such account, or it is erased. */
export async function setRoles(
  tx: Sql,
  id: string,
  roles: readonly string[],
  now: Date,
): Promise<Account | undefined> {
  const [account] = await tx.rows<Account>`
    update account set roles = ${roles}::text[], version = version + 1, updated_at = ${now}
     where id = ${id} and erased_at is null
    returning ${ACCOUNT_COLUMNS}`
  return account
}

/** Null opens it. No row back: there is no such account, or it is erased. */
export async function setDisabled(
  tx: Sql,
  id: string,
  disabledAt: Date | null,
  now: Date,
): Promise<Account | undefined> {
  const [account] = await tx.rows<Account>`
    update account set disabled_at = ${disabledAt}, version = version + 1, updated_at = ${now}
     where id = ${id} and erased_at is null
    returning ${ACCOUNT_COLUMNS}`
  return account
}

/** The account, locked until the transaction ends. */
export async function lockUser(tx: Sql, id: string): Promise<Account | undefined> {
  const [account] = await tx.rows<Account>`
    select ${ACCOUNT_COLUMNS} from account where id = ${id} and erased_at is null for update`
  return account
}

/** Until the transaction ends nobody else changes who is an admin. Gives those who can sign in. */
export async function lockAdmins(tx: Sql, role: string): Promise<string[]> {
  await tx.rows`select pg_advisory_xact_lock(${ADMINS_LOCK})`
  const rows = await tx.rows<{ id: string }>`
    select id from account where ${role} = any(roles) and disabled_at is null and erased_at is null limit 2`
  return rows.map(({ id }) => id)
}
