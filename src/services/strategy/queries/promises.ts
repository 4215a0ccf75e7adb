// What can be asked of the strategy: the plan, its directions, and each promise with its evidence.
import { type Expression, type SqlBool, sql } from 'kysely'
import type { City } from '#platform/city.ts'
import { type Tolerance, usualTolerance } from '../rules/achievement.ts'
import { type Cadence, strategyDb, type UnitForms } from '../tables.ts'
import { type Known, valuesOf } from '../values.ts'
import { movedTargets } from './terms.ts'

export interface Sourced {
  page: string
  date: string | null
}

/** An indicator as a promise: where it began, where it is, what was promised, and how much of that is known. */
export interface PromiseView extends Known {
  id: string
  name: string
  nameEn: string | null
  direction: string
  goal: string | null
  level: string
  unit: string
  unitEn: string | null
  unitForms: UnitForms | null
  okei: string | null
  kind: 'sum' | 'latest' | 'ratio'
  polarity: 'up' | 'down' | 'target'
  promise: string
  baseline: { value: string; year: number | null } | null
  target: { value: string; year: number | null } | null
  /** What had been promised first, where the target was moved since. */
  first: string | null
  task: string | null
  periodicity: Cadence | null
  /** Percent of the plan from which a value counts as kept, and as near to it. */
  tolerance: Tolerance
  hears: string | null
  parts: { over: string; under: string } | null
  method: string | null
  basis: 'press' | 'own' | 'city' | 'demo'
  source: Sourced | null
  note: string | null
}

export interface Direction {
  id: string
  name: string
  nameEn: string
  main: boolean
  workshop: { from: string; to: string; note: string | null } | null
  source: Sourced | null
  indicators: number
  targets: number
  projects: number
}

export interface Plan {
  mission: string
  missionEn: string
  horizon: number
  source: Sourced
}

/** The strategy as a whole; null before the city pack is loaded. */
export async function plan(city: City): Promise<Plan | null> {
  const row = await strategyDb(city).selectFrom('strategy.plan').selectAll().executeTakeFirst()
  if (!row) return null
  return {
    mission: row.mission,
    missionEn: row.mission_en,
    horizon: row.horizon,
    source: { page: row.source, date: row.source_date },
  }
}

/** All directions in their order, with how much each holds. */
export async function directions(city: City): Promise<Direction[]> {
  const rows = await strategyDb(city)
    .selectFrom('strategy.directions as d')
    .selectAll('d')
    .select((each) => [
      each
        .selectFrom('strategy.indicators as i')
        .select(sql<number>`count(*)`.as('n'))
        .whereRef('i.direction', '=', 'd.id')
        .as('indicators'),
      each
        .selectFrom('strategy.indicators as i')
        .select(sql<number>`count(i.target_value)`.as('n'))
        .whereRef('i.direction', '=', 'd.id')
        .as('targets'),
      each
        .selectFrom('strategy.projects as p')
        .select(sql<number>`count(*)`.as('n'))
        .whereRef('p.direction', '=', 'd.id')
        .as('projects'),
    ])
    .orderBy('d.position')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    nameEn: row.name_en,
    main: row.main,
    workshop:
      row.workshop_from === null || row.workshop_to === null
        ? null
        : { from: row.workshop_from, to: row.workshop_to, note: row.workshop_note },
    source: row.source === null ? null : { page: row.source, date: row.source_date },
    indicators: row.indicators ?? 0,
    targets: row.targets ?? 0,
    projects: row.projects ?? 0,
  }))
}

/** Goals of a direction, as far as the sources name any. */
export async function goalsOf(city: City, direction: string) {
  const rows = await strategyDb(city)
    .selectFrom('strategy.goals')
    .selectAll()
    .where('direction', '=', direction)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    nameEn: row.name_en,
    source: { page: row.source, date: row.source_date },
  }))
}

/** Promises with their present values, in the order of the pack: of one direction, or those asked for by id, or all. */
export async function promises(
  city: City,
  input: { direction?: string; ids?: readonly string[] },
): Promise<PromiseView[]> {
  let query = strategyDb(city).selectFrom('strategy.indicators').selectAll().orderBy('position')
  if (input.direction !== undefined) query = query.where('direction', '=', input.direction)
  if (input.ids !== undefined) query = query.where(ofIds(input.ids))
  const rows = await query.execute()
  const known = await valuesOf(city, rows)
  const moved = await movedTargets(
    city,
    rows.map(({ id }) => id),
  )
  return rows.map((row) =>
    promiseFrom(
      row,
      known.get(row.id) ?? { value: null, period: null, atBaseline: false, demo: false, seen: [] },
      moved.get(row.id),
    ),
  )
}

