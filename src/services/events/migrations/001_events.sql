-- What happens in the city: events, their sessions, where each value comes from, and what changed since.

-- Where values come from: pages of the press, organisers themselves, and feeds that are read by the clock.
create table events.sources (
  id text primary key,
  name text not null,
  kind text not null check (kind in ('press', 'organiser', 'editor', 'demo', 'ical', 'jsonld', 'json', 'table')),
  url text,
  -- How often a feed is read; null where nobody reads it by the clock.
  schedule text check (schedule in ('hour', 'night', 'week')),
  -- Of two values that contradict each other, the one of the more trusted source is shown.
  trust smallint not null default 50 check (trust between 0 and 100),
  -- How names of this source become ours: a file of the pack, or what an editor wrote.
  mapping jsonb not null default '{}',
  enabled boolean not null default true,
  etag text,
  last_modified text,
  body_hash text,
  tried_at timestamptz,
  read_at timestamptz,
  outcome text,
  failures integer not null default 0,
  made_at timestamptz not null
);

create table events.events (
  id text primary key,
  title text not null check (title <> ''),
  title_en text,
  -- Plain text; markup of sources is gone.
  description text,
  -- A code of rules/kinds.ts.
  kind text not null,
  topics text[] not null default '{}',
  artists text[] not null default '{}',
  -- The mark of law 436-FZ; null where nobody said it.
  age text check (age in ('0+', '6+', '12+', '16+', '18+')),
  -- Null in any of these is «no data», which is neither no nor zero. Money is whole kopecks.
  free boolean,
  price_min bigint check (price_min >= 0),
  price_max bigint check (price_max >= price_min),
  pushkin_card boolean,
  language text,
  ramp boolean,
  loop boolean,
  sign_language boolean,
  online boolean,
  organiser text,
  -- An organisation of identity whose people keep this event.
  organisation text,
  -- Personal: the handle of the person who made it.
  owner uuid,
  -- A venue of places, or the words of the source where no venue fits them.
  venue text,
  place text,
  hall text,
  district text,
  ticket_url text,
  url text,
  -- Only the address: pages load nothing of strangers.
  image_url text,
  note text,
  -- Festival or series that it belongs to.
  parent text references events.events (id),
  -- Worked out of its sessions, so that lists need not read them.
  status text not null default 'scheduled' check (status in ('scheduled', 'moved', 'cancelled', 'postponed')),
  state text not null check (state in ('draft', 'moderation', 'published', 'hidden')),
  basis text not null check (basis in ('press', 'feed', 'organiser', 'city', 'demo')),
  sequence integer not null default 0,
  made_at timestamptz not null,
  published_at timestamptz,
  changed_at timestamptz not null,
  -- For the text filter of the list.
  words tsvector not null,
  check (published_at is not null or state in ('draft', 'moderation', 'hidden'))
);
create index events_words on events.events using gin (words);
create index events_venue on events.events (venue) where venue is not null;
create index events_parent on events.events (parent) where parent is not null;
create index events_owner on events.events (owner) where owner is not null;
create index events_organisation on events.events (organisation) where organisation is not null;
create index events_changed on events.events (changed_at, id) where state = 'published';
create index events_state on events.events (state, changed_at) where state in ('draft', 'moderation');
create index events_artists on events.events using gin (artists) where state = 'published';

-- One time at which one can come. Days are days of the city.
create table events.sessions (
  id text primary key,
  event text not null references events.events (id) on delete cascade,
  -- Which session it is for whoever brings it; calendars know it by its id.
  uid text not null,
  -- How exactly the source says it; only `time` has an hour.
  said text not null check (said in ('time', 'day', 'weekend', 'month', 'year', 'unknown')),
  starts_at timestamptz,
  ends_at timestamptz,
  first_day date,
  last_day date,
  hall text,
  status text not null default 'scheduled' check (status in ('scheduled', 'moved', 'cancelled', 'postponed')),
  -- Before it was first moved or put off.
  was_starts_at timestamptz,
  was_first_day date,
  -- Why it was moved or cancelled, in public.
  reason text,
  sequence integer not null default 0,
  changed_at timestamptz not null,
  check ((said = 'time') = (starts_at is not null)),
  check (ends_at is null or ends_at >= starts_at),
  check ((said = 'unknown') = (first_day is null)),
  check ((first_day is null) = (last_day is null)),
  check (last_day >= first_day),
  unique (event, uid)
);
create index sessions_event on events.sessions (event, first_day, starts_at);
create index sessions_day on events.sessions (first_day, id);
-- What calendars add to the coming ones: those taken back not long ago.
create index sessions_taken_back on events.sessions (changed_at) where status in ('cancelled', 'postponed');

