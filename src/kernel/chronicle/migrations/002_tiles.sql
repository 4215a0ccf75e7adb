-- The tree over the entries in pieces of 256 hashes (c2sp.org/tlog-tiles); the last piece of a level may hold fewer.
create table chronicle.tiles (
  level integer not null,
  index bigint not null,
  hashes bytea not null,
  primary key (level, index)
);

-- `grown` entries stand in the tree; `note` is the signed checkpoint of that tree once it holds all entries, and `vkeys` are the
-- keys that signed it, the current one first.
alter table chronicle.head
  add column grown bigint not null default 0,
  add column note text,
  add column vkeys text;
