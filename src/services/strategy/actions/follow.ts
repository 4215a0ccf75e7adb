// Following: signed in with one press, by e-mail after a letter was answered, and stopped with one press either way.
import {
  agreeing,
  guestHandleOf,
  newHandle,
  noteDestruction,
  promisesPurpose,
  withdrawConsent,
} from '#kernel/identity/index.ts'
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { hashSecret, newId, newSecret } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { days, later } from '#platform/time.ts'
import type { StrategyFacts } from '../facts.ts'
import { thingsOf } from '../queries/named-things.ts'
import { type Reading, readerOf } from '../queries/readers.ts'
import { limits } from '../rules/limits.ts'
import { followable } from '../rules/things.ts'
import { type FollowReason, voicesDb } from '../tables/voices.ts'
import { type Letters, leaveLetters } from './ask.ts'
import { byNetwork, forgetKnocks, knock } from './knocks.ts'

const announce = announcer<StrategyFacts>()

export interface Wanted {
  /** Things of the strategy, directions, questions. */
  subjects: readonly string[]
  why: FollowReason
  /** Where she says that she took part. */
  occasion?: string | null
}

/** Follows at once, for somebody signed in; following again changes nothing. Throws `missing` where one of the things is not there. */
export const follow = action('strategy', async (city: City, input: Wanted & { person: string }): Promise<void> => {
  await demandThere(city, input)
  const handle = await newHandle(city, { module: 'strategy', person: input.person })
  await keep(city, { ...input, handle, guest: false, confirmed: city.now })
})

/**
 * Asks by letter whether whoever has this address wants to follow. Nothing is told and nothing counts before she says yes; what she
 * follows already stays as it is. Throws `invalid` (field `email`) where the network or the address has asked enough for today.
 */
export const wishToFollow = action(
  'strategy',
  async (city: City, input: Wanted & { letters: Letters; ip: string }): Promise<void> => {
    await demandThere(city, input)
    const { email } = input.letters
    const may = await knock(city, [
      byNetwork('wish', input.ip, limits.wishesPerNetwork),
      { kind: 'wish address', of: email, most: limits.wishesPerAddress },
    ])
    if (!may) throw refuse.invalid({ email: { key: 'strategy.follow.error.tooMany' } })
    const known = await guestHandleOf(city, { module: 'strategy', email })
    const handle = known ?? (await newHandle(city, { module: 'strategy', person: null }))
    await leaveLetters(city, { handle, ip: input.ip, ...input.letters })
    await keep(city, { ...input, handle, guest: true, confirmed: null })
    if (!(await waitsFor(city, handle))) return
    const wish = newId(city.now)
    await voicesDb(city).insertInto('strategy.wishes').values({ id: wish, handle, at: city.now }).execute()
    await announce(city, 'strategy.follow-wished', `wish:${wish}`, { wish })
  },
)

/** Says yes to everything that was asked about by letter; again changes nothing. Throws `missing` for an unknown link. */
export const confirmFollows = action('strategy', async (city: City, input: { token: string }): Promise<void> => {
  const reader = await readerOf(city, { token: input.token, person: null })
  if (!reader) throw refuse.missing('strategy.follow.refusal.noLink')
  const confirmed = { confirmed_at: city.now }
  const db = voicesDb(city)
  await db
    .updateTable('strategy.follows')
    .set(confirmed)
    .where('handle', 'in', reader.handles)
    .where('confirmed_at', 'is', null)
    .execute()
  await db
    .updateTable('strategy.participations')
    .set(confirmed)
    .where('handle', 'in', reader.handles)
    .where('confirmed_at', 'is', null)
    .execute()
  await db.deleteFrom('strategy.wishes').where('handle', 'in', reader.handles).execute()
})

/** Stops following one thing or, without a subject, all of them; of somebody without an account the address then goes too. */
export const stopFollowing = action(
  'strategy',
  async (city: City, input: Reading & { subject: string | null }): Promise<void> => {
    const reader = await readerOf(city, input)
    if (!reader) throw refuse.missing('strategy.follow.refusal.noLink')
    const db = voicesDb(city)
    const stopped = db.deleteFrom('strategy.follows').where('handle', 'in', reader.handles)
    if (input.subject !== null) await stopped.where('subject', '=', input.subject).execute()
    else {
      await stopped.execute()
      await db.deleteFrom('strategy.wishes').where('handle', 'in', reader.handles).execute()
    }
    if (!reader.guest) return
    const left = await db
      .selectFrom('strategy.follows')
      .select('subject')
      .where('handle', 'in', reader.handles)
      .execute()
    if (left.length > 0) return
    for (const handle of reader.handles) await withdrawConsent(city, { handle, purpose: promisesPurpose.code })
  },
)

/** Says that somebody signed in took part, for herself. Saying it again changes nothing. */
export const sayTookPart = action(
  'strategy',
  async (city: City, input: { person: string; occasion: string }): Promise<void> => {
    await demandThere(city, { subjects: [], occasion: input.occasion })
    const handle = await newHandle(city, { module: 'strategy', person: input.person })
    await keep(city, { subjects: [], why: 'part', occasion: input.occasion, handle, guest: false, confirmed: city.now })
  },
)

