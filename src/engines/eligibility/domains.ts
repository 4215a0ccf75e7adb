// What values there are to a question or to what is worked out of answers.
import { firstDay, lastDay } from './days.ts'
import type { Kind } from './types.ts'

/** What there is to know of a question or derived value here. Days are numbers inside. */
export interface Domain {
  kind: Kind
  options?: readonly string[] | undefined
  from?: number | undefined
  to?: number | undefined
  whole?: boolean | undefined
  /** Answers in money have two places; worked out money may have more. */
  answered: boolean
}

/** The greatest number an answer may be: a trillion, so that kopecks stay whole. */
export const greatestNumber = 1e12
/** The greatest number a formula may give. */
const greatestResult = 1e300
/** The ends of a domain of numbers or days. */
export function endsOfDomain(domain: Domain): { from: number; to: number } {
  if (domain.kind === 'day') return { from: firstDay, to: lastDay }
  if (!domain.answered) return { from: domain.from ?? -greatestResult, to: domain.to ?? greatestResult }
  const least = domain.kind === 'money' ? 0 : -greatestNumber
  return { from: Math.max(domain.from ?? least, least), to: Math.min(domain.to ?? greatestNumber, greatestNumber) }
}
