// Sums of money: what was planned and spent, by year and by who pays. Each number is the sum of its bookings.
import type { Fund } from '../tables.ts'
import { funds } from './codes.ts'
import { sumOf } from './decimal.ts'

export interface Booked {
  year: number
  fund: Fund
  kind: 'planned' | 'spent'
  /** A decimal text; below zero where it takes another back. */
  roubles: string
}

export interface YearMoney {
  year: number
  fund: Fund
  /** Null where nothing was booked: no data is not zero. */
  planned: string | null
  spent: string | null
}

/** Sums of bookings by year and fund, in the order of years and funds. */
export function moneyByYear(bookings: readonly Booked[]): YearMoney[] {
  const years = [...new Set(bookings.map(({ year }) => year))].sort((one, other) => one - other)
  return years.flatMap((year) =>
    funds.flatMap((fund) => {
      const own = bookings.filter((each) => each.year === year && each.fund === fund)
      return own.length === 0 ? [] : [{ year, fund, planned: total(own, 'planned'), spent: total(own, 'spent') }]
    }),
  )
}

/** What was planned or spent in all; null where nothing was booked. */
export function total(bookings: readonly Booked[], kind: 'planned' | 'spent'): string | null {
  const own = bookings.filter((each) => each.kind === kind)
  return own.length === 0 ? null : sumOf(own.map(({ roubles }) => roubles))
}
