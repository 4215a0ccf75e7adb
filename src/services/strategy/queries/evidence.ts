// What can be asked of evidence: what was brought, what counts, and what was refused or taken back.
import type { City } from '#platform/city.ts'
import { type EvidenceKind, strategyDb } from '../tables.ts'

/** Which of these files of the store are papers of evidence. */
export async function papersAmong(city: City, shas: readonly string[]): Promise<string[]> {
  if (shas.length === 0) return []
  const rows = await strategyDb(city)
    .selectFrom('strategy.evidence')
    .select('sha256')
    .where('sha256', 'in', [...shas])
    .execute()
  return rows.flatMap(({ sha256 }) => sha256 ?? [])
}

export interface EvidenceView {
  id: string
  subject: string
  kind: EvidenceKind
  ref: string
  quantity: string | null
  day: string
  source: string | null
  sha256: string | null
  at: Date
  office: string
  basis: 'city' | 'demo'
  /** waiting: nobody has looked; withdrawn: it counted once and no longer does. */
  state: 'waiting' | 'accepted' | 'refused' | 'withdrawn'
  /** Why it was refused or taken back. */
  reason: string | null
  judgedAt: Date | null
}

/** Evidence of things, the latest brought first; of all things when `subjects` is left out, then only what waits if asked. */
export async function evidenceOf(
  city: City,
  input: { subjects?: readonly string[]; waiting?: boolean; id?: string },
): Promise<EvidenceView[]> {
  if (input.subjects?.length === 0) return []
  let query = strategyDb(city).selectFrom('strategy.evidence as e').selectAll().orderBy('e.id', 'desc')
  if (input.id !== undefined) query = query.where('e.id', '=', input.id)
  if (input.subjects) query = query.where('e.subject', 'in', [...input.subjects])
  if (input.waiting) {
    query = query.where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('strategy.verdicts as v').select('v.id').whereRef('v.evidence', '=', 'e.id'))),
    )
  }
  const rows = await query.execute()
  if (rows.length === 0) return []
  const verdicts = await strategyDb(city)
    .selectFrom('strategy.verdicts')
    .selectAll()
    .where(
      'evidence',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('at')
    .orderBy('id')
    .execute()
  const byEvidence = Map.groupBy(verdicts, ({ evidence }) => evidence)
  return rows.map(({ on_day, ...row }) => {
    const given = byEvidence.get(row.id) ?? []
    const last = given.at(-1)
    const counted = given.some(({ accepted }) => accepted)
    return {
      ...row,
      day: on_day,
      state: !last ? 'waiting' : last.accepted ? 'accepted' : counted ? 'withdrawn' : 'refused',
      reason: last?.reason ?? null,
      judgedAt: last?.at ?? null,
    }
  })
}
