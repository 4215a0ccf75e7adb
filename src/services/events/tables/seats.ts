// What registration remembers: sessions with places, seats under handles, who came, and who looked. Names and needs go after the session.
import type { ColumnType, Generated } from 'kysely'
import { tablesOf } from '#platform/city.ts'
import type { Need, SeatState } from '../rules/seats.ts'
import type { EventTables } from '../tables.ts'

type Maybe<Type> = ColumnType<Type | null, Type | null | undefined, Type | null>

export type SeatTables = {
  'events.registrations': {
    session: string
    places: number
    group_most: number
    age_from: number | null
    age_to: number | null
    opens_at: Date | null
    closes_at: Date | null
    name_why: string | null
    /** Kept by the database itself. */
    taken: Generated<number>
  }
  /** Personal through `handle`, and `name` and `needs` by themselves. */
  'events.seats': {
    id: string
    session: string
    handle: string
    size: number
    state: SeatState
    turn: Generated<string>
    code: string
    name: Maybe<string>
    needs: ColumnType<Need[], string[] | undefined, string[]>
    confirmed_at: Maybe<Date>
    until: Maybe<Date>
    asked_at: Date
  }
  'events.seat_turns': { id: string; seat: string; state: SeatState; at: Date; why: string | null }
  'events.seat_links': { hash: string; seat: string }
  'events.arrivals': { seat: string; came: number; at: Date; how: 'scan' | 'code' | 'list' }
  'events.reminders': { seat: string; kind: 'day' | 'hours'; starts_at: Date; at: Date }
  'events.attendance': { session: string; places: number; taken: number; came: number; waited: number }
  'events.seat_looks': { id: string; session: string; handle: string; at: Date; by_office: string; why: string }
}

/** Seats belong to sessions, so this view knows both. A tag of its own: whoever takes a seat drops no page of the posters. */
export const seatsDb = tablesOf('events-seats', (db) => db.withTables<EventTables & SeatTables>())
