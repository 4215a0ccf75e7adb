// How applications are ranked: weighted scores in whole thousandths, a threshold, missing reviews, and ties by a published rule.

/** What a reviewer gave: points by criterion, and her words where a score is low. */
export type Scores = Readonly<Record<string, { points: number; words: string }>>

export interface Rubric {
  criteria: readonly { id: string; weight: number }[]
  scale: { from: number; to: number }
  /** Per cent of the most; null where there is none. */
  threshold: number | null
}

export interface Scored {
  /** The public code of an application. */
  code: string
  /** The sent reviews: points by criterion. */
  reviews: readonly Readonly<Record<string, number>>[]
}

export interface Ranked {
  code: string
  /** Thousandths of the most that can be reached: 0 to 1000; null where reviews are missing. */
  score: number | null
  /** From 1; null where it is not ranked. */
  place: number | null
  passes: boolean
  missing: number
}

/** Scores up to this share of the scale need words: the applicant must learn why. */
export const lowShare = 0.5

/** Whether points are so low that they need words. */
export function needsWords(points: number, { from, to }: Rubric['scale']): boolean {
  return points < from + (to - from) * lowShare
}

/**
 * One review in thousandths of the most: the weighted mean of the points on the scale, rounded half up to a whole thousandth. Weights are
 * shares of their sum, whatever it is. Null where a criterion has no points, or no criterion weighs.
 */
export function reviewScore(points: Readonly<Record<string, number>>, { criteria, scale }: Rubric): number | null {
  const weight = criteria.reduce((sum, each) => sum + micros(each.weight), 0n)
  const span = BigInt(scale.to - scale.from)
  if (weight === 0n || span <= 0n) return null
  let sum = 0n
  for (const each of criteria) {
    const given = points[each.id]
    if (given === undefined || !Number.isInteger(given)) return null
    sum += micros(each.weight) * BigInt(Math.min(Math.max(given, scale.from), scale.to) - scale.from)
  }
  return Number(rounded(sum * 1000n, weight * span))
}

/**
 * All applications in their order. The score is the mean of its reviews, rounded half up; one with fewer reviews than `needed` is not
 * ranked. Ties go to the higher score in the criterion that weighs most, then in the next ones (of equal weight, the one named first);
 * whoever is equal in all of them stands by `draw`, the SHA-256 of seed and code: the smaller first.
 */
export function ranking(
  applications: readonly Scored[],
  rubric: Rubric,
  { needed, draw }: { needed: number; draw(code: string): string },
): Ranked[] {
  const byWeight = rubric.criteria
    .map((each, at) => ({ ...each, at }))
    .sort((one, other) => other.weight - one.weight || one.at - other.at)
  const counted = applications.map(({ code, reviews }) => {
    const scores = reviews.map((review) => reviewScore(review, rubric)).filter((score) => score !== null)
    const missing = Math.max(0, needed - scores.length)
    const score = missing > 0 || scores.length === 0 ? null : mean(scores)
    const ties = byWeight.map(({ id }) => mean(reviews.map((review) => (review[id] ?? 0) * 1000)))
    return { code, score, missing, ties, drawn: draw(code) }
  })
  const ordered = counted.toSorted((one, other) => {
    if (one.score !== other.score) return (other.score ?? -1) - (one.score ?? -1)
    const tie = one.ties.findIndex((value, at) => value !== other.ties[at])
    if (tie >= 0) return (other.ties[tie] ?? 0) - (one.ties[tie] ?? 0)
    return one.drawn < other.drawn ? -1 : one.drawn > other.drawn ? 1 : 0
  })
  return ordered.map(({ code, score, missing }, at) => ({
    code,
    score,
    missing,
    place: score === null ? null : at + 1,
    passes: score !== null && score >= (rubric.threshold ?? 0) * 10,
  }))
}

/** How far reviewers are from each other: the difference of the highest and the lowest review, in thousandths; null below two. */
export function spread(reviews: readonly Readonly<Record<string, number>>[], rubric: Rubric): number | null {
  const scores = reviews.map((review) => reviewScore(review, rubric)).filter((score) => score !== null)
  return scores.length < 2 ? null : Math.max(...scores) - Math.min(...scores)
}

/** The mean of whole numbers, rounded half up. */
export function mean(numbers: readonly number[]): number {
  if (numbers.length === 0) return 0
  return Number(rounded(BigInt(numbers.reduce((sum, each) => sum + each, 0)), BigInt(numbers.length)))
}

// A weight may be written with decimals: in millionths it is whole, and sums of it are exact.
function micros(weight: number): bigint {
  return BigInt(Math.round(weight * 1_000_000))
}

function rounded(above: bigint, below: bigint): bigint {
  return (2n * above + below) / (2n * below)
}
