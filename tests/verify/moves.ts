/** Moves: only legal ones, an event for each, and money back where an order was taken back. */
import type { Reader } from './databases.ts'
import { histories } from './histories.ts'
import { examine, type Finding, type Invariant } from './invariant.ts'

const legalMoves: Invariant = {
  number: 11,
  title: 'Only legal moves; cancelled after capture means refunded',
  instant: true,
  reads: ['order', 'payment'],
  async judge({ read, graceSeconds }) {
    const { finding, look } = examine('orders whose events could follow each other')
    for await (const { id, illegal } of histories(read('order'))) look(illegal && `order ${id}: ${illegal}`)
    return [finding, await givenBack(read('order'), read('payment'), graceSeconds)]
  },
}

async function givenBack(order: Reader, payment: Reader, graceSeconds: number): Promise<Finding> {
  const { finding, look } = examine('cancelled and declined orders that keep no money')
  type Kept = { id: string; kept: number; currency: string }
  const kept = await payment.rows<Kept>(
    `select order_id as id, sum(amount - refunded) as kept, min(currency) as currency
       from payment where status = 'succeeded' group by order_id having sum(amount - refunded) > 0`,
  )
  const keptOf = new Map(kept.map((row) => [row.id, row]))
  const ended = order.each<{ id: string; status: string }>(
    `select id, status from orders
      where status in ('cancelled', 'declined') and updated_at < now() - make_interval(secs => $1)`,
    [graceSeconds],
  )
  for await (const { id, status } of ended) {
    const money = keptOf.get(id)
    look(money && `order ${id} is ${status}, but ${money.kept} ${money.currency} of it were kept`)
  }
  return finding
}

const eventsAndChanges: Invariant = {
  number: 12,
  title: 'An event for every change, and a change for every event',
  instant: true,
  reads: ['order', 'payment', 'inventory'],
  judge: async ({ read }) => [
    await orderStreams(read('order')),
    await read('payment').examine(
      'payments and refunds that were told once',
      `select case
                when moved.id is null then format('%s was told (%s), but did not happen', id, said.type)
                when coalesce(said.times, 0) <> 1 then format('%s was told %s times', id, coalesce(said.times, 0)) end as breach
         from (select id, 'payment.succeeded' as type from payment where status = 'succeeded'
               union all select id, 'payment.refunded' from refund where status = 'succeeded') as moved
         full join (
           select coalesce(data->>'refundId', data->>'paymentId') as id, type, count(*) as times
             from outbox_event where type in ('payment.succeeded', 'payment.refunded') group by 1, 2) as said using (id, type)`,
    ),
    await read('inventory').examine(
      'SKUs whose level is the one that was told last',
      `select case
                when stock.sku is null then format('%s was told of, but is not kept', sku)
                when said.sku is null and (stock.version > 1 or on_hand > 0)
                then format('%s changed %s times and nothing was told', sku, stock.version)
                when (stock.version, on_hand, reserved) <> (said.version, said.held, said.promised)
                then format('%s: %s on hand and %s reserved (change %s), told %s and %s (change %s)',
                            sku, on_hand, reserved, stock.version, said.held, said.promised, said.version) end as breach
         from stock
         full join (
           select distinct on (1) level->>'sku' as sku, (level->>'version')::bigint as version,
                  (level->>'onHand')::bigint as held, (level->>'reserved')::bigint as promised
             from outbox_event cross join json_array_elements(data->'levels') as level
            where type = 'inventory.levels_changed' order by 1, 2 desc) as said using (sku)`,
    ),
  ],
}

async function orderStreams(order: Reader): Promise<Finding> {
  const { finding, look } = examine('orders with an unbroken row of events')
  const rows = await order.rows<{ id: string; version: number }>('select id, version from orders')
  const versionOf = new Map(rows.map(({ id, version }) => [id, version]))
  for await (const { id, versions } of histories(order)) {
    const gap = versions.findIndex((version, i) => version !== i + 1)
    const version = versionOf.get(id)
    versionOf.delete(id)
    look(
      (gap !== -1 && `order ${id} lacks event ${gap + 1}`) ||
        (version === undefined && `order ${id} has events, but no row`) ||
        (version !== versions.length &&
          `order ${id} has ${versions.length} events, its row counts ${version}`),
    )
  }
  for (const id of versionOf.keys()) look(`order ${id} has a row, but no events`)
  return finding
}

export const MOVES: readonly Invariant[] = [legalMoves, eventsAndChanges]
