-- Up Migration

-- Edit distance for spelling. The extension is trusted: the owner of the database may add it.
create extension if not exists fuzzystrmatch;

-- Which of the two slots is asked, which one is being built beside it, and how often anything changed:
-- whoever keeps answers in memory compares the counts several times a second.
create table tide (
  only_one       boolean     primary key default true check (only_one),
  slot           text        not null default 'a' check (slot in ('a', 'b')),
  generation     integer     not null default 0,
  content        bigint      not null default 0,
  curation       bigint      not null default 0,
  -- The build that is under way: how far it walked, by whose wish, since when.
  building       text        check (building in ('a', 'b')),
  walked_to      text        collate "C",
  walked         integer     not null default 0,
  started_by     text,
  started_at     timestamptz,
  built_at       timestamptz
) with (fillfactor = 50);
insert into tide default values;

-- Numbers readings of the catalogue: of two of the same version, the one with the higher number stays.
create sequence reading;

-- Brands, categories and attribute values as small numbers, which is what facets are counted by.
create table facet_value (
  code  integer generated always as identity primary key,
  kind  text    not null check (kind in ('category', 'brand', 'attribute')),
  -- Of an attribute; empty for the others.
  name  text    not null,
  value text    not null,
  label text    not null,
  -- The id of a category, by which it may be asked for, too.
  reference text not null default '',
  unique (kind, name, value)
);

-- What is searched, narrow, so that a common word costs few pages; what is shown lies beside it.
create table document_a (
  product_id  text     collate "C" primary key,
  version     integer  not null,
  reading     bigint   not null,
  -- Taken off sale. The row stays, so that a late reading cannot bring the product back.
  gone        boolean  not null,
  words       tsvector not null,
  title_words smallint not null,
  name_key    text     collate "C" not null,
  -- The category and all above it.
  categories  integer[] not null,
  brand       integer,
  attributes  integer[] not null,
  price       bigint   not null,
  currency    text     not null,
  price_band  smallint not null,
  in_stock    boolean  not null,
  -- Hundredths of a star.
  rating      smallint not null,
  created_at  bigint   not null
);
create table document_b (like document_a including all);

-- Changes come one by one and must be found at once: no list of pending entries that every search would read.
create index document_a_words on document_a using gin (words) with (fastupdate = off);
create index document_b_words on document_b using gin (words) with (fastupdate = off);
create index document_a_names on document_a (name_key, product_id) where not gone;
create index document_b_names on document_b (name_key, product_id) where not gone;

create table card_a (
  product_id text collate "C" primary key,
  -- The product as it is shown, ready-made JSON.
  card       text not null
);
create table card_b (like card_a including all);

-- How many documents hold a word: for spelling, and for what a word is worth.
create table word_a (
  word text    collate "C" primary key,
  docs integer not null
);
create table word_b (like word_a including all);
create index word_a_length on word_a (length(word));
create index word_b_length on word_b (length(word));

-- Products and categories that have to be read anew; a row goes when what was read is written.
create table to_read (
  kind  text   not null check (kind in ('product', 'category')),
  key   text   collate "C" not null,
  noted bigint not null,
  primary key (kind, key)
);
create sequence to_read_noted;
create index to_read_by_age on to_read (noted);

-- Words that mean the same to this shop’s customers.
create table synonym (
  id         text        collate "C" primary key,
  terms      text[]      not null,
  version    integer     not null default 1,
  updated_by text        not null,
  updated_at timestamptz not null
);

-- Products that stand first for a query.
create table pin (
  id          text        collate "C" primary key,
  query       text        not null,
  -- The query as it is compared.
  query_key   text        collate "C" not null unique,
  product_ids text[]      not null,
  version     integer     not null default 1,
  updated_by  text        not null,
  updated_at  timestamptz not null
);

-- Who changed what merchants may change.
create table curation_log (
  id     bigint      generated always as identity primary key,
  at     timestamptz not null,
  actor  text        not null,
  action text        not null,
  target text        not null,
  before json,
  after  json
);
