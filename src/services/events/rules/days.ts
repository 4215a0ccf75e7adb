// Which rows of the list an event has: one a day, one for what goes on for long, one for what nobody has named the day of.
import { atHour, daysBetween, hourOf, hours, later, plusDays } from '#platform/time.ts'
import type { Kind, Shape, Status } from './terms.ts'
import { beginsAt, spanOf, type WhenColumns } from './when.ts'

export type DaySession = WhenColumns & { status: Status }

export interface DayRow {
  day: string
  last_day: string
  shape: Shape
  sort_at: Date
  /** From then on nothing of it is left that day. */
  until_at: Date
  sessions: number
  evening: boolean
  /** Nothing of it takes place that day: all is cancelled or put off. */
  cancelled: boolean
}

/** From so many days between first and last on, it stands beside the days, not under one. */
export const longDays = 4
/** An exhibition that is told day by day is one thing that goes on. */
const tellsDaily = 6
const gap = 7
/** The evening begins at this hour of the city. */
export const eveningHour = 18

/** The rows of an event, in the order of their days. */
export function daysFor(kind: Kind, sessions: readonly DaySession[], zone: string): DayRow[] {
  const rows = sessions.flatMap((session) => rowOf(session, zone))
  return oneADay(kind === 'exhibition' ? joined(rows) : rows)
}

function rowOf(session: DaySession, zone: string): DayRow[] {
  const { said, first_day, last_day, status, starts_at } = session
  const begins = beginsAt(session, zone)
  if (first_day === null || last_day === null || begins === null) return []
  const off = status === 'cancelled' || status === 'postponed'
  return [
    {
      day: first_day,
      last_day,
      shape: said === 'month' || said === 'year' ? 'vague' : spanOf(session) >= longDays ? 'running' : 'day',
      sort_at: begins,
      until_at: endOf(session, begins, zone),
      sessions: 1,
      evening: starts_at !== null && hourOf(starts_at, zone) >= eveningHour,
      cancelled: off,
    },
  ]
}

// Where nobody says when it ends, whoever is two hours late comes in vain.
function endOf({ said, ends_at, last_day }: DaySession, begins: Date, zone: string): Date {
  if (said === 'time') return ends_at ?? later(begins, hours(2))
  return last_day === null ? begins : atHour(plusDays(last_day, 1), 0, zone)
}

function oneADay(rows: readonly DayRow[]): DayRow[] {
  const byDay = new Map<string, DayRow>()
  for (const row of rows) {
    const key = `${row.shape} ${row.day}`
    const there = byDay.get(key)
    byDay.set(key, there ? together(there, row) : row)
  }
  return [...byDay.values()].sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0))
}

function together(one: DayRow, other: DayRow): DayRow {
  const first = one.sort_at <= other.sort_at ? one : other
  return {
    ...one,
    last_day: one.last_day > other.last_day ? one.last_day : other.last_day,
    // What does take place decides where the day's row stands.
    sort_at: one.cancelled === other.cancelled ? first.sort_at : one.cancelled ? other.sort_at : one.sort_at,
    until_at: one.until_at > other.until_at ? one.until_at : other.until_at,
    sessions: one.sessions + other.sessions,
    evening: one.evening || other.evening,
    cancelled: one.cancelled && other.cancelled,
  }
}

// Days that follow each other with at most a week between them become one row, if there are many.
function joined(rows: readonly DayRow[]): DayRow[] {
  const days = oneADay(rows.filter(({ shape, cancelled }) => shape === 'day' && !cancelled))
  const runs: DayRow[][] = []
  for (const row of days) {
    const run = runs.at(-1)
    const before = run?.at(-1)
    if (run && before && daysBetween(before.last_day, row.day) <= gap) run.push(row)
    else runs.push([row])
  }
  const long = runs.filter(({ length }) => length >= tellsDaily)
  const swallowed = new Set(long.flat().map(({ day }) => day))
  return [
    ...rows.filter(({ shape, cancelled, day }) => shape !== 'day' || cancelled || !swallowed.has(day)),
    ...long.map((run) => run.reduce((whole, row) => ({ ...together(whole, row), shape: 'running' as const }))),
  ]
}
