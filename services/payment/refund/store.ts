/** The SQL of refunds: promised under the payment’s lock, posted when the provider has confirmed. */
import type { Sql } from '@rialto/kernel/sql/database'
import { sql } from '@rialto/kernel/sql/statement'

export type RefundRow = {
  readonly id: string
  readonly paymentId: string
  readonly orderId: string
  readonly amount: number
  readonly currency: string
  readonly reason: string | null
  readonly status: 'pending' | 'succeeded'
  readonly caller: string | null
  readonly key: string | null
  readonly createdAt: Date
  /** The provider’s own name of the payment. */
  readonly chargeReference: string | null
}

const REFUND_COLUMNS = sql`
  id, payment_id as "paymentId", order_id as "orderId", amount, currency, reason, status, caller, key,
  created_at as "createdAt",
  (select p.provider_reference from payment p where p.id = payment_id) as "chargeReference"`

/** Promises money back: the refund and the payment’s count of promises, in one statement. */
export async function promiseRefund(
  tx: Sql,
  refund: Omit<RefundRow, 'createdAt' | 'status' | 'chargeReference'>,
): Promise<RefundRow> {
  const [row] = await tx.rows<RefundRow>`
    with promised as (
      update payment set refunded = refunded + ${refund.amount}, updated_at = now() where id = ${refund.paymentId}
      returning id)
    insert into refund (id, payment_id, order_id, amount, currency, reason, caller, key)
    select ${refund.id}, promised.id, ${refund.orderId}, ${refund.amount}, ${refund.currency}, ${refund.reason},
           ${refund.caller}, ${refund.key}
      from promised
    returning ${REFUND_COLUMNS}`
  return row as RefundRow
}

/** Writes that the provider gave the money back, with postings and event. Nothing comes back when it was written before. */
export async function settleRefund(tx: Sql, id: string, reference: string): Promise<RefundRow | undefined> {
  const [row] = await tx.rows<RefundRow>`
    with settled as (
      update refund set status = 'succeeded', provider_reference = ${reference}
       where id = ${id} and status = 'pending'
      returning *),
    posted as (
      insert into posting (transaction_id, account, amount, currency)
      select id, account, sign * amount, currency
        from settled cross join (values ('provider', -1), ('sales', 1)) as entry (account, sign)),
    said as (
      insert into outbox_event (type, key, data)
      select 'payment.refunded', settled.order_id, json_build_object(
               'refundId', settled.id, 'paymentId', payment_id, 'orderId', settled.order_id, 'amount', settled.amount,
               'refundedTotal', payment.refunded, 'currency', settled.currency, 'reason', reason)
        from settled join payment on payment.id = payment_id)
    select ${REFUND_COLUMNS} from settled`
  return row
}

export async function findRefund(db: Sql, id: string): Promise<RefundRow | undefined> {
  const [row] = await db.rows<RefundRow>`select ${REFUND_COLUMNS} from refund where id = ${id}`
  return row
}

export async function refundsOf(db: Sql, paymentId: string): Promise<RefundRow[]> {
  return db.rows<RefundRow>`
    select ${REFUND_COLUMNS} from refund where payment_id = ${paymentId} order by created_at, id`
}

/** Promises that nobody has kept yet, oldest first: a process died, or the provider was away. */
export async function overdueRefunds(db: Sql, seconds: number, limit: number): Promise<RefundRow[]> {
  return db.rows<RefundRow>`
    select ${REFUND_COLUMNS} from refund
     where status = 'pending' and created_at < now() - make_interval(secs => ${seconds})
     order by created_at limit ${limit}`
}
