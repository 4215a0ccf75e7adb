// Phone numbers of people: how many codes may be sent, whose a number is, and a person who has nothing but a number.
import { sql } from 'kysely'
import { action, type City } from '#platform/city.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { days, later, minutes } from '#platform/time.ts'
import { codeAnswer, codeLimits, noEmail, veiledPhone } from '../rules/phones.ts'
import { networkOf, shortHash } from '../rules.ts'
import { identityDb } from '../tables.ts'
import type { Closing } from './second-factor.ts'
import { noteSecured } from './secured.ts'

export interface AskForCode {
  phone: string
  ip: string
  /** She has signed in by this number in this browser: what strangers asked for does not count against her. */
  known: boolean
  /** The most messages the city pays for in a day. */
  perDay: number
  closing: Closing
}

/**
 * Asks leave for one more message. Answers the request's id, or null when the number has had enough; the person is told the same
 * in both cases. Throws `unavailable` when the network, or the whole city, has asked too often.
 */
export const askForCode = action('identity', async (city, input: AskForCode): Promise<string | null> => {
  const network = shortHash(networkOf(input.ip))
  const number = input.closing.mark('phone', input.phone)
  const key = input.known ? `${number} known` : number
  for (const lock of ['codes of the city', `code ${number}`].sort()) {
    await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(city.db)
  }
  const answer = codeAnswer(await counted(city, key, network), input.perDay)
  if (answer === 'too-many') throw refuse.unavailable('identity.refusal.tooManyCodes')
  const id = newId(city.now)
  await identityDb(city)
    .insertInto('identity.attempts')
    .values({ id, kind: answer === 'send' ? 'sms' : 'sms-held', key, network, at: city.now })
    .execute()
  return answer === 'send' ? id : null
})

/** Takes a request back: its message was not sent. */
export const dropCodeRequest = action('identity', async (city, input: { request: string }): Promise<void> => {
  await identityDb(city).deleteFrom('identity.attempts').where('id', '=', input.request).execute()
})

/** The person of a number that was shown to be hers; a new one when nobody has it. */
export const personOfPhone = action('identity', async (city, { phone }: { phone: string }): Promise<string> => {
  const db = identityDb(city)
  const id = newId(city.now)
  await db
    .insertInto('identity.people')
    .values({
      id,
      email: noEmail(id),
      image: null,
      phone,
      phone_since: city.now,
      created_at: city.now,
      updated_at: city.now,
    })
    .onConflict((conflict) => conflict.column('phone').doNothing())
    .execute()
  const row = await db.selectFrom('identity.people').select('id').where('phone', '=', phone).executeTakeFirstOrThrow()
  return row.id
})

/** A new person of whom no address is known: she came by an outside provider that gave none. */
export const personWithoutEmail = action(
  'identity',
  async (city, { name = '' }: { name?: string }): Promise<string> => {
    const id = newId(city.now)
    await identityDb(city)
      .insertInto('identity.people')
      .values({ id, email: noEmail(id), name, image: null, created_at: city.now, updated_at: city.now })
      .execute()
    return id
  },
)

/** Gives a number to somebody who showed that she reads its messages. Throws `conflict` when it opens another account. */
export const addPhone = action('identity', async (city, input: { person: string; phone: string }): Promise<void> => {
  const db = identityDb(city)
  const { person, phone } = input
  await sql`select pg_advisory_xact_lock(hashtextextended(${`phone ${phone}`}, 0))`.execute(city.db)
  const holder = await db.selectFrom('identity.people').select('id').where('phone', '=', phone).executeTakeFirst()
  if (holder?.id === person) return
  if (holder) throw refuse.conflict('identity.refusal.phoneTaken')
  await db
    .updateTable('identity.people')
    .set({ phone, phone_since: city.now, updated_at: city.now })
    .where('id', '=', person)
    .execute()
  await noteSecured(city, { person, kind: 'phoneAdded', about: veiledPhone(phone) })
})

/** Takes the number away. Throws `conflict` when it is all that opens the account. */
export const removePhone = action('identity', async (city, { person }: { person: string }): Promise<void> => {
  const db = identityDb(city)
  const row = await db
    .selectFrom('identity.people')
    .select(['phone', 'email'])
    .where('id', '=', person)
    .forUpdate()
    .executeTakeFirst()
  if (!row?.phone) throw refuse.missing('platform.refusal.missing')
  if (row.email === noEmail(person)) throw refuse.conflict('identity.refusal.lastWay')
  await db
    .updateTable('identity.people')
    .set({ phone: null, phone_since: null, updated_at: city.now })
    .where('id', '=', person)
    .execute()
  await noteSecured(city, { person, kind: 'phoneRemoved', about: veiledPhone(row.phone) })
})

/**
 * Gives a new address to somebody who showed that she reads its letters; the old one is told. Throws `conflict` when it opens
 * another account.
 */
export const changeEmail = action('identity', async (city, input: { person: string; email: string }): Promise<void> => {
  const db = identityDb(city)
  const { person, email } = input
  await sql`select pg_advisory_xact_lock(hashtextextended(${`email ${email}`}, 0))`.execute(city.db)
  const before = await db
    .selectFrom('identity.people')
    .select('email')
    .where('id', '=', person)
    .forUpdate()
    .executeTakeFirst()
  if (!before) throw refuse.missing('platform.refusal.missing')
  if (before.email === email) return
  const holder = await db.selectFrom('identity.people').select('id').where('email', '=', email).executeTakeFirst()
  if (holder) throw refuse.conflict('identity.refusal.emailTaken')
  await db
    .updateTable('identity.people')
    .set({ email, email_verified: true, updated_at: city.now })
    .where('id', '=', person)
    .execute()
  const letterTo = before.email === noEmail(person) ? null : before.email
  await noteSecured(city, { person, kind: 'emailChanged', letterTo })
})

async function counted(city: City, number: string, network: string) {
  const day = later(city.now, -days(1))
  const sent = identityDb(city)
    .selectFrom('identity.attempts')
    .select((select) => select.fn.countAll<number>().as('n'))
    .where('kind', '=', 'sms')
  const ofNumber = sent.where('key', '=', number)
  const pair = ofNumber.where('network', '=', network).where('at', '>', later(city.now, -minutes(codeLimits.minutes)))
  return {
    pair: (await pair.executeTakeFirstOrThrow()).n,
    number: (await ofNumber.where('at', '>', day).executeTakeFirstOrThrow()).n,
    network: await fromNetwork(city, network, day),
    city: (await sent.where('at', '>', day).executeTakeFirstOrThrow()).n,
  }
}

// Requests that were answered without a message count too: whoever tries number after number is one stranger.
async function fromNetwork(city: City, network: string, day: Date): Promise<number> {
  const { n } = await identityDb(city)
    .selectFrom('identity.attempts')
    .select((select) => select.fn.countAll<number>().as('n'))
    .where('kind', 'in', ['sms', 'sms-held'])
    .where('network', '=', network)
    .where('at', '>', day)
    .executeTakeFirstOrThrow()
  return n
}
