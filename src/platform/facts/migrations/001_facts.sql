create table facts.facts (
  id uuid primary key,
  kind text not null,
  version integer not null default 1,
  subject text not null,
  data jsonb not null,
  at timestamptz not null
);
create index facts_by_subject on facts.facts (subject, at);

-- The outbox: one row a fact and reaction. `id` is the order in which the facts of one subject are heard.
create table facts.deliveries (
  id bigint generated always as identity primary key,
  fact uuid not null references facts.facts (id),
  reaction text not null,
  subject text not null,
  tries integer not null default 0,
  due_at timestamptz not null,
  leased_until timestamptz,
  done_at timestamptz,
  dead_at timestamptz,
  error text,
  unique (fact, reaction)
);
create index deliveries_due on facts.deliveries (due_at) where done_at is null and dead_at is null;
create index deliveries_chain on facts.deliveries (reaction, subject, id) where done_at is null;

-- The last time each schedule was announced.
create table facts.clock (
  schedule text primary key,
  slot text not null
);
