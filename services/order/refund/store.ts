/** The SQL of refunds under way. */
import type { Sql } from '@rialto/kernel/sql/database'

export async function beginRefund(tx: Sql, id: string, orderId: string): Promise<void> {
  await tx.rows`insert into order_refund (id, order_id) values (${id}, ${orderId})`
}

export async function endRefund(tx: Sql, id: string): Promise<void> {
  await tx.rows`delete from order_refund where id = ${id}`
}

/** Refunds that nobody has tried to finish for a while, oldest try first; they count as tried from now on. */
export async function takeRefunds(
  db: Sql,
  quietSeconds: number,
  limit: number,
): Promise<{ id: string; orderId: string }[]> {
  return db.rows`
    with quiet as (
      select id from order_refund where tried_at < now() - make_interval(secs => ${quietSeconds})
       order by tried_at limit ${limit} for update skip locked)
    update order_refund r set tried_at = now() from quiet where r.id = quiet.id
    returning r.id, r.order_id as "orderId"`
}
