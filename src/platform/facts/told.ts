// What has been told: the facts of one thing, and all facts page by page for a module that was not there to hear them.
import type { City } from '../city.ts'
import type { Heard } from './reaction.ts'
import { factsDb } from './tables.ts'

/** All facts of a subject in their order. */
export async function factsOf(city: City, subject: string): Promise<{ kind: string; at: Date; data: object }[]> {
  return factsDb(city)
    .selectFrom('facts.facts')
    .select(['kind', 'at', 'data'])
    .where('subject', '=', subject)
    .orderBy('at')
    .orderBy('id')
    .execute()
}

/** The data of the last fact of this kind of each subject that has one. */
export async function lastTold(
  city: City,
  kind: string,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, unknown>> {
  if (subjects.length === 0) return new Map()
  const rows = await factsDb(city)
    .selectFrom('facts.facts')
    .select(['subject', 'data'])
    .where('subject', 'in', subjects)
    .where('kind', '=', kind)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return new Map(rows.map(({ subject, data }) => [subject, data]))
}

/**
 * A page of everything that was told, in the order of ids, from above `after` on (null: from the beginning): the facts of these
 * kinds among the next `most`, and the id of the last one looked at, null when there was none. So no page looks at more than it
 * says, however rare its kinds are.
 */
export async function factsAfter(
  city: City,
  asked: { after: string | null; kinds: readonly string[]; most: number },
): Promise<{ facts: Heard[]; last: string | null }> {
  const db = factsDb(city)
  let next = db.selectFrom('facts.facts').select('id').orderBy('id').limit(asked.most)
  if (asked.after !== null) next = next.where('id', '>', asked.after)
  const ids = (await next.execute()).map(({ id }) => id)
  const [first, last] = [ids[0], ids.at(-1)]
  if (first === undefined || last === undefined) return { facts: [], last: null }
  const facts = await db
    .selectFrom('facts.facts')
    .select(['id', 'kind', 'subject', 'at', 'data'])
    .where('id', '>=', first)
    .where('id', '<=', last)
    .where('kind', 'in', asked.kinds)
    .orderBy('id')
    .execute()
  return { facts, last }
}
