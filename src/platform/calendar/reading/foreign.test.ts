import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expandRecurringEvent, sync, type VEvent } from 'node-ical'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '#platform/root.ts'
import { dayOf } from '#platform/time.ts'
import { file } from './calendars.testing.ts'
import { occurrencesIn, readCalendar } from './index.ts'

// The other reader knows floating times in the zone of its process only.
const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone
const [from, to] = ['1990-01-01', '2027-01-01']

/** Where the other reader sees other times, and why ours are those that RFC 5545 means. */
const differ: Record<string, string> = {
  'ical4j-valid/Earth32Seasons.ics':
    'the calendar describes US/Eastern as it was before 2007, and its own VTIMEZONE holds (3.6.5)',
  'ical4j-valid/classify.ics': 'of two revisions the one of the higher SEQUENCE holds (3.8.7.4)',
  'ical4j-valid/evolution.ics': 'Chicago is five hours behind UTC in June: 13:00 is 18:00 in UTC',
  'ical4j-valid/friday13-NOT.ics': 'EXRULE excepts 51 Fridays (RFC 2445, 4.8.5.2)',
  'ical4j-valid/multiple_calendars.ics': 'the first calendar is followed by a second one',
  'icalendar/america_new_york_forward_reference.ics': 'a second DTSTART is no reason to lose the event',
  'icalendar/pacific_fiji.ics': 'a second DTSTART is no reason to lose the event',
  'icalendar/broken_ical.ics': 'one semicolon too many is no reason to lose the event',
  'icalendar/issue_1081_invalid_rrule_freq.ics': 'a rule that cannot be read is no reason to lose the event',
  'icalendar/issue_1633_rdate_with_dates_and_tzid.ics': 'RDATE gives a period of a whole day as well',
  'icalendar/issue_466_respect_unique_timezone.ics': 'the calendar describes /Europe/CUSTOM itself',
  'icalendar/issue_526_calendar_with_event_subset.ics':
    'nobody knows the zone «Western/Central Europe»: we do not guess',
  'icalendar/issue_526_calendar_with_shuffeled_events.ics':
    'nobody knows the zone «Western/Central Europe»: we do not guess',
  'icalendar/issue_722_missing_timezones.ics': 'RDATE gives a period in Berlin as well',
  'icalendar/multiple_calendar_components.ics': 'two calendars of the file hold events of one day',
  'icaljs/timezone_from_file.ics': 'the calendar describes Nowhere/Middle itself, 7:41 behind UTC',
}

const names = ['ical4j-valid', 'icalendar', 'icaljs'].flatMap((folder) =>
  readdirSync(join(projectRoot, 'tests/vectors/events', folder)).map((name) => `${folder}/${name}`),
)

describe('beside a second reader of calendars', () => {
  it.each(names.filter((name) => !(name in differ)))('%s has the same times', (name) => {
    expect(ours(name)).toEqual(theirs(name))
  })

  it.each(Object.entries(differ))('%s differs: %s', (name) => {
    expect(ours(name)).not.toEqual(theirs(name))
  })
})

function ours(name: string): string[] {
  const { occurrences } = occurrencesIn(readCalendar(file(name), { zone }).series, { from, to, zone })
  return occurrences
    .map(({ allDay, start, instant }) => (allDay ? start : new Date(instant * 1000).toISOString()))
    .sort()
}

/** Its events with what it makes of their rules; null when it gives the whole file up. */
function theirs(name: string): string[] | null {
  try {
    const events = Object.values(sync.parseICS(Buffer.from(file(name)).toString())).filter(isEvent)
    const span = { from: new Date(`${from}T00:00:00`), to: new Date(Date.parse(`${to}T00:00:00`) - 1) }
    return events
      .flatMap((event) => expandRecurringEvent(event, span))
      .map(({ isFullDay, start }) => (isFullDay ? dayOf(start, zone) : start.toISOString()))
      .sort()
  } catch {
    return null
  }
}

function isEvent(item: unknown): item is VEvent {
  return (
    typeof item === 'object' &&
    item !== null &&
    'type' in item &&
    item.type === 'VEVENT' &&
    'start' in item &&
    Boolean(item.start)
  )
}
