/** Breaches of what follows a sale: refunds, pieces that come back, parcels; and of what is kept for reading beside it. */
import { ago, HEARD, payment, type Plant } from './plants.fixture.ts'

export const AFTER_SALE_PLANTS: readonly Plant[] = [
  {
    name: 'an order that says less went back than its payment does tells its owner wrongly',
    service: 'order',
    sql: ({ refundedInPart }) =>
      `update order_event set data = jsonb_set(data::jsonb, '{amount}', '2')::json
        where stream = '${refundedInPart}' and type = 'order.refunded'`,
    breaks: [7],
  },
  {
    name: 'a refund of another amount than was decided gives back what nobody decided',
    service: 'order',
    sql: ({ cameBackInPart }) =>
      `update order_event set data = jsonb_set(data::jsonb, '{amount}', '2')::json
        where stream = '${cameBackInPart}' and type = 'order.refund_requested'`,
    breaks: [7],
  },
  {
    name: 'a refund that the provider gave otherwise is not the one in the books',
    service: 'sandbox',
    sql: ({ cameBackInPart }) =>
      `update refund set amount = amount + 1 where charge_key = '${payment(cameBackInPart)}'`,
    breaks: [7],
  },
  {
    name: 'a refund that was decided and that nobody is at never comes to its end',
    service: 'order',
    sql: ({ confirmed }) => `
      insert into order_event (stream, version, type, data, at)
      select id, version + 1, 'order.refund_requested', '{"refundId":"rfn_planted","amount":1,"lines":[]}', ${ago(10)}
        from orders where id = '${confirmed}';
      update orders set version = version + 1 where id = '${confirmed}';${HEARD}`,
    breaks: [10],
  },
  {
    name: 'a refund that has ended and is still to be done is asked for for ever',
    service: 'order',
    sql: ({ cameBackInPart }) =>
      `insert into order_refund (id, order_id, begun_at)
       select data->>'refundId', stream, ${ago(10)} from order_event
        where stream = '${cameBackInPart}' and type = 'order.refunded'`,
    breaks: [10],
  },
  {
    name: 'pieces that came back twice for one refund are more than were sold',
    service: 'inventory',
    sql: () => `
      insert into movement (sku, delta, kind, reason, reference)
      select sku, delta, kind, reason, reference from movement where reason = 'came back'
       union all select sku, -delta, kind, 'planted', null from movement where reason = 'came back'`,
    breaks: [4],
  },
  {
    name: 'a refunded piece that never reached the shelf is lost',
    service: 'inventory',
    sql: () => `update movement set reason = 'planted' where reason = 'came back'`,
    breaks: [4],
  },
  {
    name: 'a product on sale that search lost is not found',
    service: 'search',
    sql: () => `
      delete from document_a where product_id = 'small-1';
      delete from document_b where product_id = 'small-1'`,
    breaks: [17],
  },
  {
    name: 'an event that search has no memory of was not applied',
    service: 'search',
    sql: () =>
      `delete from inbox where event_id = (select max(event_id) from inbox where event_id ~ '^catalog-')`,
    breaks: [13],
  },
  {
    name: 'an event that shipping heard and nobody said was made up',
    service: 'shipping',
    sql: () => `insert into inbox (consumer, event_id) values ('shipping', 'order-999999')`,
    breaks: [13],
  },
  {
    name: 'an order that left the house without its parcel cannot be followed',
    service: 'shipping',
    sql: ({ delivered }) => `delete from shipment where order_id = '${delivered}'`,
    breaks: [17],
  },
  {
    name: 'a parcel that did not arrive with its order says otherwise than it',
    service: 'shipping',
    sql: ({ delivered }) => `update shipment set status = 'in_transit' where order_id = '${delivered}'`,
    breaks: [17],
  },
  {
    name: 'an address that is kept of somebody who was erased was not forgotten',
    service: 'identity',
    sql: () => `update account set erased_at = now() where email_key = 'one@example.com'`,
    breaks: [17],
  },
]
