// What waits for an editor of events: sent ones in the order in which they came, and those that were published at once.
import type { City } from '#platform/city.ts'
import { refuse } from '#platform/refusal.ts'
import type { State } from '../rules/terms.ts'
import { cabinetDb } from '../tables/cabinet.ts'

export interface Waiting {
  event: string
  title: string
  organiser: string | null
  state: State
  sentAt: Date
  sessions: number
}

/** Events whose last word is the organiser's: the longest waiting first. */
export async function waitingEvents(city: City, most = 200): Promise<Waiting[]> {
  const rows = await cabinetDb(city)
    .selectFrom((from) =>
      from
        .selectFrom('events.verdicts')
        .select(['event', 'verdict', 'at'])
        .distinctOn('event')
        .orderBy('event')
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .as('v'),
    )
    .innerJoin('events.events as e', 'e.id', 'v.event')
    .select(['v.event', 'e.title', 'e.organiser', 'e.state', 'v.at as sentAt'])
    .select((select) =>
      select
        .selectFrom('events.sessions as s')
        .select((inner) => inner.fn.countAll<string>().as('n'))
        .whereRef('s.event', '=', 'e.id')
        .as('sessions'),
    )
    .where('v.verdict', '=', 'sent')
    .orderBy('v.at')
    .limit(most)
    .execute()
  return rows.map((row) => ({ ...row, sessions: Number(row.sessions ?? 0) }))
}

/** Who keeps an event as editors trust her: its organisation, or the handle of its person. */
export async function keeperOf(city: City, event: string): Promise<string | null> {
  const row = await cabinetDb(city)
    .selectFrom('events.events')
    .select(['organisation', 'owner'])
    .where('id', '=', event)
    .executeTakeFirst()
  return row?.organisation ?? row?.owner ?? null
}

/** Who is told of a verdict: the handle of whoever sent the event. */
export async function senderOf(city: City, event: string): Promise<{ handle: string; title: string } | null> {
  const row = await cabinetDb(city)
    .selectFrom('events.events')
    .select(['owner', 'title'])
    .where('id', '=', event)
    .executeTakeFirst()
  return row?.owner ? { handle: row.owner, title: row.title } : null
}

/** An event as an editor reads it. Throws `missing` where there is none. */
export async function eventToReview(city: City, event: string) {
  const row = await cabinetDb(city)
    .selectFrom('events.events')
    .select(['id', 'title', 'state', 'kind', 'topics', 'description', 'artists', 'organiser', 'venue', 'place', 'hall'])
    .select(['age', 'free', 'price_min', 'price_max'])
    .where('id', '=', event)
    .executeTakeFirst()
  if (!row) throw refuse.missing('events.refusal.noEvent')
  return row
}

export type Reviewed = Awaited<ReturnType<typeof eventToReview>>
