// Whom a fact of events concerns: holders of seats with what they are told, and what followers hear.
import type { City } from '#platform/city.ts'
import type { SeatState } from '../rules/seats.ts'
import { followsDb } from '../tables/follows.ts'

export interface SeatConcerned {
  seat: string
  handle: string
  state: SeatState
  confirmed: boolean
  title: string
  startsAt: Date
  until: Date | null
  why: string | null
}

/** A seat with whose it is; null where it was erased meanwhile. */
export async function seatConcerned(city: City, seat: string): Promise<SeatConcerned | null> {
  const row = await followsDb(city)
    .selectFrom('events.seats as t')
    .innerJoin('events.sessions as s', 's.id', 't.session')
    .innerJoin('events.events as e', 'e.id', 's.event')
    .select(['t.id as seat', 't.handle', 't.state', 't.confirmed_at', 'e.title', 's.starts_at', 't.until'])
    .select((select) =>
      select
        .selectFrom('events.seat_turns as u')
        .select('u.why')
        .whereRef('u.seat', '=', 't.id')
        .orderBy('u.at', 'desc')
        .orderBy('u.id', 'desc')
        .limit(1)
        .as('why'),
    )
    .where('t.id', '=', seat)
    .executeTakeFirst()
  if (!row || row.starts_at === null) return null
  const { confirmed_at, starts_at, ...rest } = row
  return { ...rest, confirmed: confirmed_at !== null, startsAt: starts_at }
}

/** Everybody with a seat or a place in the line of these sessions, each seat once, in the order of the sessions. */
export async function holdersIn(
  city: City,
  sessions: readonly string[],
): Promise<{ seat: string; handle: string; startsAt: Date | null; reason: string | null }[]> {
  if (sessions.length === 0) return []
  return followsDb(city)
    .selectFrom('events.seats as t')
    .innerJoin('events.sessions as s', 's.id', 't.session')
    .select(['t.id as seat', 't.handle', 's.starts_at as startsAt', 's.reason'])
    .where('t.session', 'in', sessions)
    .where('t.state', 'in', ['taken', 'offered', 'waiting'])
    .where('t.confirmed_at', 'is not', null)
    .orderBy('s.starts_at')
    .orderBy('t.turn')
    .execute()
}

/** An event as its followers hear of it, and when the first of some of its sessions is now. */
export async function eventConcerned(city: City, event: string, sessions: readonly string[]) {
  const db = followsDb(city)
  const row = await db
    .selectFrom('events.events')
    .select(['id', 'title', 'venue', 'topics', 'artists', 'organiser', 'state'])
    .where('id', '=', event)
    .executeTakeFirst()
  if (!row) return null
  const first =
    sessions.length === 0
      ? undefined
      : await db
          .selectFrom('events.sessions')
          .select(['starts_at as startsAt', 'reason'])
          .where('id', 'in', sessions)
          .orderBy('starts_at')
          .limit(1)
          .executeTakeFirst()
  return { ...row, startsAt: first?.startsAt ?? null, reason: first?.reason ?? null }
}
