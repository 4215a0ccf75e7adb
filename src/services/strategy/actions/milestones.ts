// Control points and results of a project: what they are is fixed when they are promised, their dates and amounts are terms.
import { basisOf, inscribe } from '#kernel/chronicle/index.ts'
import { action, type City } from '#platform/city.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { mayCommit } from '../policy.ts'
import { type Basis, strategyDb } from '../tables.ts'
import { strategyOffice } from './office.ts'
import { pledge } from './terms.ts'

export interface NewMilestone {
  id: string
  project: string
  name: string
  nameEn?: string | null
  /** A year, month or day by which it is reached. */
  due: string
  /** How much of `unit` is to be reached; without it the milestone is reached or not. */
  target?: string | null
  unit?: string | null
  unitEn?: string | null
  okei?: string | null
  owner?: string | null
  document?: string | null
  /** A decimal above 0; 1 unless said. */
  weight?: string
  critical?: boolean
  basis?: Basis
  source?: { page: string; date: string | null } | null
}

/** Adds milestones to projects and promises their terms. Throws `conflict` where one of the ids is taken. */
export const addMilestones = action(
  'strategy',
  async (city: City, input: { milestones: readonly NewMilestone[] }): Promise<void> => {
    demand(city.actor, mayCommit, undefined)
    if (input.milestones.length === 0) return
    const basis = basisOf(city)
    const last = await strategyDb(city)
      .selectFrom('strategy.milestones')
      .select((each) => each.fn.max('position').as('position'))
      .executeTakeFirst()
    const rows = input.milestones.map((each, index) => ({
      id: each.id,
      project: each.project,
      name: each.name,
      name_en: each.nameEn ?? null,
      unit: each.unit ?? null,
      unit_en: each.unitEn ?? null,
      okei: each.okei ?? null,
      document: each.document ?? null,
      weight: each.weight ?? '1',
      critical: each.critical ?? false,
      basis: each.basis ?? (basis.kind === 'demo' ? ('demo' as const) : ('city' as const)),
      source: each.source?.page ?? null,
      source_date: each.source?.date ?? null,
      position: (last?.position ?? 0) + index + 1,
    }))
    const added = await strategyDb(city)
      .insertInto('strategy.milestones')
      .values(rows)
      .onConflict((clash) => clash.column('id').doNothing())
      .executeTakeFirst()
    if (Number(added.numInsertedOrUpdatedRows) < rows.length) throw refuse.conflict('strategy.refusal.milestoneTaken')
    for (const each of input.milestones) {
      await inscribe(city, {
        kind: 'strategy.milestone-promised',
        subject: `milestone:${each.id}`,
        basis: each.basis === 'press' && each.source ? { kind: 'press', ...each.source } : basis,
        office: strategyOffice(city),
        data: {
          milestone: each.id,
          project: each.project,
          due: each.due,
          target: each.target ?? null,
          okei: each.okei ?? null,
        },
        texts: {
          name: each.name,
          ...(each.unit ? { unit: each.unit } : {}),
          ...(each.owner ? { owner: each.owner } : {}),
        },
      })
    }
    await pledge(city, {
      pledges: input.milestones.map((each) => ({
        subject: `milestone:${each.id}`,
        terms: { due: each.due, target: each.target ?? null, owner: each.owner ?? null, scope: each.name },
        reason: null,
        quiet: true,
        ...(each.basis ? { basis: each.basis } : {}),
        source: each.source ?? null,
      })),
    })
  },
)
