// What people follow among events; personal through the handle.
import type { ColumnType } from 'kysely'
import { tablesOf } from '#platform/city.ts'
import type { EventTables } from '../tables.ts'
import type { SeatTables } from './seats.ts'

export type FollowTables = {
  /** Personal through `handle`. */
  'events.follows': {
    handle: string
    subject: string
    asked_at: Date
    confirmed_at: ColumnType<Date | null, Date | null, Date | null>
  }
  'events.follow_links': { hash: string; handle: string; subject: string }
}

export const followsDb = tablesOf('events-follows', (db) => db.withTables<EventTables & SeatTables & FollowTables>())
