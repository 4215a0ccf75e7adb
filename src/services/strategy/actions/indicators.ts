// Indicators of the city's own making: what they are is fixed when they are promised, their targets and plans are terms.
import { basisOf, inscribe } from '#kernel/chronicle/index.ts'
import { action, type City } from '#platform/city.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { mayCommit } from '../policy.ts'
import { strategyDb, type UnitForms } from '../tables.ts'
import { strategyOffice } from './office.ts'
import { pledge } from './terms.ts'

export interface NewIndicator {
  id: string
  name: string
  nameEn?: string | null
  direction: string
  unit: string
  unitEn?: string | null
  unitForms?: UnitForms | null
  okei?: string | null
  polarity: 'up' | 'down' | 'target'
  baseline: { value: string; year: number } | null
  method?: string | null
  /** First words on it: target, due, plans, owner. */
  terms: Readonly<Record<string, string | null>>
}

/** Adds an indicator whose numbers are observed, and promises its terms. Throws `conflict` where the id is taken. */
export const addIndicator = action('strategy', async (city: City, input: NewIndicator): Promise<void> => {
  demand(city.actor, mayCommit, undefined)
  const basis = basisOf(city)
  const last = await strategyDb(city)
    .selectFrom('strategy.indicators')
    .select((each) => each.fn.max('position').as('position'))
    .executeTakeFirst()
  const added = await strategyDb(city)
    .insertInto('strategy.indicators')
    .values({
      id: input.id,
      name: input.name,
      name_en: input.nameEn ?? null,
      direction: input.direction,
      goal: null,
      level: 'город',
      unit: input.unit,
      unit_en: input.unitEn ?? null,
      unit_forms: input.unitForms ? JSON.stringify(input.unitForms) : null,
      okei: input.okei ?? null,
      kind: 'latest',
      polarity: input.polarity,
      promise: 'показатель города',
      baseline_value: input.baseline?.value ?? null,
      baseline_year: input.baseline?.year ?? null,
      target_value: null,
      target_year: null,
      hears: null,
      numerator: null,
      denominator: null,
      method: input.method ?? null,
      basis: basis.kind === 'demo' ? 'demo' : 'city',
      source: null,
      source_date: null,
      note: null,
      position: (last?.position ?? 0) + 1,
      digest: '',
      task: null,
      periodicity: null,
      kept_from: null,
      near_from: null,
    })
    .onConflict((clash) => clash.column('id').doNothing())
    .executeTakeFirst()
  if (added.numInsertedOrUpdatedRows === 0n) throw refuse.conflict('strategy.refusal.indicatorTaken')
  await inscribe(city, {
    kind: 'strategy.promised',
    subject: `indicator:${input.id}`,
    basis,
    office: strategyOffice(city),
    data: {
      indicator: input.id,
      direction: input.direction,
      kind: 'latest',
      polarity: input.polarity,
      okei: input.okei ?? null,
      baseline: input.baseline?.value ?? null,
      baselineYear: input.baseline?.year ?? null,
      target: input.terms.target ?? null,
      targetYear: input.terms.due === undefined || input.terms.due === null ? null : Number(input.terms.due),
    },
    texts: { name: input.name, unit: input.unit },
  })
  await pledge(city, {
    pledges: [
      { subject: `indicator:${input.id}`, terms: { scope: input.name, ...input.terms }, reason: null, quiet: true },
    ],
  })
})
