// Reports that are waited for: of periods that have ended, with the day until which each is in time.
import { daysBetween } from '#platform/time.ts'
import { endOf } from './report-period.ts'
import { type Duty, periodsDue } from './silence.ts'

export interface WaitingReport {
  period: string
  /** The last day on which it is in time. */
  dueOn: string
  /** Whole days after that day; 0 while it is in time. */
  daysLate: number
}

/** Reports of periods that have ended and that nobody has delivered, the oldest first. */
export function waitingReports(duty: Duty | null, delivered: ReadonlySet<string>, today: string): WaitingReport[] {
  if (!duty) return []
  return periodsDue(duty.since, duty.cadence, 0, today)
    .filter(({ period }) => !delivered.has(period))
    .map(({ period }) => {
      const dueOn = new Date(Date.parse(`${endOf(period)}T00:00:00Z`) + duty.grace * 86_400_000)
        .toISOString()
        .slice(0, 10)
      return { period, dueOn, daysLate: Math.max(0, daysBetween(dueOn, today)) }
    })
}
