-- What led to what. A row is made of the first fact that tied two things, the last that did, and the last that parted them, so that
-- it is the same in whatever order, and however often, the facts are heard.
create table threads.links (
  from_subject text not null,
  to_subject text not null,
  -- Who says so and how: `small-wins.grown`.
  kind text not null,
  -- Null while only the end has been heard.
  begun_at timestamptz,
  begun_fact uuid,
  -- The day that the source of the first fact names.
  day text,
  tied_at timestamptz,
  tied_fact uuid,
  ended_at timestamptz,
  ended_fact uuid,
  primary key (from_subject, to_subject, kind),
  check (from_subject <> to_subject),
  check (begun_fact is not null or ended_fact is not null)
);
create index links_onward on threads.links (from_subject, begun_at desc, to_subject, kind) where begun_at is not null;
create index links_back on threads.links (to_subject, begun_at desc, from_subject, kind) where begun_at is not null;

-- How far the facts of the time before have been read, for each set of rules that the doors bring.
create table threads.readings (
  rules text primary key,
  after uuid,
  done boolean not null
);
