-- Organisations that people act for: what the registers say, since when somebody of the city believes it, and who may do what for them.
alter table identity.organisations
  add column kpp text,
  -- Null: nobody but who added it has said so.
  add column confirmed_at timestamptz,
  add column confirmed_by text,
  add column basis text not null default 'city' check (basis in ('city', 'demo'));

create table identity.powers (
  id uuid primary key,
  organisation uuid not null references identity.organisations,
  -- Of the module identity: whoever is forgotten acts for nobody.
  handle uuid not null references identity.handles on delete cascade,
  codes text[] not null check (cardinality(codes) > 0),
  -- Days of the city; `until_on` is the last day on which it holds.
  since_on date not null,
  until_on date,
  -- The document by which: «доверенность № 7 от 01.11.2026». May name a person.
  document text not null,
  -- The power by which it was given; null: asked for by herself.
  granted_by uuid references identity.powers on delete set null,
  asked_at timestamptz not null,
  -- Null: it waits for the operator and gives nothing.
  confirmed_at timestamptz,
  confirmed_by text,
  ended_at timestamptz,
  -- Why it was refused or ended, in words for her.
  ended_because text,
  check (until_on >= since_on)
);
create index powers_handle on identity.powers (handle);
create index powers_organisation on identity.powers (organisation);
create index powers_waiting on identity.powers (asked_at, id) where confirmed_at is null and ended_at is null;

-- A letter that asks somebody to act for an organisation too; the address goes when it is answered or has run out.
create table identity.invitations (
  hash text primary key,
  organisation uuid not null references identity.organisations,
  email text not null,
  codes text[] not null check (cardinality(codes) > 0),
  since_on date not null,
  until_on date,
  document text not null,
  granted_by uuid not null references identity.powers on delete cascade,
  expires_at timestamptz not null
);
create index invitations_organisation on identity.invitations (organisation);
create index invitations_expires on identity.invitations (expires_at);
