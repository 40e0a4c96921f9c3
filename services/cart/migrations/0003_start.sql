-- Up Migration

-- When a cart got its first line, and when something of it was ordered: the lines themselves leave with the order.
-- Written by who holds the cart's row; it outlives the cart, and says nothing of what was in it.
create table cart_start (
  cart_id    text        not null,
  began_at   timestamptz not null,
  ordered_at timestamptz,
  primary key (cart_id, began_at)
) with (fillfactor = 90);
create index cart_start_time on cart_start (began_at);