/** One promise; null when there is none. */
export async function promiseFor(city: City, id: string): Promise<PromiseView | null> {
  return (await promises(city, { ids: [id] }))[0] ?? null
}

/** The promises shown on the front page: the system's own, and those of the strategy itself that have most to show. */
export async function promisesToWatch(city: City): Promise<PromiseView[]> {
  const rows = await strategyDb(city)
    .selectFrom('strategy.indicators')
    .select('id')
    .where((where) =>
      where.or([
        where('basis', '=', 'own'),
        where.and([
          where('goal', 'is not', null),
          where('target_value', 'is not', null),
          where('baseline_value', 'is not', null),
        ]),
      ]),
    )
    .orderBy('position')
    .limit(4)
    .execute()
  return promises(city, { ids: rows.map(({ id }) => id) })
}

export interface MeasurementView {
  id: string
  value: string
  at: Date
  /** What made it: a fact of the city with its id, or a page of the press. */
  reason: string
  win: string | null
  case: string | null
  basis: 'city' | 'demo' | 'press'
  reverses: string | null
}

/** Measurements of a `sum`, the latest first. */
export async function measurementsOf(city: City, indicator: string, most = 200): Promise<MeasurementView[]> {
  const rows = await strategyDb(city)
    .selectFrom('strategy.measurements')
    .selectAll()
    .where('indicator', '=', indicator)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    value: row.value,
    at: row.at,
    reason: `${row.reason_kind}/${row.reason_fact}`,
    win: row.win,
    case: row.case_number,
    basis: row.basis,
    reverses: row.reverses,
  }))
}

export interface ObservationView {
  id: string
  value: string
  period: string | null
  part: 'baseline' | 'current'
  at: Date
  source: Sourced
  basis: 'press' | 'city' | 'demo'
  reason: string | null
  revises: string | null
  /** True when a later row stands in its place. */
  revised: boolean
}

/** Observations of an indicator, the latest written first, with those that were revised. */
export async function observationsOf(city: City, indicator: string): Promise<ObservationView[]> {
  const rows = await strategyDb(city)
    .selectFrom('strategy.observations')
    .selectAll()
    .where('indicator', '=', indicator)
    .orderBy('id', 'desc')
    .execute()
  const revised = new Set(rows.map((row) => row.revises))
  return rows.map(({ source, source_date, ...row }) => ({
    ...row,
    source: { page: source, date: source_date },
    revised: revised.has(row.id),
  }))
}

function ofIds(ids: readonly string[]): Expression<SqlBool> {
  return sql<boolean>`id = any(${[...ids]}::text[])`
}

type IndicatorSelected = Awaited<ReturnType<typeof indicatorRows>>[number]

function indicatorRows(city: City) {
  return strategyDb(city).selectFrom('strategy.indicators').selectAll().execute()
}

function promiseFrom(row: IndicatorSelected, known: Known, first: string | undefined): PromiseView {
  return {
    ...known,
    id: row.id,
    name: row.name,
    nameEn: row.name_en,
    direction: row.direction,
    goal: row.goal,
    level: row.level,
    unit: row.unit,
    unitEn: row.unit_en,
    unitForms: row.unit_forms,
    okei: row.okei,
    kind: row.kind,
    polarity: row.polarity,
    promise: row.promise,
    baseline: row.baseline_value === null ? null : { value: row.baseline_value, year: row.baseline_year },
    target: row.target_value === null ? null : { value: row.target_value, year: row.target_year },
    first: first ?? null,
    task: row.task,
    periodicity: row.periodicity,
    tolerance: {
      keptFrom: row.kept_from === null ? usualTolerance.keptFrom : Number(row.kept_from),
      nearFrom: row.near_from === null ? usualTolerance.nearFrom : Number(row.near_from),
    },
    hears: row.hears,
    parts: row.numerator === null || row.denominator === null ? null : { over: row.numerator, under: row.denominator },
    method: row.method,
    basis: row.basis,
    source: row.source === null ? null : { page: row.source, date: row.source_date },
    note: row.note,
  }
}
