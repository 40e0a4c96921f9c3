-- Up Migration

-- A session is the family of its refresh tokens. Only the hash of the current one is kept: a token proves
-- by its own seal that it was once given out, so one that is not current has been used before.
create table session (
  id            text        primary key,
  user_id       text        not null references account on delete cascade,
  token_hash    bytea       not null,
  -- The token that the last rotation replaced, and the transaction that did it: tells a race from a reuse.
  previous_hash bytea,
  rotated_xid   xid8,
  created_at    timestamptz not null,
  -- Prolonged by every rotation, never beyond ends_at.
  usable_until  timestamptz not null,
  ends_at       timestamptz not null check (usable_until <= ends_at),
  ended_at      timestamptz,
  ended_reason  text,
  -- Gateways ask for what ended since a transaction id, because a time would miss late commits.
  ended_xid     xid8,
  check ((ended_at is null) = (ended_xid is null)),
  check ((ended_at is null) = (ended_reason is null))
) with (fillfactor = 70);
create index session_of_user on session (user_id, created_at) where ended_at is null;
create index session_end on session (ended_xid, id) where ended_xid is not null;
create index session_expiry on session (usable_until);

-- Public halves in the clear, private halves sealed with the platform's secret.
create table signing_key (
  id          text        primary key,
  public_jwk  json        not null,
  sealed_seed bytea       not null,
  signs_from  timestamptz not null,
  signs_until timestamptz not null,
  check (signs_from < signs_until)
);
