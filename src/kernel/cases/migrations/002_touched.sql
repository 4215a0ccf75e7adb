-- The instant of a case's last step: each later step is later, so a timeline has one order on every machine.
alter table cases.cases add column touched_at timestamptz;
update cases.cases c set touched_at = greatest(c.opened_at,
  (select max(greatest(h.since, h.until)) from cases.holdings h where h.case_id = c.id));
alter table cases.cases alter column touched_at set not null;
