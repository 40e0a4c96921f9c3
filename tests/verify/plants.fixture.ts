/** Breaches, each as SQL in one database, and exactly the invariants that must notice. */
import type { SmallPlatform } from './small-platform.fixture.ts'

export type Plant = {
  readonly name: string
  readonly service: string
  readonly sql: (orders: SmallPlatform['orders']) => string
  readonly breaks: readonly number[]
}

export const payment = (orderId: string) => orderId.replace('ord_', 'pay_')
export const ago = (minutes: number) => `now() - interval '${minutes} minutes'`

/** What the platform said last is heard by everybody, so that only what is planted looks late. */
export const HEARD = `
  update outbox_cursor set id = (select max(id) from outbox_event);`

export const PLANTS: readonly Plant[] = [
  {
    name: 'an order without lines has lost them',
    service: 'order',
    sql: ({ confirmed }) =>
      `update order_event set data = jsonb_set(data::jsonb, '{lines}', '[]')::json where stream = '${confirmed}' and version = 1`,
    breaks: [1, 9],
  },
  {
    name: 'one order as the answer to two keys was asked for twice and made once too rarely',
    service: 'order',
    sql: () =>
      `insert into idempotency (caller, key, body_hash, status, answer)
       select caller, key || '-again', body_hash, status, answer from idempotency where status = 201 limit 1`,
    breaks: [2],
  },
  {
    name: 'a number that two orders have was given twice',
    service: 'order',
    sql: ({ confirmed, delivered }) =>
      `update orders set number = (select number from orders where id = '${confirmed}') where id = '${delivered}'`,
    breaks: [2],
  },
  {
    name: 'more reserved than on hand is oversold',
    service: 'inventory',
    sql: () =>
      `alter table stock drop constraint stock_check; update stock set reserved = on_hand + 1 where sku = 'SMALL-1'`,
    breaks: [3, 12, 17],
  },
  {
    name: 'a piece that is missing from the ledger is not conserved',
    service: 'inventory',
    sql: () => `update movement set delta = delta + 1 where kind = 'receipt' and sku = 'SMALL-1'`,
    breaks: [4],
  },
  {
    name: 'a sale without its movement is not conserved',
    service: 'inventory',
    sql: ({ confirmed }) => `delete from movement where reference = '${confirmed}' and sku = 'SMALL-1'`,
    breaks: [4],
  },
  {
    name: 'a hold that never ended outlives its expiry',
    service: 'inventory',
    sql: () => `update hold set expires_at = ${ago(60)} where outcome is null`,
    breaks: [5],
  },
  {
    name: 'a confirmed order whose stock was released may be sold again',
    service: 'inventory',
    sql: ({ confirmed }) => `update hold set outcome = 'released' where id = '${confirmed}'`,
    breaks: [4, 5],
  },
  {
    name: 'a doubled capture is one too many',
    service: 'sandbox',
    sql: ({ confirmed }) =>
      `insert into charge (key, reference, amount, currency, token, outcome)
       select key || '_2', reference, amount, currency, token, outcome from charge where key = '${payment(confirmed)}'`,
    breaks: [6],
  },
  {
    name: 'a capture that the provider does not know never happened',
    service: 'sandbox',
    sql: ({ confirmed }) => `delete from charge where key = '${payment(confirmed)}'`,
    breaks: [6],
  },
  {
    name: 'a capture of another amount is not that of the order',
    service: 'sandbox',
    sql: ({ confirmed }) => `update charge set amount = amount + 1 where key = '${payment(confirmed)}'`,
    breaks: [6],
  },
  {
    name: 'a paid order without its payment was never paid',
    service: 'payment',
    sql: ({ confirmed }) => `delete from payment where order_id = '${confirmed}'`,
    breaks: [6, 8, 12],
  },
  {
    name: 'two payments of one order charge twice, whatever the provider says',
    service: 'payment',
    sql: ({ confirmed, delivered }) =>
      `update payment set order_id = '${confirmed}' where order_id = '${delivered}'`,
    breaks: [6],
  },
  {
    name: 'a refund above the capture gives back what was never taken',
    service: 'payment',
    sql: ({ refundedInPart }) => `
      alter table payment drop constraint payment_check, drop constraint payment_refunded_captured;
      update refund set amount = 1000000 where order_id = '${refundedInPart}';
      update payment set refunded = 1000000 where order_id = '${refundedInPart}'`,
    breaks: [7, 8],
  },
  {
    name: 'a refund that only the provider knows is one too many',
    service: 'sandbox',
    sql: ({ confirmed }) =>
      `insert into refund (key, charge_key, reference, amount, currency) values ('rfn_planted', '${payment(confirmed)}', 'x', 1, 'USD')`,
    breaks: [7],
  },
  {
    name: 'an unbalanced posting makes or loses money',
    service: 'payment',
    sql: ({ confirmed }) =>
      `update posting set amount = amount - 1 where transaction_id = '${payment(confirmed)}' and account = 'sales'`,
    breaks: [8],
  },
  {
    name: 'a capture that was never posted is not in the books',
    service: 'payment',
    sql: ({ confirmed }) => `delete from posting where transaction_id = '${payment(confirmed)}'`,
    breaks: [8],
  },
  {
    name: 'a total that its lines do not add up to is wrong',
    service: 'order',
    sql: ({ confirmed }) =>
      `update order_event set data = jsonb_set(data::jsonb, '{shipping}', '1')::json where stream = '${confirmed}' and version = 1`,
    breaks: [9],
  },
  {
    name: 'an order that is pending for long does not come to rest',
    service: 'order',
    sql: () => `
      insert into order_event (stream, version, type, data, at)
      select 'ord_stuck', 1, type, data, ${ago(10)} from order_event where version = 1 limit 1;
      insert into orders (id, number, version, status, payment_status, currency, total, created_at, updated_at)
      select 'ord_stuck', 1, 1, 'pending', 'unpaid', currency, total, ${ago(10)}, ${ago(10)}
        from orders join order_event on stream = id and order_event.version = 1 and data::text =
             (select data::text from order_event where stream = 'ord_stuck') limit 1;${HEARD}`,
    breaks: [10],
  },
  {
    name: 'an order that was shipped after it was cancelled made an illegal move',
    service: 'order',
    sql: ({ cancelled }) => `
      insert into order_event (stream, version, type, data, at)
      select id, version + 1, 'order.shipped', '{"by":"planted"}', now() from orders where id = '${cancelled}';
      update orders set version = version + 1, status = 'shipped' where id = '${cancelled}';${HEARD}`,
    breaks: [5, 11, 13, 17],
  },
  {
    name: 'a cancelled order whose money was kept was not given back',
    service: 'payment',
    sql: ({ cancelled }) => `
      delete from posting where transaction_id in (select id from refund where order_id = '${cancelled}');
      delete from outbox_event where type = 'payment.refunded' and key = '${cancelled}';
      delete from refund where order_id = '${cancelled}';
      update payment set refunded = 0 where order_id = '${cancelled}'`,
    breaks: [7, 11, 13],
  },
  {
    name: 'an order with a gap in its events has lost a change',
    service: 'order',
    sql: ({ confirmed }) =>
      `update order_event set version = version + 1 where stream = '${confirmed}' and version > 1`,
    breaks: [12],
  },
  {
    name: 'an order without its row is a change that nobody sees',
    service: 'order',
    sql: ({ confirmed }) => `delete from orders where id = '${confirmed}'`,
    breaks: [1, 2, 5, 6, 12],
  },
  {
    name: 'a capture that nobody was told of has no event',
    service: 'payment',
    sql: ({ confirmed }) =>
      `delete from outbox_event where key = '${confirmed}' and type = 'payment.succeeded'`,
    breaks: [12],
  },
  {
    name: 'a level that was never told has no event',
    service: 'inventory',
    sql: () => `update stock set version = version + 1 where sku = 'SMALL-2'`,
    breaks: [12, 17],
  },
  {
    name: 'a missing mail was never written',
    service: 'notification',
    sql: ({ confirmed }) => `delete from mail where about = '${confirmed}'`,
    breaks: [13],
  },
  {
    name: 'a second mail tells the same thing twice',
    service: 'notification',
    sql: ({ confirmed }) => `
      alter table mail drop constraint mail_once;
      insert into mail (id, about, kind, locale, cause, status, at)
      select id || 'x', about, kind, locale, cause, 'no_recipient', at from mail where about = '${confirmed}'`,
    breaks: [13],
  },
  {
    name: 'an event that a consumer has no memory of was not applied',
    service: 'inventory',
    sql: () =>
      `delete from inbox where event_id = (select max(event_id) from inbox where event_id ~ '^order-')`,
    breaks: [13],
  },
  {
    name: 'an event that nobody said was made up',
    service: 'inventory',
    sql: () => `insert into inbox (consumer, event_id) values ('inventory', 'order-999999')`,
    breaks: [13],
  },
  {
    name: 'a cursor that stands still lets the outbox stick',
    service: 'order',
    sql: () => `update outbox_cursor set id = 0 where consumer = 'notification'`,
    breaks: [14],
  },
  {
    name: 'an event that was put aside too early was not tried',
    service: 'notification',
    sql: () => `
      insert into parked_event (consumer, event_id, type, event, reason, tries)
      values ('notification', 'order-1', 'order.confirmed', '{}', 'planted', 2)`,
    breaks: [15],
  },
  {
    name: 'a row that says otherwise than its events is no read model of them',
    service: 'order',
    sql: ({ confirmed }) => `update orders set status = 'shipped' where id = '${confirmed}'`,
    breaks: [17],
  },
  {
    name: 'a shop that shows stock that is not there is no read model of it',
    service: 'catalog',
    sql: () => `update product_stock set available = available + 1 where sku = 'SMALL-1'`,
    breaks: [17],
  },
  {
    name: 'a refresh token that is current in two sessions was given twice',
    service: 'identity',
    sql: () => `update session set token_hash = (select token_hash from session order by id limit 1)`,
    breaks: [18],
  },
  {
    name: 'a refresh token that was spent and is current again was not rotated',
    service: 'identity',
    sql: () => `
      update session set previous_hash = (select token_hash from session order by id limit 1)
       where id = (select id from session order by id desc limit 1)`,
    breaks: [18],
  },
]
