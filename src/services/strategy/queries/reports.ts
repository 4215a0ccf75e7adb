// What can be asked of reports: what the team said of projects, period by period.
import type { City } from '#platform/city.ts'
import { isRowId } from '../rules/row-id.ts'
import { type OfficialStatus, strategyDb } from '../tables.ts'

export interface ReportView {
  id: string
  project: string
  period: string
  status: OfficialStatus
  said: string
  /** What stands in the way; null where nothing was named. */
  obstacle: string | null
  at: Date
  office: string
  basis: 'city' | 'demo'
  corrects: string | null
  /** True where a later report of the same period stands in its place. */
  corrected: boolean
  /** When the period was first reported of: what a correction says later does not make the report late. */
  deliveredAt: Date
}

/** One report; null when there is none. */
export async function reportFor(city: City, id: string): Promise<ReportView | null> {
  if (!isRowId(id)) return null
  const row = await strategyDb(city)
    .selectFrom('strategy.reports')
    .select('project')
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? ((await reportsOf(city, [row.project])).find((each) => each.id === id) ?? null) : null
}

/** Reports of projects (of all when left out), the latest delivered first, with those that were corrected. */
export async function reportsOf(city: City, projects?: readonly string[]): Promise<ReportView[]> {
  if (projects?.length === 0) return []
  let query = strategyDb(city).selectFrom('strategy.reports').selectAll().orderBy('at', 'desc').orderBy('id', 'desc')
  if (projects) query = query.where('project', 'in', [...projects])
  const rows = await query.execute()
  const corrected = new Set(rows.map((row) => row.corrects))
  const first = new Map(
    rows.filter((row) => row.corrects === null).map((row) => [`${row.project} ${row.period}`, row.at]),
  )
  return rows.map((row) => ({
    ...row,
    corrected: corrected.has(row.id),
    deliveredAt: first.get(`${row.project} ${row.period}`) ?? row.at,
  }))
}
