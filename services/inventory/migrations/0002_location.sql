-- Up Migration

-- Where pieces stand. Sales and returns go through the first location; its count is what is on hand of a
-- SKU less what stands elsewhere, so that selling changes no second row. Below zero, so many are owed to
-- it from elsewhere.
create table location (
  id         text collate "C" primary key,
  name       text        not null,
  is_default boolean     not null default false,
  created_at timestamptz not null default now()
);
create unique index location_default on location (is_default) where is_default;
insert into location (id, name, is_default) values ('main', 'Main warehouse', true);

-- What stands at the other locations.
create table elsewhere (
  sku      text collate "C" not null references stock,
  location text collate "C" not null references location,
  on_hand  bigint not null check (on_hand >= 0),
  primary key (sku, location)
);

-- What people changed, when and why. The pieces stand in the ledger (movement) as well; thresholds and
-- transfers only here.
create table audit (
  id          bigint      primary key generated always as identity,
  sku         text collate "C" not null,
  kind        text        not null check (kind in ('adjustment', 'transfer', 'threshold')),
  location    text        not null,
  to_location text,
  delta       bigint      not null,
  before      bigint      not null,
  after       bigint      not null,
  reason      text        not null,
  actor       text        not null,
  at          timestamptz not null default now()
);
create index audit_of_sku on audit (sku, id);

-- SKUs that have fallen to their threshold and were told: a row begins and ends with its crossing.
create table shortage (
  sku   text collate "C" primary key,
  is_out boolean     not null,
  since timestamptz not null default now()
);
