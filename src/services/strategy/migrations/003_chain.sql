-- The rest of the chain of strategic planning: tasks below goals, milestones and results below projects, money, national projects,
-- accepted evidence, and reports. What was promised of a thing is a term of it: rows that are added, never changed.
create table strategy.tasks (
  id text primary key,
  goal text not null references strategy.goals (id),
  name text not null,
  name_en text,
  basis text not null check (basis in ('press', 'city', 'demo')),
  source text,
  source_date text,
  position integer not null
);
create index tasks_by_goal on strategy.tasks (goal, position);

alter table strategy.goals add column position integer not null default 0;
alter table strategy.indicators
  add column task text references strategy.tasks (id),
  add column periodicity text check (periodicity in ('month', 'quarter', 'half', 'year')),
  -- From how many percent of the plan a value counts as kept, and from how many as near; null: as for all.
  add column kept_from numeric,
  add column near_from numeric check (near_from is null or kept_from is null or near_from <= kept_from);
alter table strategy.indicators drop constraint indicators_basis_check;
alter table strategy.indicators add constraint indicators_basis_check check (basis in ('press', 'own', 'city', 'demo'));
alter table strategy.projects
  add column goal text references strategy.goals (id),
  add column task text references strategy.tasks (id),
  add column workshop text references strategy.directions (id),
  add column basis text not null default 'press' check (basis in ('press', 'city', 'demo'));
alter table strategy.projects alter column source drop not null;

-- What a project must reach: a control point (no quantity), or a result that is counted.
create table strategy.milestones (
  id text primary key,
  project text not null references strategy.projects (id),
  name text not null,
  name_en text,
  unit text,
  unit_en text,
  okei text,
  -- The kind of paper that confirms it, in words.
  document text,
  weight numeric not null default 1 check (weight > 0),
  critical boolean not null default false,
  basis text not null check (basis in ('press', 'city', 'demo')),
  source text,
  source_date text,
  position integer not null
);
create index milestones_by_project on strategy.milestones (project, position);

-- What is promised of a thing, term by term. The first row of a term is what was promised first and stays so; the last one holds.
create table strategy.terms (
  id uuid primary key,
  -- The order in which they were said, whatever clocks did.
  seq bigint generated always as identity unique,
  subject text not null,
  -- target, due, start, owner, curator, scope, budget, reporting, or plan.SCENARIO.YEAR
  term text not null,
  -- A decimal, a year, month or day, or words; null: the promise was taken back.
  value text,
  at timestamptz not null,
  office text,
  reason text,
  basis text not null check (basis in ('press', 'city', 'demo')),
  source text,
  source_date text
);
create index terms_by_subject on strategy.terms (subject, term, seq);
create index terms_moved on strategy.terms (seq desc) where reason is not null;

-- Money of a project by year and fund. A correction is a row that takes back another.
create table strategy.money (
  id uuid primary key,
  project text not null references strategy.projects (id),
  year integer not null,
  fund text not null check (fund in ('federal', 'republic', 'city', 'outside')),
  kind text not null check (kind in ('planned', 'spent')),
  roubles numeric not null,
  at timestamptz not null,
  office text,
  reason text,
  document text,
  basis text not null check (basis in ('press', 'city', 'demo')),
  source text,
  source_date text,
  corrects uuid unique references strategy.money (id),
  check (roubles >= 0 or corrects is not null)
);
create index money_by_project on strategy.money (project, year);

create table strategy.national_projects (
  id text primary key,
  name text not null,
  name_en text not null,
  position integer not null
);
create table strategy.national_links (
  project text not null references strategy.projects (id),
  national text not null references strategy.national_projects (id),
  primary key (project, national)
);

-- What shows that something was reached. It counts once somebody has accepted it, and until somebody takes that back.
create table strategy.evidence (
  id uuid primary key,
  subject text not null,
  kind text not null check (kind in ('win', 'contract', 'count', 'document')),
  -- The win's id, the contract's number, or what is counted or which paper it is, in words.
  ref text not null,
  quantity numeric check (quantity > 0),
  on_day text not null,
  source text,
  -- SHA-256 of the paper, whose bytes are in the file store.
  sha256 text,
  at timestamptz not null,
  office text not null,
  basis text not null check (basis in ('city', 'demo'))
);
create index evidence_by_subject on strategy.evidence (subject, id);
create unique index evidence_once on strategy.evidence (subject, kind, ref) where kind = 'win';
create table strategy.verdicts (
  id uuid primary key,
  evidence uuid not null references strategy.evidence (id),
  accepted boolean not null,
  at timestamptz not null,
  office text,
  reason text
);
create index verdicts_by_evidence on strategy.verdicts (evidence, id);
-- Wins that may serve as evidence; a withdrawn one takes its evidence with it.
create table strategy.wins (
  win text primary key,
  quantity numeric,
  withdrawn boolean not null default false
);

-- What the team says of a project or of an indicator for a period. A correction is a row that replaces another; silence is the
-- absence of a row.
create table strategy.reports (
  id uuid primary key,
  project text references strategy.projects (id),
  indicator text references strategy.indicators (id),
  period text not null,
  status text not null check (status in ('on-track', 'at-risk', 'late', 'done', 'stopped')),
  said text not null,
  at timestamptz not null,
  office text not null,
  basis text not null check (basis in ('city', 'demo')),
  corrects uuid unique references strategy.reports (id),
  check ((project is null) <> (indicator is null))
);
create index reports_by_project on strategy.reports (project, period, id);
create index reports_by_indicator on strategy.reports (indicator, period, id);
create unique index reports_once on strategy.reports (project, period) where corrects is null and project is not null;
create unique index statements_once on strategy.reports (indicator, period) where corrects is null and indicator is not null;

create trigger terms_stay before update or delete on strategy.terms for each row execute function strategy.refuse_change();
create trigger money_stays before update or delete on strategy.money for each row execute function strategy.refuse_change();
create trigger evidence_stays before update or delete on strategy.evidence for each row execute function strategy.refuse_change();
create trigger verdicts_stay before update or delete on strategy.verdicts for each row execute function strategy.refuse_change();
create trigger reports_stay before update or delete on strategy.reports for each row execute function strategy.refuse_change();

-- What was promised before terms were kept: the pack's targets become the first rows, as of the day they were loaded.
insert into strategy.terms (id, subject, term, value, at, office, reason, basis, source, source_date)
  select gen_random_uuid(), 'indicator:' || id, t.term, t.value, now(), null, null,
    case when basis = 'press' then 'press' else 'city' end, source, source_date
  from strategy.indicators, lateral (values ('target', trim_scale(target_value)::text), ('due', target_year::text)) t (term, value)
  where t.value is not null;
insert into strategy.terms (id, subject, term, value, at, office, reason, basis, source, source_date)
  select gen_random_uuid(), 'project:' || id, 'owner', responsible, now(), null, null, 'press', source, source_date
  from strategy.projects where responsible is not null;
