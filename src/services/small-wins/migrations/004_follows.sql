-- Who follows a street. Personal through the handle; the address she left is identity's.
create table small_wins.follows (
  handle uuid not null,
  street text not null,
  asked_at timestamptz not null,
  -- Null until she pressed the link in the first letter: before that nothing is sent.
  confirmed_at timestamptz,
  primary key (handle, street)
);
create index follows_by_street on small_wins.follows (street) where confirmed_at is not null;
create index follows_waiting on small_wins.follows (asked_at) where confirmed_at is null;

-- The link of a letter that confirms a follow and ends it; only a hash of it is kept.
create table small_wins.follow_links (
  hash text primary key,
  handle uuid not null,
  street text not null,
  foreign key (handle, street) references small_wins.follows (handle, street) on delete cascade
);
create index follow_links_by_follow on small_wins.follow_links (handle, street);
