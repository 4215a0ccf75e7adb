// What can be asked of the portfolio as a whole: every thing of the strategy as a row of its sheet.
import { type SqlBool, sql } from 'kysely'
import { bodies } from '#kernel/places/index.ts'
import type { City } from '#platform/city.ts'
import { sumOf } from '../rules/decimal.ts'
import { moneyByYear } from '../rules/money.ts'
import { type FlatRow, type Portfolio, rowKey, tidyDecimal, tidyText } from '../rules/portfolio/compare.ts'
import { type SheetKey, scenarioNames } from '../rules/portfolio/format.ts'
import { planOf, planTerm } from '../rules/terms.ts'
import { strategyDb } from '../tables.ts'

/** The whole portfolio, read in pieces that are short enough for the embedded database; null before the pack is loaded. */
export async function portfolioOf(city: City): Promise<Portfolio | null> {
  const db = strategyDb(city)
  const plan = await db.selectFrom('strategy.plan').select('horizon').executeTakeFirst()
  if (!plan) return null
  const goals = await db.selectFrom('strategy.goals').selectAll().orderBy('position').orderBy('id').execute()
  const tasks = await db.selectFrom('strategy.tasks').selectAll().orderBy('position').orderBy('id').execute()
  const indicators = await db.selectFrom('strategy.indicators').selectAll().orderBy('position').orderBy('id').execute()
  const projects = await db.selectFrom('strategy.projects').selectAll().orderBy('position').orderBy('id').execute()
  const milestones = await db.selectFrom('strategy.milestones').selectAll().orderBy('position').orderBy('id').execute()
  const links = await db.selectFrom('strategy.national_links').selectAll().orderBy('national').execute()
  const national = Map.groupBy(links, ({ project }) => project)
  const terms = await presentTerms(city, [
    ...indicators.map(({ id }) => `indicator:${id}`),
    ...projects.map(({ id }) => `project:${id}`),
    ...milestones.map(({ id }) => `milestone:${id}`),
  ])
  const of = (kind: string, id: string) => terms.get(`${kind}:${id}`) ?? new Map<string, string | null>()
  const sourced = (row: { source: string | null; source_date: string | null }) => ({
    source: row.source,
    sourceDate: row.source_date,
  })
  const rows: Record<SheetKey, FlatRow[]> = {
    goals: goals.map((row) => ({ id: row.id, name: row.name, direction: row.direction, ...sourced(row) })),
    tasks: tasks.map((row) => ({ id: row.id, name: row.name, goal: row.goal, ...sourced(row) })),
    indicators: indicators.map((row) => {
      const own = of('indicator', row.id)
      return {
        ...{
          id: row.id,
          scope: own.get('scope') ?? row.name,
          direction: row.direction,
          goal: row.goal,
          task: row.task,
        },
        ...{ unit: row.unit, okei: row.okei, kind: row.kind, polarity: row.polarity },
        ...{ numerator: row.numerator, denominator: row.denominator, periodicity: row.periodicity },
        ...{ kept: decimal(row.kept_from), near: decimal(row.near_from) },
        ...{ baseline: decimal(row.baseline_value), baselineYear: row.baseline_year?.toString() ?? null },
        ...{ target: decimal(own.get('target') ?? null), due: own.get('due') ?? null },
        ...{ owner: own.get('owner') ?? null, curator: own.get('curator') ?? null, method: row.method },
        ...sourced(row),
      }
    }),
    plans: indicators.flatMap(({ id }) => planRows(id, of('indicator', id))),
    projects: projects.map((row) => {
      const own = of('project', row.id)
      return {
        ...{ id: row.id, name: row.name, direction: row.direction, goal: row.goal, task: row.task },
        ...{ scope: own.get('scope') ?? row.summary, stage: row.stage_group },
        ...{ owner: own.get('owner') ?? null, curator: own.get('curator') ?? null },
        ...{ start: own.get('start') ?? null, due: own.get('due') ?? null, budget: decimal(own.get('budget') ?? null) },
        ...{
          national:
            national
              .get(row.id)
              ?.map((link) => link.national)
              .sort()
              .join(';') ?? null,
        },
        ...{ reporting: own.get('reporting') ?? null, ...sourced(row) },
      }
    }),
    milestones: milestones.map((row) => {
      const own = of('milestone', row.id)
      return {
        ...{ id: row.id, project: row.project, scope: own.get('scope') ?? row.name, due: own.get('due') ?? null },
        ...{ target: decimal(own.get('target') ?? null), unit: row.unit, okei: row.okei },
        ...{ owner: own.get('owner') ?? null, document: row.document },
        ...{ weight: decimal(row.weight), critical: row.critical ? 'yes' : 'no', ...sourced(row) },
      }
    }),
    money: await moneyRows(city),
    observations: await observationRows(city),
  }
  const nationals = await db
    .selectFrom('strategy.national_projects')
    .select(['id', 'name'])
    .orderBy('position')
    .execute()
  return {
    rows: new Map(sheetRows(rows)),
    horizon: plan.horizon,
    directions: await db.selectFrom('strategy.directions').select(['id', 'name']).orderBy('position').execute(),
    bodies: (await bodies(city)).map(({ id, name }) => ({ id, name: tidyText(name) })),
    national: nationals,
  }
}

