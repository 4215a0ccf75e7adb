// What the Bureau remembers. `words` of a request, texts of its steps, and drafts are personal; handles are of this module only.
import type { ColumnType, Generated } from 'kysely'
import { tablesOf } from '#platform/city.ts'

export type StepKind = 'handed-over' | 'asked-back' | 'replied' | 'answered'
/** What somebody says of the help she got. */
export type Said = 'helped' | 'not-helped' | 'waiting'

export type BureauTables = {
  'bureau.checks': { id: string; measure: string; version: number; at: Date; office: string }
  'bureau.drafts': {
    id: string
    /** Of the secret in the person's cookie and link; the secret itself is not kept. */
    hash: string
    data: ColumnType<unknown, string, string>
    touched_at: Date
  }
  'bureau.requests': {
    number: number
    topic: string
    measure: string | null
    queue: string
    /** Personal; empty once she was forgotten. */
    words: string
    handle: string | null
    days: number
    basis: 'city' | 'demo'
    asked_at: Date
    answered_at: Date | null
    waits_since: Date | null
    due_at: Date | null
    warned_at: Generated<Date | null>
    erased_at: Generated<Date | null>
  }
  'bureau.steps': {
    id: string
    request: number
    kind: StepKind
    at: Date
    office: string | null
    queue: string | null
    /** Personal; empty once she was forgotten. */
    text: string
  }
  'bureau.keys': { hash: string; request: number; handle: string; made_at: Date }
  'bureau.follow_ups': {
    request: number
    day: number
    due_at: Date
    asked_at: Generated<Date | null>
    dropped_at: Generated<Date | null>
    answered_at: Generated<Date | null>
    said: Generated<Said | null>
    /** Whole kopecks. */
    kopecks: Generated<number | null>
    why: Generated<string | null>
  }
  'bureau.looks': { id: string; request: number; at: Date; by_office: string }
  'bureau.knocks': { id: string; hash: string; at: Date }
}

export const bureauDb = tablesOf('bureau', (db) => db.withTables<BureauTables>())
