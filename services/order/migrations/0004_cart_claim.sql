-- Up Migration

-- Which order a cart, as it is, has gone into: the cart is emptied a moment after its order is confirmed, and
-- until then a second click would order it again. One row a cart, of no use after a minute.
create table cart_claim (
  cart_id  text collate "C" primary key,
  lines    text        not null,
  order_id text        not null,
  asker    text        not null,
  at       timestamptz not null default now()
) with (fillfactor = 70);
