-- Up Migration

-- “Contains” on names from an index. The extension is trusted: the owner of the database may add it.
create extension if not exists pg_trgm;

create table category (
  id         text        collate "C" primary key,
  slug       text        not null unique,
  name       text        not null,
  -- The name as it is compared: lower case, no accents, single spaces. Two spellings of it are one category.
  name_key   text        collate "C" not null unique,
  parent_id  text        collate "C" references category (id),
  created_at timestamptz not null
);

create table product (
  id          text        collate "C" primary key,
  sku         text        collate "C" not null unique,
  slug        text        collate "C" not null unique,
  name        text        not null,
  name_key    text        collate "C" not null,
  description text        not null,
  -- Minor units of the currency.
  price       bigint      not null check (price >= 0),
  currency    text        not null,
  category_id text        collate "C" not null references category (id),
  brand       text,
  brand_key   text        collate "C",
  -- json, not jsonb: attributes keep the order in which the merchant wrote them.
  attributes  json        not null,
  images      json        not null,
  version     integer     not null default 1,
  created_at  timestamptz not null,
  updated_at  timestamptz not null,
  archived_at timestamptz
);

-- One for each order of the list, and one for each filter that leaves few.
create index product_by_age      on product (created_at, id)              where archived_at is null;
create index product_by_price    on product (price, id)                   where archived_at is null;
create index product_by_name     on product (name_key, id)                where archived_at is null;
create index product_by_category on product (category_id, created_at, id) where archived_at is null;
create index product_by_brand    on product (brand_key, created_at, id)   where archived_at is null;
create index product_by_words    on product using gin (name_key gin_trgm_ops) where archived_at is null;

-- Ids, SKUs and slugs (old ones too, so that links live on) are one set of names: a path that takes a
-- product can never mean two, and nobody can take over a name that a product ever had.
create table product_reference (
  reference  text collate "C" primary key,
  product_id text collate "C" not null references product (id) deferrable initially deferred
);

-- What inventory says of each SKU; a higher version is a later truth. `in_stock` is a column so that the
-- index changes only when a SKU sells out or comes back, and all other changes stay within their page.
create table product_stock (
  sku       text    collate "C" primary key,
  available bigint  not null check (available >= 0),
  in_stock  boolean not null,
  version   bigint  not null
) with (fillfactor = 50);
create index product_stock_sold_out on product_stock (sku) where not in_stock;

-- First stock that inventory has not confirmed yet: written with the product, gone when it is received.
create table stock_to_receive (
  sku      text   collate "C" primary key,
  quantity bigint not null check (quantity >= 0)
);

-- What changed, for the memory of the other processes: each reads what became visible since it last looked.
create table catalog_change (
  xid    xid8        not null default pg_current_xact_id(),
  at     timestamptz not null default clock_timestamp(),
  writer text        not null,
  kind   text        not null check (kind in ('product', 'stock')),
  keys   text[]      not null
);
create index catalog_change_by_xid on catalog_change (xid);
create index catalog_change_by_age on catalog_change using brin (at);
