/** Money: captured once, and every cent in two accounts. Compared with the provider's own log. */
import { examine, type Finding, type Invariant } from './invariant.ts'

type Payment = {
  readonly id: string
  readonly orderId: string
  readonly status: string
  readonly amount: number
  readonly currency: string
  readonly ageSeconds: number
}

type Charge = {
  readonly key: string
  readonly outcome: string
  readonly amount: number
  readonly currency: string
  readonly ageSeconds: number
}

type Order = { readonly id: string; readonly paid: boolean } & Money
export type Money = { readonly amount: number; readonly currency: string }

export const sum = ({ amount, currency }: Money) => `${amount} ${currency}`
export const differ = (one: Money, other: Money) =>
  one.amount !== other.amount || one.currency !== other.currency

const oneCapture: Invariant = {
  number: 6,
  title: 'At most one capture per order, exactly one when it is paid, of the amount of the order',
  instant: true,
  // An order says “paid” after its payment was settled, and that after the provider was asked.
  reads: ['order', 'payment', 'sandbox'],
  async judge({ read, graceSeconds }) {
    const orders = await read('order').rows<Order>(
      `select id, total as amount, currency, payment_status in ('paid', 'refund_pending', 'partially_refunded', 'refunded') as paid from orders`,
    )
    const payments = await read('payment').rows<Payment>(
      `select id, order_id as "orderId", status, amount, currency,
              extract(epoch from now() - created_at)::bigint as "ageSeconds"
         from payment`,
    )
    const charges = await read('sandbox').rows<Charge>(
      `select key, outcome, amount, currency, extract(epoch from now() - at)::bigint as "ageSeconds" from charge`,
    )
    return [
      paidOrders(orders, payments),
      paymentsOfOrders(orders, payments, graceSeconds),
      succeededPayments(payments, charges, graceSeconds),
      capturedCharges(payments, charges),
    ]
  },
}

function paidOrders(orders: readonly Order[], payments: readonly Payment[]): Finding {
  const { finding, look } = examine('paid orders with one payment of their total')
  const succeeded = Map.groupBy(
    payments.filter(({ status }) => status === 'succeeded'),
    ({ orderId }) => orderId,
  )
  for (const order of orders.filter(({ paid }) => paid)) {
    const [payment, second] = succeeded.get(order.id) ?? []
    if (!payment) look(`order ${order.id} is paid, but no payment of it succeeded`)
    else if (second) look(`order ${order.id} was paid by ${payment.id} and again by ${second.id}`)
    else look(differ(order, payment) && `order ${order.id} is ${sum(order)}, its payment ${sum(payment)}`)
  }
  return finding
}

/** An intent is written after its order: without one, money is asked for something that was lost. */
function paymentsOfOrders(
  orders: readonly Order[],
  payments: readonly Payment[],
  graceSeconds: number,
): Finding {
  const { finding, look } = examine('payments of orders that are there')
  const known = new Set(orders.map(({ id }) => id))
  for (const { id, orderId, ageSeconds } of payments) {
    look(
      ageSeconds > graceSeconds && !known.has(orderId) && `${id} is for order ${orderId}, which is not there`,
    )
  }
  return finding
}

function succeededPayments(
  payments: readonly Payment[],
  charges: readonly Charge[],
  graceSeconds: number,
): Finding {
  const { finding, look } = examine('payments of which the provider says the same')
  const byKey = new Map(charges.map((charge) => [charge.key, charge]))
  for (const payment of payments) {
    const charge = byKey.get(payment.id)
    const captured = charge?.outcome === 'captured'
    if (payment.status === 'succeeded') {
      look(
        (!captured && `${payment.id} succeeded, but the provider captured nothing`) ||
          (charge &&
            differ(charge, payment) &&
            `${payment.id} is ${sum(payment)}, the provider took ${sum(charge)}`),
      )
    } else if (payment.status === 'pending') {
      look(
        charge &&
          charge.ageSeconds > graceSeconds &&
          `${payment.id} is pending, long after the provider had ${charge.outcome} it`,
      )
    } else look(captured && `${payment.id} is ${payment.status}, but the provider took ${sum(payment)}`)
  }
  return finding
}

function capturedCharges(payments: readonly Payment[], charges: readonly Charge[]): Finding {
  const { finding, look } = examine('captures in the provider’s log, one an order')
  const orderOf = new Map(payments.map(({ id, orderId }) => [id, orderId]))
  const captureOf = new Map<string, string>()
  for (const { key, outcome } of charges) {
    if (outcome !== 'captured') continue
    const order = orderOf.get(key)
    const earlier = order && captureOf.get(order)
    if (order) captureOf.set(order, key)
    look(
      (!order && `the provider captured ${key}, of which the platform knows nothing`) ||
        (earlier && `order ${order} was captured as ${earlier} and again as ${key}`),
    )
  }
  return finding
}

const balanced: Invariant = {
  number: 8,
  title: 'Money balances: postings sum to zero, and each capture and refund is posted',
  instant: false,
  reads: ['payment'],
  judge: async ({ read }) => [
    await read('payment').examine(
      'transactions whose postings sum to zero in each currency',
      `select case when sum(amount) <> 0
                then format('%s: postings in %s sum to %s', transaction_id, currency, sum(amount)) end as breach
         from posting group by transaction_id, currency`,
    ),
    await read('payment').examine(
      'captures and refunds that are posted with their amount',
      `select case
                when moved.id is null then format('%s is posted, but nothing was captured or given back', id)
                when posted.amount is null then format('%s is not posted', id)
                when posted.amount <> moved.amount or posted.currency <> moved.currency
                then format('%s is %s %s, posted as %s %s', id, moved.amount, moved.currency, posted.amount, posted.currency) end as breach
         from (select id, amount - released as amount, currency from payment
                where status = 'succeeded' and amount > released
               union all
               select id, -amount, currency from refund where status = 'succeeded') as moved
         full join (select transaction_id as id, sum(amount) as amount, min(currency) as currency
                      from posting where account = 'provider' group by transaction_id) as posted using (id)`,
    ),
  ],
}

export const PAYMENTS: readonly Invariant[] = [oneCapture, balanced]
