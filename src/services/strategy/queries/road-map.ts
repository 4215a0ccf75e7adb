// What can be asked of the road map: every project with its time, its milestones and whether it is silent.
import type { City } from '#platform/city.ts'
import type { MapProject } from '../rules/road-map.ts'
import type { Term } from '../rules/terms.ts'
import type { MilestoneView } from './milestones.ts'
import { type ProjectView, projects } from './projects.ts'
import { projectStandings } from './standing.ts'

export interface RoadProject extends MapProject<MilestoneView> {
  view: ProjectView
  terms: ReadonlyMap<string, Term>
}

/** Projects of a direction, or of an owner, or all, in the order of the strategy. */
export async function roadProjects(
  city: City,
  input: { direction?: string | undefined; owner?: string | undefined },
  zone: string,
): Promise<RoadProject[]> {
  const list = (await projects(city, { direction: input.direction })).filter(
    ({ owner }) => input.owner === undefined || owner === input.owner,
  )
  const standings = await projectStandings(
    city,
    list.map(({ id }) => id),
    zone,
  )
  return list.map((view) => {
    const standing = standings.get(view.id)
    const now = (term: string) => standing?.terms.get(term)?.now.value ?? null
    return {
      id: view.id,
      direction: view.direction,
      owner: view.owner,
      start: now('start'),
      due: now('due'),
      silent: standing?.silences?.silent ?? false,
      milestones: standing?.milestones ?? [],
      view,
      terms: standing?.terms ?? new Map(),
    }
  })
}
