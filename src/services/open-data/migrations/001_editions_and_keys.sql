-- How each open set changed: a row whenever its mark was seen to be another.
create table open_data.editions (
  set_id text not null,
  seen_at timestamptz not null,
  rows bigint not null,
  mark text not null,
  -- The earliest and the latest time that the rows speak of, as exactly as they say it.
  from_time text,
  to_time text,
  -- West, south, east, north of the rows that have a place.
  box double precision[],
  primary key (set_id, seen_at)
);

-- Keys of programs. Of a key only a hash is kept; whose it is stands behind the handle.
create table open_data.keys (
  id uuid primary key,
  handle uuid not null,
  hash text not null unique,
  -- Its first signs, by which its owner knows it.
  prefix text not null,
  name text not null,
  purpose text not null,
  scopes text[] not null,
  made_at timestamptz not null,
  revoked_at timestamptz
);
create index keys_by_handle on open_data.keys (handle);

-- How many requests processes have taken leave for, in pieces; what a piece leaves over is not given to another.
create table open_data.permits (
  key uuid not null references open_data.keys (id) on delete cascade,
  span text not null check (span in ('minute', 'day')),
  starts timestamptz not null,
  taken integer not null,
  primary key (key, span, starts)
);
create index permits_by_start on open_data.permits (span, starts);

-- The quotas, dated.
create table open_data.reference (
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
