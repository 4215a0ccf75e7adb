-- What changed in how a person signs in: she is told of each once.
create table identity.secured (
  id uuid primary key,
  person uuid not null references identity.people on delete cascade,
  kind text not null,
  -- What it was about: the name of a passkey, a device. Personal.
  about text not null default '',
  -- The address a letter goes to, when it is not hers any more; emptied when it went.
  letter_to text,
  -- An operator who did it, and why.
  by_person uuid references identity.people on delete set null,
  reason text,
  at timestamptz not null
);
create index on identity.secured (person, at);

-- Descriptions of devices that she signed in from, so that a new one is told of.
create table identity.devices (
  person uuid not null references identity.people on delete cascade,
  device text not null,
  since timestamptz not null,
  primary key (person, device)
);
