// Limits against floods: how much one network, person or address asked lately, kept as hashes for a day.
import { sql } from 'kysely'
import { networkOf, shortHash } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import { newId } from '#platform/ids.ts'
import { hours, later } from '#platform/time.ts'
import { limits } from '../rules/limits.ts'
import { voicesDb } from '../tables/voices.ts'

export interface Knock {
  /** What is asked for, and by whom: `question network`, `wish address`. */
  kind: string
  of: string
  most: number
}

export const byNetwork = (kind: string, ip: string, most: number): Knock => ({
  kind: `${kind} network`,
  of: networkOf(ip),
  most,
})

/** Writes the knocks down and answers true; writes nothing and answers false where one of them has knocked often enough. */
export async function knock(city: City, knocks: readonly Knock[]): Promise<boolean> {
  const hashed = knocks.map(({ kind, of, most }) => ({ hash: shortHash(`${kind} ${of.toLowerCase()}`), most }))
  // What arrives at once takes turns, or each would count the same few.
  for (const { hash } of hashed.toSorted((a, b) => (a.hash < b.hash ? -1 : 1)))
    await sql`select pg_advisory_xact_lock(hashtextextended(${`strategy knock ${hash}`}, 0))`.execute(city.db)
  for (const { hash, most } of hashed) {
    const { n } = await voicesDb(city)
      .selectFrom('strategy.knocks')
      .select((each) => each.fn.countAll<number>().as('n'))
      .where('hash', '=', hash)
      .where('at', '>', later(city.now, -hours(limits.hours)))
      .executeTakeFirstOrThrow()
    if (Number(n) >= most) return false
  }
  await voicesDb(city)
    .insertInto('strategy.knocks')
    .values(hashed.map(({ hash }) => ({ id: newId(city.now), hash, at: city.now })))
    .execute()
  return true
}

/** Forgets what the limits no longer look back to. */
export async function forgetKnocks(city: City): Promise<void> {
  await voicesDb(city)
    .deleteFrom('strategy.knocks')
    .where('at', '<=', later(city.now, -hours(limits.hours)))
    .execute()
}
