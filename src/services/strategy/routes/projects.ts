// Which address of the projects leads where.
import { h } from 'preact'
import { get, page, type Route, type Visit } from '#platform/http/route.ts'
import { anyone } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { dayOf } from '#platform/time.ts'
import { MilestonePage } from '../pages/milestone.tsx'
import { ProjectPage, type ProjectProps } from '../pages/project.tsx'
import { ProjectsPage } from '../pages/projects.tsx'
import { nameOf } from '../pages/said.tsx'
import { nationalOf } from '../queries/chain.ts'
import { evidenceOf } from '../queries/evidence.ts'
import { milestonesOf } from '../queries/milestones.ts'
import { bookingsOf } from '../queries/money.ts'
import { bodyNames } from '../queries/owners.ts'
import { projectFor, projects, stageGroups } from '../queries/projects.ts'
import { directions, plan } from '../queries/promises.ts'
import { projectStandings } from '../queries/standing.ts'
import { voicesOf } from '../queries/voices.ts'

export function projectRoutes(zone: string): Route[] {
  return [
    get('/strategy/projects', anyone, projectsPage, { query: ['direction', 'stage'] }),
    get('/strategy/projects/:id', anyone, (visit) => projectPage(visit, zone)),
    get('/strategy/milestones/:id', anyone, (visit) => milestonePage(visit, zone)),
  ]
}

async function projectsPage({ city, query }: Visit) {
  const whole = await plan(city)
  const list = await directions(city)
  const groups = (await stageGroups(city)).map(({ group }) => group)
  const stages = stageOrder.filter((stage) => groups.includes(stage))
  // A filter that means nothing shows everything, as the form then says.
  const direction = list.find((each) => each.id === query.direction)?.id
  const stage = stages.find((each) => each === query.stage)
  return page(
    city.words('strategy.projects.title'),
    h(ProjectsPage, {
      projects: await projects(city, { direction, stage }),
      directions: list,
      bodies: await bodyNames(city),
      stages,
      chosen: { direction: direction ?? '', stage: stage ?? '' },
      horizon: whole?.horizon ?? 0,
    }),
  )
}

async function projectPage(visit: Visit, zone: string) {
  const props = await projectProps(visit, zone)
  return page(nameOf(visit.city.words, props.project), h(ProjectPage, props), { description: props.project.summary })
}

/** All that is shown of the project that the address names. Throws `missing` where there is none. */
export async function projectProps({ city, params }: Visit, zone: string): Promise<ProjectProps> {
  const project = await projectFor(city, params.id ?? '')
  const standing = project && (await projectStandings(city, [project.id], zone)).get(project.id)
  if (!project || !standing) throw refuse.missing('strategy.refusal.noProject')
  return {
    project,
    workshop: (await directions(city)).find(({ id }) => id === project.workshop) ?? null,
    standing,
    evidence: await evidenceOf(city, { subjects: [`project:${project.id}`] }),
    bookings: await bookingsOf(city, [project.id]),
    national: (await nationalOf(city, [project.id])).get(project.id) ?? [],
    bodies: await bodyNames(city),
    today: dayOf(city.now, zone),
    voices: await voicesOf(city, `project:${project.id}`),
  }
}

async function milestonePage({ city, params }: Visit, zone: string) {
  const [milestone] = await milestonesOf(city, { ids: [params.id ?? ''] })
  const project = milestone && (await projectFor(city, milestone.project))
  if (!milestone || !project) throw refuse.missing('strategy.refusal.noMilestone')
  return page(
    nameOf(city.words, milestone),
    h(MilestonePage, {
      milestone,
      project,
      bodies: await bodyNames(city),
      today: dayOf(city.now, zone),
      silent: (await projectStandings(city, [project.id], zone)).get(project.id)?.silences?.silent ?? false,
      voices: await voicesOf(city, `milestone:${milestone.id}`),
    }),
  )
}

const stageOrder = ['done', 'running', 'planned', 'proposed', 'moved', 'other']
