-- What each source says of each event, how the same event is known in several, and what an editor decided where they differ.

alter table events.sources
  -- When it is read next, and until when somebody reads it now.
  add column due_at timestamptz,
  add column leased_until timestamptz,
  -- Where it says that it has moved for good.
  add column moved_to text,
  -- Values of the words in `outcome`.
  add column outcome_values jsonb not null default '{}',
  -- An organisation of identity that may see how its source is read.
  add column organisation text,
  -- True once an editor has written it: the pack then no longer does.
  add column edited boolean not null default false;
create index sources_due on events.sources (due_at) where enabled and due_at is not null;

-- How many items were no longer in the source, and who asked for the reading.
alter table events.imports
  add column gone integer not null default 0,
  add column how text not null default 'clock' check (how in ('clock', 'asked', 'file'));

-- Since when the source no longer says so.
alter table events.fields add column gone_at timestamptz;

-- One thing of one source as it was last read there.
create table events.items (
  source text not null references events.sources (id) on delete cascade,
  uid text not null,
  event text not null references events.events (id) on delete cascade,
  -- The event it was before anybody put it together with another.
  home text not null,
  -- Of what was read: the same again costs nothing.
  hash text not null,
  -- `Said` of rules/merge/said.ts.
  said jsonb not null,
  first_at timestamptz not null,
  changed_at timestamptz not null,
  gone_at timestamptz,
  primary key (source, uid)
);
create index items_event on events.items (event);
create index items_home on events.items (home);

-- By what the same event is known again: venue, title and day of each session, in the form in which spellings do not matter.
create table events.keys (
  source text not null,
  uid text not null,
  venue text not null,
  title text not null,
  day date not null,
  starts_at timestamptz,
  foreign key (source, uid) references events.items (source, uid) on delete cascade
);
create index keys_item on events.keys (source, uid);
create index keys_title on events.keys (day, title);
create index keys_venue on events.keys (day, venue);

-- Which session of an event a source means by its own name for it.
create table events.refs (
  event text not null references events.events (id) on delete cascade,
  ref text not null,
  uid text not null,
  primary key (event, ref)
);

-- Two items that may be the same event, or that an editor put together or apart. An event without a source has an empty source.
create table events.pairs (
  one_source text not null,
  one_uid text not null,
  other_source text not null,
  other_uid text not null,
  why text not null check (why in ('title', 'time', 'venue', 'editor')),
  likeness real not null,
  state text not null default 'proposed' check (state in ('proposed', 'together', 'apart')),
  made_at timestamptz not null,
  decided_at timestamptz,
  office text,
  primary key (one_source, one_uid, other_source, other_uid)
);
create index pairs_other on events.pairs (other_source, other_uid);
create index pairs_open on events.pairs (made_at) where state = 'proposed';

-- Where trusted sources differ. A decision holds as long as nobody says anything new.
create table events.conflicts (
  event text not null references events.events (id) on delete cascade,
  -- The uid of the session; empty for the event itself.
  place text not null default '',
  -- start or status of a session, or a group of fields: rules/merge/said.ts.
  field text not null,
  -- [{source, value, saidAt}]
  sides jsonb not null,
  -- Whose value is shown.
  shown text not null,
  opened_at timestamptz not null,
  changed_at timestamptz not null,
  closed_at timestamptz,
  chosen text,
  -- The values among which it was decided.
  decided_among jsonb,
  decided_at timestamptz,
  office text,
  note text,
  primary key (event, place, field)
);
create index conflicts_open on events.conflicts (opened_at) where closed_at is null and chosen is null;

-- What an editor wrote over what sources say: it is shown, whatever they say next, until she decides otherwise.
create table events.edits (
  event text not null references events.events (id) on delete cascade,
  -- As in conflicts.
  place text not null default '',
  field text not null,
  value jsonb not null,
  -- What sources said of it then: as long as they say the same there is nothing to decide.
  among jsonb not null,
  edited_at timestamptz not null,
  office text not null,
  primary key (event, place, field)
);
