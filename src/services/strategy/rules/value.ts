// How the number of an indicator arises: a sum of evidence, the latest observation, or a ratio of two.
import { compared, ratioOf, sumOf } from './decimal.ts'

export interface Observed {
  id: string
  value: string
  /** '2025', '2025-12', '2026-03-10', or null where the source named no year. */
  period: string | null
  part: 'baseline' | 'current'
  revises: string | null
}

/**
 * The value of a `sum`: exactly what its measurements add up to. Without any, it is 0 for an indicator that the system itself
 * counts from its first day, and unknown (null) for any other: no data is not zero.
 */
export function summedValue(measurements: readonly { value: string }[], countedHere: boolean): string | null {
  if (measurements.length === 0) return countedHere ? '0' : null
  return sumOf(measurements.map(({ value }) => value))
}

/** Observations that hold today: those that no later row revises. */
export function standing<Row extends Observed>(observations: readonly Row[]): Row[] {
  const revised = new Set(observations.map((row) => row.revises))
  return observations.filter((row) => !revised.has(row.id))
}

/** The observation that gives a `latest` indicator its value: of the latest period; one without a period counts as oldest. */
export function latestOf<Row extends Observed>(observations: readonly Row[]): Row | null {
  const [latest] = standing(observations).sort(
    (one, other) =>
      endOf(other.period).localeCompare(endOf(one.period)) ||
      other.part.localeCompare(one.part) ||
      other.id.localeCompare(one.id),
  )
  return latest ?? null
}

/** The value of a `ratio`; null while either part is unknown or the lower one is zero. */
export function ratioValue(over: string | null, under: string | null): string | null {
  return over === null || under === null ? null : ratioOf(over, under)
}

/** Which way the promise points, so that its line runs towards it: by polarity, or by the target where that is a point to hit. */
export function betterOf(
  polarity: 'up' | 'down' | 'target',
  baseline: string | null,
  target: string | null,
): 'more' | 'less' {
  if (polarity === 'down') return 'less'
  if (polarity === 'up' || baseline === null || target === null) return 'more'
  return compared(target, baseline) < 0 ? 'less' : 'more'
}

// A year is known by its end and a month by its last day, so that «2025» is later than «2025-08».
function endOf(period: string | null): string {
  if (period === null) return ''
  if (period.length === 4) return `${period}-12-32`
  return period.length === 7 ? `${period}-32` : period
}
