// Goals, tasks, indicators, projects and milestones of an import: their rows, and an entry in the chronicle for each.
import { sql } from 'kysely'
import { basisOf, inscribe } from '#kernel/chronicle/index.ts'
import type { City } from '#platform/city.ts'
import { newId } from '#platform/ids.ts'
import type { FlatRow, Step } from '../../rules/portfolio/compare.ts'
import { fieldsOf, type SheetKey } from '../../rules/portfolio/format.ts'
import { type Basis, strategyDb } from '../../tables.ts'
import { addMilestones } from '../milestones.ts'
import { strategyOffice } from '../office.ts'
import { goalRow, indicatorRow, milestoneOf, projectRow, restatedRow, taskRow } from './rows.ts'

/** Writes the rows of all things; what is promised of them comes after. */
export async function writeThings(city: City, steps: readonly Step[]): Promise<void> {
  const basis = basisOf(city).kind === 'demo' ? 'demo' : 'city'
  const added = (sheet: SheetKey) => steps.filter((step) => step.sheet === sheet && step.isNew)
  await insert(city, 'strategy.goals', added('goals'), goalRow)
  await insert(city, 'strategy.tasks', added('tasks'), (row, position) => taskRow(row, position, basis))
  const indicators = added('indicators').toSorted((one, other) => Number(isRatio(one)) - Number(isRatio(other)))
  await insert(city, 'strategy.indicators', indicators, (row, position) => indicatorRow(row, position, basis))
  await observeBaselines(city, steps, basis)
  await insert(city, 'strategy.projects', added('projects'), (row, position) => projectRow(row, position, basis))
  const plans = Map.groupBy(
    steps.filter(({ sheet }) => sheet === 'plans'),
    ({ values }) => values.indicator ?? '',
  )
  for (const step of steps) {
    if (step.sheet === 'goals' || step.sheet === 'tasks') await tellGoal(city, step)
    if (step.sheet === 'indicators' && step.isNew) await tellIndicator(city, step, plans.get(step.id) ?? [])
    if (step.sheet === 'projects') await linkNational(city, step)
    if (step.sheet === 'projects' && step.isNew) await tellProject(city, step)
    if (!step.isNew) await restate(city, step)
  }
  const milestones = added('milestones').map(({ values }) => milestoneOf(values))
  for (let from = 0; from < milestones.length; from += chunk)
    await addMilestones(city, { milestones: milestones.slice(from, from + chunk) })
}

// Some thirty parameters a row; a statement of a hundred rows takes a few milliseconds of the embedded database.
const chunk = 100

type Things = 'strategy.goals' | 'strategy.tasks' | 'strategy.indicators' | 'strategy.projects'

async function insert<Row extends object>(
  city: City,
  table: Things,
  steps: readonly Step[],
  rowFor: (values: FlatRow, position: number) => Row,
): Promise<void> {
  if (steps.length === 0) return
  const last = await strategyDb(city)
    .selectFrom(table)
    .select((each) => each.fn.max('position').as('position'))
    .executeTakeFirst()
  const rows = steps.map(({ values }, index) => rowFor(values, Number(last?.position ?? 0) + index + 1))
  for (let from = 0; from < rows.length; from += chunk) {
    const columns = Object.keys(rows[from] ?? {})
    const values = rows
      .slice(from, from + chunk)
      .map((row) => sql`(${sql.join(Object.values(row).map((value) => sql`${value}`))})`)
    await sql`insert into ${sql.table(table)} (${sql.join(columns.map((name) => sql.ref(name)))})
      values ${sql.join(values)}`.execute(city.db)
  }
}

const isRatio = (step: Step): boolean => step.values.kind === 'ratio'

/** The first number of an indicator that is observed is an observation too, as the pack's are. */
async function observeBaselines(city: City, steps: readonly Step[], basis: Basis): Promise<void> {
  const rows = steps
    .filter(({ sheet, changes }) => sheet === 'indicators' && changes.some(({ field }) => field === 'baseline'))
    .filter(({ values }) => values.kind === 'latest' && values.source)
    .map(({ id, values }) => ({
      ...{ id: newId(city.now), indicator: id, value: values.baseline ?? '', period: values.baselineYear ?? null },
      ...{
        part: 'baseline' as const,
        at: city.now,
        source: values.source ?? '',
        source_date: values.sourceDate ?? null,
      },
      ...{ basis, reason: null, revises: null },
    }))
  for (let from = 0; from < rows.length; from += chunk)
    await strategyDb(city)
      .insertInto('strategy.observations')
      .values(rows.slice(from, from + chunk))
      .execute()
}

