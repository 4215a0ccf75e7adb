-- People, their sessions and what links them to the rows of other modules. Everything personal of the city's people is here.

-- people, sessions, accounts and verifications are also the tables of the sign-in library (src/outside/sign-in).
create table identity.people (
  id uuid primary key,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  name text not null default '',
  image text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table identity.sessions (
  id uuid primary key,
  person uuid not null references identity.people on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index on identity.sessions (person);

create table identity.accounts (
  id uuid primary key,
  person uuid not null references identity.people on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index on identity.accounts (person);

create table identity.verifications (
  -- The library also makes ids of its own form here, as locks.
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index on identity.verifications (identifier);

-- Who asked for a sign-in link, as hashes, for as long as the limits look back.
create table identity.link_requests (
  id uuid primary key,
  email_hash text not null,
  network_hash text not null,
  at timestamptz not null
);
create index on identity.link_requests (email_hash, at);
create index on identity.link_requests (network_hash, at);

-- The only thing other modules know of a person: one row a person and module; a guest's rows have no person.
create table identity.handles (
  id uuid primary key,
  module text not null,
  person uuid references identity.people,
  made_at timestamptz not null,
  unique (module, person)
);
create index on identity.handles (person);

-- A guest's handle that a person took over by its private link; beside her own handle of that module.
create table identity.claims (
  handle uuid primary key references identity.handles on delete cascade,
  person uuid not null references identity.people on delete cascade,
  at timestamptz not null
);
create index on identity.claims (person);

create table identity.contacts (
  handle uuid primary key references identity.handles on delete cascade,
  email text not null,
  left_at timestamptz not null
);

-- The exact texts people agreed to, each once.
create table identity.consent_texts (
  hash text primary key,
  purpose text not null,
  version text not null,
  locale text not null,
  text text not null
);

-- Append-only evidence. It outlives its handle: forgetting empties ip, and the handle then leads to nobody.
create table identity.consents (
  id uuid primary key,
  handle uuid not null,
  purpose text not null,
  text_version text not null,
  text_hash text not null references identity.consent_texts,
  method text not null,
  ip text,
  given_at timestamptz not null
);
create index on identity.consents (handle);

create table identity.withdrawals (
  consent uuid primary key references identity.consents,
  method text not null,
  at timestamptz not null
);

create table identity.roles (
  id uuid primary key,
  person uuid not null references identity.people on delete cascade,
  name text not null,
  body text,
  since timestamptz not null,
  until timestamptz,
  check (until >= since)
);
create index on identity.roles (person);

create table identity.organisations (
  id uuid primary key,
  name text not null,
  inn text unique,
  ogrn text unique,
  since timestamptz not null
);

-- Proof that somebody was forgotten, without saying who: how many rows went in each module.
create table identity.receipts (
  id uuid primary key,
  at timestamptz not null,
  erased jsonb not null
);
