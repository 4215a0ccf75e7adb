// Registration of a session as rules need it: its places, its hours, and whose event it is.
import type { City } from '#platform/city.ts'
import { type Registration, type Standing, standingAt } from '../rules/seats.ts'
import { seatsDb } from '../tables/seats.ts'

export interface SeatSession extends Registration {
  session: string
  event: string
  title: string
  endsAt: Date | null
  /** Everybody may see the event. */
  published: boolean
  sequence: number
  hall: string | null
  ageFrom: number | null
  ageTo: number | null
  /** Why the organiser asks for a name; null where nobody is asked. */
  nameWhy: string | null
  /** Whose event it is: an organisation, or the handle of a person. */
  organisation: string | null
  owner: string | null
  venue: string | null
  place: string | null
}

/** The registration of a session; null where the organiser opened none. */
export async function seatSession(city: City, session: string): Promise<SeatSession | null> {
  return (await registrations(city, (query) => query.where('s.id', '=', session)))[0] ?? null
}

export interface OpenRegistration extends SeatSession {
  standing: Standing
  waiting: number
}

/** Every registration of an event, in order of the sessions, with how it stands now. */
export async function registrationsOf(city: City, event: string): Promise<OpenRegistration[]> {
  const found = await registrations(city, (query) => query.where('s.event', '=', event))
  const lines = await waitingIn(
    city,
    found.map(({ session }) => session),
  )
  return found.map((one) => ({
    ...one,
    standing: standingAt(one, city.now),
    waiting: lines.get(one.session) ?? 0,
  }))
}

/** How many people wait in each line. */
export async function waitingIn(city: City, sessions: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (sessions.length === 0) return new Map()
  const rows = await seatsDb(city)
    .selectFrom('events.seats')
    .select(['session', (select) => select.fn.sum<string>('size').as('n')])
    .where('session', 'in', sessions)
    .where('state', '=', 'waiting')
    .where('confirmed_at', 'is not', null)
    .groupBy('session')
    .execute()
  return new Map(rows.map(({ session, n }) => [session, Number(n)]))
}

async function registrations(city: City, narrow: (query: ReturnType<typeof joined>) => ReturnType<typeof joined>) {
  const rows = await narrow(joined(city)).orderBy('s.starts_at').orderBy('s.id').execute()
  return rows.flatMap((row): SeatSession[] => {
    const { starts_at, event_state, status, ...rest } = row
    // Without an hour nobody knows when registration ends: sessions of a bare day have none.
    if (starts_at === null) return []
    const takesPlace = event_state === 'published' && status !== 'cancelled' && status !== 'postponed'
    return [{ ...rest, startsAt: starts_at, takesPlace, published: event_state === 'published' }]
  })
}

function joined(city: City) {
  return seatsDb(city)
    .selectFrom('events.registrations as r')
    .innerJoin('events.sessions as s', 's.id', 'r.session')
    .innerJoin('events.events as e', 'e.id', 's.event')
    .select(['s.id as session', 's.event', 'e.title', 's.starts_at', 's.ends_at as endsAt', 's.status', 's.sequence'])
    .select((select) => select.fn.coalesce('s.hall', 'e.hall').as('hall'))
    .select(['e.state as event_state', 'e.organisation', 'e.owner', 'e.venue', 'e.place'])
    .select(['r.places', 'r.taken', 'r.group_most as groupMost', 'r.opens_at as opensAt', 'r.closes_at as closesAt'])
    .select(['r.age_from as ageFrom', 'r.age_to as ageTo', 'r.name_why as nameWhy'])
}
