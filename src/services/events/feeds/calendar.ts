// Events as a calendar that one subscribes to once: each session an entry under one name for ever, also when it moves or is cancelled.
import { type CalendarEntry, calendarOf, type When } from '#platform/calendar/index.ts'
import { daysBetween } from '#platform/time.ts'
import type { Words } from '#platform/words.ts'
import type { VenueNames } from '../pages/listed.tsx'
import { placeOf } from '../pages/listed.tsx'
import { titleOf } from '../pages/said.tsx'
import type { CalendarSession } from '../queries/calendar.ts'
import { longDays } from '../rules/days.ts'

export interface CalendarAt {
  name: string
  zone: string
  now: Date
  /** Scheme, host and language: the whole address of a path. */
  url(path: string): string
  page: string
  venues: VenueNames
}

/** The calendar as text. */
export function eventCalendar(sessions: readonly CalendarSession[], words: Words, at: CalendarAt): string {
  return calendarOf({
    name: at.name,
    zone: at.zone,
    url: at.url(at.page),
    now: at.now,
    refreshHours: 6,
    entries: sessions.flatMap((session) => entryOf(session, words, at)),
  })
}

/** The name of a session in calendars; it never changes. */
export const calendarUid = (session: string): string => `session-${session}@italmas`

function entryOf(session: CalendarSession, words: Words, at: CalendarAt): CalendarEntry[] {
  const when = timeOf(session)
  if (when === null) return []
  const place = placeOf(session, at.venues)
  const off = session.status === 'cancelled' || session.status === 'postponed'
  const said = [
    session.status === 'scheduled' ? null : words(`events.turned.${session.status}`),
    session.reason,
    session.demo ? words('events.demo') : null,
  ]
    .filter(Boolean)
    .join('. ')
  return [
    {
      ...when,
      uid: calendarUid(session.id),
      summary: titleOf(words, session),
      ...(said === '' ? {} : { description: said }),
      ...(place === null ? {} : { place }),
      url: at.url(`/events/${encodeURIComponent(session.event)}`),
      // What is put off does not take place at its old hour, and there is no new one yet.
      status: off ? 'cancelled' : 'confirmed',
      sequence: session.sequence,
      changedAt: session.changedAt,
    },
  ]
}

// Only what somebody said to the day is an entry; what goes on for weeks is days and not one long hour.
function timeOf({ said, startsAt, endsAt, firstDay, lastDay }: CalendarSession): When | null {
  if (firstDay === null || lastDay === null) return null
  if (said === 'day' || (said === 'time' && daysBetween(firstDay, lastDay) >= longDays))
    return { day: firstDay, lastDay }
  return said === 'time' && startsAt !== null ? { start: startsAt, end: endsAt } : null
}
