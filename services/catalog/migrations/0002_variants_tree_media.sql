-- Up Migration

alter table product
  add column options  json   not null default '[]',
  -- What can be bought, in its order: sku, price (null: the product's), options, images. Empty: the product itself.
  add column variants json   not null default '[]',
  -- The SKUs that stock is kept under and that can be bought.
  add column skus     text[] collate "C" not null default '{}',
  -- Ids of products that were chosen to be shown beside it.
  add column related  text[] collate "C" not null default '{}';
update product set skus = array[sku];

create index product_archived on product (archived_at desc, id desc) where archived_at is not null;

-- A variant's SKU that is not sold any more must not come to mean the whole product.
alter table product_reference add column is_variant boolean not null default false;

-- Names repeat in a tree (Phones > Cases, Laptops > Cases), but not among siblings.
alter table category
  add column version integer not null default 1,
  -- From the root to the category itself, so that a product is read with it in one row.
  add column path    jsonb   not null default '[]';
update category set path = jsonb_build_array(jsonb_build_object('id', id, 'slug', slug, 'name', name));
alter table category drop constraint category_name_key_key;
create unique index category_by_parent on category (coalesce(parent_id, ''), name_key);
create index category_by_name on category (name_key);

create table brand (
  -- The name as it is compared: two spellings of it are one brand.
  key  text collate "C" primary key,
  slug text collate "C" not null unique,
  name text not null
);
insert into brand (key, slug, name)
select distinct on (brand_key) brand_key, 'brand-' || left(md5(brand_key), 12), brand
  from product where brand_key is not null
 order by brand_key, created_at;

-- Pictures that are kept: named after the bytes they were made from, so the same file is kept once.
create table picture (
  id         text        collate "C" primary key,
  width      integer     not null check (width > 0),
  height     integer     not null check (height > 0),
  widths     integer[]   not null,
  created_at timestamptz not null
);

alter table catalog_change
  drop constraint catalog_change_kind_check,
  add constraint catalog_change_kind_check check (kind in ('product', 'stock', 'tree'));
