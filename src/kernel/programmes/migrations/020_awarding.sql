-- Review, decision, appeal, award and its money. Personal: handles (of staff too), words of appeals and recusals, papers and their names.

-- One row a call: when its review began, and the seed by which applications are given out. Published, so that anyone can recompute.
create table programmes.reviewing (
  call text primary key references programmes.calls (id),
  seed text not null,
  at timestamptz not null,
  office text not null,
  -- Of whoever began it: another signs the decision.
  handle uuid,
  due_on date not null
);

-- Who reviews a call: handles of staff.
create table programmes.panel (
  call text not null references programmes.calls (id),
  handle uuid not null,
  added_at timestamptz not null,
  primary key (call, handle)
);

-- Organisations that a reviewer says she is bound to: their applications never come to her.
create table programmes.relations (
  handle uuid not null,
  inn text not null,
  at timestamptz not null,
  primary key (handle, inn)
);

-- An application given to a reviewer. `handle` is emptied when she is forgotten; her scores stay as an expert's.
create table programmes.assignments (
  id uuid primary key,
  application uuid not null references programmes.applications (id),
  handle uuid,
  at timestamptz not null,
  -- What she declared before she could read: null as long as she has said nothing.
  declared_at timestamptz,
  ended_at timestamptz,
  ended_because text check (ended_because in ('conflict', 'recused', 'reassigned')),
  -- Her words on it, for the manager.
  said text,
  -- Scores as they are being written, and the instant they were sent; then they stay.
  revision integer not null default 0,
  scores jsonb not null default '{}',
  saved_at timestamptz,
  sent_at timestamptz,
  check ((ended_at is null) = (ended_because is null)),
  check (sent_at is null or declared_at is not null)
);
create unique index assignments_once on programmes.assignments (application, handle);
create index assignments_handle on programmes.assignments (handle, at);

create function programmes.keep_sent() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or (old.sent_at is not null and (new.scores, new.sent_at) is distinct from (old.scores, old.sent_at)) then
    raise exception 'what a reviewer has sent stays as it was' using errcode = '23001';
  end if;
  return new;
end $$;
create trigger keep_sent before update or delete on programmes.assignments
  for each row execute function programmes.keep_sent();

-- A protocol: decisions prepared by one office and confirmed, or sent back, by another.
create table programmes.protocols (
  id uuid primary key,
  call text not null references programmes.calls (id),
  nth integer not null,
  prepared_at timestamptz not null,
  prepared_by text not null,
  handle uuid,
  -- The paper, by its SHA-256.
  paper text not null,
  confirmed_at timestamptz,
  returned_at timestamptz,
  signed_by text,
  signer uuid,
  reason text,
  unique (call, nth),
  check (confirmed_at is null or returned_at is null)
);
create unique index protocols_open on programmes.protocols (call) where confirmed_at is null and returned_at is null;
create unique index protocols_confirmed on programmes.protocols (call) where confirmed_at is not null;

create table programmes.decisions (
  id uuid primary key,
  application uuid not null references programmes.applications (id),
  -- What it was decided by: a protocol, an appeal, or the place on the reserve list.
  protocol uuid references programmes.protocols (id),
  cause text not null check (cause in ('protocol', 'appeal', 'reserve')),
  outcome text not null check (outcome in ('awarded', 'refused', 'reserve')),
  -- Whole kopecks: given, or kept in mind for a place on the reserve list; null where no money is given.
  amount bigint check (amount > 0),
  ground text not null,
  reason text not null,
  -- Thousandths of the most that can be reached, and the place in the ranking; null where it was not ranked.
  score integer,
  place integer,
  at timestamptz not null
);
create index decisions_application on programmes.decisions (application, at);
create index decisions_protocol on programmes.decisions (protocol);

create table programmes.appeals (
  id uuid primary key,
  application uuid not null references programmes.applications (id),
  -- The decision that is appealed.
  decision uuid not null unique references programmes.decisions (id),
  at timestamptz not null,
  words text not null,
  -- The day by which it is answered.
  due_on date not null,
  decided_at timestamptz,
  outcome text check (outcome in ('upheld', 'rejected')),
  reason text,
  office text,
  handle uuid,
  check ((decided_at is null) = (outcome is null))
);
create index appeals_application on programmes.appeals (application);
create index appeals_open on programmes.appeals (due_on) where decided_at is null;

-- An award and its agreement: the text as it was agreed to, its SHA-256, and the paper made of it.
create table programmes.awards (
  application uuid primary key references programmes.applications (id),
  at timestamptz not null,
  amount bigint check (amount > 0),
  -- The entry of the ledger that reserved it; null where no money is given.
  entry uuid,
  agreement text,
  agreement_hash text,
  paper text,
  sent_at timestamptz,
  sent_by text,
  accepted_at timestamptz,
  accepted_level text,
  -- Whether its title may be published: asked apart and never ticked beforehand.
  title_public boolean not null default false,
  declined_at timestamptz,
  declined_because text,
  closed_at timestamptz,
  closed_by text,
  check (accepted_at is null or declined_at is null)
);

create table programmes.milestones (
  id uuid primary key,
  application uuid not null references programmes.awards (application),
  nth integer not null,
  label jsonb not null,
  due_on date not null,
  -- What is paid when it is accepted: whole kopecks, null where nothing is.
  tranche bigint check (tranche > 0),
  accepted_at timestamptz,
  accepted_by text,
  unique (application, nth)
);
create index milestones_due on programmes.milestones (due_on) where accepted_at is null;

-- What was brought for a milestone, and what the office said of it.
create table programmes.proofs (
  id uuid primary key,
  milestone uuid not null references programmes.milestones (id),
  at timestamptz not null,
  said text not null,
  sha text,
  name text,
  kind text,
  judged_at timestamptz,
  verdict text check (verdict in ('accepted', 'sent-back')),
  reason text,
  office text,
  check ((judged_at is null) = (verdict is null))
);
create index proofs_milestone on programmes.proofs (milestone, at);
create index proofs_sha on programmes.proofs (sha) where sha is not null;

-- Money that moved elsewhere and is written down here, each with its order and its entry of the ledger.
create table programmes.payments (
  id uuid primary key,
  application uuid not null references programmes.awards (application),
  kind text not null check (kind in ('paid', 'returned')),
  milestone uuid references programmes.milestones (id),
  -- The payment that a return takes back, whole or in part.
  returns uuid references programmes.payments (id),
  amount bigint not null check (amount > 0),
  on_day date not null,
  document text not null,
  at timestamptz not null,
  office text not null,
  entry uuid not null unique,
  check ((kind = 'paid') = (milestone is not null)),
  check ((kind = 'returned') = (returns is not null))
);
create unique index payments_milestone on programmes.payments (milestone) where milestone is not null;
create index payments_application on programmes.payments (application, at);

create table programmes.reports (
  id uuid primary key,
  application uuid not null references programmes.awards (application),
  nth integer not null,
  at timestamptz not null,
  answers jsonb not null,
  -- Whole kopecks, as the applicant says.
  spent bigint check (spent >= 0),
  judged_at timestamptz,
  verdict text check (verdict in ('accepted', 'sent-back')),
  reason text,
  office text,
  unique (application, nth),
  check ((judged_at is null) = (verdict is null))
);

-- What the applicant was reminded of, once each.
create table programmes.reminded (
  milestone uuid not null references programmes.milestones (id),
  kind text not null check (kind in ('soon', 'overdue')),
  at timestamptz not null,
  primary key (milestone, kind)
);
