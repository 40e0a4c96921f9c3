-- Up Migration

-- Money that went back, by its order: for the figures of a period. An order that is never refunded pays nothing for it.
create index order_event_refund on order_event (stream) where type = 'order.refunded';
