// What can be asked of money: every booking of a project, with those that were taken back.
import type { City } from '#platform/city.ts'
import { type Basis, type Fund, strategyDb } from '../tables.ts'

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
