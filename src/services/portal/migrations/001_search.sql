-- What the city's search knows: one row a thing that has a page. The texts are shown; `search_index` beside them is what is asked,
-- narrow, so that the hundreds of rows a question looks at lie close together.
create table portal.search_documents (
  id integer generated always as identity primary key,
  subject text not null unique,
  door text not null,
  kind text not null,
  title text not null,
  title_en text,
  body text not null,
  keywords text not null,
  lang text,
  href text not null,
  place text,
  district text,
  day date,
  audience text[] not null,
  -- Of all of the above: a document with the same hash is the same document.
  hash text not null
);
create index search_documents_by_kind on portal.search_documents (kind, subject);

-- `words` holds stems with their places (A title, B keywords, C text), and without places: `=stem` of the title,
-- `#kind`, `@district`, `~year`, so that one index answers all filters.
create table portal.search_index (
  document integer primary key references portal.search_documents on delete cascade,
  kind text not null,
  district text,
  year smallint,
  audience text[] not null,
  length integer not null,
  words tsvector not null
);
-- Without a list of what waits: a question must not pay for what was written before it.
create index search_index_words on portal.search_index using gin (words) with (fastupdate = off);

-- How many documents that anyone may open hold a stem, and a word as written. Nothing here comes from what only some may open,
-- so no guess at a word can tell of it.
create table portal.search_stems (
  stem text collate "C" primary key,
  documents integer not null
) with (fillfactor = 80);

-- `near`: the word and its stem, each also with one letter left out; words with such a form in common are one slip apart.
create table portal.search_words (
  word text collate "C" primary key,
  stem text collate "C" not null,
  documents integer not null,
  near text[] not null
) with (fillfactor = 80);
create index search_words_near on portal.search_words using gin (near) with (fastupdate = off);

-- The sums of all documents that anyone may open: one row.
create table portal.search_size (
  one boolean primary key default true check (one),
  documents integer not null,
  length bigint not null
);
insert into portal.search_size (documents, length) values (0, 0);
