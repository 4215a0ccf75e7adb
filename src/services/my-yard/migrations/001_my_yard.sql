-- My yard: what somebody is still writing. Nothing here outlives seven days, except the city's own reference.

create table my_yard.reference (
  kind text not null,
  id text not null,
  version integer not null,
  valid_from date not null,
  valid_to date,
  body jsonb not null,
  changed_at timestamptz not null,
  office text not null,
  reason text,
  primary key (kind, id, version)
);

-- A report being written. `link` is the private link's secret, closed with the secret in the person's own cookie.
create table my_yard.drafts (
  id uuid primary key,
  hash text not null unique,
  data jsonb not null,
  number text,
  joined boolean not null default false,
  link text,
  touched_at timestamptz not null
);
create index drafts_touched on my_yard.drafts (touched_at);

create table my_yard.conversations (
  id uuid primary key,
  channel text not null,
  hash text not null,
  state jsonb not null,
  touched_at timestamptz not null,
  unique (channel, hash)
);
create index conversations_touched on my_yard.conversations (touched_at);
