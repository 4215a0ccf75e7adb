// An event as schema.org Event (schema.org/Event), for search engines and calendars of others; what nobody said is not there.
import type { Words } from '#platform/words.ts'
import { titleOf } from '../pages/said.tsx'
import type { SessionView, WholeEvent } from '../queries/event.ts'
import type { Status } from '../rules/terms.ts'

export interface JsonLdAt {
  zone: string
  /** The whole address of a path. */
  url(path: string): string
  words: Words
  /** What the city is called in addresses: «Ижевск». */
  locality: string
}

type Node = { readonly [name: string]: unknown }

const statuses: Record<Status, string> = {
  scheduled: 'https://schema.org/EventScheduled',
  moved: 'https://schema.org/EventRescheduled',
  cancelled: 'https://schema.org/EventCancelled',
  postponed: 'https://schema.org/EventPostponed',
}

/** So many sessions are told; the rest are in the calendar. */
const mostSessions = 50

/** The document. The event is dated by its soonest session; with several, each is a `subEvent`. */
export function eventJsonLd({ event, sessions, venue, parent }: WholeEvent, at: JsonLdAt): Node {
  const page = at.url(`/events/${encodeURIComponent(event.id)}`)
  const name = titleOf(at.words, { title: event.title, titleEn: event.title_en })
  const place = placeOf({ event, venue }, at)
  const shared = {
    location: place,
    ...(event.online === null
      ? {}
      : { eventAttendanceMode: `https://schema.org/${event.online ? 'Online' : 'Offline'}EventAttendanceMode` }),
  }
  const [first] = sessions
  const told = sessions.length > 1 ? sessions.slice(0, mostSessions) : []
  return clean({
    '@context': 'https://schema.org',
    '@type': 'Event',
    '@id': page,
    url: page,
    identifier: event.id,
    name,
    inLanguage: event.language,
    description: event.description,
    keywords:
      event.topics.length === 0 ? null : event.topics.map((topic) => at.words(`events.topic.${topic}`)).join(', '),
    ...(first ? timesOf(first, at) : {}),
    eventStatus: statuses[event.status],
    ...shared,
    typicalAgeRange: event.age === null ? null : event.age.replace('+', '-'),
    isAccessibleForFree: event.free,
    offers: offersOf(event),
    organizer: event.organiser === null ? null : { '@type': 'Organization', name: event.organiser },
    performer:
      event.artists.length === 0 ? null : event.artists.map((artist) => ({ '@type': 'PerformingGroup', name: artist })),
    image: event.image_url,
    sameAs: event.url,
    superEvent: parent && {
      '@type': 'Event',
      name: parent.title,
      url: at.url(`/events/${encodeURIComponent(parent.id)}`),
    },
    subEvent:
      told.length === 0
        ? null
        : told.map((session) =>
            clean({
              '@type': 'Event',
              '@id': `${page}#${session.id}`,
              name,
              ...timesOf(session, at),
              eventStatus: statuses[session.status],
              ...shared,
            }),
          ),
  })
}

// An hour is exact, a day is a day; a weekend or month is a schedule within which it happens once, and no start is made up.
function timesOf(session: SessionView, { zone }: JsonLdAt): Node {
  const { said, startsAt, endsAt, firstDay, lastDay, status, wasStartsAt, wasFirstDay } = session
  const was = status === 'moved' ? (wasStartsAt === null ? wasFirstDay : localTime(wasStartsAt, zone)) : null
  if (said === 'time' && startsAt !== null)
    return clean({
      startDate: localTime(startsAt, zone),
      endDate: endsAt === null ? null : localTime(endsAt, zone),
      previousStartDate: was,
    })
  if (said === 'day') return clean({ startDate: firstDay, endDate: lastDay, previousStartDate: was })
  if (firstDay === null) return {}
  return { eventSchedule: { '@type': 'Schedule', startDate: firstDay, endDate: lastDay, repeatCount: 1 } }
}

function placeOf({ event, venue }: Pick<WholeEvent, 'event' | 'venue'>, { locality, url }: JsonLdAt): Node {
  const hall = event.hall === null ? null : { '@type': 'Place', name: event.hall }
  return clean({
    '@type': 'Place',
    '@id': venue && url(`/events/venues/${encodeURIComponent(venue.id)}`),
    name: venue?.name ?? event.place ?? locality,
    address: clean({
      '@type': 'PostalAddress',
      streetAddress: venue?.address,
      addressLocality: locality,
      addressCountry: 'RU',
    }),
    geo:
      venue?.lat == null || venue.lon === null
        ? null
        : { '@type': 'GeoCoordinates', latitude: venue.lat, longitude: venue.lon },
    containsPlace: hall,
  })
}

// Roubles, of whole kopecks.
function offersOf({ free, price_min, price_max, ticket_url }: WholeEvent['event']): Node | null {
  if (free === true) return { '@type': 'Offer', price: 0, priceCurrency: 'RUB' }
  if (price_min === null && price_max === null)
    return ticket_url === null ? null : { '@type': 'Offer', url: ticket_url }
  if (price_min !== null && price_min === price_max)
    return clean({ '@type': 'Offer', price: price_min / 100, priceCurrency: 'RUB', url: ticket_url })
  return clean({
    '@type': 'AggregateOffer',
    lowPrice: price_min === null ? null : price_min / 100,
    highPrice: price_max === null ? null : price_max / 100,
    priceCurrency: 'RUB',
    url: ticket_url,
  })
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** «2026-11-28T18:30:00+04:00»: the city's clock with its offset (ISO 8601). */
export function localTime(at: Date, zone: string): string {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en', {
      ...{ timeZone: zone, hourCycle: 'h23', timeZoneName: 'longOffset' },
      ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' },
    })
    formats.set(zone, format)
  }
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]))
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? ''
  const offset = part('timeZoneName').replace('GMT', '') || '+00:00'
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}${offset}`
}

function clean(node: Node): Node {
  return Object.fromEntries(Object.entries(node).filter(([, value]) => value !== null && value !== undefined))
}
