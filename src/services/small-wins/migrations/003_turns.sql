-- What became of a win stands in the same list: a correction, a withdrawal, a setback are rows of their own and never change
-- what they speak of.
alter table small_wins.wins
  add column kind text not null default 'win' check (kind in ('win', 'correction', 'withdrawal', 'setback')),
  -- The record a turn speaks of.
  add column about text references small_wins.wins (id),
  -- What was corrected, why it was withdrawn, or which setback it is.
  add column reason text,
  -- Of a correction: what had been said, and what is right.
  add column was_said text,
  add column is_right text,
  -- Of a win whose quantity was corrected: the right one, by which it is counted. `quantity` stays what was said.
  add column right_quantity numeric check (right_quantity >= 0),
  -- Only where the source of the place may be passed on.
  add column lat double precision,
  add column lon double precision,
  drop constraint wins_check,
  add constraint wins_press_has_no_case check (kind <> 'win' or (basis = 'press') = (case_number is null)),
  add constraint wins_turn_has_reason check ((kind = 'win') = (reason is null)),
  add constraint wins_turn_is_about check (kind in ('win', 'setback') or about is not null),
  add constraint wins_place_is_whole check ((lat is null) = (lon is null));
create index wins_about on small_wins.wins (about, published_at) where about is not null;
-- Pages of the feed are passed by in an index; what was told last is found in another.
create index wins_done_by_day on small_wins.wins (sort_on desc, id desc) where status = 'done';
create index wins_told on small_wins.wins (published_at desc);
create index wins_turns on small_wins.wins (kind, sort_on desc, id desc) where kind <> 'win';

-- Wins that were taken back before get their row, and stand at their own day again.
insert into small_wins.wins
  (id, kind, about, reason, title, title_en, category, measure, quantity, unit, unit_en, unit_forms, place, district, done_on, year, sort_on,
   status, case_number, note, basis, published_at)
select gen_random_uuid()::text, 'withdrawal', w.id, d.reason, w.title, w.title_en, w.category, w.measure, w.quantity, w.unit, w.unit_en,
  w.unit_forms, w.place, w.district, d.at::date::text, extract(year from d.at)::integer, d.at::date, 'done', w.case_number, d.note,
  w.basis, d.at
from small_wins.withdrawals d join small_wins.wins w on w.id = d.win;
update small_wins.wins w set sort_on = w.done_on::date
from small_wins.withdrawals d where d.win = w.id and w.done_on ~ '^\d{4}-\d{2}-\d{2}$';
insert into small_wins.win_streets (win, street)
select t.id, s.street from small_wins.wins t join small_wins.win_streets s on s.win = t.about where t.kind = 'withdrawal';

-- The shelf also says how many records of each kind there are.
update small_wins.shelf set facets = facets || jsonb_build_object(
  'total', (select count(*) from small_wins.wins where status = 'done'),
  'kinds', (select jsonb_build_object(
    'win', count(*) filter (where status = 'done' and kind = 'win'),
    'correction', count(*) filter (where kind = 'correction'),
    'setback', count(*) filter (where kind in ('setback', 'withdrawal'))) from small_wins.wins));
