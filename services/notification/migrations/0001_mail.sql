-- Up Migration

-- What there is to tell, written in the transaction that heard of it. Nearly always empty: the process
-- that wrote a row makes the mail of it at once. From due_at on, any process may.
create table mail_request (
  order_id text        not null,
  kind     text        not null,
  cause    json        not null,
  due_at   timestamptz not null,
  tries    smallint    not null default 0,
  primary key (order_id, kind)
);

-- What was told, once per order and kind. The text is not kept: kind, locale and data make it again.
create table mail (
  id        text        collate "C" primary key,
  order_id  text        not null,
  kind      text        not null,
  user_id   text,
  recipient text,
  locale    text        not null,
  data      json,
  status    text        not null check (status in ('delivered_to_inbox', 'queued', 'sent', 'parked', 'no_recipient')),
  at        timestamptz not null,
  read_at   timestamptz,
  tries     smallint    not null default 0,
  due_at    timestamptz,
  failure   text,
  unique (order_id, kind),
  check (status in ('parked', 'no_recipient') or (recipient is not null and data is not null)),
  check ((status = 'queued') = (due_at is not null))
);

create index mail_of_user on mail (user_id, id) where user_id is not null;
create index mail_to on mail (lower(recipient) collate "C", id) where recipient is not null;
create index mail_due on mail (due_at) where status = 'queued';

-- How far the built-in inbox was emptied. The mails stay: people find them in their own lists.
create table inbox_emptied (
  only_row boolean primary key default true check (only_row),
  up_to    text    collate "C" not null
);
