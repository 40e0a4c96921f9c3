-- Up Migration

-- Parcels. An order may have several, and several orders may share one: a tracking number is not unique.
create table shipment (
  id              text        collate "C" primary key,
  order_id        text        collate "C" not null,
  -- Whose order it is; null for a guest's. Nothing else of a person is here.
  user_id         text        collate "C",
  carrier         text        not null,
  tracking_number text        not null,
  -- The number as it is looked up: capitals and digits.
  tracking_key    text        collate "C" not null,
  status          text        not null,
  -- What happened, oldest first: [{ status, at, location, note }].
  history         jsonb       not null,
  created_at      timestamptz not null,
  updated_at      timestamptz not null
);
create index shipment_order on shipment (order_id);
create index shipment_tracking on shipment (tracking_key, id);
create index shipment_user on shipment (user_id, id) where user_id is not null;
