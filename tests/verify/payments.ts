/** Money: captured once, given back at most once, and every cent in two accounts. Compared with the provider's own log. */
import { examine, type Finding, type Invariant } from './invariant.ts'
import type { Reader } from './databases.ts'

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
type Money = { readonly amount: number; readonly currency: string }

const sum = ({ amount, currency }: Money) => `${amount} ${currency}`
const differ = (one: Money, other: Money) => one.amount !== other.amount || one.currency !== other.currency

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

const refunds: Invariant = {
  number: 7,
  title: 'Refunds: each above zero, together never above what was captured',
  instant: true,
  reads: ['payment', 'sandbox'],
  async judge({ read }) {
    const own = await read('payment').examine(
      'payments that gave back no more than they took',
      `select case
                when given.least <= 0 then format('%s has a refund of %s', id, given.least)
                when coalesce(given.amount, 0) > case when status = 'succeeded' then payment.amount - released else 0 end
                then format('%s: %s given back of %s (%s)', id, given.amount, payment.amount, status)
                when coalesce(given.amount, 0) <> refunded
                then format('%s: says %s given back, its refunds %s', id, refunded, coalesce(given.amount, 0))
                when given.currencies > 1 or given.currency <> payment.currency
                then format('%s: refunds in another currency', id) end as breach
         from payment
         left join (select payment_id as id, sum(amount) as amount, min(amount) as least,
                           min(currency) as currency, count(distinct currency) as currencies
                      from refund group by payment_id) as given using (id)`,
    )
    return [own, await providersRefunds(read('payment'), read('sandbox'))]
  },
}

/** What is written as given back was given back, and nothing else was. */
async function providersRefunds(payment: Reader, sandbox: Reader): Promise<Finding> {
  const { finding, look } = examine('refunds of which the provider says the same')
  type Given = { readonly id: string; readonly charge: string; readonly done: boolean } & Money
  const ours = await payment.rows<Given>(
    `select id, payment_id as charge, amount, currency, status = 'succeeded' as done from refund`,
  )
  const theirs = await sandbox.rows<Given & { taken: number }>(
    `select refund.key as id, charge_key as charge, refund.amount, refund.currency, true as done,
            case when outcome = 'captured' then coalesce(charge.captured, charge.amount) else 0 end as taken
       from refund join charge on charge.key = charge_key`,
  )
  const byId = new Map(theirs.map((given) => [given.id, given]))
  for (const refund of ours) {
    const given = byId.get(refund.id)
    look(
      (!given && refund.done && `${refund.id} is said to be given back, the provider knows nothing of it`) ||
        (given && differ(given, refund) && `${refund.id} is ${sum(refund)}, the provider gave ${sum(given)}`),
    )
  }
  const known = new Set(ours.map(({ id }) => id))
  for (const [key, given] of Map.groupBy(theirs, ({ charge }) => charge)) {
    const total = given.reduce((all, { amount }) => all + amount, 0)
    const stranger = given.find(({ id }) => !known.has(id))
    const taken = given[0]?.taken ?? 0
    look(
      (stranger && `the provider gave back ${stranger.id}, of which the platform knows nothing`) ||
        (total > taken && `the provider gave back ${total} of ${key}, of which it took ${taken}`),
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

export const PAYMENTS: readonly Invariant[] = [oneCapture, refunds, balanced]
