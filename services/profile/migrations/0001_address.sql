-- Up Migration

create table address (
  id                  text        primary key,
  user_id             text        not null,
  label               text,
  name                text,
  street              text        not null,
  line2               text,
  city                text        not null,
  state               text,
  zip_code            text        not null,
  country             text        not null check (country ~ '^[A-Z]{2}$'),
  phone               text,
  is_default_shipping boolean     not null default false,
  is_default_billing  boolean     not null default false,
  version             integer     not null default 1,
  created_at          timestamptz not null,
  updated_at          timestamptz not null
);
create index address_of_user on address (user_id, created_at, id);
create unique index address_default_shipping on address (user_id) where is_default_shipping;
create unique index address_default_billing on address (user_id) where is_default_billing;
