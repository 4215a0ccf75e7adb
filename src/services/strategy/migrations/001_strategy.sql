-- What the strategy as a whole says of itself: one row.
create table strategy.plan (
  id text primary key,
  mission text not null,
  mission_en text not null,
  horizon integer not null,
  source text not null,
  source_date text not null
);

-- `main` marks the directions that had a workshop of their own.
create table strategy.directions (
  id text primary key,
  name text not null,
  name_en text not null,
  main boolean not null,
  position integer not null,
  workshop_from text,
  workshop_to text,
  workshop_note text,
  source text,
  source_date text
);

create table strategy.goals (
  id text primary key,
  direction text not null references strategy.directions (id),
  name text not null,
  name_en text not null,
  source text not null,
  source_date text not null
);

-- `kind`: how the number arises. `hears`: what adds to it, and `counts` how much. Null means that the source did not say.
create table strategy.indicators (
  id text primary key,
  name text not null,
  name_en text,
  direction text not null references strategy.directions (id),
  goal text references strategy.goals (id),
  level text not null,
  unit text not null,
  unit_en text,
  unit_forms jsonb,
  okei text,
  kind text not null check (kind in ('sum', 'latest', 'ratio')),
  polarity text not null check (polarity in ('up', 'down', 'target')),
  promise text not null,
  baseline_value numeric,
  baseline_year integer,
  target_value numeric,
  target_year integer,
  hears text,
  counts text not null default 'one' check (counts in ('one', 'quantity')),
  numerator text references strategy.indicators (id),
  denominator text references strategy.indicators (id),
  method text,
  basis text not null check (basis in ('press', 'own')),
  source text,
  source_date text,
  note text,
  position integer not null,
  digest text not null,
  check (kind <> 'ratio' or (numerator is not null and denominator is not null))
);
create index indicators_by_direction on strategy.indicators (direction, position);

-- Evidence that adds up. Never changed and never deleted: a correction is a row that reverses another.
create table strategy.measurements (
  id uuid primary key,
  indicator text not null references strategy.indicators (id),
  value numeric not null,
  at timestamptz not null,
  period text,
  reason_kind text not null,
  reason_fact uuid not null,
  win text not null,
  case_number text,
  basis text not null check (basis in ('city', 'demo')),
  reverses uuid unique references strategy.measurements (id)
);
create unique index measurements_once on strategy.measurements (indicator, win) where reverses is null;
create index measurements_by_indicator on strategy.measurements (indicator, id);

-- Wins that were withdrawn, kept so that it does not matter which of the two facts is heard first.
create table strategy.withdrawn_wins (
  win text primary key,
  fact uuid not null,
  at timestamptz not null
);

-- What others observed of an indicator in a period. A revision is a new row that points to the old one.
create table strategy.observations (
  id uuid primary key,
  indicator text not null references strategy.indicators (id),
  value numeric not null,
  period text,
  part text not null check (part in ('baseline', 'current')),
  at timestamptz not null,
  source text not null,
  source_date text,
  basis text not null check (basis in ('press', 'city', 'demo')),
  reason text,
  revises uuid unique references strategy.observations (id)
);
create index observations_by_indicator on strategy.observations (indicator, id);

create table strategy.projects (
  id text primary key,
  name text not null,
  direction text not null references strategy.directions (id),
  summary text not null,
  stage text not null,
  stage_group text not null,
  period text,
  budget_rub numeric,
  responsible text,
  origin text not null,
  from_workshop boolean not null,
  place text,
  district text,
  service text,
  source text not null,
  source_date text,
  note text,
  position integer not null,
  digest text not null
);
create index projects_by_direction on strategy.projects (direction, position);

create function strategy.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are never changed: write a reversing or revising row', tg_table_name;
end $$;
create trigger measurements_stay before update or delete on strategy.measurements
  for each row execute function strategy.refuse_change();
create trigger observations_stay before update or delete on strategy.observations
  for each row execute function strategy.refuse_change();
