// In how many days a question is answered, by the rule that holds today.
import type { City } from '#platform/city.ts'
import { answerTermShape, strategyReference } from '../pack/voices.ts'

export interface AnswerTerm {
  days: number
  /** False where a law names the days; the city's own rule otherwise, which is never shown as law. */
  own: boolean
  legalRef: string | null
  /** The first day (YYYY-MM-DD) of the rule. */
  since: string
}

/** The rule in force; null before the city pack is loaded. */
export async function answerTerm(city: City): Promise<AnswerTerm | null> {
  const [version] = await strategyReference.inForce(city, 'answer-term', answerTermShape, ['answer'])
  if (!version) return null
  const { days, basis, legalRef } = version.body
  return { days, own: basis === 'own', legalRef, since: version.validFrom }
}
