// Events for calendars and readers of feeds, under the filters of the list.
import { calendarType } from '#platform/calendar/index.ts'
import { hrefIn } from '#platform/http/read.ts'
import { bytes, type Visit } from '#platform/http/route.ts'
import { refuse } from '#platform/refusal.ts'
import { eventFeed } from '../feeds/atom.ts'
import { eventCalendar } from '../feeds/calendar.ts'
import { clockOf, titleOf } from '../pages/said.tsx'
import { calendarSessions } from '../queries/calendar.ts'
import { changedEvents } from '../queries/changed.ts'
import { venueNames } from '../queries/choices.ts'
import { eventFor } from '../queries/event.ts'
import { addressWith } from '../rules/asked.ts'
import { chosenText, questionOf } from './read.ts'

const open = { 'access-control-allow-origin': '*' }
const inLists = 50

export function eventsIcs(zone: string) {
  return async ({ city, query, origin, locale }: Visit) => {
    const { words } = city
    const { asked, filter } = await questionOf(city, query, zone)
    const chosen = await chosenText(city, asked, zone)
    const text = eventCalendar(await calendarSessions(city, { filter, zone }), words, {
      name: [words('events.calendar.name'), ...chosen].join(': '),
      zone,
      now: city.now,
      url: (path) => origin + hrefIn(locale, path),
      page: addressWith('/events', asked),
      venues: await venueNames(city),
    })
    return calendarAnswer(text, 'events.ics')
  }
}

export function eventIcs(zone: string) {
  return async ({ city, params, origin, locale }: Visit) => {
    const { words } = city
    const whole = await eventFor(city, params.id ?? '')
    if (!whole) throw refuse.missing('events.refusal.noEvent')
    const { event } = whole
    const { filter } = await questionOf(city, { from: '1990-01-01' }, zone)
    const text = eventCalendar(await calendarSessions(city, { filter, event: event.id, zone }), words, {
      name: titleOf(words, { title: event.title, titleEn: event.title_en }),
      zone,
      now: city.now,
      url: (path) => origin + hrefIn(locale, path),
      page: `/events/${encodeURIComponent(event.id)}`,
      venues: await venueNames(city),
    })
    return calendarAnswer(text, 'event.ics')
  }
}

function calendarAnswer(text: string, name: string) {
  return bytes(calendarType, text, {
    headers: { ...open, 'content-disposition': `inline; filename="${name}"` },
    keep: 900,
  })
}

export function eventAtom(zone: string) {
  return async ({ city, query, origin, locale }: Visit) => {
    const { asked, filter } = await questionOf(city, query, zone)
    const document = eventFeed(await changedEvents(city, filter, inLists), city.words, {
      ...{ origin, now: city.now },
      href: (path) => hrefIn(locale, path),
      clock: clockOf(city.now, zone),
      venues: await venueNames(city),
      self: addressWith('/events/feed.atom', asked),
      page: addressWith('/events', asked),
    })
    return bytes('application/atom+xml; charset=utf-8', document, { headers: open })
  }
}
