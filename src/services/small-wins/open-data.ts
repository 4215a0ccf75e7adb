// What small wins offer as open data: every record with what became of it, works, and the totals that the pages show.
import { sql } from 'kysely'
import type { City } from '#platform/city.ts'
import { column, type OpenSet } from '#platform/open-data/set.ts'
import { totals } from './queries/totals.ts'

const { text, flag, whole, decimal, instant, day, list, maybe, choice } = column
const done = { theme: 'done', reads: ['small_wins'] } as const
const bases = choice(['press', 'city', 'demo'])
const statuses = choice(['done', 'running', 'planned'])
const place = { lat: 'lat', lon: 'lon' } as const
const streetsOf = sql`array(select s.street from small_wins.win_streets s where s.win = w.id order by s.street)`

export const smallWinSets: readonly OpenSet[] = [
  {
    ...done,
    id: 'small-wins',
    licence: 'facts',
    title: 'smallWins.open.wins',
    about: 'smallWins.open.wins.about',
    time: 'on_day',
    place,
    fields: {
      ...{ id: text, record: choice(['win', 'correction', 'withdrawal', 'setback']), about: maybe(text) },
      ...{ reason: maybe(text), was_said: maybe(text), is_right: maybe(text), withdrawn: flag },
      ...{ title: text, title_en: maybe(text), category: text, what_done: maybe(text), status: statuses },
      ...{ quantity: maybe(decimal), right_quantity: maybe(decimal), unit: maybe(text), unit_en: maybe(text) },
      ...{ measure: maybe(text), amount_rub: maybe(decimal), on_day: maybe(day), year: maybe(whole) },
      ...{ place: maybe(text), district: maybe(text), streets: list, lat: maybe(decimal), lon: maybe(decimal) },
      ...{ case_number: maybe(text), published_at: instant, basis: bases },
      ...{ source: maybe(text), source_date: maybe(day), note: maybe(text) },
    },
    rows: () => sql`select w.id, w.kind as record, w.about, w.reason, w.was_said, w.is_right, d.win is not null as withdrawn,
        w.title, w.title_en, w.category, w.what_done, w.status, w.quantity, w.right_quantity, w.unit, w.unit_en, w.measure,
        w.amount_rub, w.done_on as on_day, w.year, w.place, w.district, ${streetsOf} as streets, w.lat, w.lon, w.case_number,
        w.published_at, w.basis, w.source, w.source_date, w.note
      from small_wins.wins w left join small_wins.withdrawals d on d.win = w.id`,
  },
  {
    ...done,
    id: 'small-wins-works',
    licence: 'facts',
    title: 'smallWins.open.works',
    about: 'smallWins.open.works.about',
    time: 'on_day',
    place,
    fields: {
      ...{ id: text, title: text, what_done: maybe(text), category: text, status: statuses, on_day: maybe(day) },
      ...{ quantity: maybe(decimal), unit: maybe(text), place: maybe(text), district: maybe(text), streets: list },
      ...{ lat: maybe(decimal), lon: maybe(decimal), case_number: maybe(text), changed_at: instant, basis: bases },
      ...{ source: maybe(text), source_date: maybe(day) },
    },
    // What stands, as corrections leave it; what was withdrawn is in the set of records.
    rows: () => sql`select w.id, w.title, w.what_done, w.category, w.status,
        coalesce((select t.is_right from small_wins.wins t where t.about = w.id and t.kind = 'correction' and t.reason = 'day'
          order by t.published_at desc, t.id desc limit 1), w.done_on) as on_day,
        coalesce(w.right_quantity, w.quantity) as quantity, w.unit, w.place, w.district, ${streetsOf} as streets, w.lat, w.lon,
        w.case_number, greatest(w.published_at, (select max(t.published_at) from small_wins.wins t where t.about = w.id))
          as changed_at, w.basis, w.source, w.source_date
      from small_wins.wins w
      where w.kind = 'win' and not exists (select from small_wins.withdrawals d where d.win = w.id)`,
  },
  {
    ...done,
    id: 'small-wins-totals',
    licence: 'own',
    title: 'smallWins.open.totals',
    about: 'smallWins.open.totals.about',
    fields: {
      ...{ measure: text, label: text, label_en: text, unit: text, unit_en: maybe(text), total: decimal },
      ...{ records: list, left_out: list, born: whole, taken_back: whole, demo: flag },
    },
    list: totalRows,
  },
]

async function totalRows(city: City) {
  return (await totals(city, {})).measures.map((measure) => ({
    ...{ measure: measure.id, label: measure.label, label_en: measure.labelEn, unit: measure.unit },
    ...{ unit_en: measure.unitEn, total: measure.total, born: measure.born, taken_back: measure.takenBack },
    ...{ records: measure.counted.map(({ id }) => id), left_out: measure.left.map(({ id }) => id), demo: measure.demo },
  }))
}
