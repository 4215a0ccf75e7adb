// Which address of the strategy leads where.
import { h } from 'preact'
import { z } from 'zod'
import { get, json, page, type Route, type Visit } from '#platform/http/route.ts'
import { anyone } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import type { StrategyHouse } from './desk.ts'
import { DirectionPage } from './pages/direction.tsx'
import { IndicatorPage } from './pages/indicator.tsx'
import { ProjectPage } from './pages/project.tsx'
import { ProjectsPage } from './pages/projects.tsx'
import { sentenceOf } from './pages/promise.tsx'
import { nameOf } from './pages/said.tsx'
import { StrategyPage } from './pages/strategy.tsx'
import { projectFor, projects, stageGroups } from './queries/projects.ts'
import {
  directions,
  goalsOf,
  measurementsOf,
  type ObservationView,
  observationsOf,
  plan,
  promiseFor,
  promises,
  promisesToWatch,
} from './queries/promises.ts'
import { overdueOf } from './queries/questions.ts'
import { voicesOf } from './queries/voices.ts'

const amount = z.number().nullable()

/** The contract of an indicator for programs; `value` is null when nothing is known. */
export const indicatorAnswer = z.object({
  value: amount,
  unit: z.string(),
  kind: z.enum(['sum', 'latest', 'ratio']),
  measurements: z.array(
    z.object({
      value: z.number(),
      at: z.string(),
      reason: z.string(),
      win: z.string().nullable(),
      case: z.string().nullable(),
    }),
  ),
})

export const strategyRoutes = (house: StrategyHouse): Route[] => [
  get('/strategy', anyone, (visit) => strategyPage(visit, house)),
  get('/strategy/directions/:id', anyone, directionPage),
  get('/strategy/indicators/:id', anyone, indicatorPage, {
    api: { summary: 'strategy.api.indicator', answer: indicatorAnswer, tag: 'strategy' },
  }),
  get('/strategy/projects', anyone, projectsPage, { query: ['direction', 'stage'] }),
  get('/strategy/projects/:id', anyone, projectPage),
]

async function strategyPage({ city }: Visit, { zone }: StrategyHouse) {
  const [whole, list, watched] = [await plan(city), await directions(city), await promisesToWatch(city)]
  const title = whole ? city.words('strategy.title', { year: String(whole.horizon) }) : city.words('strategy.menu')
  return page(
    title,
    h(StrategyPage, { plan: whole, directions: list, watched, ...(await overdueOf(city, zone)) }),
    whole
      ? {
          description: city.words('strategy.mission', {
            mission: city.words.locale === 'en' ? whole.missionEn : whole.mission,
          }),
        }
      : {},
  )
}

async function directionPage({ city, params }: Visit) {
  const id = params.id ?? ''
  const whole = await plan(city)
  const direction = (await directions(city)).find((each) => each.id === id)
  if (!whole || !direction) throw refuse.missing('strategy.refusal.noDirection')
  return page(
    nameOf(city.words, direction),
    h(DirectionPage, {
      direction,
      horizon: whole.horizon,
      goals: await goalsOf(city, id),
      promises: await promises(city, { direction: id }),
      projects: await projects(city, { direction: id }),
    }),
  )
}

async function indicatorPage({ city, params, wantsJson }: Visit) {
  const promise = await promiseFor(city, params.id ?? '')
  if (!promise) throw refuse.missing('strategy.refusal.noIndicator')
  const measurements = promise.kind === 'sum' ? await measurementsOf(city, promise.id) : []
  const observations = promise.kind === 'latest' ? await observationsOf(city, promise.id) : []
  if (wantsJson) {
    return json(
      indicatorAnswer.parse({
        value: promise.value === null ? null : Number(promise.value),
        unit: promise.unit,
        kind: promise.kind,
        measurements: [...measurements.map(measured), ...observations.filter((each) => !each.revised).map(observed)],
      }),
    )
  }
  const direction = (await directions(city)).find((each) => each.id === promise.direction) ?? null
  const parts = promise.parts ? await promises(city, { ids: [promise.parts.over, promise.parts.under] }) : []
  return page(
    nameOf(city.words, promise),
    h(IndicatorPage, {
      ...{ promise, direction, measurements, observations, parts },
      voices: await voicesOf(city, `indicator:${promise.id}`),
    }),
    {
      description: sentenceOf(city.words, promise),
    },
  )
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
      stages,
      chosen: { direction: direction ?? '', stage: stage ?? '' },
      horizon: whole?.horizon ?? 0,
    }),
  )
}

async function projectPage({ city, params }: Visit) {
  const project = await projectFor(city, params.id ?? '')
  if (!project) throw refuse.missing('strategy.refusal.noProject')
  const direction = (await directions(city)).find((each) => each.id === project.direction) ?? null
  const voices = await voicesOf(city, `project:${project.id}`)
  return page(project.name, h(ProjectPage, { project, direction, voices }), { description: project.summary })
}

const stageOrder = ['done', 'running', 'planned', 'proposed', 'moved', 'other']

function measured(each: { value: string; at: Date; reason: string; win: string | null; case: string | null }) {
  return { value: Number(each.value), at: each.at.toISOString(), reason: each.reason, win: each.win, case: each.case }
}

function observed(each: ObservationView) {
  return {
    value: Number(each.value),
    at: each.period ?? each.at.toISOString(),
    reason: each.source.page,
    win: null,
    case: null,
  }
}
