-- Up Migration

create table mfa (
  user_id       text        primary key references account on delete cascade,
  -- AES-256-GCM under the platform's secret.
  sealed_secret bytea       not null,
  created_at    timestamptz not null,
  -- Null until a code of it was confirmed.
  enabled_at    timestamptz,
  -- The time step of the code that was used last: a code opens once.
  last_step     bigint
);

create table recovery_code (
  user_id text  not null references account on delete cascade,
  tag     bytea not null,
  primary key (user_id, tag)
);
