// Following events: asked for by a guest and confirmed by a letter, or taken up at once by someone signed in; ended at one press.
import {
  contactOf,
  eventsPurpose,
  giveConsent,
  guestHandleOf,
  handlesOf,
  hasConsent,
  leaveContact,
  newHandle,
  noteDestruction,
  personOf,
  withdrawConsent,
} from '#kernel/identity/index.ts'
import { action, type City } from '#platform/city.ts'
import { hashSecret, newSecret } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { days, later } from '#platform/time.ts'
import { lostGuests } from '../queries/follows.ts'
import { living } from '../rules/seats.ts'
import { followsDb } from '../tables/follows.ts'
import type { LettersConsent } from './seats.ts'

const { code: purpose, version: textVersion } = eventsPurpose
const most = 200

/**
 * Notes that a guest wants letters about something. Nothing is sent about it until the link of the first letter is pressed. Asking
 * again with the same address is the same follow. Answers the secret of the link.
 */
export const askToFollow = action(
  'events-follows',
  async (city: City, input: { subject: string; email: string; consent: LettersConsent }): Promise<string> => {
    const { subject, email, consent } = input
    const known = await guestHandleOf(city, { module: 'events', email })
    const handle = known ?? (await newHandle(city, { module: 'events', person: null }))
    await leaveContact(city, { handle, email, consent: { ...consent, purpose, textVersion } })
    const db = followsDb(city)
    await db
      .insertInto('events.follows')
      .values({ handle, subject, asked_at: city.now, confirmed_at: null })
      .onConflict((clash) => clash.columns(['handle', 'subject']).doUpdateSet({ asked_at: city.now }))
      .execute()
    const secret = newSecret()
    await db
      .insertInto('events.follow_links')
      .values({ hash: hashSecret(secret), handle, subject })
      .execute()
    return secret
  },
)

/** Begins the letters; pressing the link again changes nothing. Throws `missing` for an unknown link. */
export const confirmFollow = action('events-follows', async (city: City, input: { secret: string }): Promise<void> => {
  const { handle, subject } = await linked(city, input.secret)
  await followsDb(city)
    .updateTable('events.follows')
    .set({ confirmed_at: city.now })
    .where('handle', '=', handle)
    .where('subject', '=', subject)
    .where('confirmed_at', 'is', null)
    .execute()
})

/** Ends a guest's follow; when nothing is left for which her address was kept the city forgets it. Throws `missing` for an ended link. */
export const endFollow = action('events-follows', async (city: City, input: { secret: string }): Promise<void> => {
  const { handle, subject } = await linked(city, input.secret)
  await unfollow(city, [handle], subject)
  if (await hasNothing(city, handle)) await withdrawConsent(city, { handle, purpose })
})

/** Follows as the person who is signed in: told on her page, and by letter if she agrees to that here. */
export const followSubject = action(
  'events-follows',
  async (city: City, input: { subject: string; consent: LettersConsent | null }): Promise<void> => {
    const { person } = city.actor
    if (person === null) throw refuse.notAllowed('platform.refusal.notAllowed')
    const handle = await newHandle(city, { module: 'events', person })
    const db = followsDb(city)
    const { n } = await db
      .selectFrom('events.follows')
      .select((select) => select.fn.countAll<string>().as('n'))
      .where('handle', '=', handle)
      .executeTakeFirstOrThrow()
    if (Number(n) >= most) throw refuse.conflict('events.follow.refusal.many', { most })
    await db
      .insertInto('events.follows')
      .values({ handle, subject: input.subject, asked_at: city.now, confirmed_at: city.now })
      .onConflict((clash) => clash.columns(['handle', 'subject']).doNothing())
      .execute()
    if (input.consent && !(await hasConsent(city, handle, purpose)))
      await giveConsent(city, { handle, consent: { ...input.consent, purpose, textVersion } })
  },
)

