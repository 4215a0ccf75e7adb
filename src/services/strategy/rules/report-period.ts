// The periods that reports are about: months, quarters, half-years and years, by keys that sort by time within a cadence.

export type Cadence = 'month' | 'quarter' | 'half' | 'year'

/** Whether a text names how often something is reported. */
export function isCadence(text: string): text is Cadence {
  return text in MONTHS
}

/** A key taken apart: the n-th month, quarter or half of a year; n is 1 for a year. */
export interface Period {
  cadence: Cadence
  year: number
  n: number
}

/** Reads '2026', '2026-H2', '2026-Q3' or '2026-09'; null for anything else. */
export function periodOf(key: string): Period | null {
  const [, year, half, quarter, month] = /^(\d{4})(?:-H([12])|-Q([1-4])|-(0[1-9]|1[0-2]))?$/.exec(key) ?? []
  if (year === undefined) return null
  const [cadence, n]: [Cadence, string] =
    half !== undefined
      ? ['half', half]
      : quarter !== undefined
        ? ['quarter', quarter]
        : month !== undefined
          ? ['month', month]
          : ['year', '1']
  return { cadence, year: Number(year), n: Number(n) }
}

/** The period of a cadence in which a day (YYYY-MM-DD) lies. */
export function periodAt(day: string, cadence: Cadence): string {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return keyOf({ cadence, year, n: Math.ceil(month / MONTHS[cadence]) })
}

/** The first day of a period. Throws RangeError where the key is none. */
export function beginOf(key: string): string {
  const { cadence, year, n } = known(key)
  return `${four(year)}-${two((n - 1) * MONTHS[cadence] + 1)}-01`
}

/** The last day of a period. */
export function endOf(key: string): string {
  const { cadence, year, n } = known(key)
  const month = n * MONTHS[cadence]
  return `${four(year)}-${two(month)}-${two(new Date(Date.UTC(year, month, 0)).getUTCDate())}`
}

/** The period in which a day lies and those before it, so many in all, the latest first. */
export function lastPeriods(day: string, cadence: Cadence, count: number): string[] {
  const { year, n } = known(periodAt(day, cadence))
  const inYear = 12 / MONTHS[cadence]
  return Array.from({ length: count }, (_, back) => {
    const nth = year * inYear + n - 1 - back
    return keyOf({ cadence, year: Math.floor(nth / inYear), n: (nth % inYear) + 1 })
  })
}

/** The period after this one. */
export function nextOf(key: string): string {
  const { cadence, year, n } = known(key)
  return n === 12 / MONTHS[cadence] ? keyOf({ cadence, year: year + 1, n: 1 }) : keyOf({ cadence, year, n: n + 1 })
}

const MONTHS: Record<Cadence, number> = { month: 1, quarter: 3, half: 6, year: 12 }

function keyOf({ cadence, year, n }: Period): string {
  if (cadence === 'year') return four(year)
  if (cadence === 'month') return `${four(year)}-${two(n)}`
  return `${four(year)}-${cadence === 'quarter' ? 'Q' : 'H'}${n}`
}

function known(key: string): Period {
  const period = periodOf(key)
  if (!period) throw new RangeError(`${key} is no period of reports.`)
  return period
}

const two = (n: number): string => String(n).padStart(2, '0')
const four = (n: number): string => String(n).padStart(4, '0')
