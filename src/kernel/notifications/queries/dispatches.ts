// Questions about what is to be sent: a message as a letter needs it, what is in a dispatch, and whose a link or a returned letter is.
import type { City } from '#platform/city.ts'
import { hashSecret } from '#platform/ids.ts'
import type { AlsoLink } from '#platform/module.ts'
import { notificationsDb } from '../tables.ts'

/** A message as its letter needs it. */
export interface Matter {
  message: string
  handle: string
  module: string
  topic: string
  key: string
  values: Record<string, string | number>
  href: string
  also: readonly AlsoLink[]
  why: string | null
  prompt: boolean
}

const columns = ['m.id', 'm.handle', 'm.module', 'm.topic', 'm.key', 'm.data', 'm.href', 'm.also', 'm.why'] as const

/** A message; null when it has been erased meanwhile. */
export async function matterOf(city: City, message: string): Promise<Matter | null> {
  const row = await notificationsDb(city)
    .selectFrom('notifications.messages as m')
    .select([...columns, 'm.prompt'])
    .where('m.id', '=', message)
    .executeTakeFirst()
  if (!row) return null
  const { id, data, ...rest } = row
  return { ...rest, message: id, values: data }
}

/** The messages of a dispatch, in the order in which they were told. */
export async function mattersIn(city: City, dispatch: string): Promise<Matter[]> {
  const rows = await notificationsDb(city)
    .selectFrom('notifications.items as i')
    .innerJoin('notifications.messages as m', 'm.id', 'i.message')
    .select([...columns, 'm.prompt'])
    .where('i.dispatch', '=', dispatch)
    .orderBy('m.at')
    .orderBy('m.id')
    .execute()
  return rows.map(({ id, data, ...rest }) => ({ ...rest, message: id, values: data }))
}

/** What a message already went by. */
export async function channelsOf(city: City, message: string): Promise<Set<string>> {
  const rows = await notificationsDb(city)
    .selectFrom('notifications.items')
    .select('channel')
    .where('message', '=', message)
    .execute()
  return new Set(rows.map(({ channel }) => channel))
}

/** The topics that a link which stops letters was sent about; null for a link that is not ours. */
export async function stopBehind(city: City, secret: string): Promise<{ topics: readonly string[] } | null> {
  const row = await notificationsDb(city)
    .selectFrom('notifications.stops')
    .select(['topics', 'reader'])
    .where('hash', '=', hashSecret(secret))
    .executeTakeFirst()
  return row ? { topics: row.reader === null ? [] : row.topics } : null
}

/** The dispatch that one of these words of an address belongs to; null for words that we never wrote. */
export async function dispatchReturnedTo(city: City, words: readonly string[]): Promise<string | null> {
  const row = await notificationsDb(city)
    .selectFrom('notifications.dispatches')
    .select('id')
    .where('return_word', 'in', words)
    .where('channel', '=', 'mail')
    .where('taken_at', 'is not', null)
    .executeTakeFirst()
  return row?.id ?? null
}
