-- Up Migration

-- What staff changed last.
create index product_by_update on product (updated_at, id) where archived_at is null;
