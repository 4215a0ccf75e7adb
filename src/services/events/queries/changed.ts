// What changed since somebody looked: events that are new or different, and change by change what was and what is.
import { sql } from 'kysely'
import type { City } from '#platform/city.ts'
import type { Filter } from '../rules/asked.ts'
import type { Age, Basis, ChangeKind, Kind, Status } from '../rules/terms.ts'
import { eventsDb } from '../tables.ts'
import { filtered } from './listing.ts'

export interface Changed {
  id: string
  title: string
  titleEn: string | null
  kind: Kind
  age: Age | null
  free: boolean | null
  priceMin: number | null
  priceMax: number | null
  venue: string | null
  place: string | null
  hall: string | null
  url: string | null
  status: Status
  basis: Basis
  /** Its next day; null where none is known. */
  day: string | null
  publishedAt: Date
  changedAt: Date
}

/** Events that are still to come under a filter, those changed last first. */
export async function changedEvents(city: City, filter: Filter, most: number): Promise<Changed[]> {
  const shown = filtered(eventsDb(city).selectFrom('events.days as d'), filter)
    .select(sql<string>`min(d.day)`.as('day'))
    .where('d.until_at', '>', city.now)
    .where(sql<boolean>`d.event = e.id`)
  return eventsDb(city)
    .selectFrom('events.events as e')
    .innerJoinLateral(
      () => shown.as('n'),
      (join) => join.onTrue(),
    )
    .select(['e.id', 'e.title', 'e.title_en as titleEn', 'e.kind', 'e.age', 'e.free', 'e.price_min as priceMin'])
    .select(['e.price_max as priceMax', 'e.venue', 'e.place', 'e.hall', 'e.url', 'e.status', 'e.basis', 'n.day'])
    .select([sql<Date>`e.published_at`.as('publishedAt'), 'e.changed_at as changedAt'])
    .where('e.state', '=', 'published')
    .where('n.day', 'is not', null)
    .orderBy('e.changed_at', 'desc')
    .orderBy('e.id')
    .limit(most)
    .execute()
}

export interface ChangeView {
  id: number
  event: string
  title: string
  titleEn: string | null
  at: Date
  kind: ChangeKind
  field: string | null
  was: unknown
  now: unknown
}

export const mostChanges = 200

/** Public changes after an instant, the latest first, and whether there were more. */
export async function changesSince(city: City, since: Date): Promise<{ changes: ChangeView[]; more: boolean }> {
  const rows = await eventsDb(city)
    .selectFrom('events.changes as c')
    .innerJoin('events.events as e', 'e.id', 'c.event')
    .select(['c.id', 'c.event', 'e.title', 'e.title_en as titleEn', 'c.at', 'c.kind', 'c.field', 'c.was', 'c.now'])
    .where('c.at', '>', since)
    .where('e.state', '=', 'published')
    // Of what is over nobody plans anything: that the press named it later is no news.
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('events.days as d')
          .select('d.event')
          .whereRef('d.event', '=', 'e.id')
          .where('d.until_at', '>', city.now),
      ),
    )
    .orderBy('c.at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(mostChanges + 1)
    .execute()
  return { changes: rows.slice(0, mostChanges), more: rows.length > mostChanges }
}

/** Until when this person has seen what changed; null where she never looked. */
export async function lookOf(city: City, handle: string): Promise<Date | null> {
  const row = await eventsDb(city)
    .selectFrom('events.looks')
    .select('seen_at')
    .where('handle', '=', handle)
    .executeTakeFirst()
  return row?.seen_at ?? null
}
