// What cases remember. Handles are of this module; `text`, `place_note`, `photo`, `attributes` and reasons of residents are personal.
import type { ColumnType } from 'kysely'
import { tablesOf } from '#platform/city.ts'
import type { Land, Status } from './rules.ts'

type Written<Value> = ColumnType<Value, string, string>

export type CaseTables = {
  'cases.cases': {
    id: string
    number: string
    topic: string
    land: Land
    channel: Channel
    opened_at: Date
    stated_at: Date | null
    place: string
    place_known: boolean
    place_note: string | null
    street: string | null
    house: string | null
    lat: number | null
    lon: number | null
    district: string | null
    text: string
    photo: string | null
    attributes: Written<Record<string, string>>
    handle: string | null
    complaint_about: string | null
    erased_at: Date | null
    touched_at: Date
  }
  'cases.numbers': { year: number; last: number }
  'cases.keys': { case_id: string; hash: string; handle: string | null; made_at: Date }
  'cases.joins': { case_id: string; handle: string; at: Date }
  'cases.holdings': {
    id: string
    case_id: string
    place_in_chain: number
    body: string
    since: Date
    until: Date | null
    begun_by: 'opened' | 'handed-over' | 'reopened'
    ended_by: 'handed-over' | 'resolved' | 'declined' | null
    due_at: Date
    due_kind: 'norm' | 'guide'
    due_covers: 'repair' | 'answer'
    norm: string | null
    reason: string | null
    by_office: string | null
  }
  'cases.releases': { id: string; case_id: string; at: Date; by_office: string; text: string | null; photo: boolean }
  'cases.answers': { id: string; case_id: string; at: Date; by_office: string; final: boolean; text: string }
  'cases.resolutions': {
    id: string
    case_id: string
    holding: string
    at: Date
    by_office: string
    note: string
    photo: string | null
    word: string | null
  }
  'cases.confirmations': { resolution: string; case_id: string; id: string; at: Date; handle: string | null }
  'cases.reopenings': {
    id: string
    case_id: string
    of: string
    at: Date
    reason: string
    was_confirmed: boolean
    handle: string | null
  }
  'cases.looks': { id: string; case_id: string; at: Date; by_office: string }
  /** How each case stands now; the database keeps it from holdings and confirmations, nobody else writes it. */
  'cases.standing': {
    id: string
    opened_at: Date
    holding: string
    body: string
    since: Date
    due_at: Date
    due_kind: 'norm' | 'guide'
    due_covers: 'repair' | 'answer'
    norm: string | null
    begun_by: 'opened' | 'handed-over' | 'reopened'
    status: Status
  }
}

export type Channel = 'web' | 'chat' | 'open311'

export const casesDb = tablesOf('cases', (db) => db.withTables<CaseTables>())
