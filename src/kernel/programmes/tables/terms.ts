// What terms remember: who may have what, version by version. Nothing personal.
import type { JSONColumnType } from 'kysely'
import type { City } from '#platform/city.ts'
import type { Database } from '#platform/db/open.ts'
import type { Tongues } from '../rules/questions.ts'

export type TermsTables = {
  'programmes.terms': { id: string; title: JSONColumnType<Tongues>; made_at: Date; office: string }
  'programmes.terms_drafts': { terms: string; revision: number; body: JSONColumnType<object>; at: Date; office: string }
  'programmes.terms_versions': {
    terms: string
    version: number
    valid_from: string
    valid_to: string | null
    body: JSONColumnType<object>
    at: Date
    office: string
    reason: string | null
  }
}

/** A tag of their own: applications are written all day, terms once a month. */
export const termsTag = 'programmes.terms'

export function termsDb(city: City) {
  city.within.reads.add(termsTag)
  const view = (db: Database) => db.withTables<TermsTables>()
  return view(city.db)
}
