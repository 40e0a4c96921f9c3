/** Totals, added up again from the lines that were placed: by this program, not by the one that priced them. */
import type { Invariant } from './invariant.ts'

const totals: Invariant = {
  number: 9,
  title: 'Total = lines − discounts + shipping + tax, to the minor unit',
  instant: true,
  reads: ['order'],
  judge: async ({ read }) => [
    await read('order').examine(
      'orders whose placed event adds up',
      `select case
                when total < 0 or shipping < 0 or discount < 0 or tax < 0 then format('order %s: an amount below zero', id)
                when subtotal <> lines then format('order %s: its lines are %s, its subtotal %s', id, lines, subtotal)
                when discount <> discounts then format('order %s: its lines are discounted by %s, it by %s', id, discounts, discount)
                when tax < taxes then format('order %s: its lines are taxed %s, it %s', id, taxes, tax)
                when total <> lines - discounts + shipping + tax
                then format('order %s: %s − %s + %s + %s is not %s', id, lines, discounts, shipping, tax, total) end as breach
         from (
           select stream as id, amounts.subtotal, amounts.discount, amounts.shipping, amounts.tax, amounts.total, sums.*
             from order_event
            cross join json_to_record(data)
               as amounts (subtotal bigint, discount bigint, shipping bigint, tax bigint, total bigint, lines json)
            cross join lateral (
              select coalesce(sum(price * quantity), 0) as lines, coalesce(sum(line.discount), 0) as discounts,
                     coalesce(sum(line.tax), 0) as taxes
                from json_to_recordset(amounts.lines)
                  as line (price bigint, quantity bigint, discount bigint, tax bigint)) as sums
            where type = 'order.placed') as placed`,
    ),
    await read('order').examine(
      'orders that cost what was placed',
      `select case when orders.total <> (data->>'total')::bigint or orders.currency <> data->>'currency'
                then format('order %s is %s %s, placed as %s %s', id, orders.total, orders.currency, data->>'total', data->>'currency') end as breach
         from orders join order_event on stream = id and order_event.version = 1`,
    ),
    await read('order').examine(
      'confirmations of what was placed',
      `select case when confirmed.data->>'total' <> placed.data->>'total'
                then format('order %s was confirmed at %s, placed at %s', stream, confirmed.data->>'total', placed.data->>'total') end as breach
         from order_event as confirmed join order_event as placed using (stream)
        where confirmed.type = 'order.confirmed' and placed.version = 1`,
    ),
  ],
}

export const TOTALS: readonly Invariant[] = [totals]
