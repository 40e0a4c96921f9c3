/** Orders: none that was acknowledged is missing, none is doubled, none stays under way. */
import type { Reader } from './databases.ts'
import { examine, type Acknowledged, type Finding, type Invariant } from './invariant.ts'

const IDS_PER_QUESTION = 10_000
/** What a client can have been told of an order only after it was paid. */
const TOLD_AFTER_PAYMENT = new Set(['confirmed', 'shipped', 'delivered'])

const nothingLost: Invariant = {
  number: 1,
  title: 'Nothing acknowledged is lost',
  instant: true,
  reads: ['order'],
  judge: async ({ read, acknowledged }) => [
    await acknowledgedOrders(read('order'), acknowledged),
    await read('order').examine(
      'orders with their lines',
      `select case when data is null or json_array_length(data->'lines') < 1 then format('order %s has no lines', id) end as breach
         from orders left join order_event on stream = id and order_event.version = 1`,
    ),
  ],
}

async function acknowledgedOrders(order: Reader, acknowledged: readonly Acknowledged[]): Promise<Finding> {
  const { finding, look } = examine('orders that clients were told of')
  for (let from = 0; from < acknowledged.length; from += IDS_PER_QUESTION) {
    const asked = acknowledged.slice(from, from + IDS_PER_QUESTION)
    const rows = await order.rows<{ id: string; confirmed: boolean }>(
      `select id, exists (select from order_event where stream = id and type = 'order.confirmed') as confirmed
         from orders where id = any($1)`,
      [asked.map(({ orderId }) => orderId)],
    )
    const found = new Map(rows.map((row) => [row.id, row]))
    for (const { orderId, status } of asked) {
      const row = found.get(orderId)
      const wasPaid = status !== undefined && TOLD_AFTER_PAYMENT.has(status)
      look(
        (!row && `order ${orderId} was acknowledged and is not there`) ||
          (wasPaid && !row?.confirmed && `order ${orderId} was acknowledged as ${status} and never was`),
      )
    }
  }
  return finding
}

const nothingDoubled: Invariant = {
  number: 2,
  title: 'Nothing doubled: one effect per idempotency key',
  instant: true,
  // Answers first: what they name was written before them.
  reads: ['order', 'payment'],
  judge: async ({ read }) => [
    await read('order').examine(
      'saved answers that name an order, a refund or a return of their own',
      `select case when count(*) > 1 then format('%s is the answer to %s keys', answered.id, count(*))
                   when min(made.id) is null then format('an answer was saved for %s, which is not there', answered.id) end as breach
         from (select answer::json->>'id' as id from idempotency where status = 201) as answered
         left join (select id from orders
                    union select coalesce(data->>'refundId', data->>'returnId') from order_event
                           where type like 'order.re%') as made using (id)
        group by answered.id`,
    ),
    await read('order').examine(
      'order numbers given once',
      `select case when count(*) > 1 then format('%s orders have the number %s', count(*), number) end as breach
         from orders group by number`,
    ),
    await read('payment').examine(
      'keys that made one refund',
      `select case when count(*) > 1 then format('the key %s of %s made %s refunds', key, caller, count(*)) end as breach
         from refund where key is not null group by caller, key`,
    ),
    await read('payment').examine(
      'saved answers that name a payment or refund of their own',
      `select case when count(*) > 1 then format('%s is the answer to %s keys', id, count(*)) end as breach
         from (select answer::json->>'id' as id from idempotency where status = 201) as answered group by id`,
    ),
  ],
}

const everythingRests: Invariant = {
  number: 10,
  title: 'Every order comes to rest',
  instant: false,
  reads: ['order', 'payment'],
  judge: async ({ read, graceSeconds }) => [
    await read('order').examine(
      'orders that are not between states for long',
      `select case
                when status = 'pending' and updated_at < now() - make_interval(secs => $1)
                then format('order %s is pending since %s', id, updated_at)
                when status = 'awaiting_payment' and expiry < now() - make_interval(secs => $1)
                then format('order %s awaits its payment, but its stock was held until %s', id, expiry)
                when payment_status = 'refund_pending' and updated_at < now() - make_interval(secs => $1)
                then format('order %s waits for its refund since %s', id, updated_at) end as breach
         from (select orders.*, (select max((data->>'holdExpiresAt')::timestamptz)
                                   from order_event where stream = id and type = 'order.awaiting_payment') as expiry
                 from orders) as orders`,
      [graceSeconds],
    ),
    await read('order').examine(
      'orders at rest with nothing left to do',
      `select case when order_id is not null and task <> 'await_payment'
                then format('order %s is %s, and still has to %s', id, status, task) end as breach
         from orders left join order_saga on order_id = id
        where status not in ('pending', 'awaiting_payment') and payment_status <> 'refund_pending'
          and updated_at < now() - make_interval(secs => $1)`,
      [graceSeconds],
    ),
    await read('order').examine(
      'refunds of orders that have come to their end',
      `select case
                when left_over.id is null and waits then format('refund %s of order %s was decided, and nobody is at it', id, order_id)
                when requested is null then format('refund %s is under way, but nobody decided it', id)
                when not waits and left_over.id is not null
                then format('refund %s of order %s has ended, and is still to be done', id, order_id)
                when waits then format('refund %s of order %s is under way since %s', id, order_id, since) end as breach
         from (select data->>'refundId' as id, stream as order_id, true as requested, min(at) as since,
                      bool_and(type = 'order.refund_requested') as waits
                 from order_event where type in ('order.refund_requested', 'order.refunded', 'order.refund_failed')
                  and data->>'refundId' is not null group by 1, 2) as decided
         full join (select id, order_id, begun_at from order_refund) as left_over using (id, order_id)
        where coalesce(since, begun_at) < now() - make_interval(secs => $1)`,
      [graceSeconds],
    ),
    await read('payment').examine(
      'payments and refunds that have their answer',
      `select case when waits and created_at < now() - make_interval(secs => $1)
                then format('%s waits for the provider since %s', id, created_at) end as breach
         from (select id, status = 'pending' as waits, created_at from payment
               union all select id, status = 'pending', created_at from refund) as asked`,
      [graceSeconds],
    ),
  ],
}

export const ORDERS: readonly Invariant[] = [nothingLost, nothingDoubled, everythingRests]
