// For tests of sources: a small city with venues and two sources, and what they say.

import type { City } from '#platform/city.ts'
import { machinery } from '#platform/policy.ts'
import type { Stage } from '#tests/people.ts'
import { type Found, type FoundSession, unsaid } from './sources/found.ts'
import { sourcesDb } from './tables/sources.ts'

export const zone = 'Europe/Samara'

/** The house at an hour of 26 November 2026. */
export function houseAt(stage: Stage, hour = 9): City {
  return {
    ...stage.city.cityFor(machinery('test')),
    now: new Date(`2026-11-26T${String(hour).padStart(2, '0')}:00:00Z`),
  }
}

export async function addSource(city: City, id: string, trust: number, mapping: object = {}): Promise<void> {
  await sourcesDb(city)
    .insertInto('events.sources')
    .values({ id, name: `Источник ${id}`, kind: 'json', trust, mapping: JSON.stringify(mapping), made_at: city.now })
    .execute()
}

export function session(start: string, more: Partial<FoundSession> = {}): FoundSession {
  const base = { end: null, hall: null, status: 'scheduled' as const, previousStart: null }
  return { uid: start, start, allDay: start.length === 10, ...base, ...more }
}

/** «Гроза» at the drama theatre on 5 December at 18:00, said by whoever. */
export function storm(more: Partial<Found> = {}): Found {
  return {
    ...unsaid('storm', 'Гроза'),
    sessions: [session('2026-12-05T18:00:00+04:00', { uid: 'storm' })],
    venue: { name: 'Драмтеатр на Луне', address: null, lat: null, lon: null, hall: null },
    ...more,
  }
}

/** What everybody sees of all imported events, without ids and times of writing. */
export async function shownEvents(city: City) {
  const events = await sourcesDb(city)
    .selectFrom('events.events')
    .selectAll()
    .where('state', '=', 'published')
    .orderBy('title')
    .execute()
  const sessions = await sourcesDb(city)
    .selectFrom('events.sessions')
    .selectAll()
    .orderBy('first_day')
    .orderBy('starts_at')
    .execute()
  const items = await sourcesDb(city)
    .selectFrom('events.items')
    .select(['source', 'uid', 'event'])
    .orderBy('source')
    .orderBy('uid')
    .execute()
  const shown = events.map(({ id, made_at: _, changed_at: __, published_at: ___, sequence: ____, ...event }) => ({
    ...event,
    sources: items.filter((item) => item.event === id).map(({ source, uid }) => `${source}/${uid}`),
    sessions: sessions
      .filter((one) => one.event === id)
      .map(({ id: _id, uid: _uid, event: _event, changed_at: _at, sequence: _sequence, ...one }) => one),
  }))
  return shown.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))
}
