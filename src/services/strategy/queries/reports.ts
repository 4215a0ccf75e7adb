// What can be asked of reports: what the team said of projects and of indicators, period by period.
import type { City } from '#platform/city.ts'
import { isRowId } from '../rules/row-id.ts'
import { type OfficialStatus, strategyDb } from '../tables.ts'

interface Said {
  id: string
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

export interface ReportView extends Said {
  project: string
}

export interface StatementView extends Said {
  indicator: string
}

/** One report of a project; null when there is none. */
export async function reportFor(city: City, id: string): Promise<ReportView | null> {
  if (!isRowId(id)) return null
  const row = await strategyDb(city)
    .selectFrom('strategy.reports')
    .select('project')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.project ? ((await reportsOf(city, [row.project])).find((each) => each.id === id) ?? null) : null
}

/** Reports of projects (of all when left out), the latest delivered first, with those that were corrected. */
export async function reportsOf(city: City, projects?: readonly string[]): Promise<ReportView[]> {
  return (await rowsOf(city, 'project', projects)).flatMap(({ thing, ...said }) => ({ ...said, project: thing }))
}

/** What the team said of indicators, the latest first, with what was corrected. */
export async function statementsOf(city: City, indicators: readonly string[]): Promise<StatementView[]> {
  return (await rowsOf(city, 'indicator', indicators)).map(({ thing, ...said }) => ({ ...said, indicator: thing }))
}

async function rowsOf(
  city: City,
  of: 'project' | 'indicator',
  ids: readonly string[] | undefined,
): Promise<(Said & { thing: string })[]> {
  if (ids?.length === 0) return []
  let query = strategyDb(city)
    .selectFrom('strategy.reports')
    .select(['id', 'period', 'status', 'said', 'obstacle', 'at', 'office', 'basis', 'corrects', of])
    .where(of, 'is not', null)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
  if (ids) query = query.where(of, 'in', [...ids])
  const rows = (await query.execute()).map(({ project, indicator, ...row }: Row) => ({
    ...row,
    thing: project ?? indicator ?? '',
  }))
  const corrected = new Set(rows.map((row) => row.corrects))
  const first = new Map(
    rows.filter((row) => row.corrects === null).map((row) => [`${row.thing} ${row.period}`, row.at]),
  )
  return rows.map((row) => ({
    ...row,
    corrected: corrected.has(row.id),
    deliveredAt: first.get(`${row.thing} ${row.period}`) ?? row.at,
  }))
}

type Row = Omit<Said, 'corrected' | 'deliveredAt'> & { project?: string | null; indicator?: string | null }
