/** The SQL of address books. */
import type { Sql } from '@rialto/kernel/sql/database'
import { sql } from '@rialto/kernel/sql/statement'
import type { Address, DefaultKind, Fields } from './domain.ts'

const COLUMNS = sql`
  id, label, name, street, line2, city, state, zip_code as "zipCode", country, phone,
  is_default_shipping as "isDefaultShipping", is_default_billing as "isDefaultBilling", version,
  created_at as "createdAt", updated_at as "updatedAt"`

const DEFAULT_COLUMN = { shipping: sql`is_default_shipping`, billing: sql`is_default_billing` }

export type AddressPosition = readonly [createdAt: string, id: string]

/** Until the end of the transaction nobody else changes this book: its bounds and defaults hold by that. */
export async function lockBook(tx: Sql, userId: string): Promise<void> {
  await tx.rows`select pg_advisory_xact_lock(hashtextextended(${`address ${userId}`}, 0))`
}

export async function listAddresses(
  db: Sql,
  userId: string,
  after: AddressPosition | undefined,
  most: number,
): Promise<Address[]> {
  const from = after ? sql`and (created_at, id) < (${after[0]}::timestamptz, ${after[1]})` : sql``
  return db.rows`
    select ${COLUMNS} from address
     where user_id = ${userId} ${from}
     order by created_at desc, id desc
     limit ${most}`
}

export async function findAddress(db: Sql, userId: string, id: string): Promise<Address | undefined> {
  const [address] = await db.rows<Address>`
    select ${COLUMNS} from address where id = ${id} and user_id = ${userId}`
  return address
}

export async function countAddresses(tx: Sql, userId: string): Promise<number> {
  const [row] = await tx.rows<{ count: number }>`
    select count(*) as count from address where user_id = ${userId}`
  return row?.count ?? 0
}

export async function insertAddress(
  tx: Sql,
  userId: string,
  id: string,
  address: Fields,
  now: Date,
): Promise<void> {
  await tx.rows`
    insert into address (id, user_id, label, name, street, line2, city, state, zip_code, country, phone,
                         created_at, updated_at)
    values (${id}, ${userId}, ${address.label}, ${address.name}, ${address.street}, ${address.line2},
            ${address.city}, ${address.state}, ${address.zipCode}, ${address.country}, ${address.phone},
            ${now}, ${now})`
}

export async function updateAddress(tx: Sql, id: string, address: Fields, now: Date): Promise<void> {
  await tx.rows`
    update address
       set label = ${address.label}, name = ${address.name}, street = ${address.street}, line2 = ${address.line2},
           city = ${address.city}, state = ${address.state}, zip_code = ${address.zipCode},
           country = ${address.country}, phone = ${address.phone}, version = version + 1, updated_at = ${now}
     where id = ${id}`
}

export async function deleteAddress(tx: Sql, userId: string, id: string): Promise<void> {
  await tx.rows`delete from address where id = ${id} and user_id = ${userId}`
}

/** The default of this kind is nobody any more. */
export async function clearDefault(tx: Sql, userId: string, kind: DefaultKind): Promise<void> {
  const column = DEFAULT_COLUMN[kind]
  await tx.rows`update address set ${column} = false where user_id = ${userId} and ${column}`
}

/** Where a book has no default of this kind, `preferred` becomes it, or else the newest that is not `avoided`. */
export async function fillDefault(
  tx: Sql,
  userId: string,
  kind: DefaultKind,
  { preferred = '', avoided = '' }: { readonly preferred?: string; readonly avoided?: string },
): Promise<void> {
  const column = DEFAULT_COLUMN[kind]
  await tx.rows`
    update address set ${column} = true
     where id = (select id from address
                  where user_id = ${userId}
                  order by id = ${preferred} desc, id = ${avoided}, created_at desc, id desc
                  limit 1)
       and not exists (select from address where user_id = ${userId} and ${column})`
}

export async function deleteBooks(tx: Sql, userIds: readonly string[]): Promise<void> {
  await tx.rows`delete from address where user_id = any(${userIds}::text[])`
}
