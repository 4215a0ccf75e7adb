// What programmes, calls and applications remember. Personal: handles, names of organisations, answers, documents and their names.
import type { ColumnType, JSONColumnType } from 'kysely'
import { tablesOf } from '#platform/city.ts'
import type { Level } from '#platform/policy.ts'
import type { Answers } from '../rules/answers.ts'
import type { Definition, Text } from '../rules/definition.ts'
import type { State } from '../rules/states.ts'

/** How an answer to the questions of terms is kept: see the engine `eligibility`. */
export type KnownAnswers = Record<string, boolean | number | string | readonly string[] | null>

export type ScanState = 'waiting' | 'clean' | 'infected' | 'failed'

type Later<Value> = ColumnType<Value | null, Value | null | undefined, Value | null>

export interface CallRow {
  id: string
  programme: string
  version: number
  title: JSONColumnType<Text>
  opens_at: Date
  closes_at: Date
  /** Whole kopecks. */
  budget: ColumnType<string | null, number | null, number | null>
  awards: number | null
  contact: string
  terms: string | null
  terms_version: number | null
  made_at: Date
  office: string
  basis: 'city' | 'demo'
  published_at: Later<Date>
  told_open_at: Later<Date>
  told_closed_at: Later<Date>
}

export interface ApplicationRow {
  id: string
  number: Later<string>
  call: string
  handle: string | null
  organisation: string | null
  organisation_name: string | null
  organisation_inn: string | null
  begun_at: Date
  touched_at: Date
  known: JSONColumnType<KnownAnswers>
  state: State
  state_at: Date
  sent_at: Later<Date>
  erased_at: Later<Date>
}

export interface StateRow {
  id: string
  application: string
  state: State
  at: Date
  /** Null where it was the applicant. */
  office: string | null
  reason: string | null
  due_at: Date | null
}

export interface DocumentRow {
  id: string
  application: string
  asked: string
  sha: string
  nameless_sha: string | null
  name: string
  kind: string
  size: number
  dated_on: string | null
  uploaded_at: Date
  removed_at: Later<Date>
  scan: ScanState
  scanned_at: Later<Date>
  scanner: Later<string>
  scan_said: Later<string>
  tries: ColumnType<number, number | undefined, number>
  next_try_at: Later<Date>
}

export type ApplyingTables = {
  'programmes.programmes': { id: string; basis: 'city' | 'demo'; made_at: Date; office: string }
  'programmes.drafts': {
    programme: string
    revision: number
    definition: JSONColumnType<Definition>
    at: Date
    office: string
  }
  'programmes.versions': {
    programme: string
    version: number
    definition: JSONColumnType<Definition>
    at: Date
    office: string
    reason: string
  }
  'programmes.calls': CallRow
  'programmes.deadline_moves': {
    id: string
    call: string
    was: Date
    becomes: Date
    reason: string
    at: Date
    office: string
  }
  'programmes.numbers': { year: number; last: number }
  'programmes.applications': ApplicationRow
  'programmes.counted': { call: string; by: string; application: string }
  'programmes.states': StateRow
  'programmes.answers': {
    application: string
    page: string
    revision: number
    answers: JSONColumnType<Answers>
    saved_at: Date
  }
  'programmes.submissions': {
    id: string
    application: string
    nth: number
    at: Date
    answers: JSONColumnType<Answers>
    known: JSONColumnType<KnownAnswers>
    documents: JSONColumnType<string[]>
    level: Level
  }
  'programmes.documents': DocumentRow
  'programmes.gaps': { id: string; state: string; application: string; subject: string; said: string }
  'programmes.looks': { id: string; application: string; at: Date; office: string }
}

/** The tables of this half of the module. */
export const applyingDb = tablesOf('programmes', (db) => db.withTables<ApplyingTables>())
