// What a person does: asks an adviser, answers a question back, and adds a guest's request to her own page.
import { sql } from 'kysely'
import { basisOf } from '#kernel/chronicle/index.ts'
import { bureauPurpose, type ConsentGiven, claimHandle, leaveContact, newHandle } from '#kernel/identity/index.ts'
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { hashSecret, newSecret } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import type { BureauFacts } from '../facts.ts'
import { answerTerm, calendar } from '../queries/calendar.ts'
import { measureFor } from '../queries/measures.ts'
import { queues, topics } from '../queries/queues.ts'
import { ownRequest } from '../queries/requests.ts'
import { dueOf } from '../rules/clock.ts'
import { queueFor } from '../rules/routing.ts'
import { bureauDb } from '../tables.ts'
import { knock, knocksOf } from './knocks.ts'
import { lockRequest, writeStep } from './lock.ts'

const announce = announcer<BureauFacts>()

/** An address with the whole text that she agreed to, who answers for it, and the browser it was said in. */
export interface Letters extends Pick<ConsentGiven, 'text' | 'operator' | 'userAgent'> {
  email: string
}

export interface Asking {
  topic: string
  measure: string | null
  words: string
  /** The secret of the private link; the same one sent twice asks once. */
  secret: string
  letters: Letters | null
  ip: string
  zone: string
}

/**
 * Asks an adviser: the request goes to one queue at once, and its clock runs by the rule of today. Throws `invalid` for a topic or measure
 * that is not there and where one network or person has asked enough for today, `unavailable` before the city pack is loaded.
 */
export const askAdviser = action('bureau', async (city: City, input: Asking): Promise<{ number: number }> => {
  const db = bureauDb(city)
  // Numbers have no gaps, and of two posts of one form the second finds the first: all who ask take turns.
  await sql`select pg_advisory_xact_lock(hashtextextended('bureau requests', 0))`.execute(city.db)
  const hash = hashSecret(input.secret)
  const asked = await db.selectFrom('bureau.keys').select('request').where('hash', '=', hash).executeTakeFirst()
  if (asked) return { number: asked.request }
  const term = await answerTerm(city)
  if (!term) throw refuse.unavailable('bureau.ask.refusal.notReady')
  const measure = input.measure === null ? null : await measureFor(city, input.measure, input.zone)
  if (input.measure !== null && !measure) throw refuse.invalid({ measure: { key: 'platform.form.choose' } })
  if (!(await topics(city)).some(({ code }) => code === input.topic))
    throw refuse.invalid({ topic: { key: 'platform.form.choose' } })
  const levels = measure?.fields.levels ?? []
  const queue = queueFor({ topic: input.topic, measure: input.measure, levels }, await queues(city))
  if (!queue) throw refuse.unavailable('bureau.ask.refusal.notReady')
  if (!(await knock(city, knocksOf(city, input.ip))))
    throw refuse.invalid({ words: { key: 'bureau.ask.error.tooMany' } })
  const handle = await newHandle(city, { module: 'bureau', person: city.actor.person })
  const number = await nextNumber(city)
  const clock = { askedAt: city.now, days: term.days, answeredAt: null, pauses: [] }
  await db
    .insertInto('bureau.requests')
    .values({
      ...{ number, topic: input.topic, measure: input.measure, queue: queue.code, words: input.words, handle },
      ...{ days: term.days, basis: basisOf(city).kind === 'demo' ? 'demo' : 'city', asked_at: city.now },
      ...{ answered_at: null, waits_since: null, due_at: dueOf(clock, await calendar(city)) },
    })
    .execute()
  await db.insertInto('bureau.keys').values({ hash, request: number, handle, made_at: city.now }).execute()
  if (input.letters) {
    const { email, ...said } = input.letters
    const { code: purpose, version: textVersion } = bureauPurpose
    await leaveContact(city, { handle, email, consent: { ...said, ip: input.ip, purpose, textVersion } })
  }
  await announce(city, 'bureau.asked', `bureau-request:${number}`, { request: number, queue: queue.code })
  return { number }
})

export interface Speaking {
  number: number
  token: string | null
  person: string | null
}

/** Answers what the adviser asked back: the clock runs on. Throws `missing` for somebody else's, `conflict` where nothing was asked. */
export const replyToAdviser = action(
  'bureau',
  async (city: City, input: Speaking & { text: string }): Promise<void> => {
    await demandOwn(city, input)
    const found = await lockRequest(city, input.number)
    if (found.waitsSince === null) throw refuse.conflict('bureau.request.refusal.notAsked')
    await writeStep(city, found, { kind: 'replied', text: input.text, office: null, queue: null })
    await announce(city, 'bureau.replied', `bureau-request:${input.number}`, { request: input.number })
  },
)

/** Adds a request made without an account to the page of whoever shows its private link. Throws `not-allowed` for another link. */
export const claimRequest = action(
  'bureau',
  async (city: City, input: { number: number; token: string; person: string }): Promise<void> => {
    const own = await ownRequest(city, { number: input.number, token: input.token, person: null })
    if (!own) throw refuse.notAllowed('bureau.request.refusal.notYours')
    await claimHandle(city, { handle: own.handle, person: input.person })
  },
)

/** Throws `missing` unless she speaks by the request's private link or it is hers: whether it exists is nobody else's business. */
export async function demandOwn(city: City, speaking: Speaking): Promise<string> {
  const own = await ownRequest(city, speaking)
  if (!own) throw refuse.missing('bureau.request.refusal.none')
  return own.handle
}

/** A new private link to a request; made for her letters, within the reaction that writes them. */
export async function keyFor(city: City, input: { request: number; handle: string }): Promise<string> {
  const secret = newSecret()
  await bureauDb(city)
    .insertInto('bureau.keys')
    .values({ ...input, hash: hashSecret(secret), made_at: city.now })
    .execute()
  return secret
}

async function nextNumber(city: City): Promise<number> {
  const last = await bureauDb(city)
    .selectFrom('bureau.requests')
    .select((each) => each.fn.max('number').as('number'))
    .executeTakeFirst()
  return (last?.number ?? 0) + 1
}
