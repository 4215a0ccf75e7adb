-- People as outside providers of sign-in know them, and sign-ins under way there.

create table identity.outside_identities (
  provider text not null,
  -- HMAC of the provider's own name for her: who reads this table cannot find her there.
  subject_hash text not null,
  person uuid not null references identity.people on delete cascade,
  level text not null check (level in ('simple', 'standard', 'confirmed')),
  -- Personal: what the operator has the city keep of what the provider says, by default nothing.
  kept jsonb not null,
  linked_at timestamptz not null,
  used_at timestamptz not null,
  primary key (provider, subject_hash)
);
create index on identity.outside_identities (person);

create table identity.journeys (
  state_hash text primary key,
  -- Which browser set out: the answer counts only where this cookie is.
  browser_hash text not null,
  provider text not null,
  -- Who adds this sign-in to her page; null for somebody who signs in.
  person uuid references identity.people on delete cascade,
  nonce text not null,
  verifier text not null,
  onward text not null,
  -- What the provider posted (form_post), until the browser that set out comes for it.
  answered jsonb,
  expires_at timestamptz not null
);
create index on identity.journeys (expires_at);
