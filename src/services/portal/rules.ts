// Which days a week and a quarter have.
import { later } from '#platform/time.ts'

export interface Days {
  from: string
  to: string
}

/** This day and the six after it. */
export function weekFrom(day: string): Days {
  const end = later(new Date(`${day}T00:00:00Z`), 6 * 86_400_000)
  return { from: day, to: end.toISOString().slice(0, 10) }
}

/** From this day to the last of its quarter. */
export function quarterFrom(day: string): Days & { quarter: number; year: number } {
  const [year = 0, month = 1] = day.split('-').map(Number)
  const quarter = Math.ceil(month / 3)
  const end = new Date(Date.UTC(year, quarter * 3, 0)).toISOString().slice(0, 10)
  return { from: day, to: end, quarter, year }
}
