// What can be asked of milestones: what each must reach, what was promised of it, and what has been accepted.
import type { City } from '#platform/city.ts'
import type { Term } from '../rules/terms.ts'
import { type Basis, strategyDb } from '../tables.ts'
import { type EvidenceView, evidenceOf } from './evidence.ts'
import type { Sourced } from './promises.ts'
import { termsOf } from './terms.ts'

export interface MilestoneView {
  id: string
  project: string
  name: string
  nameEn: string | null
  unit: string | null
  unitEn: string | null
  document: string | null
  /** A decimal above 0. */
  weight: string
  critical: boolean
  basis: Basis
  source: Sourced | null
  terms: ReadonlyMap<string, Term>
  /** By when, as promised now: a year, month or day. */
  due: string | null
  /** How much is to be reached; null where it is reached or not. */
  target: string | null
  evidence: EvidenceView[]
}

/** Milestones of projects (of all when left out), or some by their ids, in their order, with terms and evidence. */
export async function milestonesOf(
  city: City,
  of?: readonly string[] | { ids: readonly string[] },
): Promise<MilestoneView[]> {
  const [projects, ids] = of === undefined ? [] : 'ids' in of ? [undefined, of.ids] : [of]
  if (projects?.length === 0 || ids?.length === 0) return []
  let query = strategyDb(city).selectFrom('strategy.milestones').selectAll().orderBy('position').orderBy('id')
  if (projects) query = query.where('project', 'in', [...projects])
  if (ids) query = query.where('id', 'in', [...ids])
  const rows = await query.execute()
  const subjects = rows.map(({ id }) => `milestone:${id}`)
  const [terms, evidence] = [await termsOf(city, subjects), await evidenceOf(city, { subjects })]
  const byThing = Map.groupBy(evidence, ({ subject }) => subject)
  return rows.map(({ name_en, unit_en, okei: _, position: __, source, source_date, ...row }) => {
    const own = terms.get(`milestone:${row.id}`) ?? new Map<string, Term>()
    return {
      ...row,
      nameEn: name_en,
      unitEn: unit_en,
      source: source === null ? null : { page: source, date: source_date },
      terms: own,
      due: own.get('due')?.now.value ?? null,
      target: own.get('target')?.now.value ?? null,
      evidence: byThing.get(`milestone:${row.id}`) ?? [],
    }
  })
}
