// What can be asked of the chain between directions and indicators: tasks, and the national projects a project belongs to.
import type { City } from '#platform/city.ts'
import { type Basis, strategyDb } from '../tables.ts'
import type { Sourced } from './promises.ts'

export interface TaskView {
  id: string
  goal: string
  name: string
  nameEn: string | null
  basis: Basis
  source: Sourced | null
}

/** Tasks of goals (of all when left out) in their order. */
export async function tasksOf(city: City, goals?: readonly string[]): Promise<TaskView[]> {
  if (goals?.length === 0) return []
  let query = strategyDb(city).selectFrom('strategy.tasks').selectAll().orderBy('position').orderBy('id')
  if (goals) query = query.where('goal', 'in', [...goals])
  return (await query.execute()).map(({ name_en, source, source_date, position: _, ...row }) => ({
    ...row,
    nameEn: name_en,
    source: source === null ? null : { page: source, date: source_date },
  }))
}

export interface NationalProject {
  id: string
  name: string
  nameEn: string
}

/** The national projects that each of these projects belongs to. */
export async function nationalOf(city: City, projects: readonly string[]): Promise<Map<string, NationalProject[]>> {
  if (projects.length === 0) return new Map()
  const rows = await strategyDb(city)
    .selectFrom('strategy.national_links as l')
    .innerJoin('strategy.national_projects as n', 'n.id', 'l.national')
    .select(['l.project', 'n.id', 'n.name', 'n.name_en as nameEn'])
    .where('l.project', 'in', [...projects])
    .orderBy('n.position')
    .execute()
  return new Map(
    [...Map.groupBy(rows, ({ project }) => project)].map(([project, all]) => [
      project,
      all.map(({ project: _, ...national }) => national),
    ]),
  )
}

/** All national projects in their order. */
export async function nationalProjects(city: City): Promise<NationalProject[]> {
  return strategyDb(city)
    .selectFrom('strategy.national_projects')
    .select(['id', 'name', 'name_en as nameEn'])
    .orderBy('position')
    .execute()
}
