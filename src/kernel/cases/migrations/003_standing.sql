-- How each case stands now, kept by the database itself from holdings and confirmations: as a view it had to look at every case
-- to find the open ones of one body.
drop view cases.standing;

create table cases.standing (
  id uuid primary key references cases.cases (id),
  opened_at timestamptz not null,
  holding uuid not null,
  body text not null,
  since timestamptz not null,
  due_at timestamptz not null,
  due_kind text not null,
  due_covers text not null,
  norm text,
  begun_by text not null,
  status text not null check (status in ('open', 'resolved', 'confirmed', 'declined'))
);

create function cases.stand(asked uuid) returns void language sql as $$
  insert into cases.standing as s
  select c.id, c.opened_at, h.id, h.body, h.since, h.due_at, h.due_kind, h.due_covers, h.norm, h.begun_by,
    case
      when h.until is null then 'open'
      when h.ended_by = 'declined' then 'declined'
      when exists (
        select from cases.resolutions r join cases.confirmations f on f.resolution = r.id where r.holding = h.id)
        then 'confirmed'
      else 'resolved'
    end
  from cases.cases c
  join lateral (
    select * from cases.holdings x where x.case_id = c.id order by x.place_in_chain desc limit 1) h on true
  where c.id = asked
  on conflict (id) do update set
    holding = excluded.holding, body = excluded.body, since = excluded.since, due_at = excluded.due_at,
    due_kind = excluded.due_kind, due_covers = excluded.due_covers, norm = excluded.norm, begun_by = excluded.begun_by,
    status = excluded.status
$$;

create function cases.stand_again() returns trigger language plpgsql as $$
begin
  perform cases.stand(new.case_id);
  return null;
end $$;

create trigger stand_again after insert or update on cases.holdings
  for each row execute function cases.stand_again();
create trigger stand_again after insert on cases.confirmations
  for each row execute function cases.stand_again();

select cases.stand(id) from cases.cases;

create index standing_due on cases.standing (status, due_at, id);
create index standing_body_due on cases.standing (status, body, due_at, id);
create index standing_opened on cases.standing (status, opened_at desc, id desc);
create index standing_body_opened on cases.standing (body, opened_at desc, id desc);
create index cases_topic on cases.cases (topic, opened_at desc, id desc);
create index cases_district on cases.cases (district, opened_at desc, id desc);
