// Whether a decision holds together: one for each application, in the bounds of money and rules, each with its reason.
import type { FieldErrors } from '#platform/refusal.ts'

/** What may be decided; whoever is on the reserve list moves up when somebody declines. */
export const outcomes = ['awarded', 'refused', 'reserve'] as const
export type Outcome = (typeof outcomes)[number]

/** Why something was decided so, in groups that can be counted and published. */
export const grounds = ['ranking', 'below-threshold', 'money', 'conditions', 'other'] as const
export type Ground = (typeof grounds)[number]

export interface Candidate {
  number: string
  place: number | null
  passes: boolean
  /** Whole kopecks; null where no money is asked for. */
  requested: number | null
}

export interface Proposed {
  number: string
  outcome: Outcome
  /** Whole kopecks: what is given, or kept in mind on the reserve list. */
  amount: number | null
  ground: Ground
  reason: string
}

export interface Bounds {
  /** What may still be given, in whole kopecks; null where the call gives no money. */
  free: number | null
  /** How many may be chosen; null where only the money bounds it. */
  awards: number | null
}

/** The name of a field of one application's row in the form. */
export const rowField = (what: string, number: string): string => `${what}-${number}`

/** The shortest reason that says something. */
export const leastReason = 10

/** What is wrong with a decision, by field, and without a field what concerns it as a whole; empty when it holds. */
export function decisionProblems(
  candidates: readonly Candidate[],
  proposed: readonly Proposed[],
  { free, awards }: Bounds,
): FieldErrors {
  const errors: FieldErrors = {}
  const byNumber = new Map(proposed.map((each) => [each.number, each]))
  for (const candidate of candidates) {
    const { number } = candidate
    const given = byNumber.get(number)
    if (!given) {
      errors[rowField('outcome', number)] = { key: 'platform.form.choose' }
      continue
    }
    if (given.reason.trim().length < leastReason)
      errors[rowField('reason', number)] = { key: 'programmes.decide.error.reason', values: { least: leastReason } }
    if (given.outcome === 'refused') continue
    if (candidate.place === null) errors[rowField('outcome', number)] = { key: 'programmes.decide.error.unranked' }
    else if (!candidate.passes) errors[rowField('outcome', number)] = { key: 'programmes.decide.error.threshold' }
    const wrong = amountProblem(candidate, given, free)
    if (wrong) errors[rowField('amount', number)] = wrong
  }
  const known = new Set(candidates.map(({ number }) => number))
  if (proposed.some(({ number }) => !known.has(number))) errors[''] = { key: 'programmes.decide.error.changed' }
  const awarded = proposed.filter(({ outcome }) => outcome === 'awarded')
  const total = awarded.reduce((sum, { amount }) => sum + BigInt(amount ?? 0), 0n)
  if (free !== null && total > BigInt(free))
    errors[''] = { key: 'programmes.decide.error.budget', values: { over: Number(total - BigInt(free)) / 100 } }
  if (awards !== null && awarded.length > awards)
    errors[''] = { key: 'programmes.decide.error.awards', values: { most: awards, n: awarded.length } }
  return errors
}

function amountProblem({ requested }: Candidate, { amount }: Proposed, free: number | null) {
  if (free === null) return null
  if (amount === null || amount <= 0) return { key: 'programmes.decide.error.amount' }
  return requested !== null && amount > requested
    ? { key: 'programmes.decide.error.more', values: { most: requested / 100 } }
    : null
}

/** Numbers that were passed over: ranked above somebody awarded and refused or put on the reserve list. The signer is shown them. */
export function passedOver(
  candidates: readonly Candidate[],
  proposed: readonly Pick<Proposed, 'number' | 'outcome'>[],
): string[] {
  const placeOf = new Map(candidates.map(({ number, place }) => [number, place]))
  const last = Math.max(
    0,
    ...proposed.filter(({ outcome }) => outcome === 'awarded').map(({ number }) => placeOf.get(number) ?? 0),
  )
  return proposed
    .filter(({ outcome, number }) => outcome !== 'awarded' && (placeOf.get(number) ?? last) < last)
    .map(({ number }) => number)
}
