-- Up Migration

-- Until when stock is not written of again. What falls low meanwhile waits, and goes into one mail.
create table stock_news (
  only_row    boolean primary key default true check (only_row),
  quiet_until timestamptz not null
);
insert into stock_news (quiet_until) values ('2000-01-01');
create table stock_waiting (
  event_id  text   collate "C" primary key,
  sku       text   not null,
  available bigint not null,
  threshold bigint not null
);
