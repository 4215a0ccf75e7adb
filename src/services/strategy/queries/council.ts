// Every promise of the strategy with its state, for those who look after the city: few questions however many promises there are.
import type { City } from '#platform/city.ts'
import { dayOf } from '#platform/time.ts'
import { type Counted, indicatorState, projectState } from '../rules/council.ts'
import { dutyFrom } from '../rules/duty.ts'
import type { Seen } from '../rules/forecast.ts'
import { total } from '../rules/money.ts'
import { forecastOf } from '../rules/outlook.ts'
import { runningTotals } from '../rules/running-total.ts'
import { silences } from '../rules/silence.ts'
import { statusFor } from '../rules/status.ts'
import type { Term } from '../rules/terms.ts'
import { strategyDb } from '../tables.ts'
import { bookingsOf } from './money.ts'
import { projects } from './projects.ts'
import { type PromiseView, promises } from './promises.ts'
import { statementsOf } from './reports.ts'
import { movesIn, projectStandings } from './standing.ts'
import { termsOf } from './terms.ts'

export interface CouncilThing extends Counted {
  subject: string
  kind: 'indicator' | 'project'
  id: string
  name: string
  nameEn: string | null
}

/** All indicators and projects, those first. */
export async function councilThings(city: City, zone: string): Promise<CouncilThing[]> {
  return [...(await indicatorThings(city, zone)), ...(await projectThings(city, zone))]
}

async function indicatorThings(city: City, zone: string): Promise<CouncilThing[]> {
  const today = dayOf(city.now, zone)
  const list = await promises(city, {})
  const ids = list.map(({ id }) => id)
  const terms = await termsOf(
    city,
    ids.map((id) => `indicator:${id}`),
  )
  const said = Map.groupBy(await statementsOf(city, ids), ({ indicator }) => indicator)
  const totals = await totalsOf(city, list, zone)
  return list.map((promise) => {
    const { id, name, nameEn, direction } = promise
    const own = terms.get(`indicator:${id}`) ?? new Map<string, Term>()
    const seen = promise.kind === 'sum' ? (totals.get(id) ?? []) : promise.seen
    const status = statusFor(forecastOf(promise, seen), null, promise.tolerance)
    const duty = dutyFrom(own.get('reporting'), zone)
    const delivered = (said.get(id) ?? []).map(({ period, deliveredAt }) => ({ period, on: dayOf(deliveredAt, zone) }))
    return {
      ...{ subject: `indicator:${id}`, kind: 'indicator', id, name, nameEn, direction },
      owner: own.get('owner')?.now.value ?? null,
      state: indicatorState(status, promise.target?.value ?? null, own.has('target')),
      silent: duty !== null && silences(duty, delivered, today).silent,
      moves: movesIn(own),
      planned: null,
      spent: null,
    }
  })
}

async function projectThings(city: City, zone: string): Promise<CouncilThing[]> {
  const today = dayOf(city.now, zone)
  const list = await projects(city, {})
  const ids = list.map(({ id }) => id)
  const standings = await projectStandings(city, ids, zone)
  const bookings = Map.groupBy(await bookingsOf(city, ids), ({ project }) => project)
  return list.flatMap(({ id, name, nameEn, direction }) => {
    const standing = standings.get(id)
    if (!standing) return []
    const { terms, milestones, progress, official } = standing
    const money = bookings.get(id) ?? []
    const due = terms.get('due')?.now.value ?? null
    return [
      {
        ...{ subject: `project:${id}`, kind: 'project' as const, id, name, nameEn, direction },
        owner: terms.get('owner')?.now.value ?? null,
        state: projectState({ done: progress.done, milestones, due, official: official?.status ?? null }, today),
        silent: standing.silences?.silent ?? false,
        moves: standing.moves,
        planned: total(money, 'planned'),
        spent: total(money, 'spent'),
      },
    ]
  })
}

// What sums have added up to, month by month; without a target nothing is forecast, and the rows need not be read.
async function totalsOf(city: City, list: readonly PromiseView[], zone: string): Promise<Map<string, Seen[]>> {
  const sums = list.filter(({ kind, target }) => kind === 'sum' && target !== null).map(({ id }) => id)
  if (sums.length === 0) return new Map()
  const rows = await strategyDb(city)
    .selectFrom('strategy.measurements')
    .select(['indicator', 'value', 'at'])
    .where('indicator', 'in', sums)
    .orderBy('at')
    .execute()
  const today = dayOf(city.now, zone)
  return new Map(
    [...Map.groupBy(rows, ({ indicator }) => indicator)].map(([id, own]) => [
      id,
      runningTotals(
        own.map(({ value, at }) => ({ value, on: dayOf(at, zone) })),
        'month',
        dayOf(own[0]?.at ?? city.now, zone),
        today,
      ),
    ]),
  )
}
