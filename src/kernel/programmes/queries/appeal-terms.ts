// Until when a decision may be appealed, and by when an appeal is answered: days of the programme, counted by the city's calendar.
import { dueDateFor, localDay, workCalendar } from '#kernel/cases/index.ts'
import type { City } from '#platform/city.ts'
import type { AppealTerms } from '../rules/definition.ts'

/** The last day (YYYY-MM-DD) on which a decision may be appealed; where it is a day off, the next working day (Civil Code, art. 193). */
export async function appealUntil(city: City, decidedAt: Date, { days, calendar }: AppealTerms): Promise<string> {
  return lastDay(decidedAt, days, calendar, { ...(await workCalendar(city)), rollover: 'next' })
}

/** The day by which an appeal is answered; what the city does on a day off is the city's rule. */
export async function appealDueOn(city: City, at: Date, { answerDays, calendar }: AppealTerms): Promise<string> {
  return lastDay(at, answerDays, calendar, await workCalendar(city))
}

function lastDay(
  from: Date,
  days: number,
  calendar: AppealTerms['calendar'],
  worked: Awaited<ReturnType<typeof workCalendar>>,
): string {
  return localDay(dueDateFor(from, { hours: null, days, calendar }, worked), worked.timeZone)
}
