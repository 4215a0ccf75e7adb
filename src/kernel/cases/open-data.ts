// What cases offer as open data: what everybody may see of a report, the chain of its holders with their clocks, and the rules.
import { sql } from 'kysely'
import { column, type OpenSet } from '#platform/open-data/set.ts'

const { text, uuid, flag, whole, decimal, instant, day, maybe, choice, list } = column
const yard = { theme: 'yard', licence: 'own', reads: ['cases'] } as const
const rules = { theme: 'yard', licence: 'facts', reads: ['cases.reference'] } as const
const dueKinds = choice(['norm', 'guide'])
const covers = choice(['repair', 'answer'])
const version = { id: text, code: text, version: whole, valid_from: day, valid_to: maybe(day), changed_at: instant }
// Every version that ever was: which one holds on a day is said by its days, so that rows do not change with the time of asking.
const versions = sql`r.id || '@' || r.version as id, r.id as code, r.version, r.valid_from, r.valid_to, r.changed_at`

export const caseSets: readonly OpenSet[] = [
  {
    ...yard,
    id: 'cases',
    title: 'cases.open.cases',
    about: 'cases.open.cases.about',
    time: 'at',
    place: { lat: 'lat', lon: 'lon' },
    fields: {
      ...{ number: text, topic: text, land: choice(['yard', 'street']), at: instant, changed_at: instant },
      ...{ status: choice(['open', 'resolved', 'confirmed', 'declined']), holder: text, due_at: instant },
      ...{ due_kind: dueKinds, norm: maybe(text), place: text, district: maybe(text) },
      ...{ lat: maybe(decimal), lon: maybe(decimal), words: maybe(text), joined: whole },
    },
    rows: () => sql`select c.number, c.topic, c.land, c.opened_at as at, c.touched_at as changed_at, s.status,
        s.body as holder, s.due_at, s.due_kind, s.norm, c.place, c.district, c.lat, c.lon,
        (select r.text from cases.releases r where r.case_id = c.id order by r.at desc, r.id desc limit 1) as words,
        (select count(*) from cases.joins j where j.case_id = c.id) as joined
      from cases.cases c join cases.standing s on s.id = c.id`,
  },
  {
    ...yard,
    id: 'cases-holders',
    title: 'cases.open.holders',
    about: 'cases.open.holders.about',
    time: 'at',
    fields: {
      ...{ id: uuid, case_number: text, turn: whole, holder: text, at: instant, until: maybe(instant) },
      ...{ begun_by: choice(['opened', 'handed-over', 'reopened']) },
      ...{ ended_by: maybe(choice(['handed-over', 'resolved', 'declined'])), due_at: instant, due_kind: dueKinds },
      ...{ due_covers: covers, norm: maybe(text), reason: maybe(text), office: maybe(text) },
    },
    rows: () => sql`select h.id, c.number as case_number, h.place_in_chain as turn, h.body as holder, h.since as at, h.until,
        h.begun_by, h.ended_by, h.due_at, h.due_kind, h.due_covers, h.norm, h.reason, h.by_office as office
      from cases.holdings h join cases.cases c on c.id = h.case_id`,
  },
  {
    ...yard,
    id: 'cases-words',
    title: 'cases.open.words',
    about: 'cases.open.words.about',
    time: 'at',
    fields: {
      ...{ id: uuid, case_number: text, step: choice(['answered', 'declined', 'resolved', 'confirmed', 'reopened']) },
      ...{ at: instant, office: maybe(text), words: maybe(text) },
    },
    // Words of offices only: why a resident reopened is for the holder and the staff.
    rows: () => sql`select x.id, c.number as case_number, x.step, x.at, x.office, x.words from (
        select id, case_id, case when final then 'declined' else 'answered' end as step, at, by_office as office, text as words
          from cases.answers
        union all select id, case_id, 'resolved', at, by_office, note || coalesce(E'\n' || word, '') from cases.resolutions
        union all select id, case_id, 'confirmed', at, null, null from cases.confirmations
        union all select id, case_id, 'reopened', at, null, null from cases.reopenings) x
      join cases.cases c on c.id = x.case_id`,
  },
  {
    ...rules,
    id: 'cases-topics',
    title: 'cases.open.topics',
    about: 'cases.open.topics.about',
    fields: {
      ...{ ...version, group_code: text, group_name: text, name: text, name_en: text },
      ...{ land: choice(['yard', 'city', 'either']), stems: list },
    },
    rows: () => sql`select ${versions}, r.body->'group'->>'code' as group_code, r.body->'group'->>'ru' as group_name,
        r.body->'label'->>'ru' as name, r.body->'label'->>'en' as name_en, r.body->>'land' as land,
        array(select jsonb_array_elements_text(r.body->'words')) as stems
      from cases.reference r where r.kind = 'topic'`,
  },
  {
    ...rules,
    id: 'cases-deadlines',
    title: 'cases.open.deadlines',
    about: 'cases.open.deadlines.about',
    fields: {
      ...{
        ...version,
        topic: text,
        land: maybe(choice(['yard', 'city'])),
        hours: maybe(decimal),
        days: maybe(decimal),
      },
      ...{ calendar: choice(['work', 'calendar']), due_kind: dueKinds, due_covers: covers, norm: maybe(text) },
      note: maybe(text),
    },
    rows: () => sql`select ${versions}, r.body->>'topic' as topic, r.body->>'land' as land,
        (r.body->>'hours')::numeric as hours, (r.body->>'days')::numeric as days, r.body->>'calendar' as calendar,
        r.body->>'kind' as due_kind, r.body->>'covers' as due_covers, r.body->>'legalRef' as norm, r.body->>'note' as note
      from cases.reference r where r.kind = 'deadline'`,
  },
  {
    ...rules,
    id: 'cases-territories',
    title: 'cases.open.territories',
    about: 'cases.open.territories.about',
    fields: {
      ...{ ...version, holder: text, topic: text, land: choice(['yard', 'city']), district: maybe(text) },
      ...{ whole_city: flag, supervisor: maybe(text), reason: maybe(text) },
    },
    rows: () => sql`select ${versions}, r.body->>'body' as holder, r.body->>'topic' as topic, r.body->>'land' as land,
        r.body->>'district' as district, r.body->>'district' is null as whole_city, r.body->>'supervisor' as supervisor,
        r.body->>'why' as reason
      from cases.reference r where r.kind = 'route'`,
  },
]
