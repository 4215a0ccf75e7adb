-- What was removed because its purpose was reached: which rows, how many, on what ground, by whom (order 179 of the supervisory
-- authority, 28.10.2022). Nothing here says whose they were. Kept for three years, and not changed in them.
create table identity.destructions (
  id uuid primary key,
  at timestamptz not null,
  -- `module.rows`.
  category text not null,
  rows integer not null check (rows > 0),
  -- The paragraph or the term by which they went.
  ground text not null,
  -- `clock`, or the office that pressed.
  by_whom text not null
);
create index destructions_at on identity.destructions (at desc, id desc);

create function identity.keep_destruction() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and old.at < statement_timestamp() - interval '3 years' then
    return old;
  end if;
  raise exception 'the destruction log is not changed' using errcode = '23001';
end $$;
create trigger keep_destruction before update or delete on identity.destructions
  for each row execute function identity.keep_destruction();

-- Which office looked at what identity holds of a person.
create table identity.looks (
  id uuid primary key,
  -- Of the module identity.
  handle uuid not null,
  at timestamptz not null,
  by_office text not null
);
create index looks_by_handle on identity.looks (handle, at);
create index looks_by_time on identity.looks (at);
