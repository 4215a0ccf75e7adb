-- Other systems of the city that people enter by their account here, and what is remembered of each such sign-in.

-- Registered by the operator. Nothing here is personal.
create table identity.systems (
  -- The client_id.
  id text primary key,
  name text not null,
  site text not null,
  -- Who answers for the system, and what it needs people's data for: both stand on the page where people agree.
  organisation text not null,
  inn text not null,
  purpose text not null,
  redirect_uris jsonb not null,
  sign_out_uris jsonb not null,
  back_channel_uri text,
  scopes jsonb not null,
  -- client_secret_basic, client_secret_post, or none: an app that can keep no secret.
  auth text not null check (auth in ('client_secret_basic', 'client_secret_post', 'none')),
  secret_hash text,
  registered_at timestamptz not null,
  changed_at timestamptz not null,
  ended_at timestamptz,
  check ((auth = 'none') = (secret_hash is null))
);

-- What the provider's library remembers (src/outside/oidc-provider): sessions, questions under way, permissions, tokens. A token
-- is kept as its hash, so whoever reads this table can use none.
create table identity.oidc_records (
  model text not null,
  id_hash text not null,
  payload jsonb not null,
  -- The permission that a token hangs on.
  grant_id text,
  person uuid references identity.people on delete cascade,
  system text references identity.systems on delete cascade,
  uid_hash text unique,
  consumed_at timestamptz,
  made_at timestamptz not null default now(),
  expires_at timestamptz not null,
  primary key (model, id_hash)
);
create index on identity.oidc_records (grant_id);
create index on identity.oidc_records (person, system);
create index on identity.oidc_records (system);
create index on identity.oidc_records (expires_at);
