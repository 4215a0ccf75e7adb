// What the terms of a call say of an application, by the version that the call began with.
import { type Compiled, type Decision, decide, nextQuestions } from '#engines/eligibility/index.ts'
import type { City } from '#platform/city.ts'
import { dayOf } from '#platform/time.ts'
import type { KnownAnswers } from '../tables/applying.ts'
import type { CallView } from './calls.ts'
import { frozenTerms } from './terms.ts'

export interface Eligible {
  compiled: Compiled
  decision: Decision
  /** Questions that still matter, the most decisive first. */
  next: string[]
}

/** What the terms say; null where the call has none. */
export async function eligibleBy(
  city: City,
  call: Pick<CallView, 'terms'>,
  known: KnownAnswers,
  zone: string,
): Promise<Eligible | null> {
  if (call.terms === null) return null
  const { id, version } = call.terms
  const compiled = await frozenTerms(city, id, version)
  const on = dayOf(city.now, zone)
  return {
    compiled,
    decision: decide(compiled, id, known, on),
    next: nextQuestions(compiled, known, on, [id]),
  }
}
