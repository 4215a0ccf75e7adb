// Where the present pace leads: a straight line through what was observed, and how far it may be off.
import { compared, ratioOf, sumOf } from './decimal.ts'
import { studentQuantile } from './student.ts'

/** One value that holds today; what was revised is already left out. */
export interface Seen {
  /** A decimal text. */
  value: string
  /** '2025', '2025-12' or '2025-12-31'; the value is that of its last instant. */
  period: string
}

export interface Asked {
  observations: readonly Seen[]
  /** Where the promise starts from, as a decimal text. It enters the line only if it stands among the observations too. */
  baseline: string | null
  /** What was promised, as a decimal text, and the year by whose end. */
  target: string | null
  targetYear: number | null
  polarity: Polarity
  /** 'running' when the observations are totals that grow by evidence. */
  kind: 'observed' | 'running'
}

export type Polarity = 'up' | 'down' | 'target'

/** An expected number and the interval in which it lies with the forecast's `level`; from ≤ to. */
export interface Band {
  expected: number
  from: number
  to: number
}

export type Missing =
  | { what: 'target' | 'year' | 'spread' }
  /** How many different periods there are, and how many are needed. */
  | { what: 'observations'; have: number; need: number }

export type Forecast = Unknown | Known

export interface Unknown {
  known: false
  /** Everything that is missing, not only the first of it. */
  missing: Missing[]
  /** Whether the latest observation keeps the promise; null where that cannot be said. */
  reached: boolean | null
}

export interface Known {
  known: true
  reached: boolean
  polarity: Polarity
  /** The year at whose end the promise is due. */
  year: number
  /** Probability that the true value at the date lies in the interval, if the pace holds: 0.8. */
  level: number
  /** The value at the date. */
  value: Band
  /** Percent of the promised way, from baseline to target, covered by the date; null without a baseline worse than the target. */
  share: Band | null
  /** Whether the expected value keeps the promise. */
  kept: boolean
  /** Units a year. */
  pace: number
  reach: Reach
  method: Method
}

/** When the promise would be kept at this pace. */
export type Reach = { when: 'already' | 'never' } | { when: 'year'; year: number }

export interface Method {
  key: 'strategy.forecast.method.observed' | 'strategy.forecast.method.running'
  /** Points on the line, one a period, and the first and last of them. */
  n: number
  first: string
  last: string
  slope: number
  /** Standard deviation of the observations about the line, in units. */
  spread: number
  freedom: number
  quantile: number
}

/** Fewer leave nothing to judge the spread by: through two points any line is exact. */
export const NEEDED = 3
export const LEVEL = 0.8

/**
 * Ordinary least squares on time with Student's t prediction interval for one new observation at the target date (Draper and
 * Smith, Applied Regression Analysis, ch. 1.4). Answers what is missing where there are fewer than three different periods,
 * no target or no year. With three observations one degree of freedom is left, and the interval is as wide as that is.
 */
export function forecastFor(asked: Asked): Forecast {
  const points = pointsOf(asked.observations)
  const reached = reachedBy(asked, points.at(-1))
  const missing = missingFor(asked, points.length)
  const { target, targetYear: year } = asked
  if (missing.length > 0 || target === null || year === null) return { known: false, missing, reached }
  const line = lineThrough(points)
  // The end of a year is the beginning of the next.
  const value = line.at(year + 1)
  return {
    known: true,
    reached: reached ?? false,
    polarity: asked.polarity,
    year,
    level: LEVEL,
    value,
    share: shareOf(value, asked),
    kept: keeps(value.expected, Number(target), asked.polarity),
    pace: line.slope,
    reach: reachFor(asked, line, Number(target), reached ?? false),
    method: {
      key: asked.kind === 'running' ? 'strategy.forecast.method.running' : 'strategy.forecast.method.observed',
      n: points.length,
      first: points[0]?.period ?? '',
      last: points.at(-1)?.period ?? '',
      slope: line.slope,
      spread: line.spread,
      freedom: line.freedom,
      quantile: line.quantile,
    },
  }
}

/** The end of a period in years of the calendar, a month being a twelfth: '2025' and '2025-12-31' are both 2026. */
export function endInYears(period: string): number {
  const [year = 0, month, day] = period.split('-').map(Number)
  if (month === undefined) return year + 1
  if (day === undefined) return year + month / 12
  return year + (month - 1 + day / new Date(Date.UTC(year, month, 0)).getUTCDate()) / 12
}

interface Point {
  at: number
  value: number
  text: string
  period: string
}

