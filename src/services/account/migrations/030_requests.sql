-- What the account remembers: requests about personal data with their clock, and the dated terms of law that run it and the night's removals.
create table account.reference (
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

create table account.requests (
  number integer primary key generated always as identity,
  kind text not null check (kind in ('explain', 'correct', 'stop')),
  -- The module it is about, or null for the whole city.
  about text,
  -- Personal; both go when she is forgotten or the term is over. That she asked, and the clock, stay.
  text text not null,
  handle uuid,
  asked_at timestamptz not null,
  -- The instant at which the last day for an answer ends, by the days that held when it was asked.
  due_at timestamptz not null,
  legal_ref text not null,
  erased_at timestamptz
);
create index requests_handle on account.requests (handle);
create index requests_asked on account.requests (asked_at desc, number desc);

-- The law gives more time once, with a reasoned notice.
create table account.extensions (
  request integer primary key references account.requests,
  at timestamptz not null,
  due_at timestamptz not null,
  reason text not null,
  by_office text not null
);

create table account.answers (
  request integer primary key references account.requests,
  at timestamptz not null,
  outcome text not null check (outcome in ('done', 'partly', 'declined')),
  -- Personal: it may repeat what she wrote.
  text text not null,
  by_office text not null
);
create index answers_at on account.answers (at);

create table account.looks (
  id uuid primary key,
  request integer not null references account.requests,
  at timestamptz not null,
  by_office text not null
);
create index looks_request on account.looks (request, at);
create index looks_at on account.looks (at);
