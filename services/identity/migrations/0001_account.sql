-- Up Migration

-- The keys are what is unique: the email in lower case, the username as NFKC in lower case.
create table account (
  id            text        primary key,
  email         text,
  email_key     text        unique,
  username      text,
  username_key  text        unique,
  password_hash text        not null,
  roles         text[]      not null,
  first_name    text,
  last_name     text,
  phone         text,
  -- Made for the demo profile, with a password that everybody knows: no other profile starts beside it.
  is_demo       boolean     not null default false,
  version       integer     not null default 1,
  created_at    timestamptz not null,
  updated_at    timestamptz not null,
  check (email_key is not null or username_key is not null),
  check ((email is null) = (email_key is null)),
  check ((username is null) = (username_key is null))
) with (fillfactor = 80);

-- Wrong passwords, counted by a hash of what was typed as the name: whether such an account exists makes
-- no difference. A known address of an account counts for itself.
create table login_failure (
  key           bytea       primary key,
  failures      integer     not null,
  blocked_until timestamptz not null,
  failed_at     timestamptz not null
) with (fillfactor = 70);
create index login_failure_age on login_failure (failed_at);

-- Addresses that an account signed in from, as keyed hashes: a stranger who guesses passwords elsewhere
-- cannot lock the owner out here.
create table known_address (
  user_id text        not null references account on delete cascade,
  tag     bytea       not null,
  seen_at timestamptz not null,
  primary key (user_id, tag)
);
create index known_address_age on known_address (seen_at);
