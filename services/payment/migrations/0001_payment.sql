-- Up Migration

-- An intent is written, durably, before the provider is asked. `refunded` counts what was promised
-- back, whether or not the provider has confirmed it, so that promises never pass what was captured.
create table payment (
  id                 text collate "C" primary key,
  order_id           text        not null,
  user_id            text,
  amount             bigint      not null check (amount >= 0),
  currency           text        not null,
  method             text        not null,
  status             text        not null default 'pending'
                     check (status in ('pending', 'requires_action', 'succeeded', 'declined', 'voided')),
  provider_reference text,
  decline_reason     text,
  refunded           bigint      not null default 0,
  created_at         timestamptz not null default now(),
  updated_at         timestamptz not null default now(),
  check (refunded between 0 and amount),
  check (refunded = 0 or status = 'succeeded')
) with (fillfactor = 50);
-- Read between the last sweep and now only, so a summary of each range of pages is enough.
create index payment_age on payment using brin (created_at) with (pages_per_range = 16, autosummarize = on);

-- Double entry: the amounts of a transaction sum to zero per currency.
create table posting (
  transaction_id text collate "C" not null,
  account        text        not null,
  amount         bigint      not null check (amount <> 0),
  currency       text        not null,
  at             timestamptz not null default now(),
  primary key (transaction_id, account)
);

create table refund (
  id                 text collate "C" primary key,
  payment_id         text        not null references payment (id),
  order_id           text        not null,
  amount             bigint      not null check (amount > 0),
  currency           text        not null,
  reason             text,
  status             text        not null default 'pending' check (status in ('pending', 'succeeded')),
  provider_reference text,
  -- Whose Idempotency-Key waits for the outcome, where one was sent.
  caller             text,
  key                text,
  created_at         timestamptz not null default now()
);
create index refund_payment on refund (payment_id);
create index refund_pending on refund (created_at) where status = 'pending';
