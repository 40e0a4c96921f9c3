-- Up Migration

-- One row a SKU. `version` counts the changes, so that readers elsewhere can tell a later level from
-- an earlier one. The sentence of the whole shop stands in the check: nothing is sold twice.
create table stock (
  sku          text collate "C" primary key,
  on_hand      bigint  not null,
  reserved     bigint  not null default 0,
  low_stock_at bigint  not null default 5,
  version      bigint  not null default 1,
  check (reserved between 0 and on_hand)
) with (fillfactor = 50);

-- What an order (or a reservation made by hand) holds, all of it in one row: half the work of a row a line.
-- It ends once: `outcome` is written where it is null and never again. What was sold may come back once:
-- `returned_at`. A row without lines says that a hold was refused before it came.
create table hold (
  id          text collate "C" primary key,
  skus        text[]      not null,
  quantities  bigint[]    not null,
  reference   text,
  created_at  timestamptz not null default now(),
  expires_at  timestamptz not null,
  outcome     text        check (outcome in ('sold', 'released', 'expired')),
  ended_at    timestamptz,
  returned_at timestamptz,
  check (cardinality(skus) = cardinality(quantities)),
  check (0 < all (quantities)),
  check ((outcome is null) = (ended_at is null)),
  check (returned_at is null or outcome = 'sold')
) with (fillfactor = 50);
-- Read between the last sweep and now only, so a summary of each range of pages is enough.
create index hold_expiry on hold using brin (expires_at) with (pages_per_range = 16, autosummarize = on);

-- The ledger: every piece that came or went. The sum of a SKU's deltas is what is on hand.
create table movement (
  id        bigint      not null generated always as identity,
  sku       text collate "C" not null,
  delta     bigint      not null check (delta <> 0),
  kind      text        not null check (kind in ('receipt', 'sale', 'return', 'adjustment')),
  reason    text,
  reference text,
  actor     text,
  at        timestamptz not null default now(),
  primary key (sku, id)
);
