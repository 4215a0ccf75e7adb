// What a calendar takes over: sessions of the next year and a bit, and those that were cancelled not long ago.
import { type Expression, sql } from 'kysely'
import type { City } from '#platform/city.ts'
import { atHour, dayOf, days, later, plusDays } from '#platform/time.ts'
import type { Filter } from '../rules/asked.ts'
import { longDays } from '../rules/days.ts'
import type { Said, Status } from '../rules/terms.ts'
import { eventsDb } from '../tables.ts'
import { filtered, hasWords, type Wheres } from './listing.ts'

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
  const sessions = eventsDb(city)
    .selectFrom('events.sessions as s')
    .innerJoin('events.events as e', 'e.id', 's.event')
    .select(columns)
    .select(joined)
    .where('e.state', '=', 'published')
    .where('s.said', 'in', ['time', 'day'])
    .where('s.first_day', '<=', last)
  const gone = sessions
    .where('s.last_day', '<', filter.from)
    .where('s.status', 'in', ['cancelled', 'postponed'])
    .where('s.changed_at', '>', ended)
  if (event !== undefined) {
    const ahead = sessions.where('s.last_day', '>=', filter.from)
    return inOrder(city, [ahead.where('s.event', '=', event), gone.where('s.event', '=', event)])
  }
  const begins = atHour(filter.from, 0, zone)
  const shown = <Rows extends Wheres<Rows>>(rows: Rows, from: Date): Rows =>
    filtered(rows, filter, hasWords)
      .where(sql<boolean>`d.until_at >= ${from}::timestamptz`)
      .where(sql<boolean>`d.sort_at < ${atHour(plusDays(last, 1), 0, zone)}::timestamptz`)
  // Days are walked in their order until a calendar is full, as the list walks them; «offset» keeps the sessions of each a question of its own.
  const ahead = shown(
    eventsDb(city)
      .selectFrom('events.days as d')
      .innerJoin('events.events as e', 'e.id', 'd.event')
      .innerJoinLateral(
        ({ selectFrom }) =>
          selectFrom('events.sessions as o')
            .selectAll()
            .whereRef('o.event', '=', 'd.event')
            .whereRef('o.first_day', '>=', 'd.day')
            .where(sql<boolean>`o.first_day <= case d.shape when 'day' then d.day else d.last_day end`)
            .where('o.said', 'in', ['time', 'day'])
            .where('o.last_day', '>=', filter.from)
            .where('o.first_day', '<=', last)
            .offset(0)
            .as('s'),
        (join) => join.onTrue(),
      )
      .select(columns)
      .select(joined),
    begins,
  )
    .orderBy('d.sort_at')
    .orderBy('d.event')
    .limit(mostEntries)
  const coming = ahead.where('d.shape', '=', 'day').where('d.sort_at', '>=', later(begins, -days(longDays)))
  const past = shown(eventsDb(city).selectFrom('events.days as d'), later(begins, -days(cancelledDays)))
    .select('d.event')
    .where('d.shape', '!=', 'vague')
    .where(sql<boolean>`d.event = s.event`)
    .where(sql<boolean>`s.first_day between d.day and d.last_day`)
  return inOrder(city, [coming, ahead.where('d.shape', '=', 'running'), gone.where(({ exists }) => exists(past))])
}

const columns = [
  ...(['s.id', 's.event', 'e.title', 'e.title_en as titleEn', 's.said', 's.starts_at as startsAt'] as const),
  ...(['s.ends_at as endsAt', 's.first_day as firstDay', 's.last_day as lastDay', 's.status'] as const),
  ...(['s.reason', 'e.venue', 'e.place'] as const),
] as const
const joined = [
  sql<string | null>`coalesce(s.hall, e.hall)`.as('hall'),
  sql<boolean>`e.basis = 'demo'`.as('demo'),
  // Both only grow, and either makes calendars take the entry over again.
  sql<number>`s.sequence + e.sequence`.as('sequence'),
  sql<Date>`greatest(s.changed_at, e.changed_at)`.as('changedAt'),
] as const

/** All of them, each once, the soonest first. */
async function inOrder(city: City, parts: readonly Expression<unknown>[]): Promise<CalendarSession[]> {
  const all = sql.join(
    parts.map((part) => sql`(${part})`),
    sql` union all `,
  )
  const { rows } = await sql<CalendarSession>`
    select distinct on ("firstDay", "startsAt", id) * from (${all}) s
    order by "firstDay", "startsAt", id limit ${mostEntries}`.execute(city.db)
  return rows
}
