// What the numbers of an indicator and the word of the team are compared by.
import type { OfficialStatus } from '../tables.ts'
import { type Forecast, forecastFor, type Polarity, type Seen } from './forecast.ts'
import type { Official } from './status.ts'

/** What of an indicator a forecast needs. */
export interface Promised {
  kind: 'sum' | 'latest' | 'ratio'
  polarity: Polarity
  baseline: { value: string } | null
  target: { value: string; year: number | null } | null
}

/** The forecast of an indicator from what was seen of it. */
export function forecastOf(promise: Promised, seen: readonly Seen[]): Forecast {
  return forecastFor({
    observations: seen,
    baseline: promise.baseline?.value ?? null,
    target: promise.target?.value ?? null,
    targetYear: promise.target?.year ?? null,
    polarity: promise.polarity,
    kind: promise.kind === 'sum' ? 'running' : 'observed',
  })
}

/** On which side of the computed status the team's word stands; risk, delay and standstill are all behind. */
export const officialSides: Record<OfficialStatus, Exclude<Official, null>> = {
  'on-track': 'on-track',
  'at-risk': 'behind',
  late: 'behind',
  stopped: 'behind',
  done: 'done',
}