// One point an instant, in order. A whole year says more than a month of it; one period told twice counts by its mean.
function pointsOf(observations: readonly Seen[]): Point[] {
  const byEnd = Map.groupBy(observations, ({ period }) => endInYears(period))
  return [...byEnd]
    .sort(([one], [other]) => one - other)
    .map(([at, together]) => {
      const period = together
        .map((seen) => seen.period)
        .reduce((one, other) => (other.length < one.length ? other : one))
      const values = together.filter((seen) => seen.period === period).map((seen) => seen.value)
      const text = ratioOf(sumOf(values), String(values.length), 12) ?? '0'
      return { at, period, value: Number(text), text }
    })
}

function missingFor({ observations, target, targetYear }: Asked, points: number): Missing[] {
  const have = new Set(observations.map(({ period }) => period)).size
  return [
    ...(target === null ? [{ what: 'target' } as const] : []),
    ...(targetYear === null ? [{ what: 'year' } as const] : []),
    ...(have < NEEDED ? [{ what: 'observations', have, need: NEEDED } as const] : []),
    ...(have >= NEEDED && points < NEEDED ? [{ what: 'spread' } as const] : []),
  ]
}

function reachedBy({ target, polarity }: Asked, latest: Point | undefined): boolean | null {
  if (target === null || !latest) return null
  const sign = compared(latest.text, target)
  return polarity === 'up' ? sign >= 0 : polarity === 'down' ? sign <= 0 : sign === 0
}

interface Line {
  slope: number
  spread: number
  freedom: number
  quantile: number
  last: number
  at: (time: number) => Band
  /** When the line passes a value; null where it is level. */
  passes: (value: number) => number | null
}

function lineThrough(points: readonly Point[]): Line {
  const n = points.length
  // From the first point on, so that thousands of years and of units cost no digits.
  const [origin, ground] = [points[0]?.at ?? 0, points[0]?.value ?? 0]
  const time = mean(points.map(({ at }) => at - origin))
  const level = ground + mean(points.map(({ value }) => value - ground))
  const off = points.map(({ at, value }) => ({ x: at - origin - time, y: value - level }))
  const squares = sum(off.map(({ x }) => x * x))
  const steep = sum(off.map(({ x, y }) => x * y)) / squares
  // A slope of rounding errors is none: it would name a year in the far future where the answer is «never».
  const slope =
    Math.abs(steep) * Math.sqrt(squares) <= 1e-12 * Math.max(...points.map(({ value }) => Math.abs(value))) ? 0 : steep
  const spread = Math.sqrt(sum(off.map(({ x, y }) => (y - slope * x) ** 2)) / (n - 2))
  const quantile = studentQuantile((1 + LEVEL) / 2, n - 2)
  return {
    slope,
    spread,
    freedom: n - 2,
    quantile,
    last: points.at(-1)?.at ?? 0,
    at: (when) => {
      const x = when - origin - time
      const expected = level + slope * x
      const half = quantile * spread * Math.sqrt(1 + 1 / n + (x * x) / squares)
      return { expected, from: expected - half, to: expected + half }
    },
    passes: (value) => (slope === 0 ? null : origin + time + (value - level) / slope),
  }
}

function shareOf(value: Band, { baseline, target, polarity }: Asked): Band | null {
  if (baseline === null || target === null) return null
  const sign = compared(target, baseline)
  // A promise no better than the beginning has no way to go: a percent of it would say nonsense.
  if (sign === 0 || (polarity === 'up' && sign < 0) || (polarity === 'down' && sign > 0)) return null
  const [start, way] = [Number(baseline), Number(target) - Number(baseline)]
  const percent = (at: number) => ((at - start) / way) * 100
  const [from, to] = [percent(value.from), percent(value.to)]
  return { expected: percent(value.expected), from: Math.min(from, to), to: Math.max(from, to) }
}

function keeps(value: number, target: number, polarity: Polarity): boolean {
  // The last digits of binary fractions must not decide on a promise that is exactly kept.
  const near = Math.abs(value - target) <= 1e-9 * Math.max(1, Math.abs(target))
  if (near || polarity === 'target') return near
  return polarity === 'up' ? value > target : value < target
}

function reachFor({ polarity }: Asked, line: Line, target: number, reached: boolean): Reach {
  if (reached) return { when: 'already' }
  const passes = line.passes(target)
  if (passes === null) return { when: 'never' }
  if (polarity === 'target' ? passes < line.last : line.slope > 0 !== (polarity === 'up')) return { when: 'never' }
  // What was observed last is not there yet, so the line cannot have been there before.
  return { when: 'year', year: Math.ceil(Math.max(passes, line.last) - 1e-9) - 1 }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((whole, number) => whole + number, 0)
}

function mean(numbers: readonly number[]): number {
  return sum(numbers) / numbers.length
}