/** What holds of each term now, by subject, in pieces of so many subjects. */
async function presentTerms(city: City, subjects: readonly string[]): Promise<Map<string, Map<string, string | null>>> {
  const terms = new Map<string, Map<string, string | null>>()
  for (let from = 0; from < subjects.length; from += piece) {
    const rows = await strategyDb(city)
      .selectFrom('strategy.terms')
      .distinctOn(['subject', 'term'])
      .select(['subject', 'term', 'value'])
      .where(sql<SqlBool>`subject = any(${subjects.slice(from, from + piece)}::text[])`)
      .orderBy('subject')
      .orderBy('term')
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .execute()
    for (const { subject, term, value } of rows) {
      const own = terms.get(subject) ?? new Map<string, string | null>()
      terms.set(subject, own.set(term, value))
    }
  }
  return terms
}

// Some forty terms each, and their former values: a few hundred rows a statement.
const piece = 10

function planRows(indicator: string, terms: ReadonlyMap<string, string | null>): FlatRow[] {
  const planned = [...terms.keys()].flatMap((term) => planOf(term) ?? [])
  return Object.keys(scenarioNames).flatMap((scenario): FlatRow[] => {
    const years = planned.filter((each) => each.scenario === scenario)
    const values = years.map(({ scenario: of, year }) => [String(year), decimal(terms.get(planTerm(of, year)) ?? null)])
    return values.length === 0 ? [] : [{ indicator, scenario, ...Object.fromEntries(values) }]
  })
}

async function moneyRows(city: City): Promise<FlatRow[]> {
  const rows = await strategyDb(city)
    .selectFrom('strategy.money')
    .select(['project', 'year', 'fund', 'kind', sql<string>`sum(roubles)`.as('roubles')])
    .groupBy(['project', 'year', 'fund', 'kind'])
    .orderBy('project')
    .execute()
  return [...Map.groupBy(rows, ({ project }) => project)].flatMap(([project, own]) =>
    moneyByYear(own.map((row) => ({ ...row, roubles: sumOf([row.roubles]) }))).map(
      ({ year, fund, planned, spent }) => ({
        ...{ project, year: String(year), fund, planned, spent },
      }),
    ),
  )
}

async function observationRows(city: City): Promise<FlatRow[]> {
  const rows: (FlatRow & { id: string; indicator: string })[] = []
  let after = ''
  for (;;) {
    const page = await strategyDb(city)
      .selectFrom('strategy.observations')
      .selectAll()
      .where(sql<SqlBool>`id::text > ${after}`)
      .orderBy(sql`id::text`)
      .limit(1000)
      .execute()
    rows.push(
      ...page.map(({ id, indicator, value, period, source, source_date, part, revises }) => ({
        ...{ id, indicator, value: decimal(value), period, source, sourceDate: source_date, part, revises },
      })),
    )
    if (page.length < 1000) break
    after = page.at(-1)?.id ?? ''
  }
  const revised = new Set(rows.map(({ revises }) => revises))
  return rows
    .filter(({ id, part }) => part === 'current' && !revised.has(id))
    .toSorted((one, other) => one.indicator.localeCompare(other.indicator))
}

function sheetRows(rows: Record<SheetKey, FlatRow[]>): [SheetKey, Map<string, FlatRow>][] {
  const keys: SheetKey[] = ['goals', 'tasks', 'indicators', 'plans', 'projects', 'milestones', 'money', 'observations']
  return keys.map((key) => [key, new Map(rows[key].map((row) => [rowKey(key, row), tidied(row)]))])
}

function tidied(row: FlatRow): FlatRow {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, value === null || value === '' ? null : tidyText(value)]),
  )
}

const decimal = (value: string | null): string | null => (value === null ? null : tidyDecimal(value))
