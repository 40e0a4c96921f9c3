-- Up Migration

-- A product may have variants, each under a SKU of its own, and a cart may hold several of them: a line
-- belongs to a SKU. Of two lines that once had the same SKU (a product was archived and its SKU given to
-- another) the later one stays.
delete from line as earlier using line as later
 where earlier.cart_id = later.cart_id and earlier.sku = later.sku and earlier.id < later.id;
alter table line drop constraint line_pkey;
alter table line add primary key (cart_id, sku);
