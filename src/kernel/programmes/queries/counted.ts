// Which application of an applicant counts in a call that takes one of each.
import type { City } from '#platform/city.ts'
import type { ApplicationLimit } from '../rules/definition.ts'
import { type Applicant, countedBy } from '../rules/limits.ts'
import { applyingDb } from '../tables/applying.ts'

/** The id of the application that was sent for the same applicant, perhaps by somebody else; null where there is none, or no limit. */
export async function countedFor(
  city: City,
  call: string,
  applicant: Applicant,
  limit: ApplicationLimit,
): Promise<string | null> {
  const by = countedBy(limit, applicant)
  if (by === null) return null
  const row = await applyingDb(city)
    .selectFrom('programmes.counted')
    .select('application')
    .where('call', '=', call)
    .where('by', '=', by)
    .executeTakeFirst()
  return row?.application ?? null
}
