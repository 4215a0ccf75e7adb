// What the cabinet remembers: drafts under handles, what editors said, whom they trust.
import type { ColumnType } from 'kysely'
import { tablesOf } from '#platform/city.ts'
import type { Fields } from '#platform/form.ts'
import type { EventTables } from '../tables.ts'
import type { SeatTables } from './seats.ts'

export type Verdict = 'sent' | 'published' | 'returned' | 'hidden' | 'checked'

export type CabinetTables = {
  /** Personal through `handle`. */
  'events.drafts': {
    id: string
    handle: string
    organisation: string | null
    event: string | null
    data: ColumnType<Fields, string, string>
    made_at: Date
    touched_at: Date
  }
  'events.verdicts': { id: string; event: string; verdict: Verdict; why: string | null; at: Date }
  'events.trust': { id: string; keeper: string; trusted: boolean; at: Date }
}

export const cabinetDb = tablesOf('events', (db) => db.withTables<EventTables & SeatTables & CabinetTables>())
