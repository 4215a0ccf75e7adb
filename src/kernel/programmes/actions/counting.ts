// One application of each, where the programme says so: the database holds the one, however many are sent at once.
import type { City } from '#platform/city.ts'
import { refuse } from '#platform/refusal.ts'
import { countedFor } from '../queries/counted.ts'
import type { ApplicationLimit } from '../rules/definition.ts'
import { type Applicant, countedBy } from '../rules/limits.ts'
import { applyingDb } from '../tables/applying.ts'

/** Counts an application that is being sent. Throws `conflict` where another of the same applicant was sent. */
export async function countOne(
  city: City,
  application: { id: string; call: string } & Applicant,
  limit: ApplicationLimit,
): Promise<void> {
  const { id, call } = application
  const by = countedBy(limit, application)
  if (by === null) return
  // Two that are sent at once: the second waits for the first, and finds it.
  const made = await applyingDb(city)
    .insertInto('programmes.counted')
    .values({ call, by, application: id })
    .onConflict((conflict) => conflict.columns(['call', 'by']).doNothing())
    .returning('application')
    .executeTakeFirst()
  // One that is mended and sent again counts already.
  if (!made && (await countedFor(city, call, application, limit)) !== id)
    throw refuse.conflict(`programmes.refusal.counted.${limit}`)
}

/** Throws `invalid` at the applicant's box where an application of hers was sent already: said before she writes another. */
export async function demandNotCounted(
  city: City,
  call: string,
  applicant: Applicant,
  limit: ApplicationLimit,
): Promise<void> {
  if ((await countedFor(city, call, applicant, limit)) !== null)
    throw refuse.invalid({ applicant: { key: `programmes.refusal.counted.${limit}` } })
}
