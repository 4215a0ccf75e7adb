-- Small things the house remembers of itself, such as which city pack it has loaded.
create table facts.notes (
  name text primary key,
  value text not null
);
