// What can be asked of money: what was planned and spent, by year and fund; each number is the sum of its bookings.
import type { City } from '#platform/city.ts'
import { sumOf } from '../rules/decimal.ts'
import { type Basis, type Fund, funds, strategyDb } from '../tables.ts'

export interface BookingView {
  id: string
  project: string
  year: number
  fund: Fund
  kind: 'planned' | 'spent'
  roubles: string
  at: Date
  office: string | null
  reason: string | null
  document: string | null
  basis: Basis
  source: string | null
  source_date: string | null
  corrects: string | null
  /** True where a later row took it back. */
  corrected: boolean
}

/** Bookings of projects, oldest first. */
export async function bookingsOf(city: City, projects: readonly string[]): Promise<BookingView[]> {
  if (projects.length === 0) return []
  const rows = await strategyDb(city)
    .selectFrom('strategy.money')
    .selectAll()
    .where('project', 'in', [...projects])
    .orderBy('at')
    .orderBy('id')
    .execute()
  const corrected = new Set(rows.map((row) => row.corrects))
  return rows.map((row) => ({ ...row, corrected: corrected.has(row.id) }))
}

export interface YearMoney {
  year: number
  fund: Fund
  /** Null where nothing was booked: no data is not zero. */
  planned: string | null
  spent: string | null
}

/** Sums of bookings by year and fund, in the order of years and funds. */
export function moneyByYear(bookings: readonly BookingView[]): YearMoney[] {
  const years = [...new Set(bookings.map(({ year }) => year))].sort((one, other) => one - other)
  return years.flatMap((year) =>
    funds.flatMap((fund) => {
      const own = bookings.filter((each) => each.year === year && each.fund === fund)
      return own.length === 0 ? [] : [{ year, fund, planned: total(own, 'planned'), spent: total(own, 'spent') }]
    }),
  )
}

/** What was planned or spent in all; null where nothing was booked. */
export function total(bookings: readonly BookingView[], kind: 'planned' | 'spent'): string | null {
  const own = bookings.filter((each) => each.kind === kind)
  return own.length === 0 ? null : sumOf(own.map(({ roubles }) => roubles))
}
