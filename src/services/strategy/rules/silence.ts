// Silence is a status: which reports should have come by now, which did not, and which came late.
import { daysBetween, plusDays } from '#platform/time.ts'
import { beginOf, type Cadence, endOf, nextOf, periodAt } from './report-period.ts'

/** Who reports how often. Days are YYYY-MM-DD of the city's zone. */
export interface Duty {
  /** The first report is that of the period in which this day lies. */
  since: string
  cadence: Cadence
  /** Days after the period's end within which a report is in time. */
  grace: number
}

export interface Due {
  period: string
  /** The last day on which its report is in time. */
  dueOn: string
}

export interface Report {
  period: string
  /** The day on which it came. */
  on: string
}

export interface Silences {
  /** True when the latest report that was due has not come. */
  silent: boolean
  /** The day since which nothing has been heard: the due day of the first report missing without a break; null if not silent. */
  silentSince: string | null
  /** Due and not reported, oldest first; late by so many whole days today. */
  missing: (Due & { daysLate: number })[]
  /** Reported after their day: the mark stays whatever comes later. */
  late: (Due & { on: string; daysLate: number })[]
  /** How many reports came in time. */
  inTime: number
}

/** Periods whose day has passed, oldest first: on the due day itself a report is still in time. */
export function periodsDue(since: string, cadence: Cadence, grace: number, today: string): Due[] {
  if (!Number.isInteger(grace) || grace < 0) throw new RangeError(`${grace} is no number of days.`)
  const due: Due[] = []
  for (let period = periodAt(since, cadence); beginOf(period) <= today; period = nextOf(period)) {
    const dueOn = plusDays(endOf(period), grace)
    if (dueOn >= today) break
    due.push({ period, dueOn })
  }
  return due
}

/**
 * What is missing and what was late. Of several reports of a period the first counts; one that came early is in time; one of a
 * period that is not due is neither. A clock set back makes fewer reports due and forgets none that came.
 */
export function silences(duty: Duty, reports: readonly Report[], today: string): Silences {
  const first = new Map<string, string>()
  for (const { period, on } of reports) {
    const known = first.get(period)
    if (known === undefined || on < known) first.set(period, on)
  }
  const due = periodsDue(duty.since, duty.cadence, duty.grace, today)
  const missing = due
    .filter(({ period }) => !first.has(period))
    .map((each) => ({ ...each, daysLate: daysBetween(each.dueOn, today) }))
  const came = due.flatMap((each) => {
    const on = first.get(each.period)
    return on === undefined ? [] : [{ ...each, on, daysLate: daysBetween(each.dueOn, on) }]
  })
  const late = came.filter(({ daysLate }) => daysLate > 0)
  const since = due.slice(due.findLastIndex(({ period }) => first.has(period)) + 1).at(0)?.dueOn ?? null
  return { silent: since !== null, silentSince: since, missing, late, inTime: came.length - late.length }
}
