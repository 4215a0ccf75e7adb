// What residents could take part in, how many said they did, and what came of each.
import { type Selectable, sql } from 'kysely'
import type { City } from '#platform/city.ts'
import { countedFrom } from '../rules/limits.ts'
import { type VoicesTables, voicesDb } from '../tables/voices.ts'
import { type OfficialStatus, strategyDb } from '../tables.ts'
import { projects } from './projects.ts'
import type { Reader } from './readers.ts'
import { reportsOf } from './reports.ts'

export type OccasionView = Omit<Selectable<VoicesTables['strategy.occasions']>, 'position'> & {
  /** How many said that they took part: null for a few, so that nobody can guess who. */
  said: number | null
  /** Things that came of it, as subjects one can follow. */
  led: string[]
}

/** All of them, the latest first, those without a date last. */
export async function occasionsOf(city: City, id?: string): Promise<OccasionView[]> {
  let query = voicesDb(city)
    .selectFrom('strategy.occasions as o')
    .selectAll('o')
    .select((each) =>
      each
        .selectFrom('strategy.participations as p')
        .select(sql<number>`count(*)`.as('n'))
        .whereRef('p.occasion', '=', 'o.id')
        .where('p.confirmed_at', 'is not', null)
        .as('said'),
    )
    .orderBy(sql`o.from_day desc nulls last`)
    .orderBy('o.position')
  if (id !== undefined) query = query.where('o.id', '=', id)
  const rows = await query.execute()
  const led = await ledTo(city)
  return rows.map(({ said, position: _, ...row }) => ({
    ...row,
    said: tellable(Number(said ?? 0)),
    led: [
      ...(row.whole ? led.main.map((direction) => `direction:${direction}`) : []),
      ...(row.workshop === null ? [] : (led.workshops.get(row.workshop) ?? []).map((each) => `project:${each}`)),
      ...(led.projects.get(row.id) ?? []).map((each) => `project:${each}`),
    ],
  }))
}

/** A count as it may be said: none, so many, or null for a few. */
export function tellable(count: number): number | null {
  return count === 0 || count >= countedFrom ? count : null
}

export interface Proposal {
  id: string
  name: string
  nameEn: string | null
  summary: string
  stageGroup: string
  responsible: string | null
  /** What the team last said of it; null where it has never reported. */
  reported: { status: OfficialStatus; period: string } | null
}

/** The projects among what came of an occasion, with where each stands now. */
export async function proposalsOf(city: City, led: readonly string[]): Promise<Proposal[]> {
  const ids = led.filter((each) => each.startsWith('project:')).map((each) => each.slice('project:'.length))
  if (ids.length === 0) return []
  const all = (await projects(city, {})).filter(({ id }) => ids.includes(id))
  const reports = (await reportsOf(city, ids)).filter(({ corrected }) => !corrected)
  return all.map(({ id, name, nameEn, summary, stage_group, responsible }) => {
    const last = reports.find(({ project }) => project === id)
    return {
      ...{ id, name, nameEn, summary, responsible },
      stageGroup: stage_group,
      reported: last ? { status: last.status, period: last.period } : null,
    }
  })
}

/** Where a reader said that she took part. */
export async function tookPartIn(city: City, reader: Reader): Promise<string[]> {
  if (reader.handles.length === 0) return []
  const rows = await voicesDb(city)
    .selectFrom('strategy.participations')
    .select('occasion')
    .where('handle', 'in', reader.handles)
    .orderBy('at', 'desc')
    .execute()
  return rows.map(({ occasion }) => occasion)
}

async function ledTo(city: City) {
  const main = await strategyDb(city)
    .selectFrom('strategy.directions')
    .select('id')
    .where('main', '=', true)
    .orderBy('position')
    .execute()
  const proposed = await strategyDb(city)
    .selectFrom('strategy.projects')
    .select(['id', 'workshop'])
    .where('workshop', 'is not', null)
    .orderBy('position')
    .execute()
  const named = await voicesDb(city).selectFrom('strategy.occasion_projects').selectAll().orderBy('project').execute()
  return {
    main: main.map(({ id }) => id),
    workshops: new Map(
      [...Map.groupBy(proposed, ({ workshop }) => workshop ?? '')].map(([of, all]) => [of, all.map(({ id }) => id)]),
    ),
    projects: new Map(
      [...Map.groupBy(named, ({ occasion }) => occasion)].map(([of, all]) => [of, all.map(({ project }) => project)]),
    ),
  }
}
