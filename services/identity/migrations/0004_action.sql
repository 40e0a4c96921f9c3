-- Up Migration

-- What a mail was or is to be written for. Its token is made of its id and the platform's secret, so nobody who
-- reads this table can act on it. Without a user: somebody typed a name that nobody has, and the same was done.
create table action (
  id         text        primary key,
  kind       text        not null,
  user_id    text        references account on delete cascade,
  -- Where the mail goes, as of when it was wanted.
  email      text,
  new_email  text,
  -- A keyed hash of who or what it was asked for: how often, whether there is such an account or not.
  asked_for  bytea,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at    timestamptz
) with (fillfactor = 80);
create index action_asked_for on action (asked_for, created_at) where asked_for is not null;
create index action_of_user on action (user_id) where user_id is not null;
create index action_expiry on action (expires_at);
