// The Bureau's part of the city pack: measures as their pages tell them with our reading, figures, queues of advisers, rules of its own.
import { z } from 'zod'
import { loadQuestions, loadTerms } from '#kernel/programmes/index.ts'
import { action, type City } from '#platform/city.ts'
import { always, datedReference } from '#platform/dated.ts'
import type { Pack } from '#platform/module.ts'
import { demand } from '#platform/policy.ts'
import { mayLoadBureau } from './policy.ts'
import { audiences, levels, lookings, type MeasureFields, measureShape } from './rules/measure.ts'
import { stackingShape } from './rules/stacking.ts'

export const bureauReference = datedReference('bureau')

const both = z.object({ ru: z.string(), en: z.string() })
const text = z.string().nullable()
const sum = z.number().nullable()

export const topicShape = z.object({ code: z.string(), label: both, position: z.number() })

/** A queue of advisers: what it takes. The one that takes nothing by name takes the rest. */
export const queueShape = z.object({
  code: z.string(),
  label: both,
  topics: z.array(z.string()),
  levels: z.array(z.enum(levels)),
  measures: z.array(z.string()),
  /** The body whose advisers answer; null: advisers of the whole city. */
  body: text,
})
export type QueueFields = z.output<typeof queueShape>

/** In how many working days an adviser answers; without a law it is the city's own rule. */
export const answerTermShape = z.object({ days: z.int().min(1).max(60), legalRef: text })

export const smeLimitShape = z.object({
  category: z.enum(['micro', 'small', 'medium']),
  staff: z.int(),
  roubles: z.number(),
  legalRef: z.string(),
})

export const figureShape = z.object({
  title: z.string(),
  category: z.string(),
  value: sum,
  unit: text,
  period: text,
  level: z.string(),
  source: z.string(),
  sourceDate: text,
  note: text,
})
export type FigureFields = z.output<typeof figureShape>

const record = z.object({
  ...{ id: z.string(), name: z.string(), provider: z.string(), eligibility: text, how_to_apply: text, period: text },
  ...{
    amount_min_rub: sum,
    amount_max_rub: sum,
    rate_percent: sum,
    cofinancing_percent: sum,
    age_min: sum,
    age_max: sum,
  },
  ...{ term_months: sum, source: z.string(), source_date: text, note: text },
})
const reading = z.object({
  ...{ id: z.string(), levels: z.array(z.enum(levels)), kind: z.string(), audience: z.enum(audiences) },
  ...{ creative: z.boolean(), notFounded: z.enum(['yes', 'no', 'unsaid']), opens: text, closes: text, speaksOf: text },
  ...{ ended: z.enum(['closed', 'archive']).nullable(), ask: z.string(), applyUrl: text, topic: z.string() },
  looking: z.array(z.enum(lookings)),
})
const figure = z.object({
  ...{ id: z.string(), title: z.string(), category: z.string(), value: sum, unit: text, period: text },
  ...{ level: z.string(), source: z.string(), source_date: text, note: text },
})
const datedRow = z.object({
  id: z.string(),
  validFrom: z.string(),
  validTo: text,
  body: z.record(z.string(), z.unknown()),
})

/** Measures of the pack by id: what their pages say, and how we read days, levels and whom they are for. */
export function readMeasures(pack: Pack): Map<string, MeasureFields> {
  const read = new Map(
    z
      .array(reading)
      .parse(pack.read('measures-read.json'))
      .map((row) => [row.id, row]),
  )
  return new Map(
    z
      .array(record)
      .parse(pack.read('support-measures.json'))
      .map((row) => {
        const ours = read.get(row.id)
        if (!ours) throw new Error(`measures-read.json does not read ${row.id}`)
        const { id, ...said } = ours
        const told = {
          ...{
            name: row.name,
            provider: row.provider,
            who: row.eligibility,
            how: row.how_to_apply,
            period: row.period,
          },
          ...{ amountMin: row.amount_min_rub, amountMax: row.amount_max_rub, ratePercent: row.rate_percent },
          ...{ cofinancingPercent: row.cofinancing_percent, ageMin: row.age_min, ageMax: row.age_max },
          ...{ termMonths: row.term_months, source: row.source, sourceDate: row.source_date, note: row.note },
        }
        return [id, measureShape.parse({ ...told, ...said, law: null, checkedOn: null, basis: 'press' })]
      }),
  )
}

/** Loads all of it; running it again changes nothing. */
export const loadBureau = action('bureau', async (city: City, pack: Pack): Promise<void> => {
  demand(city.actor, mayLoadBureau, undefined)
  const load = (kind: string, rows: { id: string; validFrom: string; validTo: string | null; body: object }[]) =>
    bureauReference.load(city, { kind, rows })
  const zone = z.object({ timeZone: z.string() }).parse(pack.read('city.json'))
  await load('city', [{ id: 'zone', validFrom: always, validTo: null, body: { timeZone: zone.timeZone } }])
  const measures = [...readMeasures(pack)]
  await load(
    'measure',
    measures.map(([id, body]) => ({ id, validFrom: always, validTo: null, body })),
  )
  const figures = z.array(figure).parse(pack.read('creative-industries.json'))
  await load(
    'figure',
    figures.map(({ id, source_date, ...row }) => ({
      ...{ id, validFrom: always, validTo: null },
      body: figureShape.parse({ ...row, sourceDate: source_date }),
    })),
  )
  const together = z.array(stackingShape.extend({ id: z.string() })).parse(pack.read('measure-stacking.json'))
  await load(
    'stacking',
    together.map(({ id, ...body }) => ({ id, validFrom: always, validTo: null, body })),
  )
  await load('topic', datedRows(pack, 'bureau-topics.json', topicShape))
  await load('queue', datedRows(pack, 'bureau-queues.json', queueShape))
  await load('answer-term', datedRows(pack, 'bureau-terms.json', answerTermShape))
  await load('sme-limit', datedRows(pack, 'sme-limits.json', smeLimitShape))
  await loadQuestions(city, pack.read('questions.json'))
  await loadTerms(city, pack.read('measure-terms.json'))
})

function datedRows(pack: Pack, file: string, shape: z.ZodType<object>) {
  return z
    .array(datedRow)
    .parse(pack.read(file))
    .map(({ id, validFrom, validTo, body }) => ({ id, validFrom, validTo, body: shape.parse(body) }))
}
