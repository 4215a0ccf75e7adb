// Telling people: a message is stored once a fact and handle, read once, and goes when it is old or its reader is forgotten.
import { handlesOf } from '#kernel/identity/index.ts'
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { newId } from '#platform/ids.ts'
import type { Told } from '#platform/module.ts'
import { days, later } from '#platform/time.ts'
import type { NotificationFacts } from '../facts.ts'
import { securityTopic } from '../rules.ts'
import { notificationsDb } from '../tables.ts'

const announce = announcer<NotificationFacts>()

export interface Tell {
  fact: string
  module: string
  /** Word key of what it is about. */
  topic: string
  told: readonly Told[]
}

/** Stores what each is told of a fact, once a fact and handle however often the fact is heard. Urgent ones go by channels too. */
export const tell = action('notifications', async (city, input: Tell): Promise<void> => {
  for (const { handle, key, values, href, urgent, asked, also, why } of input.told) {
    const id = newId(city.now)
    const secure = input.topic === securityTopic
    const stored = await notificationsDb(city)
      .insertInto('notifications.messages')
      .values({
        id,
        fact: input.fact,
        handle,
        module: input.module,
        topic: input.topic,
        key,
        data: JSON.stringify(values),
        href,
        also: JSON.stringify(also ?? []),
        why: why ?? null,
        urgent,
        prompt: secure || asked === true,
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

/** Deletes all that is kept under a handle, whosever it is. Answers how many rows went. */
export const eraseReader = action('notifications', async (city, input: { handle: string }): Promise<number> => {
  const db = notificationsDb(city)
  const { handle } = input
  const gone = [
    await db.deleteFrom('notifications.messages').where('handle', '=', handle).executeTakeFirst(),
    await db
      .deleteFrom('notifications.stops')
      .where((where) => where.or([where('agreed_as', '=', handle), where('reader', '=', handle)]))
      .executeTakeFirst(),
    await db
      .deleteFrom('notifications.dispatches')
      .where((where) => where.or([where('agreed_as', '=', handle), where('reader', '=', handle)]))
      .executeTakeFirst(),
    await db.deleteFrom('notifications.returned').where('reader', '=', handle).executeTakeFirst(),
    await db.deleteFrom('notifications.choices').where('reader', '=', handle).executeTakeFirst(),
    await db.deleteFrom('notifications.proofs').where('reader', '=', handle).executeTakeFirst(),
    await db.deleteFrom('notifications.devices').where('reader', '=', handle).executeTakeFirst(),
    await db.deleteFrom('notifications.readers').where('reader', '=', handle).executeTakeFirst(),
  ]
  return gone.reduce((sum, { numDeletedRows }) => sum + Number(numDeletedRows), 0)
})

const keptDays = 400

/** Removes messages older than a year and some, and what is known of how they went. */
export const dropOldMessages = action('notifications', async (city: City, _input: undefined): Promise<void> => {
  const db = notificationsDb(city)
  const old = later(city.now, -days(keptDays))
  await db.deleteFrom('notifications.messages').where('at', '<', old).execute()
  await db.deleteFrom('notifications.dispatches').where('at', '<', old).execute()
  await db.deleteFrom('notifications.proofs').where('at', '<', old).execute()
})
