-- Seats: registration for single sessions, who has a seat and who waits, who came, and what of it is still to be told.

create table events.registrations (
  session text primary key references events.sessions (id) on delete cascade,
  places integer not null check (places between 1 and 100000),
  group_most integer not null check (group_most between 1 and 20),
  age_from integer check (age_from between 0 and 120),
  age_to integer check (age_to between 0 and 120),
  opens_at timestamptz,
  closes_at timestamptz,
  -- Why the organiser asks for a name; without a reason nobody is asked.
  name_why text,
  -- What seats hold together; kept by the trigger below and by nothing else, so that no code can sell a place twice.
  taken integer not null default 0,
  check (taken between 0 and places),
  check (age_from is null or age_to is null or age_from <= age_to)
);

create sequence events.turns;

-- A seat of a person or a group. Personal through the handle; name and needs are forgotten after the session.
create table events.seats (
  id uuid primary key,
  session text not null references events.registrations (session) on delete cascade,
  handle uuid not null,
  size integer not null check (size between 1 and 20),
  state text not null check (state in ('held', 'waiting', 'offered', 'taken', 'cancelled', 'lapsed')),
  -- The place in the line: who asked first has the smaller one.
  turn bigint not null default nextval('events.turns'),
  -- What is shown and typed at the door.
  code text not null unique,
  name text,
  needs text[] not null default '{}',
  -- A guest holds a place, and waits in the line, in earnest once she has pressed the link of her letter.
  confirmed_at timestamptz,
  -- Until when a place is held for a guest or offered to whoever waited.
  until timestamptz,
  asked_at timestamptz not null
);
create unique index seats_once on events.seats (session, handle) where state in ('held', 'waiting', 'offered', 'taken');
create index seats_line on events.seats (session, turn) where state = 'waiting';
create index seats_until on events.seats (until) where until is not null;
create index seats_handle on events.seats (handle);

create function events.count_places() returns trigger language plpgsql as $$
declare
  more integer := 0;
begin
  if tg_op <> 'DELETE' and new.state in ('held', 'offered', 'taken') then more := more + new.size; end if;
  if tg_op <> 'INSERT' and old.state in ('held', 'offered', 'taken') then more := more - old.size; end if;
  if tg_op = 'UPDATE' and new.session <> old.session then raise exception 'a seat stays in its session'; end if;
  if more <> 0 then
    update events.registrations set taken = taken + more
      where session = case when tg_op = 'DELETE' then old.session else new.session end;
  end if;
  return null;
end $$;
create trigger count_places after insert or delete or update of state, size, session on events.seats
  for each row execute function events.count_places();

-- What became of a seat: a row each, in order.
create table events.seat_turns (
  id uuid primary key,
  seat uuid not null references events.seats (id) on delete cascade,
  state text not null,
  at timestamptz not null,
  -- A word key, or what the organiser wrote.
  why text
);
create index seat_turns_seat on events.seat_turns (seat, at);

-- Private links of guests; of the secret only its hash.
create table events.seat_links (
  hash text primary key,
  seat uuid not null references events.seats (id) on delete cascade
);
create index seat_links_seat on events.seat_links (seat);

-- Who came, noted at the door.
create table events.arrivals (
  seat uuid primary key references events.seats (id) on delete cascade,
  came integer not null check (came between 1 and 20),
  at timestamptz not null,
  how text not null check (how in ('scan', 'code', 'list'))
);

-- What was told of a session and its start: once each; a moved one is told anew.
create table events.reminders (
  seat uuid not null references events.seats (id) on delete cascade,
  kind text not null check (kind in ('day', 'hours')),
  starts_at timestamptz not null,
  at timestamptz not null,
  primary key (seat, kind, starts_at)
);

-- Who of an organiser's people looked at what is not public of whose seat.
create table events.seat_looks (
  id uuid primary key,
  session text not null,
  handle uuid not null,
  at timestamptz not null,
  by_office text not null,
  why text not null
);
create index seat_looks_handle on events.seat_looks (handle);
create index seat_looks_at on events.seat_looks (at);

create index seats_named on events.seats (session) where name is not null or needs <> '{}';

-- What stays of a session's registration when its seats are forgotten: sums, and nobody.
create table events.attendance (
  session text primary key references events.sessions (id) on delete cascade,
  places integer not null,
  taken integer not null,
  came integer not null,
  waited integer not null
);
