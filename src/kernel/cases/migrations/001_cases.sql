-- Cases: what a resident raised, who has held it since when and until when, and how each time it ended.

create table cases.reference (
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

create table cases.numbers (
  year integer primary key,
  last integer not null
);

create table cases.cases (
  id uuid primary key,
  number text not null unique,
  topic text not null,
  land text not null check (land in ('yard', 'street')),
  channel text not null check (channel in ('web', 'chat', 'open311')),
  opened_at timestamptz not null,
  stated_at timestamptz,
  place text not null,
  place_known boolean not null,
  place_note text,
  street text,
  house text,
  lat double precision,
  lon double precision,
  district text,
  text text not null,
  photo uuid,
  attributes jsonb not null,
  handle uuid,
  complaint_about text,
  erased_at timestamptz
);
create index cases_opened on cases.cases (opened_at desc, id desc);
create index cases_street on cases.cases (street, topic);
create index cases_point on cases.cases (lat, lon);
create index cases_handle on cases.cases (handle);

-- Whoever holds one of these may speak for a reporter or one who joined: only the hash of the secret is kept.
create table cases.keys (
  case_id uuid not null references cases.cases (id),
  hash text not null,
  handle uuid,
  made_at timestamptz not null,
  primary key (case_id, hash)
);

create table cases.joins (
  case_id uuid not null references cases.cases (id),
  handle uuid not null,
  at timestamptz not null,
  primary key (case_id, handle)
);
create index joins_handle on cases.joins (handle);

-- A holding without `until` is the one clock that runs.
create table cases.holdings (
  id uuid primary key,
  case_id uuid not null references cases.cases (id),
  place_in_chain integer not null,
  body text not null,
  since timestamptz not null,
  until timestamptz,
  begun_by text not null check (begun_by in ('opened', 'handed-over', 'reopened')),
  ended_by text check (ended_by in ('handed-over', 'resolved', 'declined')),
  due_at timestamptz not null,
  due_kind text not null check (due_kind in ('norm', 'guide')),
  due_covers text not null check (due_covers in ('repair', 'answer')),
  norm text,
  reason text,
  by_office text,
  unique (case_id, place_in_chain),
  check ((until is null) = (ended_by is null)),
  check (until is null or until >= since)
);
create unique index one_running_clock on cases.holdings (case_id) where until is null;
create index holdings_due on cases.holdings (due_at, id) where until is null;
create index holdings_body_due on cases.holdings (body, due_at, id) where until is null;

create table cases.releases (
  id uuid primary key,
  case_id uuid not null references cases.cases (id),
  at timestamptz not null,
  by_office text not null,
  text text,
  photo boolean not null
);
create index releases_case on cases.releases (case_id, id);

create table cases.answers (
  id uuid primary key,
  case_id uuid not null references cases.cases (id),
  at timestamptz not null,
  by_office text not null,
  final boolean not null,
  text text not null
);
create index answers_case on cases.answers (case_id, id);

create table cases.resolutions (
  id uuid primary key,
  case_id uuid not null references cases.cases (id),
  holding uuid not null unique references cases.holdings (id),
  at timestamptz not null,
  by_office text not null,
  note text not null,
  photo uuid,
  word text,
  check (photo is not null or word is not null)
);
create index resolutions_case on cases.resolutions (case_id, id);
create unique index one_proof_once on cases.resolutions (photo) where photo is not null;

create table cases.confirmations (
  resolution uuid primary key references cases.resolutions (id),
  case_id uuid not null references cases.cases (id),
  id uuid not null unique,
  at timestamptz not null,
  handle uuid
);
create index confirmations_case on cases.confirmations (case_id);

-- `of` is the resolution or the final answer that the person does not agree with.
create table cases.reopenings (
  id uuid primary key,
  case_id uuid not null references cases.cases (id),
  of uuid not null,
  at timestamptz not null,
  reason text not null,
  was_confirmed boolean not null,
  handle uuid
);
create index reopenings_case on cases.reopenings (case_id, id);

-- Who of the staff looked at what is not public.
create table cases.looks (
  id uuid primary key,
  case_id uuid not null references cases.cases (id),
  at timestamptz not null,
  by_office text not null
);
create index looks_case on cases.looks (case_id, at);

-- How each case stands now.
create view cases.standing as
select c.id, h.id as holding, h.body, h.since, h.due_at, h.due_kind, h.due_covers, h.norm, h.begun_by,
  case
    when h.until is null then 'open'
    when h.ended_by = 'declined' then 'declined'
    when exists (select from cases.resolutions r join cases.confirmations f on f.resolution = r.id where r.holding = h.id)
      then 'confirmed'
    else 'resolved'
  end as status
from cases.cases c
join lateral (
  select * from cases.holdings x where x.case_id = c.id order by x.place_in_chain desc limit 1) h on true;
