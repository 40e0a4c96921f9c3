-- Up Migration

-- `assortment`: a product that came, went or moved, which also changes what lists and categories count;
-- `availability`: a SKU of the product sold out or came back. Both name product ids, as `product` does.
alter table catalog_change
  drop constraint catalog_change_kind_check,
  add constraint catalog_change_kind_check
      check (kind in ('product', 'assortment', 'availability', 'stock', 'tree'));
