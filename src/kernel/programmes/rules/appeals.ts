// Until when a decision may be appealed, and by when an appeal is answered.
import { dayAfter } from './agreement.ts'

/** Days in which an appeal is answered: published beside each. */
export const appealAnswerDays = 15

/** The last day on which a decision of this day may be appealed. */
export function appealUntil(decidedOn: string, days: number): string {
  return dayAfter(decidedOn, days)
}
