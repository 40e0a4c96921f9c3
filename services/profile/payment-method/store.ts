/** The SQL of payment methods, and of what an order asks for. */
import type { Sql } from '@rialto/kernel/sql/database'
import { sql } from '@rialto/kernel/sql/statement'
import type { Fields } from '../address/domain.ts'
import type { NewMethod, PaymentMethod } from './domain.ts'

const COLUMNS = sql`
  id, method, brand, last4, expiry_month as "expiryMonth", expiry_year as "expiryYear", label,
  is_default as "isDefault", created_at as "createdAt"`

export type MethodPosition = readonly [createdAt: string, id: string]

/** Until the end of the transaction nobody else changes what this person has. */
export async function lockMethods(tx: Sql, userId: string): Promise<void> {
  await tx.rows`select pg_advisory_xact_lock(hashtextextended(${`payment method ${userId}`}, 0))`
}

export async function listMethods(
  db: Sql,
  userId: string,
  after: MethodPosition | undefined,
  most: number,
): Promise<PaymentMethod[]> {
  const from = after ? sql`and (created_at, id) < (${after[0]}::timestamptz, ${after[1]})` : sql``
  return db.rows`
    select ${COLUMNS} from payment_method
     where user_id = ${userId} ${from}
     order by created_at desc, id desc
     limit ${most}`
}

export async function findMethod(db: Sql, userId: string, id: string): Promise<PaymentMethod | undefined> {
  const [found] = await db.rows<PaymentMethod>`
    select ${COLUMNS} from payment_method where id = ${id} and user_id = ${userId}`
  return found
}

export async function findByToken(
  tx: Sql,
  userId: string,
  token: string,
): Promise<PaymentMethod | undefined> {
  const [found] = await tx.rows<PaymentMethod>`
    select ${COLUMNS} from payment_method where user_id = ${userId} and token = ${token}`
  return found
}

export async function countMethods(tx: Sql, userId: string): Promise<number> {
  const [row] = await tx.rows<{ count: number }>`
    select count(*) as count from payment_method where user_id = ${userId}`
  return row?.count ?? 0
}

export async function insertMethod(
  tx: Sql,
  userId: string,
  id: string,
  method: NewMethod,
  now: Date,
): Promise<void> {
  await tx.rows`
    insert into payment_method (id, user_id, method, token, brand, last4, expiry_month, expiry_year, label, created_at)
    values (${id}, ${userId}, ${method.method}, ${method.token}, ${method.brand}, ${method.last4},
            ${method.expiryMonth}, ${method.expiryYear}, ${method.label}, ${now})`
}

export async function deleteMethod(tx: Sql, userId: string, id: string): Promise<void> {
  await tx.rows`delete from payment_method where id = ${id} and user_id = ${userId}`
}

export async function clearDefaultMethod(tx: Sql, userId: string): Promise<void> {
  await tx.rows`update payment_method set is_default = false where user_id = ${userId} and is_default`
}

/** Where there is no default, `preferred` becomes it, or else the newest. */
export async function fillDefaultMethod(tx: Sql, userId: string, preferred = ''): Promise<void> {
  await tx.rows`
    update payment_method set is_default = true
     where id = (select id from payment_method
                  where user_id = ${userId}
                  order by id = ${preferred} desc, created_at desc, id desc
                  limit 1)
       and not exists (select from payment_method where user_id = ${userId} and is_default)`
}

export async function deleteMethodsOf(tx: Sql, userIds: readonly string[]): Promise<void> {
  await tx.rows`delete from payment_method where user_id = any(${userIds}::text[])`
}

export type Asked = {
  readonly userId: string
  readonly paymentMethodId: string | null
  readonly addressId: string | null
}

export type Chosen = {
  readonly methodId: string | null
  readonly method: string
  readonly token: string
  readonly address: Fields | null
}

/** One row for each that was asked, in their order. Only what is that user's own is found. */
export async function findChosen(db: Sql, asked: readonly Asked[]): Promise<Chosen[]> {
  return db.rows`
    select payment_method.id as "methodId", method, token, address
      from unnest(${asked.map(({ userId }) => userId)}::text[],
                  ${asked.map(({ paymentMethodId }) => paymentMethodId)}::text[],
                  ${asked.map(({ addressId }) => addressId)}::text[])
           with ordinality as asked (asked_user, asked_method, asked_address, n)
      left join payment_method on payment_method.id = asked_method and user_id = asked_user
      left join lateral (
        select json_build_object('label', label, 'name', name, 'street', street, 'line2', line2, 'city', city,
                                 'state', state, 'zipCode', zip_code, 'country', country, 'phone', phone) as address
          from address
         where address.user_id = asked_user
           and case when asked_address is null then is_default_shipping else address.id = asked_address end
      ) as found on true
     order by n`
}
