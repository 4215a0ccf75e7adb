// By when: the term of a topic on a day, and the instant it ends in the city's time zone and working days.
import { plusDays } from '#platform/time.ts'
import { bestOn, type Dated } from './dated.ts'
import type { Land } from './routing.ts'

export type Term = { hours: number | null; days: number | null; calendar: 'work' | 'calendar' }
export type Deadline = Dated &
  Term & { topic: string; land: Land | null; kind: 'norm' | 'guide'; legalRef: string | null }

export type WorkCalendar = {
  timeZone: string
  /** ISO weekdays that are not worked, Monday is 1. */
  weekend: readonly number[]
  /** Yearly non-working days (Labour Code, art. 112). */
  fixed: readonly (Dated & { monthDay: string })[]
  /** Transferred days of a year, as the Government decrees them. */
  transfers: readonly { date: string; kind: 'off' | 'work' }[]
  /** What to do when a term counted in calendar days ends on a non-working day; 59-FZ is silent. */
  rollover: 'previous' | 'next' | 'none'
}

/** Answers the deadline valid on the day `on` (YYYY-MM-DD), or null; the land's own row beats one for any land. */
export function deadlineFor<D extends Deadline>(
  deadlines: readonly D[],
  asked: { land: Land; topic: string; on: string },
): D | null {
  const fitting = deadlines.filter(
    (row) => (row.topic === asked.topic || row.topic === '*') && (row.land === null || row.land === asked.land),
  )
  return bestOn(fitting, asked.on, (row) => (row.topic === asked.topic ? 2 : 0) + (row.land === null ? 0 : 1))
}

/**
 * Answers the instant when the term ends. Hours run round the clock from `start`. Days are counted from the day after
 * `start` (Civil Code, art. 191) and end with the last second of the last day in the city's time zone; a term in
 * calendar days that ends on a non-working day moves by the rollover, but never to the day of `start` or before it.
 */
export function dueDateFor(start: Date, term: Term, calendar: WorkCalendar): Date {
  if (term.hours !== null) return new Date(start.getTime() + positive(term.hours) * 3_600_000)
  if (term.days === null) throw new RangeError('a term has hours or days')
  const first = localDay(start, calendar.timeZone)
  const days = positive(term.days)
  const last =
    term.calendar === 'work' ? afterWorkDays(first, days, calendar) : rolled(first, plusDays(first, days), calendar)
  return endOfDay(last, calendar.timeZone)
}

/** Answers the day (YYYY-MM-DD) on which the instant falls in the time zone. */
export function localDay(instant: Date, timeZone: string): string {
  return wallClock(instant, timeZone).toISOString().slice(0, 10)
}

/** Answers whether the day (YYYY-MM-DD) is worked: transfers first, then holidays, then the weekend. */
export function isWorkDay(day: string, calendar: WorkCalendar): boolean {
  const transfer = calendar.transfers.find((row) => row.date === day)
  if (transfer) return transfer.kind === 'work'
  const holiday = calendar.fixed.some(
    (row) => row.monthDay === day.slice(5) && row.validFrom <= day && (row.validTo === null || day < row.validTo),
  )
  return !holiday && !calendar.weekend.includes(weekday(day))
}

function positive(amount: number): number {
  if (!Number.isFinite(amount) || amount <= 0) throw new RangeError('a term is longer than nothing')
  return amount
}

// A calendar without a single working day would count for ever.
const LONGEST_SEARCH = 400

function afterWorkDays(first: string, count: number, calendar: WorkCalendar): string {
  let day = first
  for (let left = count; left > 0; left -= 1) day = nextWorkDay(day, 1, calendar)
  return day
}

function nextWorkDay(from: string, step: 1 | -1, calendar: WorkCalendar): string {
  for (let i = 1; i <= LONGEST_SEARCH; i += 1) {
    const day = plusDays(from, i * step)
    if (isWorkDay(day, calendar)) return day
  }
  throw new RangeError('the calendar has no working days')
}

function rolled(first: string, last: string, calendar: WorkCalendar): string {
  if (calendar.rollover === 'none' || isWorkDay(last, calendar)) return last
  if (calendar.rollover === 'next') return nextWorkDay(last, 1, calendar)
  const earlier = nextWorkDay(last, -1, calendar)
  return earlier > first ? earlier : last
}

function weekday(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

function endOfDay(day: string, timeZone: string): Date {
  const wall = new Date(`${day}T23:59:59Z`).getTime()
  // The offset belongs to the answer, which is not known yet: guess with the wall clock, then correct once.
  const guess = new Date(wall - offset(new Date(wall), timeZone))
  return new Date(wall - offset(guess, timeZone))
}

function offset(instant: Date, timeZone: string): number {
  return wallClock(instant, timeZone).getTime() - Math.floor(instant.getTime() / 1000) * 1000
}

const formats = new Map<string, Intl.DateTimeFormat>()

// The wall clock of the zone, written as if it were UTC.
function wallClock(instant: Date, timeZone: string): Date {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
    formats.set(timeZone, format)
  }
  return new Date(`${format.format(instant).replace(' ', 'T')}Z`)
}
