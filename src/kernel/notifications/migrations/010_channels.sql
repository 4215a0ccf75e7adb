-- By which channel each message goes, when, and what became of it; what people chose; where letters are returned.

alter table notifications.messages
  -- A word key of the door that told it.
  add column topic text,
  add column urgent boolean not null default false,
  -- Security, and answers to what somebody has done this minute: they wait for nothing.
  add column prompt boolean not null default false;
update notifications.messages set topic = case
  when module = 'small-wins' then 'notifications.topic.streets'
  when module = 'strategy' and href like '/strategy/questions/%' then 'notifications.topic.answers'
  when module = 'strategy' then 'notifications.topic.promises'
  else 'notifications.topic.reports' end;
alter table notifications.messages alter column topic set not null;

-- One letter, text or push: to one reader by one channel, about one message or several. Its id is its key outside.
create table notifications.dispatches (
  id uuid primary key,
  -- The handle of notifications of a person, or a guest's own.
  reader uuid not null,
  channel text not null,
  -- The handle under which its reader agreed: one address, and what a stop ends.
  agreed_as uuid not null,
  -- A word that nobody can guess, part of the address to which a letter is returned.
  return_word text unique,
  -- A hash of the address it went to, since letters that come back speak of that one only.
  address text,
  -- True for one that may take in more messages until it goes.
  gathers boolean not null,
  prompt boolean not null,
  -- Null: not before something changes.
  due_at timestamptz,
  -- Why it waits: quiet, budget, digest, rests, away.
  because text,
  -- True when the fact that it is due has been told.
  told boolean not null,
  -- When its place in the week's budget was taken.
  taken_at timestamptz,
  ended text check (ended in ('sent', 'returned', 'moved')),
  ended_at timestamptz,
  at timestamptz not null,
  check ((ended is null) = (ended_at is null))
);
create index on notifications.dispatches (reader, channel, ended_at);
create index on notifications.dispatches (due_at) where ended is null and not told;
create index on notifications.dispatches (agreed_as);
create index on notifications.dispatches (taken_at) where ended is null;

-- A message goes once by a channel: in one dispatch.
create table notifications.items (
  message uuid not null references notifications.messages on delete cascade,
  channel text not null,
  dispatch uuid not null references notifications.dispatches on delete cascade,
  primary key (message, channel)
);
create index on notifications.items (dispatch);

insert into notifications.dispatches (id, reader, channel, agreed_as, gathers, prompt, told, because, taken_at, ended, ended_at, at)
  select message, agreed_as, 'mail', agreed_as, false, false, true, case when sent_at is null then 'budget' end,
    sent_at, case when sent_at is null then 'moved' else 'sent' end, coalesce(sent_at, at), at
  from notifications.letters;
insert into notifications.items (message, channel, dispatch) select message, 'mail', message from notifications.letters;
drop table notifications.letters;

-- What a reader set; without a row, and where a column is null, all is as the city has it.
create table notifications.readers (
  reader uuid primary key,
  -- Hours of the city's clocks; equal: none are quiet.
  quiet_from smallint check (quiet_from between 0 and 23),
  quiet_to smallint check (quiet_to between 0 and 23),
  weekly smallint check (weekly >= 0),
  rhythm text not null default 'at-once' check (rhythm in ('at-once', 'daily', 'weekly')),
  rhythm_hour smallint not null default 9 check (rhythm_hour between 0 and 23),
  -- 1 is Monday.
  rhythm_day smallint not null default 1 check (rhythm_day between 1 and 7),
  -- When she last proved that her address takes letters after some had come back.
  proved_at timestamptz,
  changed_at timestamptz not null
);

create table notifications.choices (
  reader uuid not null,
  topic text not null,
  channel text not null,
  chosen boolean not null,
  at timestamptz not null,
  primary key (reader, topic, channel)
);

-- Letters that came back, and complaints. `address` is a hash: a reader who moved to another address starts anew.
create table notifications.returned (
  dispatch uuid not null references notifications.dispatches on delete cascade,
  kind text not null check (kind in ('hard', 'soft', 'complaint')),
  reader uuid not null,
  address text not null,
  status text not null,
  at timestamptz not null,
  primary key (dispatch, kind)
);
create index on notifications.returned (reader, at);

-- Links that prove an address; only a hash of each is kept.
create table notifications.proofs (
  hash text primary key,
  reader uuid not null,
  at timestamptz not null
);
create index on notifications.proofs (reader, at);

-- Browsers that may be woken. The address is personal: who has it can wake the browser.
create table notifications.devices (
  id uuid primary key,
  reader uuid not null,
  endpoint text not null unique,
  name text not null,
  at timestamptz not null,
  -- Its service asked to be left alone until then.
  rests_until timestamptz
);
create index on notifications.devices (reader);

-- Which browser has taken which dispatch: one that failed is tried again, the others are not.
create table notifications.pushes (
  dispatch uuid not null references notifications.dispatches on delete cascade,
  device uuid not null references notifications.devices on delete cascade,
  at timestamptz not null,
  primary key (dispatch, device)
);

alter table notifications.stops
  -- The reader whose choices the link may change, and the topics of the letter it was in.
  add column reader uuid,
  add column topics jsonb not null default '[]';

alter table notifications.budgets add column channel text not null default 'mail';
alter table notifications.budgets drop constraint budgets_pkey;
alter table notifications.budgets add primary key (channel, valid_from);
insert into notifications.budgets (valid_from, weekly, channel) values
  ('2026-01-01T00:00:00Z', 3, 'sms'),
  ('2026-01-01T00:00:00Z', 14, 'push');

-- The quiet hours of whoever set none, from a day on.
create table notifications.quiet_hours (
  valid_from timestamptz primary key,
  quiet_from smallint not null check (quiet_from between 0 and 23),
  quiet_to smallint not null check (quiet_to between 0 and 23)
);
insert into notifications.quiet_hours values ('2026-01-01T00:00:00Z', 22, 8);