async function tellGoal(city: City, { sheet, id, isNew, values }: Step): Promise<void> {
  if (!isNew) return
  await inscribe(city, {
    kind: sheet === 'goals' ? 'strategy.goal-set' : 'strategy.task-set',
    subject: sheet === 'goals' ? `goal:${id}` : `task:${id}`,
    ...spoken(city),
    data: sheet === 'goals' ? { goal: id, direction: said(values.direction) } : { task: id, goal: said(values.goal) },
    texts: { name: values.name ?? '' },
  })
}

async function tellIndicator(city: City, { id, values }: Step, plans: readonly Step[]): Promise<void> {
  const row = indicatorRow(values, 0, 'city')
  await inscribe(city, {
    // A number without a target is stated, not promised.
    kind: row.target_value === null && plans.length === 0 ? 'strategy.stated' : 'strategy.promised',
    subject: `indicator:${id}`,
    ...spoken(city),
    data: {
      indicator: id,
      direction: row.direction,
      kind: row.kind,
      polarity: row.polarity,
      okei: row.okei,
      baseline: row.baseline_value,
      baselineYear: row.baseline_year,
      target: row.target_value,
      targetYear: row.target_year,
      plan: Object.fromEntries(
        plans.map((plan) => [
          plan.values.scenario ?? '',
          Object.fromEntries(plan.changes.map(({ field, now }) => [field, now])),
        ]),
      ),
    },
    texts: { name: row.name, unit: row.unit },
  })
}

async function tellProject(city: City, { id, values }: Step): Promise<void> {
  await inscribe(city, {
    kind: 'strategy.project-proposed',
    subject: `project:${id}`,
    ...spoken(city),
    data: {
      ...{ project: id, direction: said(values.direction), stage: said(values.stage), budget: said(values.budget) },
      ...{ start: said(values.start), due: said(values.due), national: values.national?.split(';') ?? [] },
    },
    texts: { name: values.name ?? '', responsible: values.owner ?? '' },
  })
}

async function linkNational(city: City, { id, values, changes }: Step): Promise<void> {
  if (!changes.some(({ field }) => field === 'national')) return
  await strategyDb(city).deleteFrom('strategy.national_links').where('project', '=', id).execute()
  const links = (values.national ?? '').split(';').filter((national) => national !== '')
  if (links.length === 0) return
  await strategyDb(city)
    .insertInto('strategy.national_links')
    .values(links.map((national) => ({ project: id, national })))
    .execute()
}

/** Changes what is no term: where a thing belongs, how it is judged, where it is read about. */
async function restate(city: City, { sheet, id, values, changes, reason }: Step): Promise<void> {
  const table = tables[sheet]
  if (!table) return
  const fields = fieldsOf(sheet, [])
  const told = changes.filter(({ field }) => fields.some(({ key, role }) => key === field && role !== 'promise'))
  if (told.length === 0) return
  const row = restatedRow(
    sheet,
    values,
    told.map(({ field }) => field),
  )
  if (Object.keys(row).length > 0) {
    const pairs = Object.entries(row).map(([name, value]) => sql`${sql.ref(name)} = ${value}`)
    await sql`update ${sql.table(table)} set ${sql.join(pairs)} where id = ${id}`.execute(city.db)
  }
  const isWords = (key: string) => fields.some((field) => field.key === key && field.kind === 'text' && !field.refers)
  await inscribe(city, {
    kind: 'strategy.restated',
    subject: `${things[sheet] ?? sheet}:${id}`,
    ...spoken(city),
    data: Object.fromEntries(
      told.filter(({ field }) => !isWords(field)).map(({ field, was, now }) => [field, { was, now }]),
    ),
    texts: {
      ...Object.fromEntries(told.filter(({ field }) => isWords(field)).map(({ field, now }) => [field, now])),
      ...(reason === null ? {} : { reason }),
    },
  })
}

const tables: Partial<Record<SheetKey, string>> = {
  goals: 'strategy.goals',
  tasks: 'strategy.tasks',
  indicators: 'strategy.indicators',
  projects: 'strategy.projects',
  milestones: 'strategy.milestones',
}
const things: Partial<Record<SheetKey, string>> = {
  goals: 'goal',
  tasks: 'task',
  indicators: 'indicator',
  projects: 'project',
  milestones: 'milestone',
}

const spoken = (city: City) => ({ basis: basisOf(city), office: strategyOffice(city) })
const said = (value: string | null | undefined): string | null => value ?? null
