// What is kept of somebody under a handle of events, and who looked at it.
import type { City } from '#platform/city.ts'
import type { Look } from '#platform/module.ts'
import { cabinetDb } from '../tables/cabinet.ts'
import { followsUnder } from './follows.ts'
import { seatsUnder } from './seats.ts'

/** Seats, follows, drafts and sent events of a handle, each left out where there is none. */
export async function heldUnder(city: City, handle: string): Promise<Record<string, object[]>> {
  const db = cabinetDb(city)
  const all = {
    seats: await seatsUnder(city, handle),
    follows: await followsUnder(city, handle),
    drafts: await db
      .selectFrom('events.drafts')
      .select(['data', 'made_at as madeAt', 'touched_at as touchedAt'])
      .where('handle', '=', handle)
      .execute(),
    organised: await db
      .selectFrom('events.events')
      .select(['id', 'title', 'made_at as madeAt'])
      .where('owner', '=', handle)
      .orderBy('made_at')
      .execute(),
  }
  return Object.fromEntries(Object.entries(all).filter(([, rows]) => rows.length > 0))
}

/** Who of an organiser's people looked at her seats, the newest first. */
export async function looksAtSeats(city: City, handle: string): Promise<Look[]> {
  const rows = await cabinetDb(city)
    .selectFrom('events.seat_looks as l')
    .innerJoin('events.sessions as s', 's.id', 'l.session')
    .innerJoin('events.events as e', 'e.id', 's.event')
    .select(['l.at', 'l.why', 'e.title', 'e.organiser', 'e.id'])
    .where('l.handle', '=', handle)
    .orderBy('l.at', 'desc')
    .limit(200)
    .execute()
  return rows.map(({ at, why, title, organiser, id }) => ({
    ...{ at, why, href: `/events/${id}` },
    office: city.words('events.look.office', { organiser: organiser ?? '' }),
    what: city.words('events.look.what', { title }),
  }))
}
