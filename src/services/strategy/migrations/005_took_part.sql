-- What residents could take part in while the strategy was made: surveys, sessions, workshops, votes; from the press, each with its page.
create table strategy.occasions (
  id text primary key,
  kind text not null,
  kind_en text not null,
  title text not null,
  title_en text,
  topic text,
  from_day text,
  to_day text,
  place text,
  organiser text,
  participants integer,
  participants_unit text,
  headline text,
  note text,
  -- What came of it: the workshop's direction, the whole strategy, or projects that bear its name (in occasion_projects).
  workshop text references strategy.directions (id),
  whole boolean not null default false,
  source text not null,
  source_date text,
  position integer not null
);
create table strategy.occasion_projects (
  occasion text not null references strategy.occasions (id),
  project text not null references strategy.projects (id),
  primary key (occasion, project)
);

-- Personal through `handle`: who said that she took part. For herself; others see how many, and that only from five on.
create table strategy.participations (
  handle uuid not null,
  occasion text not null references strategy.occasions (id),
  at timestamptz not null,
  confirmed_at timestamptz,
  primary key (handle, occasion)
);
create index participations_by_occasion on strategy.participations (occasion) where confirmed_at is not null;
create index participations_unconfirmed on strategy.participations (at) where confirmed_at is null;
