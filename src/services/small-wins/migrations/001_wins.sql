-- What was done: records of the press, and wins born from cases that residents confirmed.
create table small_wins.wins (
  id text primary key,
  title text not null,
  title_en text,
  category text not null,
  what_done text,
  quantity numeric check (quantity >= 0),
  unit text,
  unit_en text,
  unit_forms jsonb,
  measure text,
  -- What the quantity is multiplied by before it is added to others of its measure.
  factor numeric,
  place text,
  district text,
  -- As exactly as the source says it: 2025, 2025-12 or 2025-12-18.
  done_on text,
  year integer,
  sort_on date not null,
  amount_rub numeric,
  status text not null check (status in ('done', 'running', 'planned')),
  source text,
  source_date text,
  note text,
  case_number text,
  resolution text,
  before jsonb,
  after jsonb,
  basis text not null check (basis in ('press', 'city', 'demo')),
  published_at timestamptz not null,
  digest text,
  unique (case_number, resolution),
  check ((basis = 'press') = (case_number is null))
);
create index wins_by_day on small_wins.wins (sort_on desc, id desc);
create index wins_by_category on small_wins.wins (category, sort_on desc, id desc);
create index wins_by_district on small_wins.wins (district, sort_on desc, id desc);
create index wins_by_year on small_wins.wins (year, sort_on desc, id desc);
create index wins_by_measure on small_wins.wins (measure, sort_on desc, id desc);

create table small_wins.win_streets (
  win text not null references small_wins.wins (id) on delete cascade,
  street text not null,
  primary key (win, street)
);
create index win_streets_by_street on small_wins.win_streets (street);

-- A published win that was taken back: it stays in the feed, with the reason.
create table small_wins.withdrawals (
  win text primary key references small_wins.wins (id),
  at timestamptz not null,
  reason text not null check (reason in ('reopened', 'mistake')),
  note text
);

-- What a confirmed case could become; `ended` says what did become of it.
create table small_wins.drafts (
  id uuid primary key,
  case_number text not null,
  resolution text not null,
  topic text not null,
  -- When the resident confirmed.
  made_at timestamptz not null,
  ended text check (ended in ('published', 'dropped')),
  ended_at timestamptz,
  unique (case_number, resolution)
);
create index drafts_open on small_wins.drafts (made_at) where ended is null;

-- Resolutions that were reopened, kept so that it does not matter which of two facts is heard first.
create table small_wins.reopened (
  case_number text not null,
  resolution text not null,
  at timestamptz not null,
  primary key (case_number, resolution)
);

create table small_wins.measures (
  id text primary key,
  label text not null,
  label_en text not null,
  unit text not null,
  unit_en text,
  forms jsonb not null,
  position integer not null,
  front integer
);

create table small_wins.overlaps (
  whole text not null,
  part text not null,
  why text not null,
  certainty text not null,
  primary key (whole, part)
);

-- Records that may not be added to any other, and why; `what` is the quantity or the money.
create table small_wins.not_addable (
  win text not null,
  what text not null check (what in ('quantity', 'money')),
  why text not null,
  primary key (win, what)
);

create table small_wins.categories (
  name text primary key,
  name_en text not null,
  topics text[] not null
);

-- One row: what the filters of the feed offer, counted anew whenever a win comes or goes, so that reading is cheap.
create table small_wins.shelf (
  id integer primary key check (id = 1),
  facets jsonb not null
);
