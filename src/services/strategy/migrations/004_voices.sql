-- What residents ask the team and what they follow. What somebody typed is personal until the team has released it; that she
-- asked, when, and by when she is answered, is public at once.
create table strategy.reference (
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

create table strategy.questions (
  number integer primary key check (number > 0),
  -- `indicator:ID`, `project:ID`, `milestone:ID`, or `strategy:whole`.
  about text not null,
  -- Personal: what she typed, and the salt that makes the hash in the chronicle hers to prove. Both go when she is forgotten.
  text text not null,
  salt bytea,
  handle uuid,
  asked_at timestamptz not null,
  -- The instant at which the last day for an answer ends, by the days that held when it was asked.
  due_at timestamptz not null,
  days integer not null check (days > 0),
  basis text not null check (basis in ('city', 'demo')),
  erased_at timestamptz
);
create index questions_by_about on strategy.questions (about, number);
create index questions_by_due on strategy.questions (due_at, number);
create index questions_by_handle on strategy.questions (handle);

-- The words of a question as everybody may read them; the last row holds, and one without text hides them again.
create table strategy.releases (
  id uuid primary key,
  question integer not null references strategy.questions (number),
  text text,
  -- Why the words were hidden or erased.
  because text,
  at timestamptz not null,
  office text not null
);
create index releases_by_question on strategy.releases (question, at, id);

-- Answers of the city. A correction is a row that stands in the place of another and says why.
create table strategy.answers (
  id uuid primary key,
  question integer not null references strategy.questions (number),
  -- Null once it was erased, for it held something of a person.
  text text,
  at timestamptz not null,
  office text not null,
  reason text,
  corrects uuid unique references strategy.answers (id),
  erased_because text,
  check ((corrects is null) = (reason is null))
);
create index answers_by_question on strategy.answers (question, at, id);
create unique index answers_once on strategy.answers (question) where corrects is null;

create table strategy.declines (
  question integer primary key references strategy.questions (number),
  why text not null check (why in ('rude', 'personal', 'elsewhere', 'asked-before', 'withdrawn')),
  reason text not null,
  at timestamptz not null,
  office text not null
);

-- Private links: of a question its asker's, of a reader her list of what she follows. Only a hash of each is kept.
create table strategy.keys (
  hash text primary key,
  handle uuid not null,
  question integer references strategy.questions (number),
  made_at timestamptz not null
);
create index keys_by_handle on strategy.keys (handle);

-- Personal through `handle`: who follows what. By e-mail it counts, and is told of, once its owner has confirmed it.
create table strategy.follows (
  handle uuid not null,
  -- A thing of the strategy, `direction:ID`, or `question:NUMBER`.
  subject text not null,
  why text not null check (why in ('asked', 'too', 'follow', 'part')),
  guest boolean not null,
  at timestamptz not null,
  confirmed_at timestamptz,
  primary key (handle, subject)
);
create index follows_by_subject on strategy.follows (subject) where confirmed_at is not null;
create index follows_unconfirmed on strategy.follows (at) where confirmed_at is null;

-- A letter that asks for a confirmation; its id is all that the fact knows.
create table strategy.wishes (
  id uuid primary key,
  handle uuid not null,
  at timestamptz not null
);
create index wishes_by_handle on strategy.wishes (handle);

-- Who asked how much lately, as hashes, for as long as the limits look back.
create table strategy.knocks (
  id uuid primary key,
  hash text not null,
  at timestamptz not null
);
create index knocks_by_hash on strategy.knocks (hash, at);

-- Which office looked at words that are not public.
create table strategy.looks (
  id uuid primary key,
  question integer not null references strategy.questions (number),
  at timestamptz not null,
  by_office text not null
);
create index looks_by_question on strategy.looks (question, at);
