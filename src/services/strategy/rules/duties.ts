// The duty to report: who owes which report since when, and how far a control point has come.
import { dayOf, daysBetween } from '#platform/time.ts'
import { type MilestoneProgress, milestoneProgress } from './progress.ts'
import { endOf } from './report-period.ts'
import { type Duty, periodsDue } from './silence.ts'
import { lastDayOf, type Term } from './terms.ts'

/** Days after the end of a period within which its report is in time. */
export const reportGrace = 10

export interface WaitingReport {
  period: string
  /** The last day on which it is in time. */
  dueOn: string
  /** Whole days after that day; 0 while it is in time. */
  daysLate: number
}

/** The duty that was promised of a project; null where nobody promised reports. */
export function dutyOf(terms: ReadonlyMap<string, Term>, zone: string): Duty | null {
  const row = terms.get('reporting')?.now
  const cadence = (['month', 'quarter', 'half', 'year'] as const).find((each) => each === row?.value)
  return row && cadence ? { since: dayOf(row.at, zone), cadence, grace: reportGrace } : null
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

/** What is proven of a control point by evidence as the strategy keeps it. */
export function provenOf(milestone: {
  target: string | null
  evidence: readonly { quantity: string | null; state: 'waiting' | 'accepted' | 'refused' | 'withdrawn' }[]
}): MilestoneProgress {
  return milestoneProgress({
    quantity: milestone.target,
    evidence: milestone.evidence.map(({ quantity, state }) => ({
      quantity,
      state: state === 'waiting' ? 'offered' : state,
    })),
  })
}

/** The last day of a year, month or day: what was promised for it is late on the day after. */
export function lastDay(period: string): string {
  if (period.length === 10) return period
  const [year = '', month = '12'] = period.split('-')
  const end = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  return `${year}-${month}-${String(end).padStart(2, '0')}`
}

/** Whether a due time has passed. */
export function isPast(due: string | null, today: string): boolean {
  return due !== null && lastDayOf(due) < today
}
