// Loading the strategy: rows appear or change only where the pack differs, and each promise enters the chronicle once.
import { type Basis, basisOf, inscribe } from '#kernel/chronicle/index.ts'
import { action, type City } from '#platform/city.ts'
import { newId } from '#platform/ids.ts'
import { demand } from '#platform/policy.ts'
import { type Pledge, pledge } from './actions/terms.ts'
import type { IndicatorRow, ProjectRow, StrategyPack } from './pack.ts'
import { mayLoadStrategy } from './policy.ts'
import { termsOf } from './queries/terms.ts'
import { spanIn } from './rules/period.ts'
import { sameValue, subjectParts } from './rules/terms.ts'
import { standing } from './rules/value.ts'
import { strategyDb } from './tables.ts'

/** Loads the whole strategy. Answers how many rows were new or changed. */
export const loadStrategy = action('strategy', async (city: City, pack: StrategyPack): Promise<{ changed: number }> => {
  demand(city.actor, mayLoadStrategy, undefined)
  await loadOutline(city, pack)
  const known = await digests(city, 'strategy.indicators')
  const news = pack.indicators.filter((row) => known.get(row.id) !== row.digest)
  // A ratio names two others, so it enters after them.
  for (const row of news.toSorted((a, b) => Number(a.kind === 'ratio') - Number(b.kind === 'ratio'))) {
    await loadIndicator(city, row)
  }
  const knownProjects = await digests(city, 'strategy.projects')
  const newProjects = pack.projects.filter((row) => knownProjects.get(row.id) !== row.digest)
  for (const row of newProjects) await loadProject(city, row)
  await pledgeFromPress(city, [...news.map(indicatorPledge), ...newProjects.map(projectPledge)])
  return { changed: news.length + newProjects.length }
})

async function loadOutline(city: City, { plan, directions, goals, national }: StrategyPack): Promise<void> {
  const row = {
    id: plan.id,
    mission: plan.mission,
    mission_en: plan.missionEn,
    horizon: plan.horizon,
    source: plan.source,
    source_date: plan.source_date,
  }
  await strategyDb(city)
    .insertInto('strategy.plan')
    .values(row)
    .onConflict((clash) => clash.column('id').doUpdateSet(row))
    .execute()
  for (const [position, { id, name, nameEn, main, workshop }] of directions.entries()) {
    const direction = {
      name,
      name_en: nameEn,
      main,
      position,
      workshop_from: workshop?.from ?? null,
      workshop_to: workshop?.to ?? null,
      workshop_note: workshop?.note ?? null,
      source: workshop?.source ?? null,
      source_date: workshop?.source_date ?? null,
    }
    await strategyDb(city)
      .insertInto('strategy.directions')
      .values({ id, ...direction })
      .onConflict((clash) => clash.column('id').doUpdateSet(direction))
      .execute()
  }
  for (const [position, { id, direction, name, nameEn, source, source_date }] of goals.entries()) {
    const goal = { direction, name, name_en: nameEn, source, source_date, position }
    await strategyDb(city)
      .insertInto('strategy.goals')
      .values({ id, ...goal })
      .onConflict((clash) => clash.column('id').doUpdateSet(goal))
      .execute()
  }
  for (const [position, { id, name, nameEn }] of national.entries()) {
    const called = { name, name_en: nameEn, position }
    await strategyDb(city)
      .insertInto('strategy.national_projects')
      .values({ id, ...called })
      .onConflict((clash) => clash.column('id').doUpdateSet(called))
      .execute()
  }
}

async function digests(city: City, table: 'strategy.indicators' | 'strategy.projects'): Promise<Map<string, string>> {
  const rows = await strategyDb(city).selectFrom(table).select(['id', 'digest']).execute()
  return new Map(rows.map(({ id, digest }) => [id, digest]))
}

async function loadIndicator(city: City, row: IndicatorRow): Promise<void> {
  const { current_value, current_date, id, unit_forms, target_value, target_year, ...rest } = row
  const kept = { ...rest, unit_forms: unit_forms && JSON.stringify(unit_forms) }
  const before = await strategyDb(city)
    .selectFrom('strategy.indicators')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  await strategyDb(city)
    .insertInto('strategy.indicators')
    // What was promised before is moved by the pledge below, which asks for a reason.
    .values({ id, ...kept, target_value, target_year })
    .onConflict((clash) => clash.column('id').doUpdateSet(kept))
    .execute()
  if (row.basis === 'press') {
    await observeFromPress(
      city,
      row,
      'baseline',
      row.baseline_value,
      row.baseline_year === null ? null : String(row.baseline_year),
    )
    await observeFromPress(city, row, 'current', current_value, current_date)
  }
  if (before) return
  await inscribe(city, {
    // A number without a target is stated, not promised.
    kind: row.target_value === null ? 'strategy.stated' : 'strategy.promised',
    subject: `indicator:${id}`,
    basis: basisFor(city, row),
    office: null,
    data: promised(row),
    texts: { name: row.name, unit: row.unit },
  })
}

