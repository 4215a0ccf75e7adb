// Who follows what: the streets of a person, what a link of a letter means, and whom a record concerns.
import { agreeing, handleOf, personOf, streetPurpose } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import { hashSecret } from '#platform/ids.ts'
import { smallWinsDb } from '../tables.ts'

/** The streets that a signed-in person follows, and whether letters go out about them; null for a guest. */
export async function ownFollows(city: City): Promise<{ streets: string[]; letters: boolean } | null> {
  const { person } = city.actor
  return person === null ? null : followsOfPerson(city, person)
}

/** The same of a person by her id, for her own page. */
export async function followsOfPerson(city: City, person: string): Promise<{ streets: string[]; letters: boolean }> {
  const handle = await handleOf(city, 'small-wins', person)
  if (handle === null) return { streets: [], letters: false }
  const streets = (await followsOf(city, handle)).map(({ street }) => street)
  const agreed = await agreeing(city, { handles: [handle], purpose: streetPurpose.code })
  return { streets, letters: agreed.has(handle) }
}

/** All that is kept of a handle, for its export. */
export async function followsOf(
  city: City,
  handle: string,
): Promise<{ street: string; askedAt: Date; confirmedAt: Date | null }[]> {
  return smallWinsDb(city)
    .selectFrom('small_wins.follows')
    .select(['street', 'asked_at as askedAt', 'confirmed_at as confirmedAt'])
    .where('handle', '=', handle)
    .orderBy('street')
    .execute()
}

/** What the link of a letter leads to; null for one that has ended. */
export async function followBehind(city: City, secret: string): Promise<{ street: string; confirmed: boolean } | null> {
  const row = await smallWinsDb(city)
    .selectFrom('small_wins.follow_links as l')
    .innerJoin('small_wins.follows as f', (join) =>
      join.onRef('f.handle', '=', 'l.handle').onRef('f.street', '=', 'l.street'),
    )
    .select(['f.street', 'f.confirmed_at'])
    .where('l.hash', '=', hashSecret(secret))
    .executeTakeFirst()
  return row ? { street: row.street, confirmed: row.confirmed_at !== null } : null
}

export interface Follower {
  handle: string
  /** One of the streets of the record that she follows. */
  street: string
  /** Whether she agreed to letters about streets. */
  letters: boolean
}

/** Who follows a street of a record, each once, with the record's title. */
export async function followersOf(city: City, record: string): Promise<{ title: string; followers: Follower[] }> {
  const db = smallWinsDb(city)
  const rows = await db
    .selectFrom('small_wins.win_streets as s')
    .innerJoin('small_wins.follows as f', 'f.street', 's.street')
    .select(['f.handle', 'f.street'])
    .distinctOn('f.handle')
    .where('s.win', '=', record)
    .where('f.confirmed_at', 'is not', null)
    .orderBy('f.handle')
    .orderBy('f.street')
    .execute()
  if (rows.length === 0) return { title: '', followers: [] }
  const told = await db.selectFrom('small_wins.wins').select('title').where('id', '=', record).executeTakeFirstOrThrow()
  const letters = await agreeing(city, { handles: rows.map(({ handle }) => handle), purpose: streetPurpose.code })
  return { title: told.title, followers: rows.map((row) => ({ ...row, letters: letters.has(row.handle) })) }
}

const atOnce = 1000

/** Guests who follow something and whose consent has ended: their address is gone, and nothing can be sent. */
export async function lostGuests(city: City): Promise<string[]> {
  const rows = await smallWinsDb(city)
    .selectFrom('small_wins.follows')
    .select('handle')
    .distinct()
    .where('confirmed_at', 'is not', null)
    .orderBy('handle')
    .execute()
  const lost: string[] = []
  for (let at = 0; at < rows.length; at += atOnce) {
    const handles = rows.slice(at, at + atOnce).map(({ handle }) => handle)
    const agreed = await agreeing(city, { handles, purpose: streetPurpose.code })
    for (const handle of handles) if (!agreed.has(handle) && (await personOf(city, handle)) === null) lost.push(handle)
  }
  return lost
}
