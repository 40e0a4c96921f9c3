-- Up Migration

-- What staff wrote beside an order. The events say that there is a note; the text of a private one is here only.
create table order_note (
  id         text collate "C" primary key,
  order_id   text collate "C" not null,
  visibility text        not null check (visibility in ('public', 'private')),
  text       text        not null,
  written_by text        not null,
  at         timestamptz not null
);
create index order_note_of on order_note (order_id);

-- Refunds that were decided and have not come to their end, beside the saga and not in its way. A process
-- that dies leaves its row; whoever finds it asks again, and the refund's id makes it the same refund.
create table order_refund (
  id         text collate "C" primary key,
  order_id   text collate "C" not null,
  begun_at   timestamptz not null default now(),
  tried_at   timestamptz not null default now()
) with (fillfactor = 70);

-- Invoice numbers have no gaps: they are given by one row, in the transaction that writes the invoice.
create table invoice_counter (
  only_one boolean primary key default true check (only_one),
  last     bigint  not null default 0,
  -- How far the feed has been read for paid orders; how far it may be read, because nothing there is still on
  -- its way; and how far it went at the last look, which may be read once the transactions of then have ended.
  read_to  bigint  not null default 0,
  safe_to  bigint  not null default 0,
  seen_to  bigint  not null default 0,
  seen_at  timestamptz not null default now()
);
insert into invoice_counter default values;
create table order_invoice (
  order_id  text collate "C" primary key,
  number    bigint      not null unique,
  issued_at timestamptz not null
);

-- Summaries of page ranges: a look-up by number or time reads a few pages, and an order pays next to nothing.
create index orders_by_age on orders using brin (number, created_at) with (pages_per_range = 16, autosummarize = on);
-- Only orders that came with an address of their own: those of guests, mostly.
create index order_contact_email on order_contact (lower(email), order_id) where email is not null;
