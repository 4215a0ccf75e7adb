-- Where other systems want to be told. Secrets are derived from the city's own, so none is kept: only which version is in force.
create table open_data.webhooks (
  id uuid primary key,
  key uuid not null references open_data.keys (id) on delete cascade,
  url text not null,
  facts text[] not null,
  made_at timestamptz not null,
  secret_version integer not null default 1,
  -- The secret before still signs until then.
  rotated_until timestamptz,
  -- Since when nothing has arrived; null while it does.
  failing_since timestamptz,
  paused_at timestamptz,
  -- failing: nothing arrived for too long; owner: she wanted it so.
  paused_because text check (paused_because in ('failing', 'owner')),
  check ((paused_at is null) = (paused_because is null))
);
create index webhooks_by_key on open_data.webhooks (key);
create index webhooks_by_fact on open_data.webhooks using gin (facts);

-- What was told to whom: one row a fact and subscription, the same however often it is tried.
create table open_data.deliveries (
  id uuid primary key,
  webhook uuid not null references open_data.webhooks (id) on delete cascade,
  kind text not null,
  body text not null,
  made_at timestamptz not null,
  tries integer not null default 0,
  tried_at timestamptz,
  -- The last answer's status; null where none came, then `error` says why in a word.
  status integer,
  error text,
  done_at timestamptz,
  given_up_at timestamptz
);
create index deliveries_by_webhook on open_data.deliveries (webhook, made_at desc, id desc);
