// The desk of the strategy team over HTTP: which numbers are missing, and writing down what was observed.
import { h } from 'preact'
import type { City } from '#platform/city.ts'
import type { Files } from '#platform/files.ts'
import { get, nothingTyped, page, post, type Route, redirect, type Visit } from '#platform/http/route.ts'
import { refuse } from '#platform/refusal.ts'
import { dayOf } from '#platform/time.ts'
import { stateIndicator } from './actions/reports.ts'
import { observeIndicator } from './actions.ts'
import { readReport } from './forms/reports.ts'
import { readObservation } from './forms.ts'
import { StrategyDeskPage } from './pages/desk.tsx'
import { ObservePage } from './pages/observe.tsx'
import { nameOf } from './pages/said.tsx'
import { mayObserve } from './policy.ts'
import { type ObservationView, observationsOf, type PromiseView, promiseFor, promises } from './queries/promises.ts'
import { statementsOf } from './queries/reports.ts'
import { termsOf } from './queries/terms.ts'
import { isCadence, lastPeriods } from './rules/report-period.ts'
import { latestOf, standing } from './rules/value.ts'

export interface StrategyHouse {
  zone: string
  /** Who answers for addresses that people leave; nobody named in the demo. */
  operator?: { name: string | null; inn: string | null; address: string | null }
  /** Where papers are kept that were brought as evidence. */
  files: Files
}

export function strategyDeskRoutes(house: StrategyHouse): Route[] {
  return [
    get('/desk/strategy', mayObserve, deskPage, { personal: true }),
    get('/desk/strategy/:id', mayObserve, (visit) => observePage(visit, house), { personal: true }),
    get('/desk/strategy/:id/observations/:observation', mayObserve, (visit) => observePage(visit, house), {
      personal: true,
    }),
    post('/desk/strategy/:id/observations', mayObserve, (visit) => observation(visit, house)),
    post('/desk/strategy/:id/observations/:observation', mayObserve, (visit) => observation(visit, house)),
    post('/desk/strategy/:id/statement', mayObserve, (visit) => statement(visit, house)),
  ]
}

async function deskPage({ city }: Visit) {
  return page(
    city.words('strategy.desk.title'),
    h(StrategyDeskPage, { promises: (await promises(city, {})).filter(({ kind }) => kind !== 'sum') }),
    { keep: 0 },
  )
}

async function observePage(visit: Visit, house: StrategyHouse, typed = nothingTyped, stated = nothingTyped) {
  const { city } = visit
  const { promise, observations, revised } = await asked(visit)
  const parts = promise.parts ? await promises(city, { ids: [promise.parts.over, promise.parts.under] }) : []
  const [periods, statements] = [await periodsOf(city, promise.id, house), await statementsOf(city, [promise.id])]
  return page(
    nameOf(city.words, promise),
    h(ObservePage, { promise, observations, parts, revised, typed, periods, statements, stated }),
    { status: Object.keys(typed.errors).length + Object.keys(stated.errors).length > 0 ? 422 : 200, keep: 0 },
  )
}

async function statement(visit: Visit, house: StrategyHouse) {
  const { city, fields } = visit
  const { promise } = await asked(visit)
  const periods = await periodsOf(city, promise.id, house)
  const period = periods.find((each) => each === fields.of)
  const read = readReport(fields)
  const errors = {
    ...(read.ok ? {} : read.errors),
    ...(period === undefined ? { of: { key: 'platform.form.choose' } } : {}),
  }
  if (!read.ok || period === undefined) return observePage(visit, house, nothingTyped, { values: fields, errors })
  await stateIndicator(city, { indicator: promise.id, period, status: read.value.status, said: read.value.said })
  return redirect(`/desk/strategy/${promise.id}`)
}

// The period that runs and the four before it, as often as the team has promised to report; by quarters where it has not.
async function periodsOf(city: City, indicator: string, house: StrategyHouse): Promise<string[]> {
  const subject = `indicator:${indicator}`
  const said = (await termsOf(city, [subject], ['reporting'])).get(subject)?.get('reporting')?.now.value ?? 'quarter'
  return lastPeriods(dayOf(city.now, house.zone), isCadence(said) ? said : 'quarter', 5)
}

async function observation(visit: Visit, house: StrategyHouse) {
  const { city, fields } = visit
  const { promise, observations, revised } = await asked(visit)
  if (promise.kind !== 'latest') throw refuse.conflict('strategy.refusal.notObserved')
  const others = standing(observations).filter(({ id }) => id !== revised?.id)
  const read = readObservation(fields, {
    today: dayOf(city.now, house.zone),
    // A correction is of a number that was wrong: it is compared with the others, as long as there are any.
    last: (latestOf(others) ?? revised)?.value ?? null,
    taken: others.flatMap(({ period }) => (period === null ? [] : [period])),
    revises: revised !== null,
  })
  if (!read.ok) return observePage(visit, house, { values: fields, errors: read.errors })
  const { reason, ...observed } = read.value
  await observeIndicator(city, {
    indicator: promise.id,
    ...observed,
    ...(revised ? { revises: { id: revised.id, reason } } : {}),
  })
  return redirect(`/desk/strategy/${promise.id}`)
}

interface Asked {
  promise: PromiseView
  observations: ObservationView[]
  /** The observation to be corrected; null where a new one is written. */
  revised: ObservationView | null
}

async function asked({ city, params }: Visit): Promise<Asked> {
  const promise = await promiseFor(city, params.id ?? '')
  if (!promise) throw refuse.missing('strategy.refusal.noIndicator')
  const observations = promise.kind === 'latest' ? await observationsOf(city, promise.id) : []
  if (params.observation === undefined) return { promise, observations, revised: null }
  const revised = observations.find(({ id }) => id === params.observation)
  if (!revised) throw refuse.missing('strategy.refusal.noObservation')
  if (revised.revised) throw refuse.conflict('strategy.refusal.alreadyRevised')
  return { promise, observations, revised }
}
