// Rows of dispatches: whose turn it is, the one that gathers for a reader, and a new one.
import { sql } from 'kysely'
import { newHandle, personOf } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { newId, newSecret } from '#platform/ids.ts'
import type { ChannelName } from '../channels/index.ts'
import type { NotificationFacts } from '../facts.ts'
import type { Because, Decision } from '../rules.ts'
import { notificationsDb } from '../tables.ts'

const announce = announcer<NotificationFacts>()

/** A dispatch that has not ended. */
export interface Kept {
  id: string
  reader: string
  channel: string
  agreed_as: string
  return_word: string | null
  gathers: boolean
  prompt: boolean
  taken_at: Date | null
  because: Because | null
}

/** Whom a handle means to notifications: her own handle here, or for a guest the handle itself. */
export async function readerBehind(city: City, handle: string): Promise<string> {
  const person = await personOf(city, handle)
  return person === null ? handle : newHandle(city, { module: 'notifications', person })
}

/** Steps of one reader take turns, or two at once would both find the last place in her week. */
export async function turnOf(city: City, reader: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`reader ${reader}`}, 0))`.execute(city.db)
}

export async function keptOf(city: City, dispatch: string): Promise<Kept | null> {
  const row = await notificationsDb(city)
    .selectFrom('notifications.dispatches')
    .select(['id', 'reader', 'channel', 'agreed_as', 'return_word', 'gathers', 'prompt', 'taken_at', 'because'])
    .where('id', '=', dispatch)
    .where('ended', 'is', null)
    .executeTakeFirst()
  return row ?? null
}

interface Opening {
  reader: string
  channel: string
  agreed_as: string
}

export async function openOne(
  city: City,
  row: Opening & { gathers: boolean; prompt: boolean; due_at: Date | null; because: Because | null; told: boolean },
): Promise<string> {
  const id = newId(city.now)
  await notificationsDb(city)
    .insertInto('notifications.dispatches')
    // Small letters and digits only: some servers change the case of an address.
    .values({ id, ...row, return_word: Buffer.from(newSecret(18), 'base64url').toString('hex'), at: city.now })
    .execute()
  return id
}

/** The dispatch that gathers for this reader; what it waits for is the latest answer. */
export async function gathering(city: City, to: Opening, answer: Decision & { do: 'wait' }): Promise<string> {
  const db = notificationsDb(city)
  const open = await db
    .selectFrom('notifications.dispatches')
    .select('id')
    .where('reader', '=', to.reader)
    .where('channel', '=', to.channel)
    .where('agreed_as', '=', to.agreed_as)
    .where('gathers', '=', true)
    .where('ended', 'is', null)
    .where('told', '=', false)
    .orderBy('at')
    .limit(1)
    .executeTakeFirst()
  const due = { due_at: answer.until, because: answer.because }
  if (!open) return openOne(city, { ...to, ...due, gathers: true, prompt: false, told: false })
  // What makes it rest holds for all of it; otherwise it keeps its day.
  if (answer.because === 'rests')
    await db.updateTable('notifications.dispatches').set(due).where('id', '=', open.id).execute()
  return open.id
}

export async function putIn(city: City, messages: readonly string[], channel: string, dispatch: string): Promise<void> {
  await notificationsDb(city)
    .insertInto('notifications.items')
    .values(messages.map((message) => ({ message, channel, dispatch })))
    .execute()
}

export async function tellDue(city: City, channel: ChannelName, dispatch: string): Promise<void> {
  await announce(city, `notifications.due-${channel}`, `dispatch:${dispatch}`, { dispatch })
}
