/** The SQL of charges: intents before the provider is asked, outcomes and postings after. */
import type { Sql } from '@rialto/kernel/sql/database'
import { sql } from '@rialto/kernel/sql/statement'
import type { Charge } from '../provider.ts'
import { stateOf, type State } from '../state/domain.ts'

export type Intent = {
  readonly id: string
  readonly orderId: string
  readonly userId: string | null
  readonly amount: number
  readonly currency: string
  readonly method: string
}

export type PaymentRow = Intent & {
  readonly status: State
  readonly capture: 'automatic' | 'manual'
  readonly providerReference: string | null
  readonly declineReason: string | null
  readonly released: number
  readonly refunded: number
  /** While it waits: where its cardholder goes, and until when. */
  readonly url: string | null
  readonly expiresAt: Date | null
  readonly createdAt: Date
  readonly updatedAt: Date
}

export type OpenedIntent = Pick<
  PaymentRow,
  'id' | 'status' | 'amount' | 'currency' | 'released' | 'declineReason'
> & {
  /** False when the intent was there before: then the provider may have been asked already. */
  readonly fresh: boolean
}

/** Writes the intent to set money aside. Nothing comes back where the place is taken by another payment. */
export async function openManualIntent(db: Sql, intent: Intent): Promise<PaymentRow | undefined> {
  const [row] = await db.rows<{ id: string }>`
    insert into payment (id, order_id, user_id, amount, currency, method, capture)
    values (${intent.id}, ${intent.orderId}, ${intent.userId}, ${intent.amount}, ${intent.currency},
            ${intent.method}, 'manual')
        on conflict do nothing
    returning id`
  return row && findPayment(db, row.id)
}

/** Writes intents; one that is there already is given back as it stands. */
export async function openIntents(db: Sql, intents: readonly Intent[]): Promise<OpenedIntent[]> {
  const first = [...new Map(intents.map((intent) => [intent.id, intent])).values()]
  const rows = await db.rows<OpenedIntent>`
    insert into payment (id, order_id, user_id, amount, currency, method)
    select * from unnest(
      ${first.map(({ id }) => id)}::text[], ${first.map(({ orderId }) => orderId)}::text[],
      ${first.map(({ userId }) => userId)}::text[], ${first.map(({ amount }) => amount)}::bigint[],
      ${first.map(({ currency }) => currency)}::text[], ${first.map(({ method }) => method)}::text[])
        on conflict (id) do update set id = excluded.id
    returning id, status, amount, currency, released, decline_reason as "declineReason", xmax = 0 as fresh`
  const byId = new Map(rows.map((row) => [row.id, row]))
  return intents.map(({ id }) => byId.get(id) as OpenedIntent)
}

/**
 * Writes the ends that the provider answered, with postings and event, where nothing was known before: the
 * path of nearly every payment, many at a time. Amounts come from the intent; the caller has compared them
 * with the charge. Whatever waits, or was known to wait, is settled one by one (settle/settle.ts).
 */
export async function settleCharges(db: Sql, charges: readonly Charge[]): Promise<void> {
  const last = [...new Map(charges.map((charge) => [charge.key, charge])).values()]
  await db.rows`
    with answer as (
      select * from unnest(
        ${last.map(({ key }) => key)}::text[], ${last.map(({ outcome }) => stateOf({ outcome }))}::text[],
        ${last.map(({ reference }) => reference)}::text[], ${last.map(({ reason }) => reason)}::text[]
      ) as a (id, status, reference, reason)),
    settled as (
      update payment
         set status = answer.status, provider_reference = answer.reference,
             decline_reason = answer.reason, updated_at = now()
        from answer
       where payment.id = answer.id and payment.status = 'pending'
      returning payment.id, order_id, amount, currency, payment.status, decline_reason),
    posted as (
      insert into posting (transaction_id, account, amount, currency)
      select id, account, sign * amount, currency
        from settled cross join (values ('provider', 1), ('sales', -1)) as entry (account, sign)
       where status = 'succeeded' and amount > 0)
    insert into outbox_event (type, key, data)
    select case when status = 'succeeded' then 'payment.succeeded' else 'payment.failed' end, order_id,
           case when status = 'succeeded'
             then json_build_object('paymentId', id, 'orderId', order_id, 'amount', amount, 'currency', currency)
             else json_build_object('paymentId', id, 'orderId', order_id, 'amount', amount, 'currency', currency,
                                    'reason', coalesce(decline_reason, status))
           end
      from settled`
}

const PAYMENTS = sql`
    select id, order_id as "orderId", user_id as "userId", amount, currency, method, status, capture,
           provider_reference as "providerReference", decline_reason as "declineReason", released, refunded,
           url, expires_at as "expiresAt", created_at as "createdAt", updated_at as "updatedAt"
      from payment left join waiting on waiting.payment_id = payment.id`

export async function findPayment(db: Sql, id: string): Promise<PaymentRow | undefined> {
  const [row] = await db.rows<PaymentRow>`${PAYMENTS} where id = ${id}`
  return row
}

/** Locks a payment, so that those who would move it decide one after the other. */
export async function lockPayment(tx: Sql, id: string): Promise<PaymentRow | undefined> {
  const [row] = await tx.rows<PaymentRow>`${PAYMENTS} where id = ${id} for update of payment`
  return row
}

/** The payments of an order, oldest first. Their ids begin with the first one's, so the key finds them. */
export async function paymentsOfOrder(db: Sql, firstId: string): Promise<PaymentRow[]> {
  return db.rows<PaymentRow>`
    ${PAYMENTS}
     where id = ${firstId} or (id > ${`${firstId}_`} and id < ${`${firstId}_:`})
     order by created_at, id`
}

/** The method of a payment that only stands in the way of one; ISO 4217 keeps XTS for what is no money. */
const REFUSED = 'refused'
const NO_MONEY = 'XTS'

/**
 * Takes the place of a charge that may still be on its way, so that it finds itself refused when it comes.
 * False where the charge was faster.
 */
export async function refuseCharge(db: Sql, id: string, orderId: string): Promise<boolean> {
  const rows = await db.rows`
    insert into payment (id, order_id, amount, currency, method, status, decline_reason)
    values (${id}, ${orderId}, 0, ${NO_MONEY}, ${REFUSED}, 'voided', 'order_cancelled')
        on conflict do nothing
    returning 1`
  return rows.length === 1
}

/** Whether a row is no payment that anybody made. */
export function isRefusal({ method, currency }: PaymentRow): boolean {
  return method === REFUSED && currency === NO_MONEY
}

/** Payments that have waited for an answer too long, oldest first. */
export async function overduePayments(db: Sql, seconds: number, limit: number): Promise<PaymentRow[]> {
  return db.rows<PaymentRow>`
    ${PAYMENTS}
     where created_at > coalesce((select until from sweep_mark where name = 'payments'), '-infinity')
       and created_at < now() - make_interval(secs => ${seconds}) and status = 'pending'
     order by created_at limit ${limit}`
}

/** Notes that no payment older than the sweep looked at is in doubt any more. */
export async function markSwept(db: Sql, seconds: number): Promise<void> {
  await db.rows`
    insert into sweep_mark (name, until) values ('payments', now() - make_interval(secs => ${seconds + SWEPT_MARGIN_SECONDS}))
        on conflict (name) do update set until = excluded.until`
}

/** For intents that were written by transactions still open when the sweep looked. */
const SWEPT_MARGIN_SECONDS = 60
