// Who follows what among events: one's own list, what a letter's link means, whom an event concerns, and what comes of it.
import { agreeing, eventsPurpose, handlesOf, personOf } from '#kernel/identity/index.ts'
import { venuesFor } from '#kernel/places/index.ts'
import type { City } from '#platform/city.ts'
import { hashSecret } from '#platform/ids.ts'
import { type Followable, subjectOf, subjectsOf } from '../rules/follow.ts'
import { topics } from '../rules/terms.ts'
import { followsDb } from '../tables/follows.ts'

export interface Followed {
  subject: string
  title: string
  href: string
}

/** How a subject is called and where it leads; null for what the city does not know. */
export async function followed(city: City, subject: string): Promise<Followed | null> {
  return (await followedOf(city, [subject]))[0] ?? null
}

/** The same for many, in their order; what is not known any more is left out. */
export async function followedOf(city: City, subjects: readonly string[]): Promise<Followed[]> {
  const read = subjects.flatMap((subject) => {
    const parts = subjectOf(subject)
    return parts ? [{ subject: `${parts.kind}:${parts.of}`, ...parts }] : []
  })
  const idsOf = (kind: string) => read.filter((one) => one.kind === kind).map(({ of }) => of)
  const places = new Map((await venuesFor(city, idsOf('venue'))).map(({ id, name }) => [id, name]))
  const events = await titlesOf(city, idsOf('event'))
  const named = await namesKnown(city, read)
  return read.flatMap(({ subject, kind, of }): Followed[] => {
    const search = (name: string) => `/events?${new URLSearchParams({ [name]: of })}`
    if (kind === 'venue') return titled(subject, places.get(of), `/events/venues/${of}`)
    if (kind === 'event') return titled(subject, events.get(of), `/events/${of}`)
    if (kind === 'topic')
      return topics.some((topic) => topic === of)
        ? [{ subject, title: city.words(`events.topic.${of}`), href: search('topic') }]
        : []
    return named.has(subject) ? [{ subject, title: of, href: `/events?${new URLSearchParams({ text: of })}` }] : []
  })
}

/** What a person follows, by her id. */
export async function followsOfPerson(city: City, person: string): Promise<Followed[]> {
  const handles = (await handlesOf(city, person, 'events')).map(({ handle }) => handle)
  if (handles.length === 0) return []
  const rows = await followsDb(city)
    .selectFrom('events.follows')
    .select('subject')
    .distinct()
    .where('handle', 'in', handles)
    .where('confirmed_at', 'is not', null)
    .orderBy('subject')
    .execute()
  return followedOf(
    city,
    rows.map(({ subject }) => subject),
  )
}

/** All that is kept of a handle, for its export. */
export async function followsUnder(city: City, handle: string) {
  return followsDb(city)
    .selectFrom('events.follows')
    .select(['subject', 'asked_at as askedAt', 'confirmed_at as confirmedAt'])
    .where('handle', '=', handle)
    .orderBy('subject')
    .execute()
}

/** What the link of a letter leads to; null for one that has ended. */
export async function followBehind(city: City, secret: string): Promise<(Followed & { confirmed: boolean }) | null> {
  const row = await followsDb(city)
    .selectFrom('events.follow_links as l')
    .innerJoin('events.follows as f', (join) =>
      join.onRef('f.handle', '=', 'l.handle').onRef('f.subject', '=', 'l.subject'),
    )
    .select(['f.subject', 'f.confirmed_at'])
    .where('l.hash', '=', hashSecret(secret))
    .executeTakeFirst()
  if (!row) return null
  const known = await followed(city, row.subject)
  return {
    ...(known ?? { subject: row.subject, title: row.subject, href: '/events' }),
    confirmed: row.confirmed_at !== null,
  }
}

/** Handles that follow an event, or its venue, topics, artists or organiser; each once. */
export async function followersOf(city: City, event: Followable): Promise<string[]> {
  const rows = await followsDb(city)
    .selectFrom('events.follows')
    .select('handle')
    .distinct()
    .where('subject', 'in', subjectsOf(event))
    .where('confirmed_at', 'is not', null)
    .orderBy('handle')
    .execute()
  return rows.map(({ handle }) => handle)
}

/** All follows that have begun. */
export async function allFollows(city: City): Promise<{ handle: string; subject: string }[]> {
  return followsDb(city)
    .selectFrom('events.follows')
    .select(['handle', 'subject'])
    .where('confirmed_at', 'is not', null)
    .orderBy('handle')
    .orderBy('subject')
    .execute()
}

export interface ComingEvent extends Followable {
  title: string
  startsAt: Date
}

/** Published events with a session between two instants, each by its first one, in their order. */
export async function comingBetween(city: City, from: Date, to: Date): Promise<ComingEvent[]> {
  const rows = await followsDb(city)
    .selectFrom('events.sessions as s')
    .innerJoin('events.events as e', 'e.id', 's.event')
    .select(['e.id', 'e.title', 'e.venue', 'e.topics', 'e.artists', 'e.organiser'])
    .select((select) => select.fn.min<Date>('s.starts_at').as('startsAt'))
    .where('e.state', '=', 'published')
    .where('s.status', 'in', ['scheduled', 'moved'])
    .where('s.starts_at', '>=', from)
    .where('s.starts_at', '<', to)
    .groupBy(['e.id', 'e.title', 'e.venue', 'e.topics', 'e.artists', 'e.organiser'])
    .orderBy('startsAt')
    .orderBy('e.id')
    .limit(5000)
    .execute()
  return rows
}

const atOnce = 1000

/** Guests who follow something and whose consent has ended: their address is gone, and nothing can be sent. */
export async function lostGuests(city: City): Promise<string[]> {
  const rows = await followsDb(city)
    .selectFrom('events.follows')
    .select('handle')
    .distinct()
    .where('confirmed_at', 'is not', null)
    .orderBy('handle')
    .execute()
  const lost: string[] = []
  for (let at = 0; at < rows.length; at += atOnce) {
    const handles = rows.slice(at, at + atOnce).map(({ handle }) => handle)
    const agreed = await agreeing(city, { handles, purpose: eventsPurpose.code })
    for (const handle of handles) if (!agreed.has(handle) && (await personOf(city, handle)) === null) lost.push(handle)
  }
  return lost
}

async function titlesOf(city: City, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await followsDb(city)
    .selectFrom('events.events')
    .select(['id', 'title'])
    .where('id', 'in', ids)
    .where('state', '=', 'published')
    .execute()
  return new Map(rows.map(({ id, title }) => [id, title]))
}

// A name is known as long as an event bears it: nobody fills the table with words of her own.
async function namesKnown(
  city: City,
  read: readonly { subject: string; kind: string; of: string }[],
): Promise<ReadonlySet<string>> {
  const known = new Set<string>()
  for (const { subject, kind, of } of read.filter((one) => one.kind === 'artist' || one.kind === 'organiser')) {
    let query = followsDb(city).selectFrom('events.events').select('id').where('state', '=', 'published').limit(1)
    query =
      kind === 'organiser'
        ? query.where('organiser', '=', of)
        : query.where((where) => where(where.val(of), '=', where.fn.any('artists')))
    if (await query.executeTakeFirst()) known.add(subject)
  }
  return known
}

function titled(subject: string, title: string | undefined, href: string): Followed[] {
  return title === undefined ? [] : [{ subject, title, href }]
}
