-- Up Migration

-- What people did with parked events, and why: kept with the event as it was, for an event that is thrown
-- away is in no other table of this service.
create table event_act (
  id       bigint      generated always as identity primary key,
  consumer text        not null,
  event_id text        not null,
  type     text        not null,
  event    json        not null,
  act      text        not null check (act in ('applied', 'failed', 'discarded')),
  reason   text        not null,
  actor    text        not null,
  at       timestamptz not null default now()
);
