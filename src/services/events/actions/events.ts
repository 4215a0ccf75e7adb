// What editors and the house may do with events: save them, change one session, and name a source.
import { sql } from 'kysely'
import { action, type City } from '#platform/city.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { mayKeepEvents } from '../policy.ts'
import { fieldsOf } from '../rules/keep.ts'
import type { SourceKind, Status } from '../rules/terms.ts'
import { type When, whenOf } from '../rules/when.ts'
import { eventsDb } from '../tables.ts'
import { ownAmong } from './import/entries.ts'
import { type EventInput, type Kept, keepEvents, knownEvents } from './keep.ts'

/**
 * Saves events as an editor or the house says them; `zone` is the city's. See `keepEvents`. Throws `conflict` for one that sources tell
 * of: their next word would write over it, so it is edited by `editEvent`.
 */
export const saveEvents = action(
  'events',
  async (city: City, input: { events: readonly EventInput[]; zone: string }): Promise<Kept[]> => {
    demand(city.actor, mayKeepEvents, undefined)
    await demandOwn(
      city,
      input.events.flatMap(({ id }) => id ?? []),
    )
    return keepEvents(city, input)
  },
)

/** Saves one event. */
export const saveEvent = action('events', async (city: City, input: EventInput & { zone: string }): Promise<Kept> => {
  const { zone, ...event } = input
  const [kept] = await saveEvents(city, { events: [event], zone })
  if (!kept) throw new Error('an event that was kept has no answer')
  return kept
})

export interface SessionChange {
  session: string
  /** A new time moves it. */
  when?: When
  hall?: string | null
  /** cancelled, postponed, or scheduled: restored. */
  status?: Status
  reason?: string | null
  zone: string
}

/** Moves, cancels, puts off or restores one session; what sources tell of is edited by `editSession`. Throws `missing` where there is none. */
export const changeSession = action(
  'events',
  async (city: City, { session: id, zone, ...word }: SessionChange): Promise<Kept> => {
    demand(city.actor, mayKeepEvents, undefined)
    const named = await eventsDb(city)
      .selectFrom('events.sessions')
      .select('event')
      .where('id', '=', id)
      .executeTakeFirst()
    const known = named && (await knownEvents(city, [named.event])).get(named.event)
    if (!known) throw refuse.missing('events.refusal.noSession')
    const { event, sessions } = known
    return saveEvent(city, {
      ...{ id: event.id, fields: fieldsOf(event), state: event.state, basis: event.basis, zone },
      sessions: sessions.map((session) => ({
        ...{ uid: session.uid, when: whenOf(session), hall: session.hall },
        ...(session.id === id ? word : {}),
      })),
    })
  },
)

async function demandOwn(city: City, ids: readonly string[]): Promise<void> {
  const own = await ownAmong(city, ids)
  const { rows } = await sql<{ event: string }>`
    select distinct event from events.items where event = any(${ids})`.execute(city.db)
  if (rows.some(({ event }) => !own.has(event))) throw refuse.conflict('events.refusal.imported')
}

/** Names where values come from; one that is there keeps what is known of its readings. */
export const saveSource = action(
  'events',
  async (city: City, input: { id: string; name: string; kind: SourceKind; url?: string | null; trust?: number }) => {
    demand(city.actor, mayKeepEvents, undefined)
    const { id, name, kind, url = null, trust = 50 } = input
    await eventsDb(city)
      .insertInto('events.sources')
      .values({ id, name, kind, url, trust, made_at: city.now })
      .onConflict((clash) => clash.column('id').doUpdateSet({ name, kind, url, trust }))
      .execute()
  },
)
