-- Up Migration

-- Mails are made in the transaction that hears of their cause: nothing is noted for later any more.
insert into mail (id, order_id, kind, locale, status, at, tries, failure)
select 'ntf_' || md5(order_id || kind), order_id, kind, 'en', 'parked', now(), tries, 'Left over by an update. Send it again.'
  from mail_request
    on conflict do nothing;
drop table mail_request;

-- Of a mail only its cause is kept: receipts, names and links are asked for when it is read or sent.
alter table mail drop constraint mail_check, drop constraint mail_check1, drop constraint mail_status_check,
                 drop constraint mail_order_id_kind_key;
alter table mail rename column order_id to about;
update mail set data = (jsonb_build_object('number', coalesce(data #>> '{order,number}', about), 'reason', '', 'paid', false,
                          'amount', 0, 'currency', 'USD', 'trackingNumber', null, 'carrier', null, 'kind', kind)
                        || coalesce((data -> 'cause')::jsonb, '{}'))::json;
alter table mail rename column data to cause;
alter table mail alter column cause set not null,
                 add column occasion text not null default '',
                 add column channel text not null default 'email',
                 add column hidden_at timestamptz;
alter table mail add constraint mail_once unique (about, kind, occasion, channel),
                 add check (status in ('delivered_to_inbox', 'queued', 'sent', 'failed', 'parked', 'no_recipient', 'kept')),
                 add check (channel in ('email', 'sms', 'push', 'in_app')),
                 add check ((status = 'queued') = (due_at is not null)),
                 add check (status <> 'queued' or recipient is not null);

-- Three entries in indexes are what a mail costs: its id, its cause, and its reader's list. Who looks for
-- an address reads the newest instead.
drop index mail_to;

-- What people chose, and only what differs from how it comes.
create table preference (
  user_id text collate "C" primary key,
  locale  text,
  choices json not null default '{}'
);
