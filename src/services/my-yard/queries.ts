// What my yard asks: what words mean, where a place is, what is near, who will hold a report, and which draft this visitor writes.
import {
  type CaseCard,
  casesFor,
  casesNear,
  emergencies,
  guessTopics,
  isEmergency,
  type Preview,
  previewHolder,
  recentCases,
  type Topic,
  topics,
} from '#kernel/cases/index.ts'
import { calledFor, type District, districts, landmarks, readPlace, streets } from '#kernel/places/index.ts'
import type { City } from '#platform/city.ts'
import { hashSecret } from '#platform/ids.ts'
import type { FieldErrors } from '#platform/refusal.ts'
import { keptTalk, type Talk } from './conversation/state.ts'
import { mostRequests, type RequestsAsked } from './feeds/asked.ts'
import { type Draft, type DraftPlace, draftShape, isWhole, type Question, questionOf, unseal } from './rules.ts'
import { myYardDb } from './tables.ts'

export interface Danger {
  kind: string
  /** The phone numbers, the first for everybody. */
  call: string
  also: string | null
  advice: string
}

/** What the city knows about words: asked once for a visit, then answered without asking. */
export interface Knowledge {
  topics: readonly Topic[]
  districts: readonly District[]
  /** Codes of topics, the best first. */
  guess(text: string): string[]
  danger(text: string): Danger | null
}

export async function knowledge(city: City): Promise<Knowledge> {
  const all = await topics(city)
  const rules = await emergencies(city)
  return {
    topics: all,
    districts: (await districts(city)).map((each) => ({ ...each, name: calledFor(city.words, each) })),
    guess: (text) => guessTopics(text, all).map(({ code }) => code),
    danger: (text) => {
      const found = isEmergency(text, rules)
      const rule = found && rules.find(({ kind }) => kind === found.kind)
      return rule ? { kind: rule.kind, call: rule.call, also: rule.also, advice: rule.advice } : null
    },
  }
}

export interface WhereAsked {
  /** An address, a name that everybody knows, or two coordinates: whatever the person wrote. */
  where: string
  point?: string | { lat: number; lon: number } | undefined
  district?: string | undefined
}

/**
 * The place a person means. Two numbers are a point; a street the city knows goes before a landmark's name, and that before a
 * street it does not know. Errors are about `where`, `point` and `district`.
 */
export async function placeOf(city: City, asked: WhereAsked): Promise<{ ok: DraftPlace } | { errors: FieldErrors }> {
  const { where, point, district } = asked
  if (/^[\s\d.,;°'"′″NESWnesw-]+$/.test(where) && !point) {
    const read = await readPlace(city, { point: where, district })
    return 'ok' in read ? { ok: drafted(read.ok) } : { errors: renamed(read.errors, 'point') }
  }
  const address = await readPlace(city, { address: where, point, district })
  if ('errors' in address && (address.errors.point || address.errors.district))
    return { errors: renamed(address.errors, 'address') }
  if ('ok' in address && (address.ok.known || where === '')) return { ok: drafted(address.ok) }
  const landmark = await readPlace(city, { landmark: where, point, district })
  if ('ok' in landmark) return { ok: drafted(landmark.ok) }
  return 'ok' in address ? { ok: drafted(address.ok) } : { errors: renamed(address.errors, 'address') }
}

function drafted(place: Omit<DraftPlace, 'note'> & { note?: string | null }): DraftPlace {
  return { ...place, note: place.note ?? null }
}

function renamed(errors: FieldErrors, from: string): FieldErrors {
  return Object.fromEntries(Object.entries(errors).map(([name, error]) => [name === from ? 'where' : name, error]))
}

/** Words to choose from while writing a place. */
export async function placeNames(city: City): Promise<string[]> {
  const known = (await streets(city)).map(({ name, type }) => `${type} ${name}`)
  return [...known, ...(await landmarks(city)).map(({ name }) => name)]
}

/** The latest open cases whose words or photo a dispatcher has released. */
export async function openNearby(city: City, most: number): Promise<CaseCard[]> {
  const cards = await recentCases(city, { status: 'open', most: 60 })
  return cards.filter(({ text, photo }) => text !== null || photo !== null).slice(0, most)
}

export interface Surroundings {
  question: Question
  danger: Danger | null
  similar: CaseCard[]
  /** Who would hold it; null while too little is known. */
  holder: Preview | null
}

/** How things stand with a draft: what is asked next, what is near, who would hold it. */
export async function surroundings(city: City, draft: Draft, known: Knowledge): Promise<Surroundings> {
  const danger = known.danger(draft.text)
  const whole = isWhole(draft) ? draft : null
  const similar = whole ? await casesNear(city, { place: whole.place, topic: whole.topic }) : []
  const holder = whole && {
    topic: whole.topic,
    land: whole.land,
    district: whole.place.district,
  }
  return {
    question: questionOf(draft, { danger: danger !== null, similar: similar.length > 0 }),
    danger,
    similar,
    holder: holder && (await previewHolder(city, holder)),
  }
}

export interface KeptDraft {
  id: string
  secret: string
  draft: Draft
  /** The case that came of it, with the private link's secret. */
  sent: { number: string; token: string | null; joined: boolean } | null
}

/** The draft of whoever holds the secret, or null. */
export async function draftFor(city: City, secret: string | undefined): Promise<KeptDraft | null> {
  if (!secret) return null
  const row = await myYardDb(city)
    .selectFrom('my_yard.drafts')
    .selectAll()
    .where('hash', '=', hashSecret(secret))
    .executeTakeFirst()
  if (!row) return null
  const token = row.link === null ? null : unseal(row.link, secret)
  return {
    id: row.id,
    secret,
    draft: draftShape.parse(row.data),
    sent: row.number === null ? null : { number: row.number, token, joined: row.joined },
  }
}

export interface KeptTalk {
  state: Talk
  /** The secret of the private link to a case of this conversation, or null. */
  tokenOf(number: string): string | null
}

/** The conversation of whoever holds the secret, or null. */
export async function talkFor(city: City, channel: string, secret: string | undefined): Promise<KeptTalk | null> {
  if (!secret) return null
  const row = await myYardDb(city)
    .selectFrom('my_yard.conversations')
    .select('state')
    .where('channel', '=', channel)
    .where('hash', '=', hashSecret(secret))
    .executeTakeFirst()
  if (!row) return null
  const { state, links } = keptTalk.parse(row.state)
  return { state, tokenOf: (number) => (links[number] === undefined ? null : unseal(links[number], secret)) }
}

/** Cases a program asks for, the newest first, at most a thousand. */
export async function requestsAsked(city: City, asked: RequestsAsked): Promise<CaseCard[]> {
  if (asked.numbers.length > 0) return casesFor(city, asked.numbers)
  return recentCases(city, {
    topic: asked.service,
    status: asked.open && asked.closed ? undefined : asked.open ? 'open' : closed,
    from: asked.from,
    to: asked.to,
    most: mostRequests,
  })
}

const closed = ['resolved', 'confirmed', 'declined'] as const
