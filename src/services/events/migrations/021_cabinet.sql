-- The organisers' cabinet: what somebody is still writing, whom editors trust, and what they wrote back.

-- Personal through the handle. Kept as it was typed, step by step.
create table events.drafts (
  id uuid primary key,
  handle uuid not null,
  organisation text,
  -- Of an event that is there: a draft of its changes.
  event text references events.events (id) on delete cascade,
  data jsonb not null,
  made_at timestamptz not null,
  touched_at timestamptz not null
);
create index drafts_handle on events.drafts (handle, touched_at);
create index drafts_touched on events.drafts (touched_at);

-- What an editor said about an event of an organiser: published, sent back, hidden; a row each.
create table events.verdicts (
  id uuid primary key,
  event text not null references events.events (id) on delete cascade,
  verdict text not null check (verdict in ('sent', 'published', 'returned', 'hidden', 'checked')),
  -- The editor's words to the organiser.
  why text,
  at timestamptz not null
);
create index verdicts_event on events.verdicts (event, at);
create index verdicts_sent on events.verdicts (at) where verdict = 'sent';

-- Whom an editor trusts to publish at once, or no longer: an organisation, or a person by her handle. The last row holds.
create table events.trust (
  id uuid primary key,
  keeper text not null,
  trusted boolean not null,
  at timestamptz not null
);
create index trust_keeper on events.trust (keeper, at);
