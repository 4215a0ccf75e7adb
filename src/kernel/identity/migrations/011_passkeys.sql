-- What is asked of a browser once: a passkey's challenge, a second step, a code for a phone, a link for a new address.
create table identity.challenges (
  id uuid primary key,
  kind text not null check (kind in ('passkey-new', 'passkey-in', 'second', 'phone', 'email')),
  -- What must come back, as a hash or as a mark that only the city's secret makes; null where the browser's secret is enough.
  hash text,
  -- Hash of the secret that the asking browser keeps in a cookie.
  browser text unique,
  person uuid references identity.people on delete cascade,
  -- What goes on when it is answered: a new address or number is personal.
  value text,
  tries integer not null default 0,
  made_at timestamptz not null,
  expires_at timestamptz not null
);
create index on identity.challenges (expires_at);
create index on identity.challenges (person);
create unique index on identity.challenges (hash) where kind = 'email';

create table identity.passkeys (
  id uuid primary key,
  person uuid not null references identity.people on delete cascade,
  credential text not null unique,
  public_key text not null,
  counter bigint not null,
  transports text not null default '',
  name text not null,
  -- The maker of the phone or browser keeps a copy, so it survives the loss of the device.
  synced boolean not null,
  made_at timestamptz not null,
  used_on date
);
create index on identity.passkeys (person);
