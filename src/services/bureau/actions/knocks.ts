// Limits against floods: how much one network or person asked lately, kept as hashes for a day.
import { sql } from 'kysely'
import { networkOf, shortHash } from '#kernel/identity/index.ts'
import { action, type City } from '#platform/city.ts'
import { newId } from '#platform/ids.ts'
import { hours, later } from '#platform/time.ts'
import { bureauDb } from '../tables.ts'

export const limits = { requestsPerNetwork: 20, requestsPerPerson: 10, hours: 24 }

export interface Knock {
  of: string
  most: number
}

/** Who knocks: the network, and the person where somebody is signed in. */
export function knocksOf(city: City, ip: string): Knock[] {
  const { person } = city.actor
  return [
    { of: `network ${networkOf(ip)}`, most: limits.requestsPerNetwork },
    ...(person === null ? [] : [{ of: `person ${person}`, most: limits.requestsPerPerson }]),
  ]
}

/** Writes the knocks down and answers true; writes nothing and answers false where one of them has knocked often enough. */
export async function knock(city: City, knocks: readonly Knock[]): Promise<boolean> {
  const since = later(city.now, -hours(limits.hours))
  const hashed = knocks.map(({ of, most }) => ({ hash: shortHash(`bureau ${of}`), most }))
  for (const { hash } of hashed.toSorted((a, b) => (a.hash < b.hash ? -1 : 1)))
    await sql`select pg_advisory_xact_lock(hashtextextended(${`bureau knock ${hash}`}, 0))`.execute(city.db)
  for (const { hash, most } of hashed) {
    const { n } = await bureauDb(city)
      .selectFrom('bureau.knocks')
      .select((each) => each.fn.countAll<number>().as('n'))
      .where('hash', '=', hash)
      .where('at', '>', since)
      .executeTakeFirstOrThrow()
    if (Number(n) >= most) return false
  }
  await bureauDb(city)
    .insertInto('bureau.knocks')
    .values(hashed.map(({ hash }) => ({ id: newId(city.now), hash, at: city.now })))
    .execute()
  return true
}

/** Forgets what the limits no longer look back to. */
export const forgetKnocksAtNight = action('bureau-knocks', async (city: City, _input: undefined): Promise<void> => {
  await bureauDb(city)
    .deleteFrom('bureau.knocks')
    .where('at', '<=', later(city.now, -hours(limits.hours)))
    .execute()
})
