-- Up Migration

create sequence order_number start 100001;

-- What happened, and the only truth about an order; it is also this service's outbox.
create table order_event (
  stream   text collate "C" not null,
  version  integer     not null,
  type     text        not null,
  schema   smallint    not null default 1,
  data     json        not null,
  meta     json,
  at       timestamptz not null,
  -- As in the kernel's table, whose place it takes.
  position bigint      not null
                       default case when pg_current_xact_id() is not null then nextval('outbox_event_id') end,
  primary key (stream, version)
);
create unique index order_event_feed on order_event (position);

drop table outbox_event;
create view outbox_event as
  select position as id, at as time, type, schema as version, stream as key, data, meta from order_event;

-- What an order is now: a fold of its events, written in the same transaction.
create table orders (
  id              text collate "C" primary key,
  number          bigint      not null,
  version         integer     not null,
  user_id         text,
  status          text        not null,
  payment_status  text        not null,
  currency        text        not null,
  total           bigint      not null check (total >= 0),
  payment_id      text,
  reason          text,
  tracking_number text,
  attempt         integer     not null default 1,
  created_at      timestamptz not null,
  updated_at      timestamptz not null
) with (fillfactor = 60);
create index orders_of_user on orders (user_id, id);

-- Who a person is and where they live stays out of the events, so that it can be erased.
create table order_contact (
  order_id         text collate "C" primary key,
  email            text,
  shipping_address json
);

-- Unfinished business, one row an order: what has to be done, by whom, and for a wait until when.
-- A process that dies leaves its rows; another takes them over when the holder's lease has run out.
create table order_saga (
  order_id text collate "C" primary key,
  task     text        not null check (task in ('place', 'await_payment', 'settle', 'cancel')),
  holder   text        not null,
  due_at   timestamptz,
  method   text,
  token    text,
  caller   text,
  key      text
) with (fillfactor = 50);
