-- One-time codes of an app (RFC 6238), and codes for the day the phone is lost.
create table identity.totp (
  person uuid primary key references identity.people on delete cascade,
  -- Closed with a key made of the city's secret.
  secret text not null,
  -- The time step of the code used last: no code opens twice.
  last_step bigint not null,
  made_at timestamptz not null
);

create table identity.backup_codes (
  person uuid not null references identity.people on delete cascade,
  mark text not null,
  primary key (person, mark)
);

-- Wrong codes and messages sent, for as long as limits look back. `key` says whose by a mark, `mark` from where.
create table identity.attempts (
  id uuid primary key,
  kind text not null,
  key text not null,
  network text not null,
  at timestamptz not null
);
create index on identity.attempts (kind, key, at);
create index on identity.attempts (kind, network, at);
