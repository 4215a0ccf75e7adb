// What those who answer for projects must see at once: every project with its terms, control points, evidence and reports.
import type { City } from '#platform/city.ts'
import { holds } from '#platform/policy.ts'
import { type WaitingReport, waitingReports } from '../rules/duties.ts'
import { dutyFrom } from '../rules/duty.ts'
import { bodyOf } from '../rules/owner.ts'
import type { Term } from '../rules/terms.ts'
import { type EvidenceView, evidenceOf } from './evidence.ts'
import { type MilestoneView, milestonesOf } from './milestones.ts'
import { type ProjectView, projects } from './projects.ts'
import { type ReportView, reportsOf } from './reports.ts'
import { termsOf } from './terms.ts'

export interface Held {
  project: ProjectView
  terms: ReadonlyMap<string, Term>
  owner: string | null
  milestones: MilestoneView[]
  /** Evidence of the project itself; that of its control points is with them. */
  evidence: EvidenceView[]
  /** The latest delivered first. */
  reports: ReportView[]
  waiting: WaitingReport[]
}

export interface HeldAsked {
  zone: string
  today: string
  direction?: string | undefined
  /** Only projects of this body. */
  body?: string | undefined
  ids?: readonly string[] | undefined
  /** Everything, whoever asks: pages for everybody. */
  all?: boolean
}

/** The projects that the actor answers for: all for the strategy team, those of her body for a manager. */
export async function heldProjects(city: City, asked: HeldAsked): Promise<Held[]> {
  const list = (await projects(city, { direction: asked.direction })).filter(
    ({ id }) => asked.ids === undefined || asked.ids.includes(id),
  )
  const terms = await termsOf(
    city,
    list.map(({ id }) => `project:${id}`),
  )
  const held = list.filter(({ id }) => {
    const body = bodyOf(terms.get(`project:${id}`)?.get('owner')?.now.value)
    if (asked.body !== undefined && body !== asked.body) return false
    if (asked.all || holds(city.actor, ['strategist', 'house'])) return true
    return body !== null && holds(city.actor, ['manager'], body)
  })
  const ids = held.map(({ id }) => id)
  const milestones = Map.groupBy(await milestonesOf(city, ids), ({ project }) => project)
  const evidence = Map.groupBy(
    await evidenceOf(city, { subjects: ids.map((id) => `project:${id}`) }),
    ({ subject }) => subject,
  )
  const reports = Map.groupBy(await reportsOf(city, ids), ({ project }) => project)
  return held.map((project) => {
    const own = terms.get(`project:${project.id}`) ?? new Map<string, Term>()
    const said = reports.get(project.id) ?? []
    return {
      project,
      terms: own,
      owner: own.get('owner')?.now.value ?? null,
      milestones: milestones.get(project.id) ?? [],
      evidence: evidence.get(`project:${project.id}`) ?? [],
      reports: said,
      waiting: waitingReports(
        dutyFrom(own.get('reporting'), asked.zone),
        new Set(said.map(({ period }) => period)),
        asked.today,
      ),
    }
  })
}
