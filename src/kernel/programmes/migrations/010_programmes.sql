-- Programmes: what is offered under a definition made of data, the calls for it, and who applied with what.

create table programmes.programmes (
  -- The address, which never changes: `workshop-month`.
  id text primary key,
  basis text not null check (basis in ('city', 'demo')),
  made_at timestamptz not null,
  office text not null
);

-- What the desk is working at: one draft a programme; `revision` grows with each saving.
create table programmes.drafts (
  programme text primary key references programmes.programmes (id),
  revision integer not null,
  definition jsonb not null,
  at timestamptz not null,
  office text not null
);

-- What was published stays as it was: calls and applications keep the version they began with.
create table programmes.versions (
  programme text not null references programmes.programmes (id),
  version integer not null,
  definition jsonb not null,
  at timestamptz not null,
  office text not null,
  reason text not null,
  primary key (programme, version)
);

create table programmes.calls (
  -- `workshop-month-2026-1`.
  id text primary key,
  programme text not null,
  version integer not null,
  -- { ru, en }
  title jsonb not null,
  opens_at timestamptz not null,
  -- An instant: what comes at it or later is late.
  closes_at timestamptz not null,
  -- Whole kopecks; null where no money is given.
  budget bigint,
  -- How many may be chosen; null where only the money bounds it.
  awards integer,
  contact text not null,
  -- The terms (rule set) that decide who may apply, as they stood when the call was published.
  terms text,
  terms_version integer,
  made_at timestamptz not null,
  office text not null,
  basis text not null check (basis in ('city', 'demo')),
  published_at timestamptz,
  -- When the city was told that it opened and closed.
  told_open_at timestamptz,
  told_closed_at timestamptz,
  foreign key (programme, version) references programmes.versions (programme, version),
  check (closes_at > opens_at),
  check (budget is null or budget >= 0),
  check (awards is null or awards > 0)
);
create index calls_programme on programmes.calls (programme, opens_at desc);
create index calls_closes on programmes.calls (closes_at) where published_at is not null;

-- Each time the last instant of a call was moved, with its reason.
create table programmes.deadline_moves (
  id uuid primary key,
  call text not null references programmes.calls (id),
  was timestamptz not null,
  becomes timestamptz not null,
  reason text not null,
  at timestamptz not null,
  office text not null,
  check (becomes > was)
);
create index deadline_moves_call on programmes.deadline_moves (call, at);

create table programmes.numbers (
  year integer primary key,
  last integer not null
);

-- `handle`, `known`, names of organisations and all that hangs below are personal.
create table programmes.applications (
  id uuid primary key,
  -- Given when it is first sent: `2026-000123`.
  number text unique,
  call text not null references programmes.calls (id),
  handle uuid,
  -- For whom: an organisation of the identity module, or the person herself.
  organisation uuid,
  organisation_name text,
  organisation_inn text,
  begun_at timestamptz not null,
  touched_at timestamptz not null,
  -- Answers to the questions of the terms.
  known jsonb not null default '{}',
  -- The newest of its states, kept with the rows of `programmes.states` in one transaction.
  state text not null,
  state_at timestamptz not null,
  sent_at timestamptz,
  erased_at timestamptz
);
create index applications_call on programmes.applications (call, state, number);
create index applications_handle on programmes.applications (handle, begun_at desc);
create index applications_touched on programmes.applications (touched_at) where erased_at is null;

-- The application that counts of each, where the programme takes one: of an organisation by its INN, or of a person. Personal.
create table programmes.counted (
  call text not null references programmes.calls (id),
  -- `organisation:1831000000`, `person:HANDLE`.
  by text not null,
  application uuid not null unique references programmes.applications (id),
  primary key (call, by)
);

-- Who moved an application where, when and why; without an office it was the applicant.
create table programmes.states (
  id uuid primary key,
  application uuid not null references programmes.applications (id),
  state text not null,
  at timestamptz not null,
  office text,
  reason text,
  -- Until when the applicant may mend it.
  due_at timestamptz
);
create index states_application on programmes.states (application, id);

-- Answers as they are being written, one row a page: two windows on different pages do not meet.
create table programmes.answers (
  application uuid not null references programmes.applications (id),
  page text not null,
  revision integer not null,
  answers jsonb not null,
  saved_at timestamptz not null,
  primary key (application, page)
);

-- What was sent, as it was: the newest is what reviewers read.
create table programmes.submissions (
  id uuid primary key,
  application uuid not null references programmes.applications (id),
  nth integer not null,
  at timestamptz not null,
  answers jsonb not null,
  known jsonb not null,
  -- Ids of the documents that belong to it.
  documents jsonb not null,
  -- How sure the city was who sent it.
  level text not null,
  unique (application, nth)
);

create table programmes.documents (
  id uuid primary key,
  application uuid not null references programmes.applications (id),
  -- The document or the file question of the definition.
  asked text not null,
  sha text not null,
  -- Its copy that names nobody, for a blind review; null where none is needed, or none could be made.
  nameless_sha text,
  name text not null,
  kind text not null,
  size integer not null,
  -- The day of the paper itself, where the definition asks how fresh it is.
  dated_on date,
  uploaded_at timestamptz not null,
  removed_at timestamptz,
  scan text not null check (scan in ('waiting', 'clean', 'infected', 'failed')),
  scanned_at timestamptz,
  -- Who looked: `clamd`, or `pretend` where nobody did.
  scanner text,
  -- What was found, or why it could not be looked at.
  scan_said text,
  tries integer not null default 0,
  next_try_at timestamptz
);
create index documents_application on programmes.documents (application, id);
create index documents_sha on programmes.documents (sha);
create index documents_nameless on programmes.documents (nameless_sha) where nameless_sha is not null;
create index documents_due on programmes.documents (next_try_at) where scan in ('waiting', 'failed') and removed_at is null;

-- What a check of completeness found missing: `field:ID` or `document:ID`, each with a sentence.
create table programmes.gaps (
  id uuid primary key,
  -- The row of `programmes.states` that made it incomplete.
  state uuid not null references programmes.states (id),
  application uuid not null references programmes.applications (id),
  subject text not null,
  said text not null
);
create index gaps_application on programmes.gaps (application, id);

-- Who of the staff looked at an application.
create table programmes.looks (
  id uuid primary key,
  application uuid not null references programmes.applications (id),
  at timestamptz not null,
  office text not null
);
create index looks_application on programmes.looks (application, at);
