// Holidays and days off that were moved: when people are at home though it is no weekend.
import type { City } from '#platform/city.ts'
import { workCalendar } from '../reference.ts'

/** Holidays and transferred days off from one day to another, both among them; plain weekends are none of these. */
export async function daysOff(city: City, span: { from: string; to: string }): Promise<ReadonlySet<string>> {
  const { fixed, transfers } = await workCalendar(city)
  const off = new Set(transfers.filter(({ kind }) => kind === 'off').map(({ date }) => date))
  const years = Array.from(
    { length: Math.max(0, Number(span.to.slice(0, 4)) - Number(span.from.slice(0, 4)) + 1) },
    (_, at) => String(Number(span.from.slice(0, 4)) + at),
  )
  for (const year of years)
    for (const { monthDay, validFrom, validTo } of fixed) {
      const day = `${year}-${monthDay}`
      if (validFrom <= day && (validTo === null || day < validTo)) off.add(day)
    }
  return new Set([...off].filter((day) => span.from <= day && day <= span.to))
}
