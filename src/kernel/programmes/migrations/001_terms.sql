-- Questions, and the terms decided by their answers: dated tables of conditions with their examples, version by version.

create table programmes.reference (
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

create table programmes.terms (
  -- The id of the measure or call they belong to: `sup-001`.
  id text primary key,
  -- { ru, en }
  title jsonb not null,
  made_at timestamptz not null,
  office text not null
);

-- What the desk is working at: one draft each; `revision` grows with each saving.
create table programmes.terms_drafts (
  terms text primary key references programmes.terms (id),
  revision integer not null,
  body jsonb not null,
  at timestamptz not null,
  office text not null
);

-- What was published stays as it was: decisions and running calls point here.
create table programmes.terms_versions (
  terms text not null references programmes.terms (id),
  version integer not null,
  valid_from date not null,
  -- The first day on which it no longer holds.
  valid_to date,
  body jsonb not null,
  at timestamptz not null,
  office text not null,
  reason text,
  primary key (terms, version)
);

create function programmes.keep_terms() returns trigger language plpgsql as $$
begin
  raise exception 'published terms never change';
end
$$;

create trigger terms_versions_stay before update or delete on programmes.terms_versions
  for each row execute function programmes.keep_terms();
