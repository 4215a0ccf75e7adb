// What is remembered of sources: their items, how the same event is known again, where they differ and what was decided. Nothing is personal.
import type { ColumnType, Generated } from 'kysely'
import { tablesOf } from '#platform/city.ts'
import type { EventFields } from '../rules/fields.ts'
import type { Said } from '../rules/merge/said.ts'
import type { ConflictField, Side } from '../rules/merge/sides.ts'
import type { Status } from '../rules/terms.ts'
import type { EventTables } from '../tables.ts'

type Json<Value> = ColumnType<Value, string, string>
type JsonMaybe<Value> = ColumnType<Value | null, string | null, string | null>

export type PairWhy = 'title' | 'time' | 'venue' | 'editor'
export type PairState = 'proposed' | 'together' | 'apart'

/** Fields of a group; `start` and `end` as sources say times; a state with its reason. */
export type EditValue =
  | Partial<EventFields>
  | { start: string; end: string | null }
  | { status: Status; reason: string | null }

export type SourceTables = EventTables & {
  'events.sources': {
    due_at: Date | null
    leased_until: Date | null
    moved_to: string | null
    outcome_values: ColumnType<Record<string, string | number>, string | undefined, string>
    organisation: string | null
    edited: Generated<boolean>
  }
  'events.imports': { gone: Generated<number>; how: Generated<'clock' | 'asked' | 'file'> }
  'events.fields': { gone_at: Date | null }
  'events.items': {
    source: string
    uid: string
    event: string
    home: string
    hash: string
    said: Json<Said>
    first_at: Date
    changed_at: Date
    gone_at: Date | null
  }
  'events.keys': {
    source: string
    uid: string
    venue: string
    title: string
    day: string
    starts_at: Date | null
  }
  'events.refs': { event: string; ref: string; uid: string }
  'events.pairs': {
    one_source: string
    one_uid: string
    other_source: string
    other_uid: string
    why: PairWhy
    likeness: number
    state: Generated<PairState>
    made_at: Date
    decided_at: Date | null
    office: string | null
  }
  'events.conflicts': {
    event: string
    place: Generated<string>
    field: ConflictField
    sides: Json<Side[]>
    shown: string
    opened_at: Date
    changed_at: Date
    closed_at: Date | null
    chosen: string | null
    decided_among: JsonMaybe<Side[]>
    decided_at: Date | null
    office: string | null
    note: string | null
  }
  'events.edits': {
    event: string
    place: Generated<string>
    field: ConflictField
    value: Json<EditValue>
    among: Json<Side[]>
    edited_at: Date
    office: string
  }
}

export const sourcesDb = tablesOf('events', (db) => db.withTables<SourceTables>())