-- What the list reads: one row for a published event and a day of it, made anew whenever the event changes.
create table events.days (
  event text not null references events.events (id) on delete cascade,
  day date not null,
  last_day date not null,
  -- day: it stands under its day; running: it goes on for long and stands beside them; vague: nobody named the day.
  shape text not null check (shape in ('day', 'running', 'vague')),
  -- The first hour of that day, or its midnight: the list's order.
  sort_at timestamptz not null,
  -- From then on nothing of it is left that day.
  until_at timestamptz not null,
  sessions integer not null,
  evening boolean not null,
  cancelled boolean not null,
  kind text not null,
  topics text[] not null,
  venue text,
  district text,
  age smallint,
  free boolean,
  pushkin_card boolean,
  -- Of the event, or of its venue where the event says nothing.
  ramp boolean,
  loop boolean,
  sign_language boolean,
  primary key (event, shape, day)
);
-- Numbers beside the filters read a month of it without the table.
create index days_sort on events.days (sort_at, event)
  include (until_at, evening, free, age, pushkin_card, ramp, loop, sign_language, kind, venue, district) where shape = 'day';
create index days_venue on events.days (venue, sort_at, event) where shape = 'day';
create index days_district on events.days (district, sort_at, event) where shape = 'day';
create index days_kind on events.days (kind, sort_at, event) where shape = 'day';
create index days_topics on events.days using gin (topics) where shape = 'day';
create index days_long on events.days (until_at, event) where shape <> 'day';

-- Where each value comes from: one row a source and field. The value that is shown is chosen by rule.
create table events.fields (
  event text not null references events.events (id) on delete cascade,
  -- The session it speaks of; empty for the event itself.
  session text not null default '',
  field text not null,
  source text not null references events.sources (id),
  value jsonb not null,
  -- The page or file that says so, and its own day as exactly as it is known: 2025, 2025-09 or 2025-09-12.
  url text,
  said_on text,
  -- When it was last read there.
  seen_at timestamptz not null,
  shown boolean not null default true,
  primary key (event, session, field, source)
);
create index fields_source on events.fields (source);

-- What changed, for whoever looks again. Rows are only added.
create table events.changes (
  id bigint generated always as identity primary key,
  event text not null references events.events (id) on delete cascade,
  session text,
  at timestamptz not null,
  kind text not null check (kind in ('published', 'added', 'moved', 'cancelled', 'postponed', 'restored', 'changed', 'hidden')),
  -- A field of the event or session; its name is said by the word key events.field.NAME.
  field text,
  was jsonb,
  now jsonb
);
create index changes_at on events.changes (at, id);
create index changes_event on events.changes (event, id);

-- One reading of a source, and what of it was set aside with line and reason.
create table events.imports (
  id uuid primary key,
  source text not null references events.sources (id) on delete cascade,
  started_at timestamptz not null,
  ended_at timestamptz,
  outcome text,
  found integer not null default 0,
  made integer not null default 0,
  changed integer not null default 0,
  same integer not null default 0,
  aside integer not null default 0
);
create index imports_source on events.imports (source, started_at desc);

create table events.set_aside (
  import uuid not null references events.imports (id) on delete cascade,
  position integer not null,
  line integer,
  item text,
  -- A word key with its values.
  reason text not null,
  "values" jsonb not null default '{}',
  primary key (import, position)
);

-- Personal: until when somebody has seen what changed.
create table events.looks (
  handle uuid primary key,
  seen_at timestamptz not null
);
