// The city's working days, as the clock of requests counts them, and the rule by which advisers answer.
import { isWorkDay, localDay, workCalendar } from '#kernel/cases/index.ts'
import type { City } from '#platform/city.ts'
import { atHour, later, plusDays } from '#platform/time.ts'
import { answerTermShape, bureauReference } from '../pack.ts'
import type { Calendar } from '../rules/clock.ts'

export async function calendar(city: City): Promise<Calendar> {
  const worked = await workCalendar(city)
  const zone = worked.timeZone
  return {
    dayOf: (at) => localDay(at, zone),
    isWorked: (day) => isWorkDay(day, worked),
    endOf: (day) => later(atHour(plusDays(day, 1), 0, zone), -1000),
  }
}

export interface AnswerTerm {
  days: number
  legalRef: string | null
  /** The first day (YYYY-MM-DD) of the rule. */
  since: string
}

/** The rule in force; null before the city pack is loaded. */
export async function answerTerm(city: City): Promise<AnswerTerm | null> {
  const [version] = await bureauReference.inForce(city, 'answer-term', answerTermShape)
  return version ? { ...version.body, since: version.validFrom } : null
}
