-- Up Migration

-- The provider's own log: nobody but the sandbox writes here, so the platform's books can be compared
-- with it as with a bank's statement.
create table charge (
  key        text        primary key,
  reference  text        not null,
  amount     bigint      not null check (amount >= 0),
  currency   text        not null,
  token      text        not null,
  outcome    text        not null check (outcome in ('captured', 'declined', 'requires_action', 'abandoned')),
  reason     text,
  at         timestamptz not null default now()
);

create table refund (
  key        text        primary key,
  charge_key text        not null references charge (key),
  reference  text        not null,
  amount     bigint      not null check (amount > 0),
  currency   text        not null,
  at         timestamptz not null default now()
);
create index refund_charge on refund (charge_key);
