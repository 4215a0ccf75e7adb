// What calls offer as open data: what was offered when, and how many applied; nothing of any applicant.
import { sql } from 'kysely'
import { column, type OpenSet } from '#platform/open-data/set.ts'

const { text, whole, instant, maybe, choice } = column

export const applyingSets: readonly OpenSet[] = [
  {
    id: 'programme-calls',
    theme: 'city',
    licence: 'own',
    reads: ['programmes'],
    title: 'programmes.open.calls',
    about: 'programmes.open.calls.about',
    time: 'opens_at',
    fields: {
      ...{ id: text, programme: text, version: whole, title: text, opens_at: instant, closes_at: instant },
      ...{ budget_kopecks: maybe(whole), awards: maybe(whole), applied: whole, basis: choice(['city', 'demo']) },
    },
    rows: () => sql`select c.id, c.programme, c.version, c.title->>'ru' as title, c.opens_at, c.closes_at,
        c.budget as budget_kopecks, c.awards, c.basis,
        (select count(*) from programmes.applications a where a.call = c.id and a.number is not null
          and a.state not in ('draft', 'withdrawn')) as applied
      from programmes.calls c where c.published_at is not null`,
  },
]
