// Who comes to a session: its seats as the organiser sees them, without names, and the sums.
import type { City } from '#platform/city.ts'
import { type Need, needs, type SeatState } from '../rules/seats.ts'
import { seatsDb } from '../tables/seats.ts'

export interface AttendanceRow {
  seat: string
  code: string
  size: number
  state: SeatState
  needs: Need[]
  came: number | null
  arrivedAt: Date | null
  hasName: boolean
}

/** Seats of a session that are taken, offered or waiting, in the order in which they were asked for. */
export async function attendanceOf(city: City, session: string): Promise<AttendanceRow[]> {
  return seatsDb(city)
    .selectFrom('events.seats as s')
    .leftJoin('events.arrivals as a', 'a.seat', 's.id')
    .select(['s.id as seat', 's.code', 's.size', 's.state', 's.needs', 'a.came', 'a.at as arrivedAt'])
    .select((select) => select('s.name', 'is not', null).$castTo<boolean>().as('hasName'))
    .where('s.session', '=', session)
    .where('s.state', 'in', ['taken', 'offered', 'waiting'])
    .where('s.confirmed_at', 'is not', null)
    .orderBy('s.turn')
    .execute()
}

export interface AttendanceSums {
  seats: number
  people: number
  arrivedSeats: number
  arrivedPeople: number
  offered: number
  waiting: number
  /** How many seats named each need. */
  needs: { need: Need; n: number }[]
}

export function sumsOf(rows: readonly AttendanceRow[]): AttendanceSums {
  const taken = rows.filter(({ state }) => state === 'taken')
  const arrived = taken.filter(({ arrivedAt }) => arrivedAt !== null)
  const people = (list: readonly { size: number }[]) => list.reduce((sum, { size }) => sum + size, 0)
  return {
    seats: taken.length,
    people: people(taken),
    arrivedSeats: arrived.length,
    arrivedPeople: arrived.reduce((sum, { came, size }) => sum + (came ?? size), 0),
    offered: people(rows.filter(({ state }) => state === 'offered')),
    waiting: people(rows.filter(({ state }) => state === 'waiting')),
    needs: needs
      .map((need) => ({ need, n: taken.filter((row) => row.needs.includes(need)).length }))
      .filter(({ n }) => n > 0),
  }
}
