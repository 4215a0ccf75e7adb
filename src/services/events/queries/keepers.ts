// Whose an event is: a person's own, or an organisation's for which she acts today.
import { handlesOf, isHeldOn, mayActFor, representations } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import { refuse } from '#platform/refusal.ts'
import { dayOf } from '#platform/time.ts'
import { seatsDb } from '../tables/seats.ts'

export interface Kept {
  owner: string | null
  organisation: string | null
}

/** Whether whoever acts keeps what belongs to these: hers by a handle, or her organisation's by a power to apply for it. */
export async function keeps(city: City, { owner, organisation }: Kept, zone: string): Promise<boolean> {
  const { person } = city.actor
  if (person === null) return false
  if (organisation !== null)
    return mayActFor(city, { person, organisation, power: 'apply', today: dayOf(city.now, zone) })
  return owner !== null && (await handlesOf(city, person, 'events')).some(({ handle }) => handle === owner)
}

/** Throws `missing` where there is no such thing and `not-allowed` where it is somebody else's. */
export async function demandKeeper(city: City, kept: Kept | null, zone: string): Promise<void> {
  if (kept === null) throw refuse.missing('events.refusal.noEvent')
  if (!(await keeps(city, kept, zone))) throw refuse.notAllowed('events.refusal.notYours')
}

/** Whose the event of a session is, and its event; null where there is none. */
export async function keptBySession(city: City, session: string): Promise<(Kept & { event: string }) | null> {
  const row = await seatsDb(city)
    .selectFrom('events.sessions as s')
    .innerJoin('events.events as e', 'e.id', 's.event')
    .select(['s.event', 'e.owner', 'e.organisation'])
    .where('s.id', '=', session)
    .executeTakeFirst()
  return row ?? null
}

/** Whose an event is; null where there is none. */
export async function keptEvent(city: City, event: string): Promise<Kept | null> {
  const row = await seatsDb(city)
    .selectFrom('events.events')
    .select(['owner', 'organisation'])
    .where('id', '=', event)
    .executeTakeFirst()
  return row ?? null
}

/** The organisations for which she may keep events today. */
export async function organisationsOf(
  city: City,
  person: string,
  zone: string,
): Promise<{ organisation: string; name: string; inn: string | null }[]> {
  const today = dayOf(city.now, zone)
  return (await representations(city, person))
    .filter((power) => isHeldOn(power, today) && power.codes.includes('apply'))
    .map(({ organisation, name, inn }) => ({ organisation, name, inn }))
}

/** The head of an event for its keeper's pages. Throws `missing` where there is none. */
export async function ownEventHead(city: City, event: string) {
  const row = await seatsDb(city)
    .selectFrom('events.events')
    .select(['id', 'title', 'state', 'status'])
    .where('id', '=', event)
    .executeTakeFirst()
  if (!row) throw refuse.missing('events.refusal.noEvent')
  return row
}
