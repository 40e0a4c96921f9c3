-- Up Migration

alter table charge
  drop constraint charge_outcome_check,
  add constraint charge_outcome_check check (outcome in
    ('captured', 'authorised', 'declined', 'requires_action', 'abandoned')),
  -- Only set aside, until it is captured.
  add column manual   boolean not null default false,
  -- What was taken, where that is only a part.
  add column captured bigint check (captured between 1 and amount);

-- What is to be told to the platform, until it has listened.
create table webhook (
  id         text        primary key,
  payload    text        not null,
  tries      integer     not null default 0,
  due_at     timestamptz not null default now()
);
create index webhook_due on webhook (due_at);
