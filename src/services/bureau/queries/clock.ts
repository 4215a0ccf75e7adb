// The public numbers of advisers' answers: how many, in time, and the middle of how long they took.
import type { City } from '#platform/city.ts'
import { days, later } from '#platform/time.ts'
import { type ClockNumbers, daysRun, numbersOf, type RequestClock } from '../rules/clock.ts'
import { bureauDb } from '../tables.ts'
import { calendar } from './calendar.ts'
import { pausesOf } from './requests.ts'

/** How far back the public numbers look. */
export const clockDays = 365

/** The numbers of the last year. Nothing in them is about a person: only how long advisers took. */
export async function clockNumbers(city: City): Promise<ClockNumbers> {
  const rows = await workingDays(city, later(city.now, -days(clockDays)))
  return numbersOf(rows)
}

export interface Worked {
  number: number
  measure: string | null
  answered: boolean
  late: boolean
  days: number | null
}

/** Requests asked since an instant with the working days that their answer took. Three queries, whatever their number. */
export async function workingDays(city: City, since: Date): Promise<Worked[]> {
  const db = bureauDb(city)
  const rows = await db
    .selectFrom('bureau.requests')
    .select(['number', 'measure', 'asked_at', 'answered_at', 'due_at', 'days'])
    .where('asked_at', '>=', since)
    .orderBy('number')
    .execute()
  if (rows.length === 0) return []
  const steps = await db
    .selectFrom('bureau.steps')
    .select(['request', 'kind', 'at'])
    .where('kind', 'in', ['asked-back', 'replied', 'answered'])
    .where('request', '>=', rows[0]?.number ?? 0)
    .orderBy('at')
    .orderBy('id')
    .execute()
  const of = Map.groupBy(steps, ({ request }) => request)
  const worked = await calendar(city)
  return rows.map((row) => {
    const clock: RequestClock = {
      ...{ askedAt: row.asked_at, days: row.days, answeredAt: row.answered_at },
      pauses: pausesOf(of.get(row.number) ?? []),
    }
    return {
      ...{ number: row.number, measure: row.measure, answered: row.answered_at !== null },
      late: row.due_at !== null && (row.answered_at ?? city.now) > row.due_at,
      days: row.answered_at === null ? null : daysRun(clock, row.answered_at, worked),
    }
  })
}
