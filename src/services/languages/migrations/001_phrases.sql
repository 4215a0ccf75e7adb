-- A phrase somebody proposes in Udmurt, with the published source in which it stands, and what the editor said.
create table languages.proposals (
  id uuid primary key,
  key text not null,
  -- The Russian phrase it was proposed for: when that changes, the Udmurt one waits for a new look.
  russian text not null,
  text text not null,
  source text not null,
  place text not null,
  quotation text not null,
  handle uuid,
  made_at timestamptz not null,
  decision text check (decision in ('accepted', 'declined')),
  reason text,
  decided_at timestamptz
);
create index proposals_key on languages.proposals (key);
create index proposals_handle on languages.proposals (handle);
create index proposals_waiting on languages.proposals (made_at) where decision is null;
create unique index proposals_once on languages.proposals (key, text) where decision is null;

-- Which page says which phrase, as far as it was seen.
create table languages.uses (
  page text not null,
  key text not null,
  primary key (page, key)
);
