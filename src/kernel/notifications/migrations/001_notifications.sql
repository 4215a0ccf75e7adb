-- What people were told, once a fact and handle, and the letters that went out about it.
create table notifications.messages (
  id uuid primary key,
  fact uuid not null,
  -- The handle of the module that said whom the fact concerns.
  handle uuid not null,
  module text not null,
  key text not null,
  data jsonb not null,
  href text not null,
  at timestamptz not null,
  read_at timestamptz,
  unique (fact, handle)
);
create index on notifications.messages (handle, at desc);

create table notifications.letters (
  message uuid primary key references notifications.messages on delete cascade,
  -- The handle under which the reader agreed to letters: the budget is hers, whatever the letters are about.
  agreed_as uuid not null,
  -- Null for one that the weekly budget held back.
  sent_at timestamptz,
  at timestamptz not null
);
create index on notifications.letters (agreed_as, sent_at);

-- The links that stop letters; only a hash of each is kept.
create table notifications.stops (
  hash text primary key,
  agreed_as uuid not null,
  at timestamptz not null
);
create index on notifications.stops (agreed_as);

-- How many letters a week one reader gets at most, from a day on.
create table notifications.budgets (
  valid_from timestamptz primary key,
  weekly integer not null check (weekly >= 0)
);
insert into notifications.budgets (valid_from, weekly) values ('2026-01-01T00:00:00Z', 7);
