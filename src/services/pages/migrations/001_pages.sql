-- What editors write: a page is its versions, all kept, and the days on which one of them is shown.
create table pages.pages (
  -- `news:first-snow`: the kind and the address, which never change.
  id text primary key,
  kind text not null check (kind in ('news', 'situations', 'legal', 'about')),
  slug text not null,
  position int not null default 0,
  basis text not null check (basis in ('city', 'demo')),
  made_at timestamptz not null,
  unique (kind, slug)
);

create table pages.versions (
  page text not null references pages.pages (id),
  number int not null,
  at timestamptz not null,
  office text not null,
  note text,
  -- { ru: { title, lead, body }, en: the same or null }
  texts jsonb not null,
  primary key (page, number)
);

-- The newest that has begun decides; without a version it says that nothing is shown.
create table pages.publications (
  id uuid primary key,
  page text not null references pages.pages (id),
  version int,
  opens_at timestamptz not null,
  closes_at timestamptz check (closes_at > opens_at),
  made_at timestamptz not null,
  office text not null,
  -- Another took its place before it began.
  cancelled_at timestamptz,
  -- When the city was told that it began and ended.
  opened_at timestamptz,
  closed_at timestamptz,
  foreign key (page, version) references pages.versions (page, number)
);
create index publications_page on pages.publications (page, opens_at desc, id desc) where cancelled_at is null;
create index publications_opening on pages.publications (opens_at) where opened_at is null and cancelled_at is null;
create index publications_closing on pages.publications (closes_at) where closed_at is null and cancelled_at is null and closes_at is not null;

create table pages.pictures (
  id uuid primary key,
  kept_at timestamptz not null,
  alt text not null,
  -- { sha, width, height, type }
  medium jsonb not null,
  large jsonb not null
);

-- Addresses that published texts lead to, and what came of asking for them.
create table pages.links (
  url text primary key,
  -- The night (day of the city) for which it was last asked; null when it waits for its first.
  checked_on date,
  checked_at timestamptz,
  -- The days on which it failed since it last answered.
  failed_on text[] not null default '{}',
  failing_since timestamptz,
  reason text,
  told_at timestamptz
);
create index links_due on pages.links (checked_on nulls first, url);
create table pages.link_places (
  url text not null references pages.links (url) on delete cascade,
  page text not null references pages.pages (id),
  primary key (url, page)
);
create index link_places_page on pages.link_places (page);

-- Every text by which somebody was asked to agree, as it was shown, from the day the city first had it.
create table pages.consent_texts (
  purpose text not null,
  version text not null,
  locale text not null,
  text text not null,
  since timestamptz not null,
  primary key (purpose, version, locale)
);
