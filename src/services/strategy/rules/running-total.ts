// A number that evidence adds up to, as it stood at the end of each period: what a forecast can be drawn from.
import { sumOf } from './decimal.ts'
import type { Seen } from './forecast.ts'

export interface Increment {
  /** A decimal text; a withdrawal is negative. */
  value: string
  /** The day on which it counts, YYYY-MM-DD of the city's zone. */
  on: string
}

/**
 * The running total at the end of each month or year that is over by `today`, from the one in which counting began. A period in
 * which nothing happened keeps the total: that, too, is pace. The period still running is left out, since its end is not known.
 */
export function runningTotals(
  increments: readonly Increment[],
  every: 'month' | 'year',
  since: string,
  today: string,
): Seen[] {
  const sorted = [...increments].sort((one, other) => one.on.localeCompare(other.on))
  const totals: Seen[] = []
  let [total, at] = ['0', 0]
  for (let period = keyOf(since, every); period < keyOf(today, every); period = following(period)) {
    const begin = at
    while (at < sorted.length && keyOf(sorted[at]?.on ?? '', every) <= period) at += 1
    total = sumOf([total, ...sorted.slice(begin, at).map(({ value }) => value)])
    totals.push({ value: total, period })
  }
  return totals
}

function keyOf(day: string, every: 'month' | 'year'): string {
  return day.slice(0, every === 'year' ? 4 : 7)
}

function following(period: string): string {
  const [year = 0, month] = period.split('-').map(Number)
  if (month === undefined) return String(year + 1)
  return month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`
}
