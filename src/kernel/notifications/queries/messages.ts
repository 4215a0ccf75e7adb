// Questions about messages: what a person was told, by topic and page, and how each went.
import { sql } from 'kysely'
import { handlesOf } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import type { AlsoLink } from '#platform/module.ts'
import type { ChannelName } from '../channels/index.ts'
import type { Because } from '../rules.ts'
import { notificationsDb } from '../tables.ts'

export interface Message {
  id: string
  module: string
  topic: string
  /** Word key of the sentence, with its values. */
  key: string
  values: Record<string, string | number>
  href: string
  also: readonly AlsoLink[]
  /** Word key of why it came to her; null: as its module says. */
  why: string | null
  at: Date
  read: boolean
  went: readonly Went[]
}

/** What became of a message by one channel. */
export interface Went {
  channel: ChannelName
  state: 'sent' | 'waits' | 'under-way'
  /** When it went, or when it is due; null where that depends on something. */
  at: Date | null
  because: Because | null
}

export interface Shelf {
  messages: Message[]
  /** More are older than these. */
  more: boolean
  unread: number
}

/** What a person was told, the newest first; `before` is the id of the last message of the page before. */
export async function messagesOf(
  city: City,
  person: string,
  asked: { most: number; before?: string | undefined; topic?: string | undefined } = { most: 50 },
): Promise<Shelf> {
  const handles = (await handlesOf(city, person)).map(({ handle }) => handle)
  if (handles.length === 0) return { messages: [], more: false, unread: 0 }
  const found = await messagesUnder(city, handles, { ...asked, most: asked.most + 1 })
  const { unread } = await notificationsDb(city)
    .selectFrom('notifications.messages')
    .select((select) => select.fn.countAll<number>().as('unread'))
    .where('handle', 'in', handles)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow()
  return { messages: found.slice(0, asked.most), more: found.length > asked.most, unread: Number(unread) }
}

/** What was told under one handle: for its export. */
export async function messagesOfHandle(city: City, handle: string): Promise<Message[]> {
  return messagesUnder(city, [handle], { most: 10_000 })
}

async function messagesUnder(
  city: City,
  handles: string[],
  asked: { most: number; before?: string | undefined; topic?: string | undefined },
): Promise<Message[]> {
  const db = notificationsDb(city)
  let query = db
    .selectFrom('notifications.messages')
    .select(['id', 'module', 'topic', 'key', 'data', 'href', 'also', 'why', 'at', 'read_at'])
    .where('handle', 'in', handles)
  if (asked.topic !== undefined) query = query.where('topic', '=', asked.topic)
  if (asked.before !== undefined) {
    const { before } = asked
    query = query.where(
      sql<boolean>`(at, id) < (select b.at, b.id from notifications.messages b where b.id = ${before}::uuid)`,
    )
  }
  const rows = await query.orderBy('at', 'desc').orderBy('id', 'desc').limit(asked.most).execute()
  const went = await wentOf(
    city,
    rows.map(({ id }) => id),
  )
  return rows.map(({ data, read_at, ...row }) => ({
    ...row,
    values: data,
    read: read_at !== null,
    went: went.get(row.id) ?? [],
  }))
}

async function wentOf(city: City, messages: readonly string[]): Promise<Map<string, Went[]>> {
  const found = new Map<string, Went[]>()
  if (messages.length === 0) return found
  const rows = await notificationsDb(city)
    .selectFrom('notifications.items as i')
    .innerJoin('notifications.dispatches as d', 'd.id', 'i.dispatch')
    .select(['i.message', 'i.channel', 'd.ended', 'd.ended_at', 'd.due_at', 'd.because', 'd.taken_at'])
    .where('i.message', 'in', messages)
    .orderBy('i.channel')
    .execute()
  for (const row of rows) {
    const channel = channelNamed(row.channel)
    if (channel === null) continue
    const state = row.ended === 'sent' ? 'sent' : row.taken_at === null && row.because !== null ? 'waits' : 'under-way'
    const at = state === 'sent' ? row.ended_at : row.due_at
    found.set(row.message, [...(found.get(row.message) ?? []), { channel, state, at, because: row.because }])
  }
  return found
}

function channelNamed(name: string): ChannelName | null {
  return name === 'mail' || name === 'sms' || name === 'push' ? name : null
}
