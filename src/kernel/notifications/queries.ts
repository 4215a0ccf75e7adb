// Questions about messages: what a person was told, and what a letter needs.

import { handlesOf } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import { hashSecret } from '#platform/ids.ts'
import type { AlsoLink } from '#platform/module.ts'
import { days, later } from '#platform/time.ts'
import { notificationsDb } from './tables.ts'

export interface Message {
  id: string
  module: string
  /** Word key of the sentence, with its values. */
  key: string
  values: Record<string, string | number>
  href: string
  also: readonly AlsoLink[]
  /** Word key of why it came to her; null: as its module says. */
  why: string | null
  at: Date
  read: boolean
}

/** What a person was told, the newest first. */
export async function messagesOf(city: City, person: string, most = 50): Promise<Message[]> {
  const handles = (await handlesOf(city, person)).map(({ handle }) => handle)
  return handles.length === 0 ? [] : messagesUnder(city, handles, most)
}

/** What was told under one handle: for its export. */
export async function messagesOfHandle(city: City, handle: string): Promise<Message[]> {
  return messagesUnder(city, [handle], 10_000)
}

export interface LetterMatter {
  message: string
  fact: string
  handle: string
  module: string
  key: string
  values: Record<string, string | number>
  href: string
  also: readonly AlsoLink[]
  why: string | null
  /** True when the letter has been sent, or held back for good. */
  done: boolean
}

/** A message as a letter needs it; null when it has been erased meanwhile. */
export async function letterMatter(city: City, message: string): Promise<LetterMatter | null> {
  const row = await notificationsDb(city)
    .selectFrom('notifications.messages as m')
    .leftJoin('notifications.letters as l', 'l.message', 'm.id')
    .select(['m.id', 'm.fact', 'm.handle', 'm.module', 'm.key', 'm.data', 'm.href', 'm.also', 'm.why'])
    .select('l.message as lettered')
    .where('m.id', '=', message)
    .executeTakeFirst()
  if (!row) return null
  const { id, data, lettered, ...rest } = row
  return { ...rest, message: id, values: data, done: lettered !== null }
}

/** How many letters a reader got in the last seven days, and how many she may get. */
export async function budgetOf(city: City, agreedAs: string): Promise<{ sent: number; weekly: number }> {
  const db = notificationsDb(city)
  const { sent } = await db
    .selectFrom('notifications.letters')
    .select((select) => select.fn.countAll<number>().as('sent'))
    .where('agreed_as', '=', agreedAs)
    .where('sent_at', '>', later(city.now, -days(7)))
    .executeTakeFirstOrThrow()
  const { weekly } = await db
    .selectFrom('notifications.budgets')
    .select('weekly')
    .where('valid_from', '<=', city.now)
    .orderBy('valid_from', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return { sent, weekly }
}

/** Whether a link that stops letters is one of ours. */
export async function isStop(city: City, secret: string): Promise<boolean> {
  const row = await notificationsDb(city)
    .selectFrom('notifications.stops')
    .select('hash')
    .where('hash', '=', hashSecret(secret))
    .executeTakeFirst()
  return row !== undefined
}

async function messagesUnder(city: City, handles: string[], most: number): Promise<Message[]> {
  const rows = await notificationsDb(city)
    .selectFrom('notifications.messages')
    .select(['id', 'module', 'key', 'data', 'href', 'also', 'why', 'at', 'read_at'])
    .where('handle', 'in', handles)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
  return rows.map(({ data, read_at, ...row }) => ({ ...row, values: data, read: read_at !== null }))
}
