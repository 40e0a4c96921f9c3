/** The SQL of lists of orders. */
import type { Sql } from '@rialto/kernel/sql/database'
import { joined, sql } from '@rialto/kernel/sql/statement'

/** Each narrows the list where it is not null. */
export type OrderFilter = {
  readonly userId: string | null
  readonly status: string | null
  readonly from: string | null
  readonly to: string | null
  readonly number: number | null
  /** Lower case. */
  readonly email: string | null
  readonly id: string | null
  readonly before: string | null
}

/** The ids of a page of orders, newest first: ids sort by time. */
export async function listOrders(db: Sql, filter: OrderFilter, limit: number): Promise<string[]> {
  const { userId, status, from, to, number, email, id, before } = filter
  const narrowing = [
    sql`true`,
    ...(userId === null ? [] : [sql`user_id = ${userId}`]),
    ...(status === null ? [] : [sql`status = ${status}`]),
    ...(from === null ? [] : [sql`created_at >= ${from}`]),
    ...(to === null ? [] : [sql`created_at < ${to}`]),
    ...(number === null ? [] : [sql`number = ${number}`]),
    ...(email === null
      ? []
      : [
          sql`id in (select order_id from order_contact where email is not null and lower(email) = ${email})`,
        ]),
    ...(id === null ? [] : [sql`id = ${id}`]),
    ...(before === null ? [] : [sql`id < ${before}`]),
  ]
  const rows = await db.rows<{ id: string }>`
    select id from orders where ${joined(narrowing, sql` and `)} order by id desc limit ${limit}`
  return rows.map((row) => row.id)
}
