// The strategy's part of the city pack: what its files look like, brought to the rows the strategy keeps.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Pack } from '#platform/module.ts'

const amount = z.number().nullable()
const text = z.string().nullable()

const indicator = z.object({
  id: z.string(),
  indicator: z.string(),
  indicatorEn: z.string().optional(),
  direction: z.string(),
  level: z.string(),
  unit: z.string(),
  unitEn: z.string().optional(),
  unitForms: z
    .object({
      one: z.string(),
      few: z.string(),
      many: z.string(),
      en: z.object({ one: z.string(), other: z.string() }).optional(),
    })
    .optional(),
  baseline_value: amount,
  baseline_year: amount,
  target_value: amount,
  target_year: amount,
  current_value: amount.optional(),
  current_date: text.optional(),
  kind: z.string(),
  source: text,
  source_date: text,
  note: text,
})
const own = indicator.extend({
  kind: z.enum(['sum', 'latest']),
  polarity: z.enum(['up', 'down', 'target']),
  okei: text,
  method: text.optional(),
  hears: z.string().optional(),
  counts: z.enum(['one', 'quantity']).optional(),
})
const kindRow = z.object({
  id: z.string(),
  kind: z.enum(['sum', 'latest', 'ratio']),
  polarity: z.enum(['up', 'down', 'target']),
  okei: text,
  numerator: z.string().optional(),
  denominator: z.string().optional(),
})
const workshop = z.object({ from: z.string(), to: z.string(), note: text, source: z.string(), source_date: z.string() })
const outline = z.object({
  plan: z.object({
    id: z.string(),
    mission: z.string(),
    missionEn: z.string(),
    source: z.string(),
    source_date: z.string(),
  }),
  directions: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      nameEn: z.string(),
      main: z.boolean(),
      workshop: workshop.nullable(),
    }),
  ),
  goals: z.array(
    z.object({
      id: z.string(),
      direction: z.string(),
      name: z.string(),
      nameEn: z.string(),
      indicators: z.array(z.string()),
      source: z.string(),
      source_date: z.string(),
    }),
  ),
  stages: z.record(z.string(), z.array(z.string())),
  services: z.record(z.string(), z.string()),
})
const project = z.object({
  id: z.string(),
  name: z.string(),
  nameEn: z.string().optional(),
  direction: z.string(),
  summary: z.string(),
  stage: z.string(),
  period: text,
  budget_rub: amount,
  responsible: text,
  origin: z.string(),
  place: text,
  district: text,
  source: z.string(),
  source_date: text,
  note: text,
})
const national = z.object({ id: z.string(), name: z.string(), nameEn: z.string() })
const horizon = z.object({ horizon: z.object({ year: z.number() }) })

export type StrategyPack = ReturnType<typeof readStrategyPack>
export type IndicatorRow = StrategyPack['indicators'][number]
export type ProjectRow = StrategyPack['projects'][number]

/** Reads and joins the files. Throws with a sentence where they do not fit together. */
export function readStrategyPack(pack: Pack) {
  const drawn = outline.parse(pack.read('strategy-directions.json'))
  const directionIds = new Map(drawn.directions.map(({ id, name }) => [name, id]))
  const directionOf = (name: string): string => {
    const id = directionIds.get(name)
    if (id === undefined) throw new Error(`strategy-directions.json has no direction ${name}`)
    return id
  }
  const hasWorkshop = new Set(drawn.directions.filter((each) => each.workshop).map(({ name }) => name))
  const kinds = new Map(
    z
      .array(kindRow)
      .parse(pack.read('indicator-kinds.json'))
      .map((row) => [row.id, row]),
  )
  const goals = new Map(drawn.goals.flatMap(({ id, indicators }) => indicators.map((each) => [each, id])))
  const fromPress = z
    .array(indicator)
    .parse(pack.read('strategy-indicators.json'))
    .map((row) => {
      const kind = kinds.get(row.id)
      if (!kind) throw new Error(`indicator-kinds.json does not say how ${row.id} arises`)
      return {
        ...shared(row),
        promise: row.kind,
        goal: goals.get(row.id) ?? null,
        kind: kind.kind,
        polarity: kind.polarity,
        okei: kind.okei,
        numerator: kind.numerator ?? null,
        denominator: kind.denominator ?? null,
        hears: null,
        counts: 'one' as const,
        method: null,
        basis: 'press' as const,
      }
    })
  const ofOwn = z
    .array(own)
    .parse(pack.read('indicators-own.json'))
    .map((row) => ({
      ...shared(row),
      promise: 'показатель системы',
      goal: null,
      kind: row.kind,
      polarity: row.polarity,
      okei: row.okei,
      numerator: null,
      denominator: null,
      // Evidence adds up only where the system counts it itself: a number of the press is never moved by a win.
      hears: row.kind === 'sum' ? (row.hears ?? 'small-wins') : null,
      counts: row.counts ?? ('one' as const),
      method: row.method ?? null,
      basis: 'own' as const,
    }))
  function shared(row: z.output<typeof indicator>) {
    return {
      id: row.id,
      name: row.indicator,
      name_en: row.indicatorEn ?? null,
      direction: directionOf(row.direction),
      level: row.level,
      unit: row.unit,
      unit_en: row.unitEn ?? null,
      unit_forms: row.unitForms ?? null,
      baseline_value: decimal(row.baseline_value),
      baseline_year: row.baseline_year,
      target_value: decimal(row.target_value),
      target_year: row.target_year,
      current_value: decimal(row.current_value ?? null),
      current_date: row.current_date ?? null,
      source: row.source,
      source_date: row.source_date,
      note: row.note,
    }
  }
  return {
    plan: { ...drawn.plan, horizon: horizon.parse(pack.read('city.json')).horizon.year },
    directions: drawn.directions,
    goals: drawn.goals,
    national: z.array(national).parse(pack.read('national-projects.json')),
    indicators: [...ofOwn, ...fromPress].map((row, position) => withDigest({ ...row, position })),
    projects: z
      .array(project)
      .parse(pack.read('strategy-projects.json'))
      .map(({ nameEn, ...row }, position) =>
        withDigest({
          ...row,
          name_en: nameEn ?? null,
          direction: directionOf(row.direction),
          budget_rub: decimal(row.budget_rub),
          stage_group: stageGroupFor(row.stage, drawn.stages),
          from_workshop: row.origin === 'мастерские стратегии',
          workshop:
            row.origin === 'мастерские стратегии' && hasWorkshop.has(row.direction) ? directionOf(row.direction) : null,
          service: drawn.services[row.id] ?? null,
          position,
        }),
      ),
  }
}

/** The group a stage belongs to; `other` where nobody has sorted its words yet. */
export function stageGroupFor(stage: string, groups: Record<string, readonly string[]>): string {
  return Object.entries(groups).find(([, stages]) => stages.includes(stage))?.[0] ?? 'other'
}

function withDigest<Row extends object>(row: Row): Row & { digest: string } {
  return { ...row, digest: createHash('sha256').update(JSON.stringify(row)).digest('hex') }
}

// A JSON number of the pack has few digits, so its shortest text is the number that stands on the page.
function decimal(value: number | null): string | null {
  return value === null ? null : value.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 12 })
}
