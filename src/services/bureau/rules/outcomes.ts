// What became of requests, measure by measure, so that nobody can be recognised: small groups are merged, small numbers are not said.
import { median } from './clock.ts'

export const least = 5

/** Why it did not help. */
export const refusals = ['refused', 'not-for-me', 'too-hard', 'too-late', 'changed-mind', 'other'] as const
export type RefusalWhy = (typeof refusals)[number]

/** What is known of one request by the day of counting. */
export interface Told {
  measure: string | null
  /** Working days to the first answer; null: none yet. */
  days: number | null
  said: 'helped' | 'not-helped' | 'waiting' | null
  kopecks: number | null
  why: string | null
  /** Her place among all who have said something, in the order of time; null: nothing said yet. */
  nth: number | null
}

export interface Outcome {
  /** Null: measures that are too few one by one, together. */
  measure: string | null
  asked: number
  /** Null: too few to be said. */
  helped: number | null
  notHelped: number | null
  /** Waits still, or has not said. */
  open: number | null
  /**
   * Whole kopecks that those whom it helped received and named, the first five, ten and so on of them: between two months the sum moves by five
   * people or not at all. Null where these are too few.
   */
  kopecks: number | null
  medianDays: number | null
  /** Why it did not help, those that are said often enough. */
  whys: readonly { why: RefusalWhy; count: number }[]
}

/**
 * Outcomes of measures with at least `least` requests; all others are one group, which takes in the smallest shown one where it would
 * be too small itself. A number below `least` is not said, nor the next one from which it could be worked out.
 */
export function outcomesOf(told: readonly Told[]): Outcome[] {
  const groups = new Map<string, Told[]>()
  for (const each of told) groups.set(each.measure ?? '', [...(groups.get(each.measure ?? '') ?? []), each])
  const large = [...groups].filter(([measure, rows]) => measure !== '' && rows.length >= least)
  large.sort(([one, rows], [other, others]) => others.length - rows.length || (one < other ? -1 : 1))
  const shown = new Map(large)
  const rest = [...groups].flatMap(([measure, rows]) => (shown.has(measure) ? [] : rows))
  while (rest.length > 0 && rest.length < least) {
    const [measure, rows] = [...shown].at(-1) ?? []
    if (measure === undefined || rows === undefined) return []
    shown.delete(measure)
    rest.push(...rows)
  }
  return [
    ...[...shown].map(([measure, rows]) => outcomeOf(measure, rows)),
    ...(rest.length > 0 ? [outcomeOf(null, rest)] : []),
  ]
}

function outcomeOf(measure: string | null, rows: readonly Told[]): Outcome {
  const helped = rows.filter(({ said }) => said === 'helped')
  const not = rows.filter(({ said }) => said === 'not-helped')
  const [a = null, b = null, c = null] = sayable([helped.length, not.length, rows.length - helped.length - not.length])
  const named = helped
    .toSorted((one, other) => (one.nth ?? 0) - (other.nth ?? 0))
    .flatMap(({ kopecks }) => (kopecks === null ? [] : [kopecks]))
  const counted = named.slice(0, named.length - (named.length % least))
  const answered = rows.flatMap(({ days }) => (days === null ? [] : [days]))
  return {
    ...{ measure, asked: rows.length, helped: a, notHelped: b, open: c },
    kopecks: a !== null && counted.length > 0 ? counted.reduce((sum, each) => sum + each, 0) : null,
    medianDays: answered.length >= least ? median(answered) : null,
    whys: b === null ? [] : whysOf(not),
  }
}

// Reasons stand only where all that is left over is as many as may be said, so that none follows from the others.
function whysOf(rows: readonly Told[]): { why: RefusalWhy; count: number }[] {
  const counted = refusals.map((why) => ({ why, count: rows.filter((row) => row.why === why).length }))
  const said = counted.filter(({ count }) => count >= least).toSorted((one, other) => other.count - one.count)
  while (said.length > 0) {
    const left = rows.length - said.reduce((sum, { count }) => sum + count, 0)
    if (left === 0 || left >= least) return said
    said.pop()
  }
  return []
}

// The whole is known, so one number left out could be worked out: then the smallest of the others is left out too.
function sayable(numbers: readonly number[]): (number | null)[] {
  const said: (number | null)[] = numbers.map((each) => (each > 0 && each < least ? null : each))
  if (said.filter((each) => each === null).length !== 1) return said
  const others = said.flatMap((each) => (each === null || each === 0 ? [] : [each]))
  if (others.length === 0) return said.map(() => null)
  const smallest = Math.min(...others)
  const at = said.indexOf(smallest)
  return said.map((each, index) => (index === at ? null : each))
}
