// The duty to report: since when, how often, and how many days after a period's end a report is still in time.
import { dayOf } from '#platform/time.ts'
import { isCadence } from './report-period.ts'
import type { Duty } from './silence.ts'
import type { Term } from './terms.ts'

/** Our own rule, no law: a report is in time for so many days after its period has ended. */
export const reportGrace = 20

/** The duty that a thing's `reporting` term makes; null where nobody has to report of it. */
export function dutyFrom(term: Term | undefined, zone: string): Duty | null {
  const cadence = term?.now.value ?? null
  if (!term || cadence === null || !isCadence(cadence)) return null
  return { since: dayOf(term.first.at, zone), cadence, grace: reportGrace }
}
