-- The Bureau: dated measures and rules of its own, requests to advisers with their clock, and what came of them.

create table bureau.reference (
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

-- Somebody looked at the measure's source and found it unchanged.
create table bureau.checks (
  id uuid primary key,
  measure text not null,
  version integer not null,
  at timestamptz not null,
  office text not null
);
create index checks_of_measure on bureau.checks (measure, at desc);

-- A questionnaire being answered. The secret lies in the person's cookie and link; only its hash is here.
create table bureau.drafts (
  id uuid primary key,
  hash text not null unique,
  data jsonb not null,
  touched_at timestamptz not null
);
create index drafts_touched on bureau.drafts (touched_at);

-- `words` and `handle` are personal. `days` are the working days that the rule of the day gave.
create table bureau.requests (
  number integer primary key,
  topic text not null,
  measure text,
  queue text not null,
  words text not null,
  handle uuid,
  days integer not null,
  basis text not null check (basis in ('city', 'demo')),
  asked_at timestamptz not null,
  -- Kept beside the steps for the queue: when the first answer came, and since when the person is waited for.
  answered_at timestamptz,
  waits_since timestamptz,
  -- The instant the term ends as things stand; null while the person is waited for or once it is answered.
  due_at timestamptz,
  warned_at timestamptz,
  erased_at timestamptz
);
create index requests_open on bureau.requests (due_at) where answered_at is null;
create index requests_of_handle on bureau.requests (handle);
create index requests_of_measure on bureau.requests (measure);

create table bureau.steps (
  id uuid primary key,
  request integer not null references bureau.requests (number),
  kind text not null check (kind in ('handed-over', 'asked-back', 'replied', 'answered')),
  at timestamptz not null,
  office text,
  queue text,
  text text not null
);
create index steps_of_request on bureau.steps (request, at);

create table bureau.keys (
  hash text primary key,
  request integer not null references bureau.requests (number),
  handle uuid not null,
  made_at timestamptz not null
);
create index keys_of_request on bureau.keys (request);

-- «Помогло ли?», at most once a request and day. Roubles are whole kopecks.
create table bureau.follow_ups (
  request integer not null references bureau.requests (number),
  day integer not null,
  due_at timestamptz not null,
  asked_at timestamptz,
  dropped_at timestamptz,
  answered_at timestamptz,
  said text check (said in ('helped', 'not-helped', 'waiting')),
  kopecks bigint,
  why text,
  primary key (request, day)
);
create index follow_ups_due on bureau.follow_ups (due_at) where asked_at is null and dropped_at is null;

create table bureau.looks (
  id uuid primary key,
  request integer not null,
  at timestamptz not null,
  by_office text not null
);
create index looks_of_request on bureau.looks (request);

-- Limits against floods: hashes, for a day.
create table bureau.knocks (
  id uuid primary key,
  hash text not null,
  at timestamptz not null
);
create index knocks_hash on bureau.knocks (hash, at);
