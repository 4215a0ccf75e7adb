-- Who cosigns checkpoints: the last one that each cosigned, with its signature, and what came of the last attempt.
create table chronicle.witnesses (
  vkey text primary key,
  size bigint not null,
  note text,
  vkeys text,
  cosignature text,
  cosigned_at timestamptz,
  tries integer not null default 0,
  tried_at timestamptz,
  error text
);
