-- Up Migration

-- Money may be set aside before it is taken. `capturing` and `voiding` are decided, not yet confirmed.
alter table payment
  drop constraint payment_status_check,
  add constraint payment_status_check check (status in
    ('pending', 'requires_action', 'authorised', 'capturing', 'voiding', 'succeeded', 'declined', 'voided')),
  -- `manual`: only set aside, until somebody captures it.
  add column capture  text   not null default 'automatic' check (capture in ('automatic', 'manual')),
  -- What of the amount was let go by a partial capture.
  add column released bigint not null default 0 check (released between 0 and amount),
  add constraint payment_refunded_captured check (refunded <= amount - released);

-- Payments that wait for their cardholder or for staff: few, and apart, so that the many pay nothing for them.
create table waiting (
  payment_id text collate "C" primary key references payment (id),
  -- Where the cardholder goes, while that is what it waits for.
  url        text,
  -- When it was said to end by itself.
  expires_at timestamptz not null,
  -- When somebody looks again: at the end, or sooner after a decision that the provider has not confirmed.
  due_at     timestamptz not null
);
create index waiting_due on waiting (due_at);

-- Each word of a provider once, remembered with its effect.
create table webhook (
  provider    text        not null,
  id          text        not null,
  type        text        not null,
  payment_id  text,
  effect      text        not null check (effect in ('moved', 'stayed', 'mismatch', 'ignored')),
  received_at timestamptz not null default now(),
  primary key (provider, id)
);
create index webhook_age on webhook (received_at);

-- Differences between our books and the provider's. The same one is told once, however often it is met.
create table mismatch (
  id          text collate "C" primary key,
  provider    text        not null,
  kind        text        not null,
  subject     text        not null,
  payment_id  text,
  reference   text,
  ours        text,
  theirs      text        not null,
  created_at  timestamptz not null default now(),
  resolved_at timestamptz,
  resolved_by text,
  resolution  text,
  unique (provider, kind, subject, theirs)
);
create index mismatch_open on mismatch (id) where resolved_at is null;
