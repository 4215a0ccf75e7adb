// What one source says of one event, followed from one reading to the next, and told in our own terms.
import { atHour, dayOf as dayIn } from '#platform/time.ts'
import type { Found, FoundSession } from '../../sources/found.ts'
import type { EventFields } from '../fields.ts'
import { topicsNamed } from '../named.ts'
import type { Status } from '../terms.ts'
import { type WhenColumns, whenColumns } from '../when.ts'
import { kindMeant } from './kinds.ts'

/** As it is kept of an item. */
export interface Said {
  found: Found
  /** The venue of places that its words mean, and the hall they name in it. */
  venue: string | null
  hall: string | null
  /** Sessions that the source once named and no longer does. */
  former: FoundSession[]
}

/** What an editor wrote about a source for all its events. */
export interface Defaults {
  kind?: string | undefined
  organiser?: string | undefined
}

/**
 * The next state of an item. A session that took another time keeps its name and is «moved», also where the source names sessions by
 * their times; one that is no longer named is kept as former.
 */
export function followed(before: Said | null, now: Omit<Said, 'former'>): Said {
  if (before === null) return { ...now, former: [] }
  const old = [...before.found.sessions, ...before.former]
  const byUid = new Map(old.map((session) => [session.uid, session]))
  const named = new Set(now.found.sessions.map(({ uid }) => uid))
  const missing = before.found.sessions.filter(({ uid }) => !named.has(uid))
  const added = now.found.sessions.filter(({ uid }) => !byUid.has(uid))
  const successors = new Map<string, FoundSession>()
  for (const [at, session] of added.entries()) {
    const sameDay = missing.find((each) => dayOf(each) === dayOf(session) && ![...successors.values()].includes(each))
    const only = missing.length === 1 && added.length === 1 ? missing[at] : undefined
    const was = sameDay ?? only
    if (was) successors.set(session.uid, was)
  }
  const taken = new Set([...successors.values()].map(({ uid }) => uid))
  const sessions = now.found.sessions.map((session) => {
    const was = successors.get(session.uid) ?? byUid.get(session.uid)
    return was ? moved(was, { ...session, uid: was.uid }) : session
  })
  const left = new Set(sessions.map(({ uid }) => uid))
  const former = [...missing.filter(({ uid }) => !taken.has(uid)), ...before.former].filter(({ uid }) => !left.has(uid))
  return { ...now, found: { ...now.found, sessions }, former: distinct(former) }
}

// Who said «moved» once keeps saying so until the time is the first one again.
function moved(was: FoundSession, now: FoundSession): FoundSession {
  if (now.status !== 'scheduled')
    return { ...now, previousStart: now.previousStart ?? was.previousStart ?? other(was, now) }
  const first = was.previousStart ?? was.start
  if (isSameTime(first, now.start)) return now
  if (was.start.length === 10 && now.start.length > 10 && was.start === now.start.slice(0, 10)) return now
  return { ...now, status: 'moved', previousStart: first }
}

const other = (was: FoundSession, now: FoundSession): string | null =>
  isSameTime(was.start, now.start) ? null : was.start

const isSameTime = (one: string, two: string): boolean =>
  one.length === 10 || two.length === 10 ? one === two : Date.parse(one) === Date.parse(two)

const dayOf = ({ start }: FoundSession): string => start.slice(0, 10)

function distinct(sessions: FoundSession[]): FoundSession[] {
  return [...new Map(sessions.map((session) => [session.uid, session])).values()]
}

/** Fields that are chosen together, since parts of two sources would make a third thing. */
export const groups = {
  title: ['title'],
  description: ['description'],
  kind: ['kind'],
  topics: ['topics'],
  artists: ['artists'],
  age: ['age'],
  price: ['free', 'price_min', 'price_max'],
  pushkin: ['pushkin_card'],
  language: ['language'],
  ramp: ['ramp'],
  loop: ['loop'],
  sign: ['sign_language'],
  online: ['online'],
  organiser: ['organiser'],
  venue: ['venue', 'place', 'hall'],
  tickets: ['ticket_url'],
  url: ['url'],
  image: ['image_url'],
} as const satisfies Record<string, readonly (keyof EventFields)[]>
export type Group = keyof typeof groups

export const groupNames = Object.keys(groups).filter((name): name is Group => name in groups)

/** What a source says of an event in our fields; what it does not say is null or empty. */
export function fieldsSaid({ found, venue, hall }: Said, defaults: Defaults): Partial<EventFields> {
  const { priceMin, priceMax } = found
  return {
    title: found.title,
    description: found.description,
    kind: kindMeant([found.kind, ...found.topics, found.title, defaults.kind ?? null]),
    topics: topicsNamed(found.kind, ...found.topics, found.title),
    artists: found.performers,
    age: found.age,
    ...{ free: found.free, price_min: priceMin, price_max: priceMax },
    pushkin_card: found.pushkinCard,
    language: found.language,
    ...{ ramp: found.access.ramp, loop: found.access.loop, sign_language: found.access.signLanguage },
    online: found.status === 'online' ? true : null,
    organiser: found.organiser ?? defaults.organiser ?? null,
    venue,
    place: venue === null ? [found.venue.name, found.venue.address].filter(Boolean).join(', ') || null : null,
    hall: hall ?? found.venue.hall,
    ...{ ticket_url: found.ticketUrl, url: found.url, image_url: found.image },
  }
}

/** The state of a session as ours: the event's own counts where the session says nothing. */
export function statusSaid({ status }: FoundSession, { status: whole }: Found): Status {
  const said = status === 'scheduled' || status === 'online' ? whole : status
  return said === 'online' ? 'scheduled' : said
}

/** A time as sources say it, a day or an instant, in our columns; null where it is none. */
export function timeSaid(start: string, end: string | null, zone: string): WhenColumns | null {
  if (start.length === 10)
    return whenColumns(
      { said: 'day', firstDay: start, lastDay: end === null || end < start ? start : end.slice(0, 10) },
      zone,
    )
  const startsAt = new Date(start)
  if (Number.isNaN(startsAt.getTime())) return null
  const endsAt = end === null ? null : end.length === 10 ? atHour(end, 23, zone) : new Date(end)
  const fits = endsAt !== null && endsAt >= startsAt
  // What the city's days cannot hold any more is left to whoever set it aside.
  if (Number(dayIn(fits ? endsAt : startsAt, zone).slice(0, 4)) >= 2100) return null
  return whenColumns({ said: 'time', startsAt, endsAt: fits ? endsAt : null }, zone)
}
