/** The SQL of figures: a period is found by its pages (`orders_by_age`), and added up where it lies. */
import type { Period } from '@rialto/kernel/list/period'
import type { Sql } from '@rialto/kernel/sql/database'
import type { Status } from '../domain.ts'

/** Orders of one day, currency and status. Amounts in minor units. */
export type Sold = {
  /** `2026-01-15`; null for all days of the period before. */
  readonly day: string | null
  readonly currency: string
  readonly status: Status
  readonly orders: number
  readonly paidOrders: number
  readonly paid: number
  readonly refunded: number
}

/** 100,000 orders of a year and the year before: 0.15 s; a month of them 0.03 s. */
export async function addUp(db: Sql, { from, to, before, timeZone }: Period): Promise<Sold[]> {
  return db.rows<Sold>`
    with placed as (
      select id, case when created_at >= ${from} then (created_at at time zone ${timeZone})::date end as day,
             currency, status, total,
             payment_status in ('paid', 'refund_pending', 'partially_refunded', 'refunded') as was_paid
        from orders where created_at >= ${before} and created_at < ${to}),
    given_back as (
      select stream, sum((data->>'amount')::bigint) as amount
        from order_event where type = 'order.refunded' and stream in (select id from placed) group by stream)
    select placed.day::text, currency, status, count(*) as orders, count(*) filter (where was_paid) as "paidOrders",
           coalesce(sum(total) filter (where was_paid), 0) as paid, coalesce(sum(amount), 0) as refunded
      from placed left join given_back on stream = id
     group by placed.day, currency, status`
}

/** Every day of the period, in its order. */
export async function daysOf(db: Sql, { from, to, timeZone }: Period): Promise<string[]> {
  const rows = await db.rows<{ day: string }>`
    select day::date::text
      from generate_series(date_trunc('day', ${from}::timestamptz at time zone ${timeZone}),
                           (${to}::timestamptz - interval '1 microsecond') at time zone ${timeZone}, interval '1 day') as day
     order by day`
  return rows.map(({ day }) => day)
}

export type TopProduct = {
  readonly sku: string
  readonly name: string
  readonly quantity: number
  readonly revenue: number
}

/** Lines stand in the events alone; reading them takes 11 µs an order. */
const TOP_ORDERS_MAX = 50_000

/** What brought in most of the newest paid orders of a period, and how many orders those are. */
export async function topProducts(
  db: Sql,
  { from, to }: Period,
  currency: string,
  limit: number,
): Promise<{ readonly products: TopProduct[]; readonly orders: number }> {
  const rows = await db.rows<TopProduct & { orders: number }>`
    with paid as materialized (
      select id from orders
       where created_at >= ${from} and created_at < ${to} and currency = ${currency}
         and payment_status in ('paid', 'partially_refunded')
       order by id desc limit ${TOP_ORDERS_MAX}),
    line as (
      select sold.sku, sold.name, sold.quantity, sold.price * sold.quantity - sold.discount + sold.tax as revenue
        from paid join order_event on stream = id and version = 1
       cross join json_to_recordset(data->'lines')
          as sold (sku text, name text, quantity int, price bigint, discount bigint, tax bigint)
       union all
      select back.sku, null, -back.quantity, -back.amount
        from order_event cross join json_to_recordset(data->'lines') as back (sku text, quantity int, amount bigint)
       where type = 'order.refunded' and stream in (select id from paid))
    select sku, max(name) as name, sum(quantity) as quantity, sum(revenue) as revenue,
           (select count(*) from paid) as orders
      from line group by sku order by sum(revenue) desc, sku limit ${limit}`
  return {
    products: rows.map(({ orders: _orders, ...product }) => product),
    orders: rows[0]?.orders ?? 0,
  }
}