/** Ends a follow of the person who is signed in. */
export const stopFollowing = action('events-follows', async (city: City, input: { subject: string }): Promise<void> => {
  const { person } = city.actor
  const handles = person === null ? [] : (await handlesOf(city, person, 'events')).map(({ handle }) => handle)
  if (handles.length > 0) await unfollow(city, handles, input.subject)
})

/** Forgets all that a handle follows. Answers how many rows went. */
export const eraseFollows = action('events-follows', async (city: City, input: { handle: string }): Promise<number> => {
  const gone = await followsDb(city)
    .deleteFrom('events.follows')
    .where('handle', '=', input.handle)
    .executeTakeFirstOrThrow()
  return Number(gone.numDeletedRows)
})

const waitingDays = 3
// The ground as the destruction log names it, in the language of the log.
const withdrawn = '152-ФЗ, ст. 21, ч. 5: согласие отозвано или не подтверждено'

/** Forgets what was never confirmed, and guests who stopped all letters: an address is kept for letters and for nothing else. */
export const sweepFollows = action('events-follows', async (city: City, _input: undefined): Promise<void> => {
  const waited = await followsDb(city)
    .deleteFrom('events.follows')
    .where('confirmed_at', 'is', null)
    .where('asked_at', '<', later(city.now, -days(waitingDays)))
    .returning('handle')
    .execute()
  for (const handle of new Set(waited.map((row) => row.handle)))
    if (await hasNothing(city, handle)) await withdrawConsent(city, { handle, purpose })
  // Whoever never pressed her link, gave her seat back or lost it: once the letter about that has gone, nothing more is to be told. Looked at for
  // a week; who is kept for another seat is forgotten with that.
  const over = await followsDb(city)
    .selectFrom('events.seat_turns as t')
    .innerJoin('events.seats as s', 's.id', 't.seat')
    .select('s.handle')
    .where('s.state', 'in', ['lapsed', 'cancelled'])
    .groupBy('s.handle')
    .having(({ fn }) => fn.max('t.at'), '<', later(city.now, -days(waitingDays)))
    .having(({ fn }) => fn.max('t.at'), '>=', later(city.now, -days(waitingDays + 7)))
    .execute()
  for (const { handle } of over) await letGoOfGuest(city, handle)
  let rows = waited.length
  for (const handle of await lostGuests(city)) rows += await eraseFollows(city, { handle })
  await noteDestruction(city, { category: 'events.follows', rows, ground: withdrawn, by: 'clock' })
})

/** Forgets a guest's address once nothing is left for which it was kept: no follow, and no seat in which something is still to come. */
export async function letGoOfGuest(city: City, handle: string): Promise<void> {
  if ((await contactOf(city, handle)) === null || (await personOf(city, handle)) !== null) return
  if (await hasNothing(city, handle)) await withdrawConsent(city, { handle, purpose })
}

async function linked(city: City, secret: string): Promise<{ handle: string; subject: string }> {
  const row = await followsDb(city)
    .selectFrom('events.follow_links')
    .select(['handle', 'subject'])
    .where('hash', '=', hashSecret(secret))
    .executeTakeFirst()
  if (!row) throw refuse.missing('events.follow.refusal.noFollow')
  return row
}

async function unfollow(city: City, handles: readonly string[], subject: string): Promise<void> {
  await followsDb(city)
    .deleteFrom('events.follows')
    .where('handle', 'in', handles)
    .where('subject', '=', subject)
    .execute()
}

// Neither follows nor seats for which letters may still have to go.
async function hasNothing(city: City, handle: string): Promise<boolean> {
  const db = followsDb(city)
  const follow = await db.selectFrom('events.follows').select('subject').where('handle', '=', handle).executeTakeFirst()
  const seat = await db
    .selectFrom('events.seats')
    .select('id')
    .where('handle', '=', handle)
    .where('state', 'in', [...living])
    .executeTakeFirst()
  return follow === undefined && seat === undefined
}
