-- Up Migration

-- Parts of SKUs and of names from an index. The extension is trusted: the owner of the database may add it.
create extension if not exists pg_trgm;

-- What goods are called, as the catalogue says it, so that people find stock by it. Beside the stock and not in it:
-- a sale changes rows there, and none of this.
create table label (
  sku     text collate "C" primary key,
  -- The name as it is looked for: lower case, no accents.
  key     text collate "C" not null,
  -- Of the product. A name that is heard late is not kept.
  version bigint not null
);
create index label_by_words on label using gin (key gin_trgm_ops);
create index stock_by_words on stock using gin (lower(sku) gin_trgm_ops);
