// The clock of a request: working days until an adviser's first answer, standing still while the person is waited for.
import { daysBetween } from '#platform/time.ts'

/** From when the person was waited for, until she wrote; null: she is waited for now. */
export interface Pause {
  from: Date
  until: Date | null
}

export interface RequestClock {
  askedAt: Date
  /** Working days of the rule that held when it was asked. */
  days: number
  answeredAt: Date | null
  pauses: readonly Pause[]
}

/** What the clock asks of the city's calendar: which day (YYYY-MM-DD) an instant is, and whether a day is worked. */
export interface Calendar {
  dayOf(at: Date): string
  isWorked(day: string): boolean
  /** The instant a day ends. */
  endOf(day: string): Date
}

export type RequestStage = 'waiting' | 'overdue' | 'asked-back' | 'answered'

// A calendar without working days would count for ever.
const longestSearch = 400

/**
 * The instant the term ends: the end of the last of `days` working days after the day of asking (Civil Code, art. 191). A day at whose
 * end the person is waited for does not count; passing a request on changes nothing. Null while she is waited for.
 */
export function dueOf(clock: RequestClock, calendar: Calendar): Date | null {
  if (clock.pauses.some(({ until }) => until === null)) return null
  let day = calendar.dayOf(clock.askedAt)
  let left = clock.days
  for (let step = 0; step < longestSearch && left > 0; step += 1) {
    day = plus(day, 1)
    if (counts(day, clock, calendar)) left -= 1
  }
  if (left > 0) throw new RangeError('the calendar has no working days')
  return calendar.endOf(day)
}

/** Working days that count until an instant, that day among them. */
export function daysRun(clock: RequestClock, until: Date, calendar: Calendar): number {
  const first = calendar.dayOf(clock.askedAt)
  const span = daysBetween(first, calendar.dayOf(until))
  let run = 0
  for (let step = 1; step <= span; step += 1) if (counts(plus(first, step), clock, calendar)) run += 1
  return run
}

/** How it stands with a request at an instant. */
export function stageOf(clock: RequestClock, due: Date | null, now: Date): RequestStage {
  if (clock.answeredAt !== null) return 'answered'
  if (due === null) return 'asked-back'
  return now <= due ? 'waiting' : 'overdue'
}

/** Whether the first answer came, or still has not come, after the term. */
export function isLate(clock: RequestClock, due: Date | null, now: Date): boolean {
  return due !== null && (clock.answeredAt ?? now) > due
}

export interface ClockNumbers {
  asked: number
  answered: number
  overdue: number
  /** Of those whose term has ended or that were answered: how many in time, 0 to 1; null: there are none. */
  inTime: number | null
  /** Working days to the answer, the middle one; null: nothing was answered. */
  medianDays: number | null
}

/** The public numbers of some requests: `days` are working days that the first answer took, null while there is none. */
export function numbersOf(
  requests: readonly { answered: boolean; late: boolean; days: number | null }[],
): ClockNumbers {
  const settled = requests.filter(({ answered, late }) => answered || late)
  const took = requests.flatMap(({ days }) => (days === null ? [] : [days]))
  return {
    asked: requests.length,
    answered: requests.filter(({ answered }) => answered).length,
    overdue: requests.filter(({ answered, late }) => !answered && late).length,
    inTime: settled.length === 0 ? null : settled.filter(({ late }) => !late).length / settled.length,
    medianDays: median(took),
  }
}

/** The middle of some numbers; of an even count the mean of the two in the middle. */
export function median(numbers: readonly number[]): number | null {
  if (numbers.length === 0) return null
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2
}

function counts(day: string, { pauses }: RequestClock, calendar: Calendar): boolean {
  if (!calendar.isWorked(day)) return false
  const end = calendar.endOf(day)
  return !pauses.some(({ from, until }) => from <= end && (until === null || end < until))
}

function plus(day: string, count: number): string {
  const moved = new Date(`${day}T00:00:00Z`)
  moved.setUTCDate(moved.getUTCDate() + count)
  return moved.toISOString().slice(0, 10)
}
