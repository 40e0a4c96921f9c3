-- Up Migration

-- What a service says to the others, written in the transaction of what it did, after it locked the rows
-- that it tells of: so the ids of one key rise in the order in which things happened. A relay passes a gap
-- once every transaction has ended that could still fill it (kernel/events/gaps.ts). It sees only those that
-- have a number, so a transaction gets its number first and draws an id then; and no ids are drawn ahead.
create sequence outbox_event_id cache 1;
create table outbox_event (
  id      bigint      primary key
                      default case when pg_current_xact_id() is not null then nextval('outbox_event_id') end,
  time    timestamptz not null default now(),
  type    text        not null,
  version smallint    not null default 1,
  key     text        not null,
  data    json        not null,
  meta    json
);

-- How far each listener has been served, and who serves it now.
create table outbox_cursor (
  consumer     text        primary key,
  id           bigint      not null default 0,
  holder       text,
  holder_until timestamptz not null default '-infinity'
) with (fillfactor = 50);

-- What has been applied: the row and the effect commit together, so twice delivered is once applied.
create table inbox (
  consumer    text        not null,
  event_id    text        not null,
  received_at timestamptz not null default now(),
  primary key (consumer, event_id)
);

-- Events that could not be applied after five tries, kept with the reason until someone replays them.
create table parked_event (
  consumer   text        not null,
  event_id   text        not null,
  type       text        not null,
  event      json        not null,
  reason     text        not null,
  tries      integer     not null,
  parked_at  timestamptz not null default now(),
  primary key (consumer, event_id)
);

-- The first answer to a key, kept as text because a replay is byte for byte.
create table idempotency (
  caller     text        not null,
  key        text        not null,
  body_hash  text        not null,
  status     smallint,
  answer     text,
  created_at timestamptz not null default now(),
  primary key (caller, key)
) with (fillfactor = 12);  -- Room for the answers on the page of their keys: so an answer needs no index entry.
create index idempotency_age on idempotency using brin (created_at);

-- Work that exactly one process does at a time, until its lease runs out.
create table lease (
  name   text        primary key,
  holder text        not null,
  until  timestamptz not null
);

-- How far a sweep has come: what is older is at rest. It stands in for an index of what is open, which
-- every order would pay for twice (an entry, and an update that can no longer stay on its page).
create table sweep_mark (
  name  text        primary key,
  until timestamptz not null
);
