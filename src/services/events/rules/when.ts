// When a session is: an hour, or no more than a day, a weekend, a month or a year, as exactly as somebody said it and never more.
import { atHour, dayOf, daysBetween, hours, later } from '#platform/time.ts'
import type { Said } from './terms.ts'

/** Days are days of the city, YYYY-MM-DD; the last one is among them. */
export type When =
  | { said: 'time'; startsAt: Date; endsAt: Date | null }
  | { said: 'day' | 'weekend' | 'month' | 'year'; firstDay: string; lastDay: string }
  | { said: 'unknown' }

/** The same as columns of events.sessions. */
export interface WhenColumns {
  said: Said
  starts_at: Date | null
  ends_at: Date | null
  first_day: string | null
  last_day: string | null
}

// Who goes home after midnight has still been there the evening before.
const night = hours(6)

/** A time as the table keeps it; what ends in the night ends on the evening's day. */
export function whenColumns(when: When, zone: string): WhenColumns {
  if (when.said === 'unknown')
    return { said: 'unknown', starts_at: null, ends_at: null, first_day: null, last_day: null }
  if (when.said !== 'time')
    return { said: when.said, starts_at: null, ends_at: null, first_day: when.firstDay, last_day: when.lastDay }
  const evening = when.endsAt === null ? when.startsAt : later(when.endsAt, -night)
  return {
    said: 'time',
    starts_at: when.startsAt,
    ends_at: when.endsAt,
    first_day: dayOf(when.startsAt, zone),
    last_day: dayOf(evening > when.startsAt ? evening : when.startsAt, zone),
  }
}

/** The other way round. Throws where the columns hold no time, which the table's checks rule out. */
export function whenOf({ said, starts_at, ends_at, first_day, last_day }: WhenColumns): When {
  if (said === 'unknown') return { said }
  if (said === 'time' && starts_at !== null) return { said, startsAt: starts_at, endsAt: ends_at }
  if (said !== 'time' && first_day !== null && last_day !== null)
    return { said, firstDay: first_day, lastDay: last_day }
  throw new Error('a session has no time')
}

/** The years in which events are kept; others are slips of a key. */
export const firstYear = 1990
export const lastYear = 2100

export interface WhenProblem {
  key: string
  values: Record<string, string | number>
}

/** What is wrong with a time, as a word key; null where nothing is. */
export function whenProblem(when: When): WhenProblem | null {
  if (when.said === 'unknown') return null
  const [from, to] =
    when.said === 'time'
      ? [when.startsAt.toISOString(), (when.endsAt ?? when.startsAt).toISOString()]
      : [when.firstDay, when.lastDay]
  const years = { from: firstYear, to: lastYear }
  if (Number(from.slice(0, 4)) < firstYear || /^[-+]/.test(from))
    return { key: 'events.problem.tooEarly', values: years }
  if (Number(to.slice(0, 4)) >= lastYear || /^[-+]/.test(to)) return { key: 'events.problem.tooLate', values: years }
  return to < from ? { key: 'events.problem.endsBefore', values: {} } : null
}

/** Whether two times are one and the same. */
export function sameWhen(one: WhenColumns, other: WhenColumns): boolean {
  return (
    one.said === other.said &&
    one.starts_at?.getTime() === other.starts_at?.getTime() &&
    one.ends_at?.getTime() === other.ends_at?.getTime() &&
    one.first_day === other.first_day &&
    one.last_day === other.last_day
  )
}

/** Whether a new time contradicts the one before: whoever had planned by it would come in vain. Saying it more exactly moves nothing. */
export function isMoved(before: WhenColumns, after: WhenColumns): boolean {
  if (before.first_day === null || after.first_day === null || before.last_day === null || after.last_day === null)
    return false
  if (before.said === 'time' && after.said === 'time') return before.starts_at?.getTime() !== after.starts_at?.getTime()
  return after.last_day < before.first_day || after.first_day > before.last_day || isNarrowed(before, after)
}

// A day said exactly that shrinks to another span has moved; a weekend or month that becomes a day in it has not.
function isNarrowed(before: WhenColumns, after: WhenColumns): boolean {
  return before.said === 'day' && after.said !== 'time' && before.first_day !== after.first_day
}

/** The instant at which a session begins or its first day does; null where no day is known. */
export function beginsAt({ starts_at, first_day }: WhenColumns, zone: string): Date | null {
  return starts_at ?? (first_day === null ? null : atHour(first_day, 0, zone))
}

/** How many days lie between its first and its last. */
export function spanOf({ first_day, last_day }: WhenColumns): number {
  return first_day === null || last_day === null ? 0 : daysBetween(first_day, last_day)
}

/** Whether a session has been; what has no hour is over when its last day is, by the clock of the farthest west. */
export function isOver(
  session: { startsAt: Date | null; endsAt: Date | null; lastDay: string | null },
  now: Date,
): boolean {
  const end = session.endsAt ?? (session.startsAt === null ? null : later(session.startsAt, hours(2)))
  if (end !== null) return end <= now
  return session.lastDay !== null && later(new Date(`${session.lastDay}T00:00:00Z`), hours(24)) <= now
}
