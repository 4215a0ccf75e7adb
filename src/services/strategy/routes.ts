// Which address of the strategy leads where.
import { h } from 'preact'
import { z } from 'zod'
import { get, json, page, type Route, type Visit } from '#platform/http/route.ts'
import { anyone } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import type { StrategyHouse } from './desk.ts'
import { DirectionPage } from './pages/direction.tsx'
import { IndicatorPage } from './pages/indicator.tsx'
import { sentenceOf } from './pages/promise.tsx'
import { nameOf } from './pages/said.tsx'
import { StrategyPage } from './pages/strategy.tsx'
import { tasksOf } from './queries/chain.ts'
import { outlookOf } from './queries/outlook.ts'
import { bodyNames } from './queries/owners.ts'
import { projects } from './queries/projects.ts'
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
import { documentRoutes } from './routes/documents.ts'
import { projectRoutes } from './routes/projects.ts'
import { roadMapRoutes } from './routes/road-map.ts'

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
  get('/strategy/indicators/:id', anyone, (visit) => indicatorPage(visit, house.zone), {
    api: { summary: 'strategy.api.indicator', answer: indicatorAnswer, tag: 'strategy' },
  }),
  ...projectRoutes(house.zone),
  ...roadMapRoutes(house.zone),
  ...documentRoutes(house.zone),
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
      tasks: await tasksOf(city),
      bodies: await bodyNames(city),
    }),
  )
}

async function indicatorPage({ city, params, wantsJson }: Visit, zone: string) {
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
      promise,
      direction,
      measurements,
      observations,
      parts,
      outlook: await outlookOf(city, promise, zone),
      bodies: await bodyNames(city),
      voices: await voicesOf(city, `indicator:${promise.id}`),
    }),
    {
      description: sentenceOf(city.words, promise),
    },
  )
}

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