/** Takes back that she took part. */
export const unsayTookPart = action(
  'strategy',
  async (city: City, input: Reading & { occasion: string }): Promise<void> => {
    const reader = await readerOf(city, input)
    if (!reader) throw refuse.missing('strategy.follow.refusal.noLink')
    await voicesDb(city)
      .deleteFrom('strategy.participations')
      .where('handle', 'in', reader.handles)
      .where('occasion', '=', input.occasion)
      .execute()
  },
)

/** A new private link to what a reader follows; made for her letters, within the reaction that writes them. */
export async function keyFor(city: City, handle: string): Promise<string> {
  const secret = newSecret()
  await voicesDb(city)
    .insertInto('strategy.keys')
    .values({ hash: hashSecret(secret), handle, question: null, made_at: city.now })
    .execute()
  return secret
}

/** For how many days a letter's question may be answered. */
export const wishDays = 3

// The ground as the destruction log names it, in the language of the log.
const withdrawn = '152-ФЗ, ст. 21, ч. 5: согласие отозвано или не подтверждено'

/** At night: wishes that nobody answered, readers who stopped all letters, and knocks are forgotten. Answers how many follows went. */
export const forgetSilent = action('strategy', async (city: City, _input: undefined): Promise<number> => {
  const db = voicesDb(city)
  const before = later(city.now, -days(wishDays))
  const pending = await db
    .deleteFrom('strategy.follows')
    .where('confirmed_at', 'is', null)
    .where('at', '<', before)
    .returning('handle')
    .execute()
  await db.deleteFrom('strategy.participations').where('confirmed_at', 'is', null).where('at', '<', before).execute()
  await db.deleteFrom('strategy.wishes').where('at', '<', before).execute()
  await forgetKnocks(city)
  // A question is followed by its asker whether or not she left an address.
  const guests = await db
    .selectFrom('strategy.follows')
    .select('handle')
    .distinct()
    .where('guest', '=', true)
    .where('why', '<>', 'asked')
    .where('confirmed_at', 'is not', null)
    .execute()
  const reading = await agreeing(city, { handles: guests.map(({ handle }) => handle), purpose: promisesPurpose.code })
  const silent = guests.map(({ handle }) => handle).filter((handle) => !reading.has(handle))
  if (silent.length > 0) {
    await db.deleteFrom('strategy.follows').where('handle', 'in', silent).where('why', '<>', 'asked').execute()
    await db.deleteFrom('strategy.participations').where('handle', 'in', silent).execute()
  }
  for (const handle of new Set(pending.map((row) => row.handle))) {
    const left = await db
      .selectFrom('strategy.follows')
      .select('subject')
      .where('handle', '=', handle)
      .executeTakeFirst()
    if (!left) await withdrawConsent(city, { handle, purpose: promisesPurpose.code })
  }
  const rows = pending.length + silent.length
  await noteDestruction(city, { category: 'strategy.follows', rows, ground: withdrawn, by: 'clock' })
  return rows
})

async function demandThere(city: City, { subjects, occasion }: Pick<Wanted, 'subjects' | 'occasion'>): Promise<void> {
  if (subjects.some((each) => followable(each) === null)) throw refuse.missing('strategy.refusal.noThing')
  const questions = subjects.filter((each) => each.startsWith('question:'))
  const others = subjects.filter((each) => !each.startsWith('question:'))
  const known = await thingsOf(city, others)
  if (others.some((each) => !known.has(each))) throw refuse.missing('strategy.refusal.noThing')
  for (const each of questions) {
    const number = Number(each.slice('question:'.length))
    const there =
      Number.isSafeInteger(number) && number > 0 && number < 2 ** 31
        ? await voicesDb(city)
            .selectFrom('strategy.questions')
            .select('number')
            .where('number', '=', number)
            .executeTakeFirst()
        : undefined
    if (!there) throw refuse.missing('strategy.ask.refusal.noQuestion')
  }
  if (occasion === null || occasion === undefined) return
  const row = await voicesDb(city)
    .selectFrom('strategy.occasions')
    .select('id')
    .where('id', '=', occasion)
    .executeTakeFirst()
  if (!row) throw refuse.missing('strategy.tookPart.refusal.noOccasion')
}

async function keep(
  city: City,
  input: Wanted & { handle: string; guest: boolean; confirmed: Date | null },
): Promise<void> {
  const { handle, guest, why, confirmed, occasion } = input
  const db = voicesDb(city)
  const subjects = [...new Set(input.subjects)]
  if (subjects.length > 0) {
    await db
      .insertInto('strategy.follows')
      .values(subjects.map((subject) => ({ handle, subject, why, guest, at: city.now, confirmed_at: confirmed })))
      .onConflict((clash) => clash.columns(['handle', 'subject']).doNothing())
      .execute()
  }
  if (occasion === null || occasion === undefined) return
  await db
    .insertInto('strategy.participations')
    .values({ handle, occasion, at: city.now, confirmed_at: confirmed })
    .onConflict((clash) => clash.columns(['handle', 'occasion']).doNothing())
    .execute()
}

async function waitsFor(city: City, handle: string): Promise<boolean> {
  const db = voicesDb(city)
  const [follows, parts] = [
    await db
      .selectFrom('strategy.follows')
      .select('subject')
      .where('handle', '=', handle)
      .where('confirmed_at', 'is', null)
      .executeTakeFirst(),
    await db
      .selectFrom('strategy.participations')
      .select('occasion')
      .where('handle', '=', handle)
      .where('confirmed_at', 'is', null)
      .executeTakeFirst(),
  ]
  return follows !== undefined || parts !== undefined
}
