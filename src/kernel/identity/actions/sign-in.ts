// Sign-in letters: how many an address and a network may ask for; in the database, so that it holds over all processes.
import { sql } from 'kysely'
import { action, type City } from '#platform/city.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { days, later, minutes } from '#platform/time.ts'
import { linkAnswer, linkLimits, networkOf, shortHash } from '../rules.ts'
import { identityDb } from '../tables.ts'

export interface AskForLink {
  email: string
  ip: string
  /** A letter that lets nobody in counts apart: whoever asks for many of these does not keep her from signing in. */
  kind?: 'street' | 'events' | 'address' | 'invitation'
}

/**
 * Asks leave for one more letter. Answers the request's id, or null when the address has letters enough that still work; the
 * person is told the same in both cases. Throws `unavailable` when the network has asked too often.
 */
export const askForLink = action('identity', async (city, input: AskForLink): Promise<string | null> => {
  const bare = input.email.trim().toLowerCase()
  const email = shortHash(input.kind === undefined ? bare : `${input.kind} ${bare}`)
  const network = shortHash(networkOf(input.ip))
  // Requests that arrive at once take turns, or each would count the same few.
  for (const key of [`link ${network}`, `link ${email}`].sort()) {
    await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(city.db)
  }
  const answer = linkAnswer(await counted(city, email, network))
  if (answer === 'too-many') throw refuse.unavailable('identity.refusal.tooManyLinks', { minutes: linkLimits.minutes })
  const id = newId(city.now)
  await identityDb(city)
    .insertInto('identity.link_requests')
    // Without a letter the address is not counted: it would be shut longer than the letters it has still work.
    .values({ id, email_hash: answer === 'send' ? email : '', network_hash: network, at: city.now })
    .execute()
  return answer === 'send' ? id : null
})

/** Takes a request back: its letter was not sent, or was used. */
export const dropLinkRequest = action('identity', async (city, input: { request: string }): Promise<void> => {
  await identityDb(city).deleteFrom('identity.link_requests').where('id', '=', input.request).execute()
})

/** After a sign-in the address may ask anew: whoever used up her letters is not shut out. */
export const welcomePerson = action('identity', async (city, input: { person: string }): Promise<void> => {
  const db = identityDb(city)
  const person = await db
    .selectFrom('identity.people')
    .select('email')
    .where('id', '=', input.person)
    .executeTakeFirst()
  if (!person) return
  await db
    .updateTable('identity.link_requests')
    .set({ email_hash: '' })
    .where('email_hash', '=', shortHash(person.email))
    .execute()
})

/** Removes what nobody needs any more: old requests, links, sessions, and what systems and outside providers were about to do. */
export const dropExpired = action('identity', async (city, _input: undefined): Promise<void> => {
  const db = identityDb(city)
  await db.deleteFrom('identity.link_requests').where('at', '<', windowStart(city)).execute()
  await db.deleteFrom('identity.challenges').where('expires_at', '<', city.now).execute()
  await db
    .deleteFrom('identity.attempts')
    .where('at', '<', later(city.now, -days(1)))
    .execute()
  await db.deleteFrom('identity.verifications').where('expires_at', '<', city.now).execute()
  await db.deleteFrom('identity.sessions').where('expires_at', '<', city.now).execute()
  await db.deleteFrom('identity.oidc_records').where('expires_at', '<', city.now).execute()
  await db.deleteFrom('identity.journeys').where('expires_at', '<', city.now).execute()
})

async function counted(city: City, email: string, network: string): Promise<{ email: number; network: number }> {
  const of = async (column: 'email_hash' | 'network_hash', hash: string): Promise<number> => {
    const row = await identityDb(city)
      .selectFrom('identity.link_requests')
      .select((select) => select.fn.countAll<number>().as('n'))
      .where(column, '=', hash)
      .where('at', '>', windowStart(city))
      .executeTakeFirstOrThrow()
    return row.n
  }
  return { email: await of('email_hash', email), network: await of('network_hash', network) }
}

function windowStart(city: City): Date {
  return later(city.now, -minutes(linkLimits.minutes))
}
