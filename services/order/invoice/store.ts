/** The SQL of invoices: numbers without gaps, each order one. */
import assert from 'node:assert/strict'
import type { Sql, Tx } from '@rialto/kernel/sql/database'

/** What ran when the feed was last looked at has ended by then: no statement takes longer than 8 s. */
const SETTLED_AFTER_SECONDS = 30

export type PaidOrder = { readonly orderId: string; readonly paidAt: string }
export type IssuedInvoice = { readonly number: number; readonly issuedAt: Date }

/** Whoever gives a number holds the counter to the end, so that none is given twice and none is lost. */
async function lockCounter(tx: Tx): Promise<void> {
  await tx.rows`select 1 from invoice_counter for update`
}

/** Gives each order that has none the next number. Counter and invoices commit together: no gaps. */
export async function issueInvoices(tx: Tx, paid: readonly PaidOrder[]): Promise<void> {
  if (paid.length === 0) return
  await lockCounter(tx)
  await tx.rows`
    with fresh as (
      select id, at, row_number() over (order by place) as nth
        from unnest(${paid.map(({ orderId }) => orderId)}::text[], ${paid.map(({ paidAt }) => paidAt)}::timestamptz[])
             with ordinality as paid (id, at, place)
       where not exists (select from order_invoice where order_id = paid.id)),
    counted as (
      update invoice_counter set last = last + (select count(*) from fresh) returning last)
    insert into order_invoice (order_id, number, issued_at)
    select id, last - (select count(*) from fresh) + nth, at from fresh cross join counted`
}

export async function findInvoice(db: Sql, orderId: string): Promise<IssuedInvoice | undefined> {
  const [invoice] = await db.rows<IssuedInvoice>`
    select number, issued_at as "issuedAt" from order_invoice where order_id = ${orderId}`
  return invoice
}

/**
 * Reads on in the feed of events, and gives the orders that were paid there. It stays behind what may still
 * be on its way: positions are drawn in order and commit in any. `last` is undefined when all is read.
 */
export async function readPaid(
  tx: Tx,
  limit: number,
): Promise<{ readonly paid: PaidOrder[]; readonly last: number | undefined }> {
  await lockCounter(tx)
  const [counter] = await tx.rows<{ readTo: number; safeTo: number }>`
    with looked as (
      update invoice_counter
         set safe_to = seen_to, seen_at = now(),
             seen_to = greatest(seen_to, coalesce((select max(position) from order_event), 0))
       where seen_at < now() - make_interval(secs => ${SETTLED_AFTER_SECONDS})
      returning read_to, safe_to)
    select read_to as "readTo", safe_to as "safeTo" from looked
     union all
    select read_to, safe_to from invoice_counter where not exists (select from looked)`
  assert(counter, 'the counter is a row that every schema has')
  // The bounds are values, not columns: joined to the counter, the planner read the feed from its first event
  // on (280 ms a round at 375,000 events, and more with each that came).
  const rows = await tx.rows<{ stream: string; type: string; at: Date; position: number }>`
    select stream, type, at, position from order_event
     where position > ${counter.readTo} and position <= ${counter.safeTo} order by position limit ${limit}`
  const paid = rows.filter(({ type }) => type === 'order.confirmed')
  return {
    paid: paid.map(({ stream, at }) => ({ orderId: stream, paidAt: at.toISOString() })),
    last: rows.at(-1)?.position,
  }
}

export async function markRead(tx: Tx, position: number): Promise<void> {
  await tx.rows`update invoice_counter set read_to = ${position}`
}
