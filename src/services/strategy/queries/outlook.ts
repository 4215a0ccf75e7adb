// Where an indicator is heading: what is computed from its numbers beside what the team says, and whether anything is said at all.
import type { City } from '#platform/city.ts'
import { dayOf } from '#platform/time.ts'
import { dutyFrom } from '../rules/duty.ts'
import type { Forecast, Seen } from '../rules/forecast.ts'
import { forecastOf, officialSides } from '../rules/outlook.ts'
import { runningTotals } from '../rules/running-total.ts'
import { type Silences, silences } from '../rules/silence.ts'
import { type Status, statusFor } from '../rules/status.ts'
import type { Term } from '../rules/terms.ts'
import { strategyDb } from '../tables.ts'
import type { PromiseView } from './promises.ts'
import { type StatementView, statementsOf } from './reports.ts'
import { termsOf } from './terms.ts'

export interface Outlook {
  terms: ReadonlyMap<string, Term>
  forecast: Forecast
  status: Status
  /** What the team said of it, the latest first. */
  statements: StatementView[]
  /** Null where nobody has to report. */
  silences: Silences | null
}

/** Where the indicator is heading on the city's day. */
export async function outlookOf(city: City, promise: PromiseView, zone: string): Promise<Outlook> {
  const subject = `indicator:${promise.id}`
  const terms = (await termsOf(city, [subject])).get(subject) ?? new Map<string, Term>()
  const statements = await statementsOf(city, [promise.id])
  const duty = dutyFrom(terms.get('reporting'), zone)
  const seen = promise.kind === 'sum' ? await totalsOf(city, promise, zone) : promise.seen
  const forecast = forecastOf(promise, seen)
  const official = statements.find(({ corrected }) => !corrected)?.status ?? null
  return {
    terms,
    forecast,
    status: statusFor(forecast, official === null ? null : officialSides[official], promise.tolerance),
    statements,
    silences:
      duty &&
      silences(
        duty,
        statements.map(({ period, deliveredAt }) => ({ period, on: dayOf(deliveredAt, zone) })),
        dayOf(city.now, zone),
      ),
  }
}

async function totalsOf(city: City, promise: PromiseView, zone: string): Promise<Seen[]> {
  // Without a target nothing is forecast, and the rows need not be read.
  if (promise.target === null) return []
  const rows = await strategyDb(city)
    .selectFrom('strategy.measurements')
    .select(['value', 'at'])
    .where('indicator', '=', promise.id)
    .orderBy('at')
    .execute()
  const [first] = rows
  if (!first) return []
  const increments = rows.map(({ value, at }) => ({ value, on: dayOf(at, zone) }))
  return runningTotals(increments, 'month', dayOf(first.at, zone), dayOf(city.now, zone))
}
