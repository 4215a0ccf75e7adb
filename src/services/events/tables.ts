// What events remember. Personal is only what hangs on a handle: who keeps an event, and until when somebody has looked.
import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import { tablesOf } from '#platform/city.ts'
import type { EventFields } from './rules/fields.ts'
import type { Basis, ChangeKind, Kind, Said, Shape, SourceKind, State, Status, Topic } from './rules/terms.ts'

type Json = ColumnType<unknown, string, string>

export type EventTables = {
  'events.sources': {
    id: string
    name: string
    kind: SourceKind
    url: string | null
    schedule: 'hour' | 'night' | 'week' | null
    trust: Generated<number>
    mapping: JSONColumnType<Record<string, unknown>, string | undefined, string>
    enabled: Generated<boolean>
    etag: string | null
    last_modified: string | null
    body_hash: string | null
    tried_at: Date | null
    read_at: Date | null
    /** A word key of how the last reading went. */
    outcome: string | null
    failures: Generated<number>
    made_at: Date
  }
  'events.events': EventFields & {
    id: string
    organisation: string | null
    /** Personal through this handle. */
    owner: string | null
    status: Generated<Status>
    state: State
    basis: Basis
    sequence: Generated<number>
    made_at: Date
    published_at: Date | null
    changed_at: Date
    words: ColumnType<never, string, string>
  }
  'events.sessions': {
    id: string
    event: string
    /** Which session it is for whoever brings it, one within its event. */
    uid: string
    said: Said
    starts_at: Date | null
    ends_at: Date | null
    first_day: string | null
    last_day: string | null
    hall: string | null
    status: Generated<Status>
    was_starts_at: Date | null
    was_first_day: string | null
    reason: string | null
    sequence: Generated<number>
    changed_at: Date
  }
  'events.days': {
    event: string
    day: string
    last_day: string
    shape: Shape
    sort_at: Date
    until_at: Date
    sessions: number
    evening: boolean
    cancelled: boolean
    kind: Kind
    topics: Topic[]
    venue: string | null
    district: string | null
    age: number | null
    free: boolean | null
    pushkin_card: boolean | null
    ramp: boolean | null
    loop: boolean | null
    sign_language: boolean | null
  }
  'events.fields': {
    event: string
    /** Empty for the event itself. */
    session: Generated<string>
    field: string
    source: string
    value: Json
    url: string | null
    said_on: string | null
    seen_at: Date
    shown: Generated<boolean>
  }
  'events.changes': {
    id: Generated<number>
    event: string
    session: string | null
    at: Date
    kind: ChangeKind
    field: string | null
    was: ColumnType<unknown, string | null, never>
    now: ColumnType<unknown, string | null, never>
  }
  'events.imports': {
    id: string
    source: string
    started_at: Date
    ended_at: Date | null
    outcome: string | null
    found: Generated<number>
    made: Generated<number>
    changed: Generated<number>
    same: Generated<number>
    aside: Generated<number>
  }
  'events.set_aside': {
    import: string
    position: number
    line: number | null
    item: string | null
    reason: string
    values: JSONColumnType<Record<string, string | number>, string | undefined, string>
  }
  /** Personal through `handle`. */
  'events.looks': { handle: string; seen_at: Date }
}

export const eventsDb = tablesOf('events', (db) => db.withTables<EventTables>())
