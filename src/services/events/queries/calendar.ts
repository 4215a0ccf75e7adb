// What a calendar takes over: sessions of the next year and a bit, and those that were cancelled not long ago.
import { sql } from 'kysely'
import type { City } from '#platform/city.ts'
import { atHour, dayOf, days, later } from '#platform/time.ts'
import type { Filter } from '../rules/asked.ts'
import type { Said, Status } from '../rules/terms.ts'
import { plusDays } from '../rules/when.ts'
import { eventsDb } from '../tables.ts'
import { filtered, hasWords } from './listing.ts'

export interface CalendarSession {
  id: string
  event: string
  title: string
  titleEn: string | null
  said: Said
  startsAt: Date | null
  endsAt: Date | null
  firstDay: string | null
  lastDay: string | null
  status: Status
  reason: string | null
  hall: string | null
  venue: string | null
  place: string | null
  demo: boolean
  sequence: number
  changedAt: Date
}

/** A subscription reaches so many days ahead, keeps what was cancelled so long, and holds so many entries at most. */
export const calendarDays = 400
export const cancelledDays = 60
export const mostEntries = 1000

/** Sessions under a filter, the soonest first; without a filter those of one event. A weekend, a month or a year is no entry. */
export async function calendarSessions(
  city: City,
  { filter, event, zone }: { filter: Filter; event?: string; zone: string },
): Promise<CalendarSession[]> {
  const today = dayOf(city.now, zone)
  const last = filter.to ?? plusDays(today, calendarDays)
  const ended = later(city.now, -days(cancelledDays))
  const shown = filtered(eventsDb(city).selectFrom('events.days as d'), filter, hasWords)
    .select('d.event')
    .where('d.shape', '!=', 'vague')
    .where('d.until_at', '>', later(atHour(filter.from, 0, zone), -days(cancelledDays)))
    .where('d.sort_at', '<', atHour(plusDays(last, 1), 0, zone))
    .where(sql<boolean>`d.event = s.event`)
    .where(sql<boolean>`s.first_day between d.day and d.last_day`)
  const sessions = entries(city).where('s.first_day', '<=', last)
  // The many in their order, as far as a calendar reaches; the few that began before or were taken back by indexes of their own, each
  // looked up among the days («offset» keeps it so).
  const coming = sessions.where('s.first_day', '>=', filter.from)
  const before = sessions.where('s.first_day', '<', filter.from)
  const running = before.where(sql<boolean>`s.last_day > s.first_day`).where('s.last_day', '>=', filter.from)
  const gone = before
    .where('s.last_day', '<', filter.from)
    .where('s.status', 'in', ['cancelled', 'postponed'])
    .where('s.changed_at', '>', ended)
  const all =
    event === undefined
      ? [
          coming.where(({ exists }) => exists(shown)),
          running.where(({ exists }) => exists(shown.offset(0))),
          gone.where(({ exists }) => exists(shown.offset(0))),
        ]
      : [coming, running, gone].map((query) => query.where('s.event', '=', event))
  const { rows } = await sql<CalendarSession>`
    select * from (${sql.join(
      all.map((query) => sql`(${query})`),
      sql` union all `,
    )}) s order by "firstDay", "startsAt", id limit ${mostEntries}`.execute(city.db)
  return rows
}

function entries(city: City) {
  return (
    eventsDb(city)
      .selectFrom('events.sessions as s')
      .innerJoin('events.events as e', 'e.id', 's.event')
      .select(['s.id', 's.event', 'e.title', 'e.title_en as titleEn', 's.said', 's.starts_at as startsAt'])
      .select(['s.ends_at as endsAt', 's.first_day as firstDay', 's.last_day as lastDay', 's.status', 's.reason'])
      .select([sql<string | null>`coalesce(s.hall, e.hall)`.as('hall'), 'e.venue', 'e.place'])
      .select(sql<boolean>`e.basis = 'demo'`.as('demo'))
      // Both only grow, and either makes calendars take the entry over again.
      .select([
        sql<number>`s.sequence + e.sequence`.as('sequence'),
        sql<Date>`greatest(s.changed_at, e.changed_at)`.as('changedAt'),
      ])
      .where('e.state', '=', 'published')
      .where('s.said', 'in', ['time', 'day'])
      .orderBy('s.first_day')
      .orderBy('s.starts_at')
      .orderBy('s.id')
      .limit(mostEntries)
  )
}
