// Following a street: asked for by a guest and confirmed by a letter, or taken up at once by someone signed in; ended at one press.
import {
  type ConsentGiven,
  giveConsent,
  guestHandleOf,
  handleOf,
  hasConsent,
  leaveContact,
  newHandle,
  noteDestruction,
  streetPurpose,
  withdrawConsent,
} from '#kernel/identity/index.ts'
import { action, type City } from '#platform/city.ts'
import { hashSecret, newSecret } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { days, later } from '#platform/time.ts'
import { lostGuests } from '../queries/follows.ts'
import { smallWinsDb } from '../tables.ts'

/** A guest's consent: the whole text that she saw, in her language, and where it was given from. */
export type StreetConsent = Omit<ConsentGiven, 'purpose' | 'textVersion'>

/**
 * Notes that a guest wants letters about a street. Nothing is sent about it until the link of the first letter is pressed. Asking
 * again with the same address is the same follow. Answers the secret of the link.
 */
export const askToFollow = action(
  'small-wins',
  async (city: City, input: { street: string; email: string; consent: StreetConsent }): Promise<string> => {
    const { street, email, consent } = input
    const known = await guestHandleOf(city, { module: 'small-wins', email })
    const handle = known ?? (await newHandle(city, { module: 'small-wins', person: null }))
    await leaveContact(city, { handle, email, consent: given(consent) })
    const db = smallWinsDb(city)
    await db
      .insertInto('small_wins.follows')
      .values({ handle, street, asked_at: city.now, confirmed_at: null })
      .onConflict((clash) => clash.columns(['handle', 'street']).doUpdateSet({ asked_at: city.now }))
      .execute()
    const secret = newSecret()
    await db
      .insertInto('small_wins.follow_links')
      .values({ hash: hashSecret(secret), handle, street })
      .execute()
    return secret
  },
)

/** Begins the letters; pressing the link again changes nothing. Throws `missing` for an unknown link. */
export const confirmFollow = action('small-wins', async (city: City, input: { secret: string }): Promise<void> => {
  const { handle, street } = await linked(city, input.secret)
  await smallWinsDb(city)
    .updateTable('small_wins.follows')
    .set({ confirmed_at: city.now })
    .where('handle', '=', handle)
    .where('street', '=', street)
    .where('confirmed_at', 'is', null)
    .execute()
})

/** Ends a guest's follow; with her last one the city forgets her address. Throws `missing` for a link that has ended. */
export const endFollow = action('small-wins', async (city: City, input: { secret: string }): Promise<void> => {
  const { handle, street } = await linked(city, input.secret)
  await unfollow(city, handle, street)
  if (await followsNothing(city, handle)) await withdrawConsent(city, { handle, purpose: streetPurpose.code })
})

/** Follows a street as the person who is signed in: told on her page, and by letter if she agrees to that here. */
export const followStreet = action(
  'small-wins',
  async (city: City, input: { street: string; consent: StreetConsent | null }): Promise<void> => {
    const { person } = city.actor
    if (person === null) throw refuse.notAllowed('platform.refusal.notAllowed')
    const handle = await newHandle(city, { module: 'small-wins', person })
    await smallWinsDb(city)
      .insertInto('small_wins.follows')
      .values({ handle, street: input.street, asked_at: city.now, confirmed_at: city.now })
      .onConflict((clash) => clash.columns(['handle', 'street']).doNothing())
      .execute()
    if (input.consent && !(await hasConsent(city, handle, streetPurpose.code)))
      await giveConsent(city, { handle, consent: given(input.consent) })
  },
)

/** Ends a follow of the person who is signed in, or all letters about streets when no street is named. */
export const stopFollowing = action(
  'small-wins',
  async (city: City, input: { street: string | null }): Promise<void> => {
    const { person } = city.actor
    const handle = person === null ? null : await handleOf(city, 'small-wins', person)
    if (handle === null) return
    if (input.street !== null) await unfollow(city, handle, input.street)
    if (input.street === null || (await followsNothing(city, handle)))
      await withdrawConsent(city, { handle, purpose: streetPurpose.code })
  },
)

/** Forgets all that a handle follows. Answers how many rows went. */
export const eraseFollows = action('small-wins', async (city: City, input: { handle: string }): Promise<number> => {
  const gone = await smallWinsDb(city)
    .deleteFrom('small_wins.follows')
    .where('handle', '=', input.handle)
    .executeTakeFirst()
  return Number(gone.numDeletedRows)
})

const waitingDays = 3
// The ground as the destruction log names it, in the language of the log.
const withdrawn = '152-ФЗ, ст. 21, ч. 5: согласие отозвано или не подтверждено'

/** Forgets what was never confirmed, and guests who stopped all letters: an address is kept for letters and for nothing else. */
export const sweepFollows = action('small-wins', async (city: City, _input: undefined): Promise<void> => {
  const waited = await smallWinsDb(city)
    .deleteFrom('small_wins.follows')
    .where('confirmed_at', 'is', null)
    .where('asked_at', '<', later(city.now, -days(waitingDays)))
    .returning('handle')
    .execute()
  for (const handle of new Set(waited.map((row) => row.handle)))
    if (await followsNothing(city, handle)) await withdrawConsent(city, { handle, purpose: streetPurpose.code })
  let rows = waited.length
  for (const handle of await lostGuests(city)) rows += await eraseFollows(city, { handle })
  await noteDestruction(city, { category: 'small-wins.follows', rows, ground: withdrawn, by: 'clock' })
})

function given(consent: StreetConsent): ConsentGiven {
  return { ...consent, purpose: streetPurpose.code, textVersion: streetPurpose.version }
}

async function linked(city: City, secret: string): Promise<{ handle: string; street: string }> {
  const row = await smallWinsDb(city)
    .selectFrom('small_wins.follow_links')
    .select(['handle', 'street'])
    .where('hash', '=', hashSecret(secret))
    .executeTakeFirst()
  if (!row) throw refuse.missing('smallWins.refusal.noFollow')
  return row
}

async function unfollow(city: City, handle: string, street: string): Promise<void> {
  await smallWinsDb(city)
    .deleteFrom('small_wins.follows')
    .where('handle', '=', handle)
    .where('street', '=', street)
    .execute()
}

async function followsNothing(city: City, handle: string): Promise<boolean> {
  const row = await smallWinsDb(city)
    .selectFrom('small_wins.follows')
    .select('street')
    .where('handle', '=', handle)
    .executeTakeFirst()
  return row === undefined
}
