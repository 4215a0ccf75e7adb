// What became of requests, measure by measure, as it was at the beginning of this month: nobody's answer shows on its day.
import type { City } from '#platform/city.ts'
import { atHour, dayOf } from '#platform/time.ts'
import { type Outcome, outcomesOf, type Told } from '../rules/outcomes.ts'
import { bureauDb } from '../tables.ts'
import { workingDays } from './clock.ts'

export interface Outcomes {
  /** The day (YYYY-MM-DD) before which everything is counted. */
  until: string
  rows: Outcome[]
}

export async function outcomes(city: City, zone: string): Promise<Outcomes> {
  const until = `${dayOf(city.now, zone).slice(0, 7)}-01`
  const before = atHour(until, 0, zone)
  const db = bureauDb(city)
  const asked = await db
    .selectFrom('bureau.requests')
    .select(['number', 'measure', 'answered_at'])
    .where('asked_at', '<', before)
    .execute()
  if (asked.length === 0) return { until, rows: [] }
  const said = await db
    .selectFrom('bureau.follow_ups')
    .select(['request', 'said', 'kopecks', 'why'])
    .where('answered_at', '<', before)
    .orderBy('answered_at')
    .execute()
  // What she said last counts.
  const last = new Map(said.map((row) => [row.request, row]))
  const order = new Map([...last.keys()].map((request, at) => [request, at]))
  const took = new Map((await workingDays(city, new Date(0))).map((row) => [row.number, row.days]))
  const told = asked.map(({ number, measure, answered_at }): Told => {
    const row = last.get(number)
    return {
      ...{ measure, said: row?.said ?? null, why: row?.why ?? null, nth: order.get(number) ?? null },
      days: answered_at !== null && answered_at < before ? (took.get(number) ?? null) : null,
      kopecks: row?.kopecks === null || row?.kopecks === undefined ? null : Number(row.kopecks),
    }
  })
  return { until, rows: outcomesOf(told) }
}