function indicatorPledge(row: IndicatorRow): Pledge {
  return {
    subject: `indicator:${row.id}`,
    terms: {
      target: row.target_value,
      due: row.target_year === null ? null : String(row.target_year),
      scope: row.name,
    },
    ...saidBy(row),
  }
}

function projectPledge(row: ProjectRow): Pledge {
  const { start, due } = spanIn(row.period)
  return {
    subject: `project:${row.id}`,
    terms: { start, due, owner: row.responsible, budget: row.budget_rub, scope: row.summary },
    ...saidBy(row),
  }
}

function saidBy(row: { source: string | null; source_date: string | null }) {
  const source = row.source === null ? null : { page: row.source, date: row.source_date }
  const said = source && `${new URL(source.page).hostname}${source.date === null ? '' : `, ${source.date}`}`
  return {
    source,
    ...(source ? { basis: 'press' as const } : {}),
    reason: said === null ? 'Новые данные города' : `Новая публикация: ${said}`,
    quiet: true,
  }
}

// A page that says what it has always said is no news, though somebody has moved the promise since: only another word of it moves.
async function pledgeFromPress(city: City, pledges: readonly Pledge[]): Promise<void> {
  const known = await termsOf(
    city,
    pledges.map(({ subject }) => subject),
  )
  await pledge(city, {
    pledges: pledges.map((each) => {
      const kind = subjectParts(each.subject)?.kind
      const news = Object.entries(each.terms).filter(([term, value]) => {
        const rows = known.get(each.subject)?.get(term)?.rows ?? []
        const said = rows.filter(({ office }) => office === null).at(-1)
        return !said || !kind || !sameValue(kind, term, said.value, value)
      })
      return { ...each, terms: Object.fromEntries(news) }
    }),
  })
}

async function observeFromPress(
  city: City,
  row: IndicatorRow,
  part: 'baseline' | 'current',
  value: string | null,
  period: string | null,
): Promise<void> {
  if (value === null || row.source === null) return
  const rows = await strategyDb(city)
    .selectFrom('strategy.observations')
    .selectAll()
    .where('indicator', '=', row.id)
    .where('part', '=', part)
    .where('basis', '=', 'press')
    .execute()
  const same = standing(rows).find((each) => each.period === period)
  if (same && Number(same.value) === Number(value)) return
  await strategyDb(city)
    .insertInto('strategy.observations')
    .values({
      id: newId(city.now),
      indicator: row.id,
      value,
      period,
      part,
      at: city.now,
      source: row.source,
      source_date: row.source_date,
      basis: 'press',
      reason: null,
      revises: same?.id ?? null,
    })
    .execute()
}

async function loadProject(city: City, row: ProjectRow): Promise<void> {
  const { id, ...kept } = row
  const before = await strategyDb(city)
    .selectFrom('strategy.projects')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  await strategyDb(city)
    .insertInto('strategy.projects')
    .values({ id, ...kept })
    .onConflict((clash) => clash.column('id').doUpdateSet(kept))
    .execute()
  if (before && told({ ...before, source: before.source ?? '' }) === told(row)) return
  await inscribe(city, {
    kind: before ? 'strategy.project-changed' : 'strategy.project-proposed',
    subject: `project:${id}`,
    basis: { kind: 'press', page: row.source, date: row.source_date },
    office: null,
    data: { project: id, direction: row.direction, stage: row.stage_group, budget: row.budget_rub },
    texts: { name: row.name, stage: row.stage, responsible: row.responsible ?? '' },
  })
}

// What the source says of a project: a new translation of its name, or another place in the list, is no news of the city.
function told(row: Pick<ProjectRow, (typeof toldOf)[number]>): string {
  return JSON.stringify(toldOf.map((name) => row[name]))
}

const toldOf = [
  'name',
  'direction',
  'stage',
  'stage_group',
  'period',
  'origin',
  'place',
  'district',
  'source',
  'source_date',
  'note',
] as const

type Promised = Pick<
  IndicatorRow,
  'id' | 'kind' | 'baseline_year' | 'target_year' | 'direction' | 'polarity' | 'okei'
> & { baseline_value: string | null; target_value: string | null }

// What is promised, as numbers: the same from the pack and from the database, where numeric may carry zeros at its end.
function promised(row: Promised) {
  return {
    indicator: row.id,
    direction: row.direction,
    kind: row.kind,
    polarity: row.polarity,
    okei: row.okei,
    baseline: row.baseline_value,
    baselineYear: row.baseline_year,
    target: row.target_value,
    targetYear: row.target_year,
  }
}

function basisFor(city: City, row: IndicatorRow): Basis {
  return row.source === null ? basisOf(city) : { kind: 'press', page: row.source, date: row.source_date }
}
