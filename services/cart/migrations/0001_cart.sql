-- Up Migration

-- The id is made of whose cart it is (owner/domain.ts), so nobody has to look it up, and a guest's key
-- stands nowhere: a stolen backup opens no cart. `touched_on` is a day, so that a cart used twice a day
-- changes no index.
create table cart (
  id         text not null primary key,
  user_id    text,
  touched_on date not null
) with (fillfactor = 70);
create index cart_abandoned on cart (touched_on) where user_id is null;

-- A line keeps what the product was called and cost when it was last added: to tell the buyer of a new
-- price, and to show what is no longer for sale. Written only by who holds the cart's row.
create table line (
  cart_id    text    not null references cart on delete cascade,
  product_id text    not null,
  id         text    not null,
  sku        text    not null,
  name       text    not null,
  price      bigint  not null check (price >= 0),
  currency   text    not null check (currency ~ '^[A-Z]{3}$'),
  quantity   integer not null check (quantity between 1 and 10000),
  primary key (cart_id, product_id)
) with (fillfactor = 70);
