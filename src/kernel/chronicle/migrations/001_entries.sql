-- Statements waiting for their place: written in the transaction of the change they speak of.
create table chronicle.inscriptions (
  id bigint generated always as identity primary key,
  body text not null,
  kind text not null,
  subject text not null,
  at timestamptz not null
);

-- The record: places without gaps, bodies in RFC 8785 canonical JSON. `kind`, `subject` and `at` repeat the body for look-ups.
create table chronicle.entries (
  place bigint primary key,
  body text not null,
  kind text not null,
  subject text not null,
  at timestamptz not null
);
create index entries_by_subject on chronicle.entries (subject, place);

-- The one row whose lock makes one sequencer.
create table chronicle.head (
  single boolean primary key default true check (single),
  size bigint not null
);
insert into chronicle.head (size) values (0);

-- Free text that entries name by SHA-256 of salt and content; erasing both leaves the record valid.
create table chronicle.papers (
  hash text primary key,
  salt bytea,
  content text,
  erased_at timestamptz,
  erased_because text
);
