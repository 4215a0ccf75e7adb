// Calendars that a person subscribes to once: days and hours as iCalendar (RFC 5545), the same names for the same things for ever.
import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventStatus } from 'ical-generator'

export const calendarType = 'text/calendar; charset=utf-8'

/** A whole day (or days up to and with `lastDay`), or an hour from `start` to `end`; null where nobody said when it ends. */
export type When = { day: string; lastDay?: string } | { start: Date; end: Date | null }

export type CalendarEntry = When & {
  /** Never changes and never names another thing, or calendars show it twice: «milestone-17@izhevsk». */
  uid: string
  summary: string
  description?: string
  /** Whole and absolute. */
  url?: string
  place?: string
  status: 'confirmed' | 'tentative' | 'cancelled'
  /** Grows with each change of day, hour or status, so that calendars take the change over. */
  sequence: number
  /** When the entry last changed; without it `now`. */
  changedAt?: Date
  /** Reminders so many whole days before. */
  alarmDays?: readonly number[]
}

export interface Calendar {
  name: string
  /** The time zone that the calendar is shown in: «Europe/Samara». Hours are written in UTC and mean the same everywhere. */
  zone: string
  description?: string
  url?: string
  entries: readonly CalendarEntry[]
  now: Date
  /** How often calendars ask again; 12 usually. */
  refreshHours?: number
}

/**
 * The calendar as text: CRLF, lines of at most 75 octets that break no letter. Throws an error when a day is none, an end is
 * before its start, or two entries have one uid.
 */
export function calendarOf({ name, zone, description, url, entries, now, refreshHours = 12 }: Calendar): string {
  const uids = new Set(entries.map(({ uid }) => uid))
  if (uids.size < entries.length) throw new Error('two entries of a calendar have one uid')
  const calendar = ical({
    // The library writes names as they are.
    name: oneLine(name).replaceAll(/[\\;,]/g, '\\$&'),
    prodId: { company: 'Italmas', product: 'Italmas', language: 'RU' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: refreshHours * 3600,
  })
  // Given to the library, a zone would take the Z from DTSTAMP, which must be UTC (RFC 5545, 3.8.7.2).
  calendar.x('X-WR-TIMEZONE', oneLine(zone))
  if (description) calendar.description(plain(description))
  if (url) calendar.url(new URL(url).href)
  for (const entry of entries) {
    const event = calendar.createEvent({
      id: oneLine(entry.uid),
      sequence: entry.sequence,
      stamp: entry.changedAt ?? now,
      summary: plain(entry.summary),
      status: statuses[entry.status],
      ...times(entry),
    })
    if (entry.description) event.description(plain(entry.description))
    if (entry.place) event.location(plain(entry.place))
    if (entry.url) event.url(new URL(entry.url).href)
    for (const days of entry.alarmDays ?? [])
      event.createAlarm({
        type: ICalAlarmType.display,
        triggerBefore: days * 86_400,
        description: plain(entry.summary),
      })
  }
  return `${calendar.toString().trimEnd()}\r\n`
}

const statuses = {
  confirmed: ICalEventStatus.CONFIRMED,
  tentative: ICalEventStatus.TENTATIVE,
  cancelled: ICalEventStatus.CANCELLED,
}

/** Whole days end, for calendars, at the beginning of the day after (RFC 5545, 3.6.1). */
function times(when: When) {
  if ('day' in when) {
    const last = when.lastDay ?? when.day
    if (last < when.day) throw new Error(`${last} is before ${when.day}`)
    // Without a zone the library reads days and hours in UTC.
    return {
      start: midnight(when.day),
      end: new Date(midnight(last).getTime() + 86_400_000),
      allDay: true,
    }
  }
  if (when.end === null) return { start: when.start }
  if (when.end < when.start) throw new Error('an entry of a calendar ends before it begins')
  return { start: when.start, end: when.end }
}

function midnight(day: string): Date {
  const at = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== day) throw new Error(`«${day}» is no day`)
  return at
}

const oneLine = (text: string): string => plain(text).replaceAll('\n', ' ')

/** Controls end lines or are refused by calendars; half a letter cannot be written. */
function plain(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replaceAll(/(?!\n)\p{Cc}/gu, ' ')
}
