// What threads offer as open data: what led to what, also where it no longer holds.
import { sql } from 'kysely'
import { column, type OpenSet } from '#platform/open-data/set.ts'

const { text, instant, maybe } = column

export const threadSets: readonly OpenSet[] = [
  {
    id: 'threads',
    theme: 'record',
    licence: 'own',
    title: 'threads.open.links',
    about: 'threads.open.links.about',
    reads: ['threads'],
    time: 'at',
    fields: {
      ...{ id: text, from_subject: text, to_subject: text, kind: text, on_day: maybe(text), at: instant },
      ...{ ended_at: maybe(instant) },
    },
    // Tied again after its end, a link holds again.
    rows: () => sql`select from_subject || ' ' || to_subject || ' ' || kind as id, from_subject, to_subject, kind,
        day as on_day, begun_at as at, case when (ended_at, ended_fact) > (tied_at, tied_fact) then ended_at end as ended_at
      from threads.links where begun_at is not null`,
  },
]
