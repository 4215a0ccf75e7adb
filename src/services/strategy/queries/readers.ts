// Who reads: by her private link or signed in; what she follows, and whom a fact concerns.
import { agreeing, handlesOf, promisesPurpose } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import { hashSecret } from '#platform/ids.ts'
import { type FollowReason, voicesDb } from '../tables/voices.ts'
import { type Thing, thingsOf } from './named-things.ts'

export interface Reading {
  token: string | null
  person: string | null
}

export interface Reader {
  handles: string[]
  /** True where she speaks by a private link. */
  guest: boolean
}

/** Whoever holds a link that a letter brought, or somebody signed in; null for everybody else, and for a link of a question. */
export async function readerOf(city: City, { token, person }: Reading): Promise<Reader | null> {
  if (token) {
    const row = await voicesDb(city)
      .selectFrom('strategy.keys')
      .select('handle')
      .where('hash', '=', hashSecret(token))
      .where('question', 'is', null)
      .executeTakeFirst()
    return row ? { handles: [row.handle], guest: true } : null
  }
  if (!person) return null
  return { handles: (await handlesOf(city, person, 'strategy')).map(({ handle }) => handle), guest: false }
}

export interface Followed {
  subject: string
  why: FollowReason
  confirmed: boolean
  at: Date
  /** Null for a question. */
  thing: Thing | null
}

/** What a reader follows, the latest first. */
export async function followedBy(city: City, reader: Reader): Promise<Followed[]> {
  if (reader.handles.length === 0) return []
  const rows = await voicesDb(city)
    .selectFrom('strategy.follows')
    .select(['subject', 'why', 'at', 'confirmed_at'])
    .where('handle', 'in', reader.handles)
    .orderBy('at', 'desc')
    .orderBy('subject')
    .execute()
  const things = await thingsOf(
    city,
    rows.map(({ subject }) => subject),
  )
  return rows.map(({ subject, why, at, confirmed_at }) => ({
    ...{ subject, why, at, confirmed: confirmed_at !== null },
    thing: things.get(subject) ?? null,
  }))
}

/** How many follow it: those who said yes, each counted once. */
export async function followersOf(city: City, subject: string): Promise<number> {
  const { n } = await voicesDb(city)
    .selectFrom('strategy.follows')
    .select((each) => each.fn.countAll<number>().as('n'))
    .where('subject', '=', subject)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** Whether somebody signed in follows this very thing. */
export async function follows(city: City, person: string | null, subject: string): Promise<boolean> {
  const reader = await readerOf(city, { token: null, person })
  if (!reader || reader.handles.length === 0) return false
  const row = await voicesDb(city)
    .selectFrom('strategy.follows')
    .select('subject')
    .where('handle', 'in', reader.handles)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return row !== undefined
}

export interface Concerned {
  handle: string
  why: FollowReason
  guest: boolean
}

/** Whom these things concern, each once, with the reason nearest to her; guests only as long as they agree to letters. */
export async function concernedBy(city: City, subjects: readonly string[]): Promise<Concerned[]> {
  if (subjects.length === 0) return []
  const rows = await voicesDb(city)
    .selectFrom('strategy.follows')
    .select(['handle', 'subject', 'why', 'guest'])
    .where('subject', 'in', [...subjects])
    .where('confirmed_at', 'is not', null)
    .orderBy('handle')
    .execute()
  const guests = [...new Set(rows.filter(({ guest }) => guest).map(({ handle }) => handle))]
  const reading = await agreeing(city, { handles: guests, purpose: promisesPurpose.code })
  const nearest = (row: { subject: string; why: FollowReason }) =>
    (row.why === 'asked' ? 0 : row.why === 'too' ? 1 : 2) * 10 + subjects.indexOf(row.subject)
  const chosen = new Map<string, Concerned & { rank: number }>()
  for (const row of rows) {
    if (row.guest && !reading.has(row.handle)) continue
    const rank = nearest(row)
    const before = chosen.get(row.handle)
    if (!before || rank < before.rank)
      chosen.set(row.handle, { handle: row.handle, why: row.why, guest: row.guest, rank })
  }
  return [...chosen.values()].map(({ rank: _, ...each }) => each)
}

/** How many of a reader's words that she took part wait for her yes. */
export async function waitingParts(city: City, reader: Reader): Promise<number> {
  if (reader.handles.length === 0) return 0
  const { n } = await voicesDb(city)
    .selectFrom('strategy.participations')
    .select((each) => each.fn.countAll<number>().as('n'))
    .where('handle', 'in', reader.handles)
    .where('confirmed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(n)
}
