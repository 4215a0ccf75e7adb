// What languages remember: proposed phrases, of which the handle is personal, and which page says what.
import { tablesOf } from '#platform/city.ts'

export type LanguageTables = {
  'languages.proposals': {
    id: string
    key: string
    russian: string
    text: string
    source: string
    place: string
    quotation: string
    handle: string | null
    made_at: Date
    decision: 'accepted' | 'declined' | null
    reason: string | null
    decided_at: Date | null
  }
  'languages.uses': { page: string; key: string }
}

export const languagesDb = tablesOf('languages', (db) => db.withTables<LanguageTables>())
