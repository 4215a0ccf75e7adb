-- Accounts: of what, whose, about which subject. An account is opened once and never changed.
create table ledger.accounts (
  id uuid primary key,
  kind text not null,
  owner text not null,
  subject text not null,
  unit text not null check (unit in ('kopecks', 'points', 'hours', 'visits')),
  -- The balance never goes below it; null where it may: where money comes from outside.
  floor bigint,
  opened_at timestamptz not null,
  unique (owner, subject, kind)
);

-- Entries: what happened, on which day, by which paper. No person and no free words about one.
create table ledger.entries (
  id uuid primary key,
  place bigint generated always as identity unique,
  owner text not null,
  key text not null,
  -- SHA-256 of what was posted, so that the same key with something else is heard.
  content text not null,
  subject text not null,
  -- A word key that says what for.
  purpose text not null,
  on_day date not null,
  -- The paper it rests on, by name and number.
  document text not null,
  basis text not null check (basis in ('city', 'demo')),
  -- The entry that it takes back, whole or in part.
  corrects uuid references ledger.entries,
  at timestamptz not null,
  unique (owner, key)
);
create index entries_by_subject on ledger.entries (subject, place);
create index entries_correcting on ledger.entries (corrects) where corrects is not null;
create index entries_by_day on ledger.entries (on_day, place);

create table ledger.postings (
  entry uuid not null references ledger.entries,
  account uuid not null references ledger.accounts,
  amount bigint not null check (amount <> 0 and abs(amount) <= 9007199254740991),
  place bigint not null,
  primary key (entry, account)
);
create index postings_by_account on ledger.postings (account, place);

-- Running sums: kept by the database from the postings and by nobody else, so that a balance is one row however long the account.
create table ledger.standing (
  account uuid primary key references ledger.accounts,
  balance bigint not null default 0 check (abs(balance) <= 9007199254740991),
  floor bigint,
  constraint never_overspent check (floor is null or balance >= floor)
);
create table ledger.days (
  account uuid not null references ledger.accounts,
  day date not null,
  received bigint not null default 0 check (received <= 9007199254740991),
  given bigint not null default 0 check (given <= 9007199254740991),
  primary key (account, day)
);

create function ledger.open_standing() returns trigger language plpgsql as $$
begin
  insert into ledger.standing (account, floor) values (new.id, new.floor);
  return null;
end $$;
create trigger open_standing after insert on ledger.accounts for each row execute function ledger.open_standing();

create function ledger.add_up() returns trigger language plpgsql as $$
begin
  update ledger.standing set balance = balance + new.amount where account = new.account;
  insert into ledger.days (account, day, received, given)
    select new.account, e.on_day, greatest(new.amount, 0), greatest(-new.amount, 0) from ledger.entries e where e.id = new.entry
    on conflict (account, day) do update
      set received = ledger.days.received + excluded.received, given = ledger.days.given + excluded.given;
  return null;
end $$;
create trigger add_up after insert on ledger.postings for each row execute function ledger.add_up();

-- What is given on one side is received on the other, in each unit; asked when the transaction ends, so it holds for every writer.
create function ledger.keep_balanced() returns trigger language plpgsql as $$
begin
  if exists (
    select from ledger.postings p join ledger.accounts a on a.id = p.account
    where p.entry = new.id group by a.unit having sum(p.amount) <> 0
  ) or (select count(*) from ledger.postings p where p.entry = new.id) < 2 then
    raise exception 'entry % does not balance', new.id using errcode = '23514';
  end if;
  return null;
end $$;
create constraint trigger keep_balanced after insert on ledger.entries
  deferrable initially deferred for each row execute function ledger.keep_balanced();
-- A posting that comes to an entry later is weighed as well.
create function ledger.keep_posting_balanced() returns trigger language plpgsql as $$
begin
  if (select sum(p.amount) from ledger.postings p join ledger.accounts a on a.id = p.account
      where p.entry = new.entry and a.unit = (select unit from ledger.accounts where id = new.account)) <> 0 then
    raise exception 'entry % does not balance', new.entry using errcode = '23514';
  end if;
  return null;
end $$;
create constraint trigger keep_posting_balanced after insert on ledger.postings
  deferrable initially deferred for each row execute function ledger.keep_posting_balanced();

create function ledger.keep_entries() returns trigger language plpgsql as $$
begin
  raise exception '% only grows: a correction is an entry', tg_table_name using errcode = '23001';
end $$;
create trigger keep_entries before update or delete or truncate on ledger.accounts
  for each statement execute function ledger.keep_entries();
create trigger keep_entries before update or delete or truncate on ledger.entries
  for each statement execute function ledger.keep_entries();
create trigger keep_entries before update or delete or truncate on ledger.postings
  for each statement execute function ledger.keep_entries();
-- Running sums change only within the trigger of a posting (depth 2), never by a hand of their own.
create function ledger.keep_sums() returns trigger language plpgsql as $$
begin
  if tg_op in ('DELETE', 'TRUNCATE') or pg_trigger_depth() < 2 then
    raise exception '% is added up from postings only', tg_table_name using errcode = '23001';
  end if;
  return null;
end $$;
create trigger keep_sums before insert or update or delete or truncate on ledger.standing
  for each statement execute function ledger.keep_sums();
create trigger keep_sums before insert or update or delete or truncate on ledger.days
  for each statement execute function ledger.keep_sums();
