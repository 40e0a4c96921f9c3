/** The SQL of lists of orders: an order pays for no index of theirs. A page of 100,000 takes 60 ms, twice that by a name. */
import type { ORDER_SORTS } from '@rialto/contracts/order'
import type { Sql } from '@rialto/kernel/sql/database'
import { joined, sql, type Fragment } from '@rialto/kernel/sql/statement'

/** Each narrows the list where it is not null. */
export type OrderFilter = {
  readonly userId: string | null
  readonly statuses: readonly string[] | null
  readonly paymentStatuses: readonly string[] | null
  readonly from: Date | null
  readonly to: Date | null
  readonly search: Search | null
}

/** What is searched for: any of these. */
export type Search = {
  /** From and to, both included. */
  readonly numbers: readonly (readonly [number, number])[]
  /** Beginnings. */
  readonly id: string | null
  /** Of the email address, or of a word of the name on the parcel; in lower case. */
  readonly contact: string | null
  readonly userIds: readonly string[]
}

export type OrderSort = (typeof ORDER_SORTS)[number]
/** The last order seen. */
export type OrderPosition = { readonly id: string; readonly total: number }

const LAST_CHARACTER = '\u{10ffff}'

/** A page of orders. Ids sort by time. */
export async function listOrders(
  db: Sql,
  filter: OrderFilter,
  sort: OrderSort,
  after: OrderPosition | null,
  limit: number,
): Promise<OrderPosition[]> {
  const narrowing = after === null ? narrowed(filter) : [...narrowed(filter), behind(sort, after)]
  return db.rows<OrderPosition>`
    select id, total from orders
     where ${joined(narrowing, sql` and `)} order by ${ORDER[sort]} limit ${limit}`
}

/** How many there are, counted up to `most`. */
export async function countOrders(db: Sql, filter: OrderFilter, most: number): Promise<number> {
  const [row] = await db.rows<{ count: number }>`
    select count(*) as count
      from (select from orders where ${joined(narrowed(filter), sql` and `)} limit ${most}) as found`
  return row?.count ?? 0
}

const ORDER: Readonly<Record<OrderSort, Fragment>> = {
  '-createdAt': sql`id desc`,
  createdAt: sql`id`,
  '-total': sql`total desc, id desc`,
  total: sql`total, id`,
}

function behind(sort: OrderSort, { id, total }: OrderPosition): Fragment {
  switch (sort) {
    case '-createdAt':
      return sql`id < ${id}`
    case 'createdAt':
      return sql`id > ${id}`
    case '-total':
      return sql`(total, id) < (${total}::bigint, ${id})`
    case 'total':
      return sql`(total, id) > (${total}::bigint, ${id})`
  }
}

function narrowed({ userId, statuses, paymentStatuses, from, to, search }: OrderFilter): Fragment[] {
  return [
    sql`true`,
    ...(userId === null ? [] : [sql`user_id = ${userId}`]),
    ...(statuses === null ? [] : [sql`status = any(${statuses}::text[])`]),
    ...(paymentStatuses === null ? [] : [sql`payment_status = any(${paymentStatuses}::text[])`]),
    ...(from === null ? [] : [sql`created_at >= ${from}`]),
    ...(to === null ? [] : [sql`created_at < ${to}`]),
    ...(search === null ? [] : [found(search)]),
  ]
}

function found({ numbers, id, contact, userIds }: Search): Fragment {
  const ways = [
    ...numbers.map(([least, most]) => sql`number between ${least} and ${most}`),
    ...(id === null ? [] : [sql`(id >= ${id} and id < ${id + LAST_CHARACTER})`]),
    ...(contact === null ? [] : [reachedBy(contact)]),
    ...(userIds.length === 0 ? [] : [sql`user_id = any(${userIds}::text[])`]),
  ]
  return ways.length === 0 ? sql`false` : sql`(${joined(ways, sql` or `)})`
}

function reachedBy(contact: string): Fragment {
  const start = `${contact.replace(/[\\%_]/g, '\\$&')}%`
  return sql`id in (select order_id from order_contact
                     where lower(email) like ${start}
                        or lower(shipping_address ->> 'name') like any (array[${start}, '% ' || ${start}]))`
}
