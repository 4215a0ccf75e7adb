// The public numbers of applications: one after another within a year of the city.
import { sql } from 'kysely'
import type { City } from '#platform/city.ts'
import { dayOf } from '#platform/time.ts'
import { applyingDb } from '../tables/applying.ts'

/** The next number, `2026-000123`. To be called within an action: the row of the year is locked until the commit, so numbers have no gaps. */
export async function nextNumber(city: City, zone: string): Promise<string> {
  const year = Number(dayOf(city.now, zone).slice(0, 4))
  const row = await applyingDb(city)
    .insertInto('programmes.numbers')
    .values({ year, last: 1 })
    .onConflict((clash) => clash.column('year').doUpdateSet({ last: sql<number>`programmes.numbers.last + 1` }))
    .returning('last')
    .executeTakeFirstOrThrow()
  return `${year}-${String(row.last).padStart(6, '0')}`
}
