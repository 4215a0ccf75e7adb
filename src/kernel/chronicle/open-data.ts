// What the chronicle offers as open data: its entries as rows. What proves them are the tiles at /chronicle/tile.
import { sql } from 'kysely'
import { column, type OpenSet } from '#platform/open-data/set.ts'

const { text, whole, instant, maybe, choice } = column

export const chronicleSets: readonly OpenSet[] = [
  {
    id: 'chronicle',
    theme: 'record',
    licence: 'own',
    title: 'chronicle.open.entries',
    about: 'chronicle.open.entries.about',
    reads: ['chronicle'],
    time: 'at',
    fields: {
      ...{ entry: whole, step: text, subject: text, at: instant, basis: choice(['city', 'press', 'demo']) },
      ...{ office: maybe(text), body: text },
    },
    rows: () => sql`select place as entry, kind as step, subject, at, body::jsonb->'basis'->>'kind' as basis,
        body::jsonb->>'office' as office, body
      from chronicle.entries`,
  },
]
