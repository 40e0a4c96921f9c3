-- Up Migration

-- What staff saved of the lists that they work with.
create table saved_view (
  id         text collate "C" primary key,
  user_id    text        not null,
  list       text        not null,
  name       text        not null,
  query      text        not null,
  is_shared  boolean     not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index saved_view_of on saved_view (user_id, list);
create index saved_view_shared on saved_view (list) where is_shared;
