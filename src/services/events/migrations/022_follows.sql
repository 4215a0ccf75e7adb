-- Who follows what: a venue, a topic, an artist, an event, an organiser. Personal through the handle.

create table events.follows (
  handle uuid not null,
  -- `venue:ven-001`, `topic:music`, `artist:NAME`, `event:ID`, `organiser:NAME`.
  subject text not null check (length(subject) <= 300),
  asked_at timestamptz not null,
  -- A guest's begins when she presses the link of the first letter.
  confirmed_at timestamptz,
  primary key (handle, subject)
);
create index follows_subject on events.follows (subject) where confirmed_at is not null;

create table events.follow_links (
  hash text primary key,
  handle uuid not null,
  subject text not null,
  foreign key (handle, subject) references events.follows (handle, subject) on delete cascade
);
create index follow_links_by_follow on events.follow_links (handle, subject);
