-- Up Migration

alter table account
  add column email_verified_at timestamptz,
  add column locale            text,
  add column avatar_url        text,
  add column disabled_at       timestamptz,
  -- An erased account keeps its id, to which orders refer, and nothing of the person.
  add column erased_at         timestamptz;
alter table account drop constraint account_check;
alter table account add constraint account_has_a_name
  check (email_key is not null or username_key is not null or erased_at is not null);
update account set email_verified_at = created_at where is_demo;

-- What staff searches by is the beginning of a word, whatever the collation.
create index account_age on account (created_at, id);
create index account_email_start on account (email_key text_pattern_ops);
create index account_username_start on account (username_key text_pattern_ops);
create index account_first_name_start on account (lower(first_name) text_pattern_ops);
create index account_last_name_start on account (lower(last_name) text_pattern_ops);

alter table session
  add column agent   text,
  add column used_at timestamptz;
