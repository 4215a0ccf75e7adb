// Asking the team: a question gets its number and its clock at once; its words wait until the team has looked at them.
import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { basisOf, inscribe } from '#kernel/chronicle/index.ts'
import { type ConsentGiven, leaveContact, newHandle, promisesPurpose } from '#kernel/identity/index.ts'
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { hashSecret } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import type { StrategyFacts } from '../facts.ts'
import { thingsOf } from '../queries/named-things.ts'
import { answerTerm } from '../queries/terms-of-answer.ts'
import { limits } from '../rules/limits.ts'
import { dueFor } from '../rules/question.ts'
import { isAskable } from '../rules/things.ts'
import { voicesDb } from '../tables/voices.ts'
import { byNetwork, knock } from './knocks.ts'

const announce = announcer<StrategyFacts>()

/** An address with the whole text that she agreed to, who answers for it, and the browser it was said in. */
export interface Letters extends Pick<ConsentGiven, 'text' | 'operator' | 'userAgent'> {
  email: string
}

export interface Asking {
  /** A thing of the strategy, or `strategy:whole`. */
  about: string
  text: string
  /** The secret of the private link; the same one sent twice asks once. */
  secret: string
  letters: Letters | null
  ip: string
  /** The zone in which days begin. */
  zone: string
}

/**
 * Asks. The answer's clock runs from now, by the days that hold today. Throws `missing` where there is no such thing, `invalid`
 * (field `text`) where one network or person has asked enough for today.
 */
export const askTeam = action('strategy', async (city: City, input: Asking): Promise<{ number: number }> => {
  const db = voicesDb(city)
  // Numbers have no gaps, and of two posts of one form the second finds the first: all who ask take turns.
  await sql`select pg_advisory_xact_lock(hashtextextended('strategy questions', 0))`.execute(city.db)
  const hash = hashSecret(input.secret)
  const asked = await db.selectFrom('strategy.keys').select('question').where('hash', '=', hash).executeTakeFirst()
  if (asked?.question) return { number: asked.question }
  if (!isAskable(input.about) || !(await thingsOf(city, [input.about])).has(input.about))
    throw refuse.missing('strategy.refusal.noThing')
  const term = await answerTerm(city)
  if (!term) throw refuse.unavailable('strategy.ask.refusal.notReady')
  const { person } = city.actor
  const may = await knock(city, [
    byNetwork('question', input.ip, limits.questionsPerNetwork),
    ...(person === null ? [] : [{ kind: 'question person', of: person, most: limits.questionsPerPerson }]),
  ])
  if (!may) throw refuse.invalid({ text: { key: 'strategy.ask.error.tooMany' } })
  const handle = await newHandle(city, { module: 'strategy', person })
  const number = await nextNumber(city)
  const dueAt = dueFor(city.now, term.days, input.zone)
  const basis = basisOf(city)
  const salt = randomBytes(32)
  await db
    .insertInto('strategy.questions')
    .values({
      ...{ number, about: input.about, text: input.text, salt, handle, days: term.days, erased_at: null },
      asked_at: city.now,
      due_at: dueAt,
      basis: basis.kind === 'demo' ? 'demo' : 'city',
    })
    .execute()
  await db.insertInto('strategy.keys').values({ hash, handle, question: number, made_at: city.now }).execute()
  await db
    .insertInto('strategy.follows')
    .values({
      ...{ handle, subject: `question:${number}`, why: 'asked', guest: person === null },
      at: city.now,
      confirmed_at: city.now,
    })
    .execute()
  if (input.letters) await leaveLetters(city, { handle, ip: input.ip, ...input.letters })
  await inscribe(city, {
    kind: 'strategy.asked',
    subject: `question:${number}`,
    basis,
    office: null,
    data: {
      ...{ question: number, about: input.about, days: term.days, due: dueAt.toISOString() },
      // Her words enter as a hash whose salt only she is shown: she can prove them, and nobody can read them here.
      words: createHash('sha256').update(salt).update(input.text, 'utf8').digest('hex'),
    },
  })
  await announce(city, 'strategy.asked', input.about, { question: number })
  return { number }
})

/** Keeps an address for letters about promises under a handle, with the consent that was read. */
export async function leaveLetters(city: City, input: Letters & { handle: string; ip: string }): Promise<void> {
  const { handle, email, text, ip, operator, userAgent } = input
  const { code: purpose, version: textVersion } = promisesPurpose
  const consent = { purpose, textVersion, text, ip, operator: operator ?? null, userAgent: userAgent ?? null }
  await leaveContact(city, { handle, email, consent })
}

async function nextNumber(city: City): Promise<number> {
  const last = await voicesDb(city)
    .selectFrom('strategy.questions')
    .select((each) => each.fn.max('number').as('number'))
    .executeTakeFirst()
  return (last?.number ?? 0) + 1
}
