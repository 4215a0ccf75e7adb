// How projects stand: what accepted evidence proves, what the team says, and whether it says anything.
import type { City } from '#platform/city.ts'
import { dayOf } from '#platform/time.ts'
import { dutyFrom } from '../rules/duty.ts'
import { type ProjectProgress, projectProgress } from '../rules/progress.ts'
import { type Silences, silences } from '../rules/silence.ts'
import type { Term } from '../rules/terms.ts'
import { type MilestoneView, milestonesOf } from './milestones.ts'
import { type ReportView, reportsOf } from './reports.ts'
import { termsOf } from './terms.ts'

export interface ProjectStanding {
  terms: ReadonlyMap<string, Term>
  milestones: MilestoneView[]
  /** Counted from accepted evidence; `share` is null while no milestone is promised. */
  progress: ProjectProgress
  /** The latest first, with those that were corrected. */
  reports: ReportView[]
  /** What the team said last; null where it never said anything. */
  official: ReportView | null
  /** Null where nobody has to report. */
  silences: Silences | null
  /** How often anything of the project or its milestones was moved. */
  moves: number
}

/** The standing of each of these projects, by four questions to the database however many they are. */
export async function projectStandings(
  city: City,
  projects: readonly string[],
  zone: string,
): Promise<Map<string, ProjectStanding>> {
  const today = dayOf(city.now, zone)
  const terms = await termsOf(
    city,
    projects.map((id) => `project:${id}`),
  )
  const milestones = Map.groupBy(await milestonesOf(city, projects), ({ project }) => project)
  const reports = Map.groupBy(await reportsOf(city, projects), ({ project }) => project)
  return new Map(
    projects.map((id) => {
      const own = terms.get(`project:${id}`) ?? new Map<string, Term>()
      const steps = milestones.get(id) ?? []
      const said = reports.get(id) ?? []
      const duty = dutyFrom(own.get('reporting'), zone)
      const delivered = said.map(({ period, deliveredAt }) => ({ period, on: dayOf(deliveredAt, zone) }))
      return [
        id,
        {
          terms: own,
          milestones: steps,
          progress: projectProgress(
            steps.map((step) => ({ id: step.id, quantity: step.target, weight: step.weight, evidence: step.evidence })),
          ),
          reports: said,
          official: said.find(({ corrected }) => !corrected) ?? null,
          silences: duty && silences(duty, delivered, today),
          moves: [own, ...steps.map((step) => step.terms)].reduce((sum, each) => sum + movesIn(each), 0),
        },
      ]
    }),
  )
}

/** How often terms were moved in all. */
export function movesIn(terms: ReadonlyMap<string, Term>): number {
  return [...terms.values()].reduce((sum, { moves }) => sum + moves, 0)
}
