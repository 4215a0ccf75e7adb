-- A consent as article 9 of 152-FZ wants it: which data, what is done with them, by whom, for how long, and how it was given.
alter table identity.consents
  add column data_categories jsonb not null default '[]',
  add column actions jsonb not null default '[]',
  -- Name, INN and address of who answers for the data; null where the text alone names it.
  add column operator jsonb,
  add column third_parties jsonb not null default '[]',
  -- Null: until it is withdrawn.
  add column valid_until timestamptz,
  -- The family of the browser and nothing finer.
  add column user_agent text,
  add column channel_msg_id text;
create index consents_given on identity.consents (given_at);

-- Evidence is added and never changed: only what names a person may be emptied, and only what has outlived its proof may go.
create function identity.keep_consent() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if exists (select from identity.withdrawals w where w.consent = old.id and w.at < statement_timestamp() - interval '3 years')
      or old.valid_until < statement_timestamp() - interval '3 years' then
      return old;
    end if;
    raise exception 'a consent is evidence and is not deleted' using errcode = '23001';
  end if;
  if new.ip is null and new.user_agent is null and new.channel_msg_id is null then
    new.ip := old.ip;
    new.user_agent := old.user_agent;
    new.channel_msg_id := old.channel_msg_id;
    if new is not distinct from old then
      new.ip := null;
      new.user_agent := null;
      new.channel_msg_id := null;
      return new;
    end if;
  end if;
  raise exception 'a consent is evidence and is not changed' using errcode = '23001';
end $$;
create trigger keep_consent before update or delete on identity.consents
  for each row execute function identity.keep_consent();

create function identity.keep_evidence() returns trigger language plpgsql as $$
begin
  raise exception '% is evidence and is not changed', tg_table_name using errcode = '23001';
end $$;
create trigger keep_evidence before update or delete on identity.consent_texts
  for each row execute function identity.keep_evidence();
create trigger keep_evidence before update on identity.withdrawals
  for each row execute function identity.keep_evidence();
-- A withdrawal goes together with its consent, never before it.
alter table identity.withdrawals drop constraint withdrawals_consent_fkey,
  add constraint withdrawals_consent_fkey foreign key (consent) references identity.consents on delete cascade;
create function identity.keep_withdrawal() returns trigger language plpgsql as $$
begin
  if exists (select from identity.consents c where c.id = old.consent) then
    raise exception 'a withdrawal is evidence and is not deleted' using errcode = '23001';
  end if;
  return old;
end $$;
create trigger keep_withdrawal before delete on identity.withdrawals
  for each row execute function identity.keep_withdrawal();
