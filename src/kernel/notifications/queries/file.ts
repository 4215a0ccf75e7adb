// All that notifications hold under one handle: for its export.
import type { City } from '#platform/city.ts'
import { notificationsDb } from '../tables.ts'
import { messagesOfHandle } from './messages.ts'

/** What was told under a handle and, where it is a reader's, how it went, what she chose and which browsers may be woken. */
export async function fileOf(city: City, handle: string): Promise<object> {
  const db = notificationsDb(city)
  const messages = await messagesOfHandle(city, handle)
  const dispatches = await db
    .selectFrom('notifications.dispatches')
    .select(['channel', 'because', 'due_at as dueAt', 'taken_at as takenAt', 'ended', 'ended_at as endedAt', 'at'])
    .where('reader', '=', handle)
    .orderBy('at')
    .execute()
  const settings = await db
    .selectFrom('notifications.readers')
    .select(['quiet_from as quietFrom', 'quiet_to as quietTo', 'weekly', 'rhythm', 'rhythm_hour as hour'])
    .select(['rhythm_day as day', 'proved_at as addressProvedAt', 'changed_at as changedAt'])
    .where('reader', '=', handle)
    .executeTakeFirst()
  const choices = await db
    .selectFrom('notifications.choices')
    .select(['topic', 'channel', 'chosen', 'at'])
    .where('reader', '=', handle)
    .orderBy('topic')
    .orderBy('channel')
    .execute()
  const devices = await db
    .selectFrom('notifications.devices')
    .select(['name', 'endpoint', 'at'])
    .where('reader', '=', handle)
    .orderBy('at')
    .execute()
  const returned = await db
    .selectFrom('notifications.returned')
    .select(['kind', 'status', 'at'])
    .where('reader', '=', handle)
    .orderBy('at')
    .execute()
  return {
    messages: messages.map(({ key, values, at, href, read, topic }) => ({
      ...{ at, topic: city.words(topic), text: city.words(key, values), href, read },
    })),
    settings: settings ?? null,
    ...{ dispatches, choices, devices, returned },
  }
}
