-- Bodies, districts, streets, landmarks and the city's box: versions, each valid from a day, none ever changed.
create table places.reference (
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
