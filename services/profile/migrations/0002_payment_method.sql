-- Up Migration

create table payment_method (
  id           text        primary key,
  user_id      text        not null,
  method       text        not null,
  -- The provider's, and good only with the merchant's own key there.
  token        text        not null,
  brand        text,
  last4        text,
  expiry_month smallint,
  expiry_year  smallint,
  label        text,
  is_default   boolean     not null default false,
  created_at   timestamptz not null,
  unique (user_id, token)
);
create index payment_method_of_user on payment_method (user_id, created_at, id);
create unique index payment_method_default on payment_method (user_id) where is_default;
