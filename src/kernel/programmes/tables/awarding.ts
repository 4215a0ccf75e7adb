// What review, decision and award remember. Personal: handles (of staff too), words of appeals and recusals, papers, reports.
import type { ColumnType, JSONColumnType } from 'kysely'
import { tablesOf } from '#platform/city.ts'
import type { Answers } from '../rules/answers.ts'
import type { Outcome } from '../rules/deciding.ts'
import type { Text } from '../rules/definition.ts'
import type { Scores } from '../rules/ranking.ts'
import type { ApplyingTables } from './applying.ts'

type Later<Value> = ColumnType<Value | null, Value | null | undefined, Value | null>

export type AwardingTables = {
  'programmes.reviewing': {
    call: string
    seed: string
    at: Date
    office: string
    handle: string | null
    due_on: string
  }
  'programmes.panel': { call: string; handle: string; added_at: Date }
  'programmes.relations': { handle: string; inn: string; at: Date }
  'programmes.assignments': {
    id: string
    application: string
    handle: string | null
    at: Date
    declared_at: Later<Date>
    ended_at: Later<Date>
    ended_because: Later<'conflict' | 'recused' | 'reassigned'>
    said: Later<string>
    revision: ColumnType<number, number | undefined, number>
    scores: ColumnType<Scores, string | undefined, string>
    saved_at: Later<Date>
    sent_at: Later<Date>
  }
  'programmes.protocols': {
    id: string
    call: string
    nth: number
    prepared_at: Date
    prepared_by: string
    handle: string | null
    paper: string
    confirmed_at: Later<Date>
    returned_at: Later<Date>
    signed_by: Later<string>
    signer: Later<string>
    reason: Later<string>
  }
  'programmes.decisions': {
    id: string
    application: string
    protocol: string | null
    cause: 'protocol' | 'appeal' | 'reserve'
    outcome: Outcome
    amount: number | null
    ground: string
    reason: string
    score: number | null
    place: number | null
    at: Date
  }
  'programmes.appeals': {
    id: string
    application: string
    decision: string
    at: Date
    words: string
    due_on: string
    decided_at: Later<Date>
    outcome: Later<'upheld' | 'rejected'>
    reason: Later<string>
    office: Later<string>
    handle: Later<string>
  }
  'programmes.awards': {
    application: string
    at: Date
    amount: number | null
    entry: Later<string>
    agreement: Later<string>
    agreement_hash: Later<string>
    paper: Later<string>
    sent_at: Later<Date>
    sent_by: Later<string>
    accepted_at: Later<Date>
    accepted_level: Later<string>
    title_public: ColumnType<boolean, boolean | undefined, boolean>
    declined_at: Later<Date>
    declined_because: Later<string>
    closed_at: Later<Date>
    closed_by: Later<string>
  }
  'programmes.milestones': {
    id: string
    application: string
    nth: number
    label: JSONColumnType<Text>
    due_on: string
    tranche: number | null
    accepted_at: Later<Date>
    accepted_by: Later<string>
  }
  'programmes.proofs': {
    id: string
    milestone: string
    at: Date
    said: string
    sha: string | null
    name: string | null
    kind: string | null
    judged_at: Later<Date>
    verdict: Later<'accepted' | 'sent-back'>
    reason: Later<string>
    office: Later<string>
  }
  'programmes.payments': {
    id: string
    application: string
    kind: 'paid' | 'returned'
    milestone: string | null
    /** The payment that a return takes back. */
    returns: string | null
    amount: number
    on_day: string
    document: string
    at: Date
    office: string
    entry: string
  }
  'programmes.reports': {
    id: string
    application: string
    nth: number
    at: Date
    answers: JSONColumnType<Answers>
    spent: number | null
    judged_at: Later<Date>
    verdict: Later<'accepted' | 'sent-back'>
    reason: Later<string>
    office: Later<string>
  }
  'programmes.reminded': { milestone: string; kind: 'soon' | 'overdue'; at: Date }
}

/** The tables of review and award, together with those of applications that they hang on. */
export const awardingDb = tablesOf('programmes', (db) => db.withTables<ApplyingTables & AwardingTables>())
