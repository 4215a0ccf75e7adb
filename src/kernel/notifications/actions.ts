// Telling people: a message is stored once, read once, and its letter is counted.

import { handlesOf, personOf, purposes, withdrawConsent } from '#kernel/identity/index.ts'
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { hashSecret, newId, newSecret } from '#platform/ids.ts'
import type { Told } from '#platform/module.ts'
import { refuse } from '#platform/refusal.ts'
import type { NotificationFacts } from './facts.ts'
import { notificationsDb } from './tables.ts'

const announce = announcer<NotificationFacts>()

export interface Tell {
  fact: string
  module: string
  told: readonly Told[]
}

/** Stores what each is told of a fact, once a fact and handle however often the fact is heard. Urgent ones become letters. */
export const tell = action('notifications', async (city, input: Tell): Promise<void> => {
  for (const { handle, key, values, href, urgent, also, why } of input.told) {
    const id = newId(city.now)
    const stored = await notificationsDb(city)
      .insertInto('notifications.messages')
      .values({
        id,
        fact: input.fact,
        handle,
        module: input.module,
        key,
        data: JSON.stringify(values),
        href,
        also: JSON.stringify(also ?? []),
        why: why ?? null,
        at: city.now,
      })
      .onConflict((conflict) => conflict.columns(['fact', 'handle']).doNothing())
      .executeTakeFirst()
    if (urgent && stored.numInsertedOrUpdatedRows === 1n) {
      await announce(city, 'notifications.stored', `message:${id}`, { message: id })
    }
  }
})

/** Marks all messages of a person as read. */
export const readAll = action('notifications', async (city, input: { person: string }): Promise<void> => {
  const handles = (await handlesOf(city, input.person)).map(({ handle }) => handle)
  if (handles.length === 0) return
  await notificationsDb(city)
    .updateTable('notifications.messages')
    .set({ read_at: city.now })
    .where('handle', 'in', handles)
    .where('read_at', 'is', null)
    .execute()
})

/** Makes the secret of a link that stops letters; it works as long as the reader has not been forgotten. */
export const makeStop = action('notifications', async (city, input: { agreedAs: string }): Promise<string> => {
  const secret = newSecret()
  await notificationsDb(city)
    .insertInto('notifications.stops')
    .values({ hash: hashSecret(secret), agreed_as: input.agreedAs, at: city.now })
    .execute()
  return secret
})

/** Notes that a message's letter went out or was held back by the budget. */
export const noteLetter = action(
  'notifications',
  async (city, input: { message: string; agreedAs: string; sent: boolean }): Promise<void> => {
    await notificationsDb(city)
      .insertInto('notifications.letters')
      .values({
        message: input.message,
        agreed_as: input.agreedAs,
        sent_at: input.sent ? city.now : null,
        at: city.now,
      })
      .onConflict((conflict) => conflict.column('message').doNothing())
      .execute()
  },
)

/** Stops all letters that the link's reader agreed to; pressing it again changes nothing. Throws `missing` for an unknown link. */
export const stopLetters = action('notifications', async (city, input: { secret: string }): Promise<void> => {
  const stop = await notificationsDb(city)
    .selectFrom('notifications.stops')
    .select('agreed_as')
    .where('hash', '=', hashSecret(input.secret))
    .executeTakeFirst()
  if (!stop) throw refuse.missing('notifications.refusal.stop')
  // All letters of hers, whatever she agreed to them for, and under whichever handle.
  const person = await personOf(city, stop.agreed_as)
  const others = person === null ? [] : (await handlesOf(city, person)).map(({ handle }) => handle)
  for (const handle of new Set([stop.agreed_as, ...others]))
    for (const { code } of purposes) await withdrawConsent(city, { handle, purpose: code })
})

/** Deletes what a handle was told, its letters and links. Answers how many rows went. */
export const eraseMessages = action('notifications', async (city, input: { handle: string }): Promise<number> => {
  const db = notificationsDb(city)
  const stops = await db.deleteFrom('notifications.stops').where('agreed_as', '=', input.handle).executeTakeFirst()
  const messages = await db.deleteFrom('notifications.messages').where('handle', '=', input.handle).executeTakeFirst()
  return Number(stops.numDeletedRows + messages.numDeletedRows)
})

/** Removes messages told before an instant, with what is kept of their letters. Answers how many. */
export const dropOldMessages = action(
  'notifications',
  async (city: City, asked: { before: Date; most: number }): Promise<number> => {
    const gone = await notificationsDb(city)
      .deleteFrom('notifications.messages')
      .where('id', 'in', (from) =>
        from
          .selectFrom('notifications.messages')
          .select('id')
          .where('at', '<', asked.before)
          // Ids are in the order of their times: the oldest are found at once.
          .orderBy('id')
          .limit(asked.most),
      )
      .executeTakeFirst()
    return Number(gone.numDeletedRows)
  },
)
