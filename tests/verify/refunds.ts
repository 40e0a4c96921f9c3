/** Money that goes back: never more than came, and order, payment and provider say the same of it. */
import type { Reader } from './databases.ts'
import { examine, type Finding, type Invariant } from './invariant.ts'
import { differ, sum, type Money } from './payments.ts'

const refunds: Invariant = {
  number: 7,
  title: 'Refunds: each above zero, together never above what was captured',
  instant: true,
  // An order says that money went back after its payment did, and that after the provider gave it.
  reads: ['order', 'payment', 'sandbox'],
  async judge({ read, graceSeconds }) {
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
    return [
      own,
      await ordersRefunds(read('order'), read('payment'), graceSeconds),
      await providersRefunds(read('payment'), read('sandbox')),
    ]
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

type Asked = {
  readonly id: string
  readonly requested: boolean
  readonly refundId: string | null
  readonly amount: number
}
type Paid = { readonly refundId: string; readonly amount: number; readonly ageSeconds: number }

/**
 * What an order says went back, refund by refund and in sum, is what its payments gave back. An order that was
 * never confirmed says nothing of money that was taken for it by mistake: that none is kept is another promise.
 */
async function ordersRefunds(order: Reader, payment: Reader, graceSeconds: number): Promise<Finding> {
  const { finding, look } = examine('paid orders that say of their refunds what their payments say')
  const given = Map.groupBy(
    await payment.rows<Paid & { id: string }>(
      `select order_id as id, id as "refundId", amount, extract(epoch from now() - created_at)::bigint as "ageSeconds"
         from refund where status = 'succeeded'`,
    ),
    ({ id }) => id,
  )
  const said = Map.groupBy(
    await order.rows<Asked>(
      `select stream as id, type = 'order.refund_requested' as requested, data->>'refundId' as "refundId",
              (data->>'amount')::bigint as amount
         from order_event where type in ('order.refund_requested', 'order.refunded')`,
    ),
    ({ id }) => id,
  )
  const confirmed = order.each<{ id: string }>(
    `select stream as id from order_event where type = 'order.confirmed'`,
  )
  for await (const { id } of confirmed)
    look(firstDifference(id, said.get(id) ?? [], given.get(id) ?? [], graceSeconds))
  return finding
}

function firstDifference(
  id: string,
  said: readonly Asked[],
  given: readonly Paid[],
  graceSeconds: number,
): string | undefined {
  const total = (rows: readonly { amount: number }[]) => rows.reduce((all, { amount }) => all + amount, 0)
  const byId = new Map(given.map((refund) => [refund.refundId, refund.amount]))
  const told = said.filter(({ requested }) => !requested)
  const twice = told.find(({ refundId }, i) =>
    told.some((other, j) => j < i && refundId !== null && other.refundId === refundId),
  )
  if (twice) return `order ${id} says twice that ${twice.refundId} went back`
  const wrong = said.find(({ requested, refundId, amount }) => {
    const paid = refundId === null ? undefined : byId.get(refundId)
    return paid === undefined ? !requested && refundId !== null : paid !== amount
  })
  if (wrong)
    return `order ${id}: ${wrong.refundId} is ${wrong.amount}, its payment says ${byId.get(wrong.refundId ?? '')}`
  const old = given.filter(({ ageSeconds }) => ageSeconds >= graceSeconds)
  if (total(told) > total(given) || total(told) < total(old))
    return `order ${id} says that ${total(told)} went back, its payments ${total(given)}`
  return undefined
}

export const REFUNDS: readonly Invariant[] = [refunds]
