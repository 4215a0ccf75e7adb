// The personal data of review and award: what is held of a handle, and forgetting it while decisions, agreements and sums stay true.
import { action, type City } from '#platform/city.ts'
import type { PersonalKind } from '#platform/module.ts'
import { awardingDb } from '../tables/awarding.ts'

/** What is held of a handle: reviews she wrote, and what became of her applications. */
export async function exportAwarding(city: City, handle: string) {
  const db = awardingDb(city)
  const reviews = await db
    .selectFrom('programmes.assignments as s')
    .innerJoin('programmes.applications as a', 'a.id', 's.application')
    .select(['a.number', 's.at', 's.declared_at as declaredAt', 's.ended_because as endedBecause', 's.said'])
    .select(['s.scores', 's.sent_at as sentAt'])
    .where('s.handle', '=', handle)
    .orderBy('s.at')
    .execute()
  const relations = await db
    .selectFrom('programmes.relations')
    .select(['inn', 'at'])
    .where('handle', '=', handle)
    .orderBy('inn')
    .execute()
  const appeals = await db
    .selectFrom('programmes.appeals as p')
    .innerJoin('programmes.applications as a', 'a.id', 'p.application')
    .select(['a.number', 'p.at', 'p.words', 'p.outcome', 'p.reason'])
    .where('a.handle', '=', handle)
    .orderBy('p.at')
    .execute()
  const decisions = await db
    .selectFrom('programmes.decisions as d')
    .innerJoin('programmes.applications as a', 'a.id', 'd.application')
    .leftJoin('programmes.protocols as p', 'p.id', 'd.protocol')
    .select(['a.number', 'd.outcome', 'd.amount', 'd.reason', 'd.at'])
    .where('a.handle', '=', handle)
    .where((where) => where.or([where('d.protocol', 'is', null), where('p.confirmed_at', 'is not', null)]))
    .orderBy('d.at')
    .execute()
  const agreements = await db
    .selectFrom('programmes.awards as w')
    .innerJoin('programmes.applications as a', 'a.id', 'w.application')
    .select(['a.number', 'w.amount', 'w.agreement', 'w.accepted_at as acceptedAt', 'w.title_public as titlePublic'])
    .select(['w.declined_at as declinedAt', 'w.declined_because as declinedBecause', 'w.closed_at as closedAt'])
    .where('a.handle', '=', handle)
    .orderBy('w.at')
    .execute()
  const proofs = await db
    .selectFrom('programmes.proofs as f')
    .innerJoin('programmes.milestones as m', 'm.id', 'f.milestone')
    .innerJoin('programmes.applications as a', 'a.id', 'm.application')
    .select(['a.number', 'f.at', 'f.said', 'f.name', 'f.verdict', 'f.reason'])
    .where('a.handle', '=', handle)
    .orderBy('f.at')
    .execute()
  const reports = await db
    .selectFrom('programmes.reports as r')
    .innerJoin('programmes.applications as a', 'a.id', 'r.application')
    .select(['a.number', 'r.at', 'r.answers', 'r.spent', 'r.verdict', 'r.reason'])
    .where('a.handle', '=', handle)
    .orderBy('r.at')
    .execute()
  return { reviews, relations, appeals, awards: [...decisions, ...agreements, ...proofs, ...reports] }
}

/**
 * Forgets a handle: her words in appeals, refusals and recusals, papers and reports of awards without an accepted agreement, her name
 * among reviewers. An accepted agreement, its evidence and its money stay for their legal term. Answers how many rows were changed. To be called before the
 * applications lose the handle.
 */
export const eraseAwarding = action('programmes', async (city: City, handle: string): Promise<number> => {
  const db = awardingDb(city)
  const own = await db.selectFrom('programmes.applications').select('id').where('handle', '=', handle).execute()
  const ids = own.map(({ id }) => id)
  let changed = 0
  const note = ({ numUpdatedRows = 0n, numDeletedRows = 0n }: { numUpdatedRows?: bigint; numDeletedRows?: bigint }) => {
    changed += Number(numUpdatedRows + numDeletedRows)
  }
  note(
    await db
      .updateTable('programmes.assignments')
      .set({ handle: null, said: null })
      .where('handle', '=', handle)
      .executeTakeFirst(),
  )
  note(await db.deleteFrom('programmes.panel').where('handle', '=', handle).executeTakeFirst())
  note(await db.deleteFrom('programmes.relations').where('handle', '=', handle).executeTakeFirst())
  await db.updateTable('programmes.reviewing').set({ handle: null }).where('handle', '=', handle).execute()
  await db.updateTable('programmes.protocols').set({ handle: null }).where('handle', '=', handle).execute()
  await db.updateTable('programmes.protocols').set({ signer: null }).where('signer', '=', handle).execute()
  await db.updateTable('programmes.appeals').set({ handle: null }).where('handle', '=', handle).execute()
  if (ids.length === 0) return changed
  note(
    await db
      .updateTable('programmes.appeals')
      .set({ words: '' })
      .where('application', 'in', ids)
      .where('words', '<>', '')
      .executeTakeFirst(),
  )
  const loose = await db
    .updateTable('programmes.awards')
    .set({ agreement: null, paper: null, declined_because: null })
    .where('application', 'in', ids)
    .where('accepted_at', 'is', null)
    .executeTakeFirst()
  note(loose)
  return changed
})

/** Forgets agreements, evidence and reports of awards whose legal term has passed; decisions and entries stay. Answers how many awards. */
export const forgetAwards = action(
  'programmes',
  async (city: City, asked: { before: Date; most: number }): Promise<number> => {
    const db = awardingDb(city)
    const old = await db
      .selectFrom('programmes.awards')
      .select('application')
      .where((where) => where.or([where('closed_at', '<', asked.before), where('declined_at', '<', asked.before)]))
      .where('agreement', 'is not', null)
      .orderBy('application')
      .limit(asked.most)
      .execute()
    const ids = old.map(({ application }) => application)
    if (ids.length === 0) return 0
    const steps = db.selectFrom('programmes.milestones').select('id').where('application', 'in', ids)
    await db
      .updateTable('programmes.proofs')
      .set({ said: '', sha: null, name: null })
      .where('milestone', 'in', steps)
      .execute()
    await db.updateTable('programmes.reports').set({ answers: '{}' }).where('application', 'in', ids).execute()
    await db
      .updateTable('programmes.awards')
      .set({ agreement: null, paper: null, declined_because: null })
      .where('application', 'in', ids)
      .execute()
    return ids.length
  },
)

export const awardingKinds: Readonly<Record<string, PersonalKind>> = {
  reviews: {
    label: 'programmes.personal.reviews',
    basis: 'programmes.personal.reviews.basis',
    stays: 'programmes.personal.reviews.stays',
  },
  relations: { label: 'programmes.reviews.relations', basis: 'programmes.personal.reviews.basis' },
  appeals: { label: 'programmes.personal.appeals', basis: 'programmes.personal.reviews.basis' },
  awards: {
    label: 'programmes.personal.awards',
    basis: 'programmes.personal.awards.basis',
    kept: 'programmes.personal.awards.kept',
    stays: 'programmes.personal.awards.stays',
  },
}
