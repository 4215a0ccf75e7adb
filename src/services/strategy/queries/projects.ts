// What can be asked of the projects of the strategy.
import { type Selectable, sql } from 'kysely'
import type { City } from '#platform/city.ts'
import { type StrategyTables, strategyDb } from '../tables.ts'

export type ProjectView = Omit<Selectable<StrategyTables['strategy.projects']>, 'digest' | 'position' | 'name_en'> & {
  nameEn: string | null
  /** `body:ID`, or words; null while nobody is named. */
  owner: string | null
  directionName: string
  directionNameEn: string
}

/** Projects in the order of the pack; of a direction and a group of stages when asked. */
export async function projects(
  city: City,
  input: { direction?: string | undefined; stage?: string | undefined; workshop?: string },
): Promise<ProjectView[]> {
  let query = projectQuery(city)
  if (input.workshop !== undefined) query = query.where('p.workshop', '=', input.workshop)
  if (input.direction !== undefined) query = query.where('p.direction', '=', input.direction)
  if (input.stage !== undefined) query = query.where('p.stage_group', '=', input.stage)
  return query.execute()
}

/** One project; null when there is none. */
export async function projectFor(city: City, id: string): Promise<ProjectView | null> {
  return (await projectQuery(city).where('p.id', '=', id).executeTakeFirst()) ?? null
}

/** The groups of stages that projects are in, with how many. */
export async function stageGroups(city: City): Promise<{ group: string; projects: number }[]> {
  return strategyDb(city)
    .selectFrom('strategy.projects')
    .select(['stage_group as group', sql<number>`count(*)`.as('projects')])
    .groupBy('stage_group')
    .execute()
}

function projectQuery(city: City) {
  return strategyDb(city)
    .selectFrom('strategy.projects as p')
    .innerJoin('strategy.directions as d', 'd.id', 'p.direction')
    .select([
      'p.id',
      'p.name',
      'p.name_en as nameEn',
      'p.direction',
      'p.summary',
      'p.stage',
      'p.stage_group',
      'p.period',
      'p.budget_rub',
      'p.responsible',
      'p.origin',
      'p.from_workshop',
      'p.place',
      'p.district',
      'p.service',
      'p.source',
      'p.source_date',
      'p.note',
      'p.goal',
      'p.task',
      'p.workshop',
      'p.basis',
      'd.name as directionName',
      'd.name_en as directionNameEn',
      sql<string | null>`(select t.value from strategy.terms t where t.subject = 'project:' || p.id and t.term = 'owner'
        order by t.seq desc limit 1)`.as('owner'),
    ])
    .orderBy('p.position')
}
