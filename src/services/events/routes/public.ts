// Addresses that everybody reads: the list and its feeds, an event, a venue, and what changed.
import { h } from 'preact'
import { z } from 'zod'
import { handleOf } from '#kernel/identity/index.ts'
import { districts, venuesFor } from '#kernel/places/index.ts'
import type { City } from '#platform/city.ts'
import { hrefIn } from '#platform/http/read.ts'
import { fileApi, get, json, page, post, type Route, redirect, type Visit } from '#platform/http/route.ts'
import { anyone, signedIn } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { hourOf } from '#platform/time.ts'
import { seeEvents } from '../actions/looks.ts'
import { eventJsonLd } from '../feeds/jsonld.ts'
import { CalendarPage } from '../pages/calendar.tsx'
import { ChangesPage } from '../pages/changes.tsx'
import { EventPage } from '../pages/event.tsx'
import { EventsPage } from '../pages/events.tsx'
import { clockOf, titleOf, whenText } from '../pages/said.tsx'
import { VenuePage } from '../pages/venue.tsx'
import { changesSince, lookOf } from '../queries/changed.ts'
import { filterChoices, venueNames } from '../queries/choices.ts'
import { eventFor, partsOf, similarEvents } from '../queries/event.ts'
import { lastDay, listing, longListing, nextDay, quickCounts } from '../queries/listing.ts'
import { disputesOf, nowAt } from '../queries/merging.ts'
import { addressWith, askedNames, placeOf, placeText, toggles, weekendOf } from '../rules/asked.ts'
import { eveningHour } from '../rules/days.ts'
import { provenanceOf } from '../rules/provenance.ts'
import { ages, kinds, statuses, topics } from '../rules/terms.ts'
import { soonestOf } from '../rules/turns.ts'
import { eventAtom, eventIcs, eventsIcs } from './feeds.ts'
import type { EventsHouse } from './house.ts'
import { chosenText, questionOf, sinceOf } from './read.ts'
import { takingPartIn } from './taking-part.ts'

/** The contract of the list for programs: money is whole kopecks, null is «no data». */
export const eventsAnswer = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      kind: z.enum(kinds),
      day: z.string(),
      last_day: z.string(),
      status: z.enum(statuses),
      age: z.enum(ages).nullable(),
      free: z.boolean().nullable(),
      price_min: z.int().nullable(),
      price_max: z.int().nullable(),
      pushkin_card: z.boolean().nullable(),
      venue: z.string().nullable(),
      place: z.string().nullable(),
      hall: z.string().nullable(),
      sessions: z.array(
        z.object({
          id: z.string(),
          starts_at: z.string().nullable(),
          ends_at: z.string().nullable(),
          status: z.enum(statuses),
        }),
      ),
      href: z.string(),
    }),
  ),
  /** The address of the next page. */
  next: z.string().nullable(),
})

const parameters = {
  when: { schema: z.enum(['today', 'weekend']) },
  from: { schema: z.iso.date(), example: '2026-11-28' },
  to: { schema: z.iso.date(), example: '2026-11-29' },
  topic: { schema: z.enum(topics) },
  kind: { schema: z.enum(kinds) },
  access: { schema: z.enum(['ramp', 'loop', 'sign_language']) },
  ...Object.fromEntries(toggles.map((name) => [name, { schema: z.enum(['yes']) }])),
}

export function publicRoutes({ zone }: EventsHouse): Route[] {
  const feed = (type: string, summary: string) => ({
    query: askedNames,
    cut: true,
    api: fileApi(summary, 'events', type, parameters),
  })
  return [
    get('/events', anyone, (visit) => eventsPage(visit, zone), {
      query: [...askedNames, 'after'],
      cut: true,
      api: { summary: 'events.api.list', answer: eventsAnswer, tag: 'events', parameters },
    }),
    get('/events/calendar', anyone, (visit) => calendarPage(visit, zone), {
      query: askedNames,
      cut: true,
    }),
    get('/events/calendar.ics', anyone, eventsIcs(zone), feed('text/calendar', 'events.api.calendar')),
    get('/events/feed.atom', anyone, eventAtom(zone), feed('application/atom+xml', 'events.api.atom')),
    get('/events/changes', anyone, (visit) => changesPage(visit, zone), { query: ['since'] }),
    get('/events/changes/mine', signedIn, (visit) => ownChangesPage(visit, zone), { personal: true }),
    post('/events/changes/look', signedIn, async ({ city }) => {
      await seeEvents(city, undefined)
      return redirect('/events/changes/mine')
    }),
    get('/events/venues/:id', anyone, (visit) => venuePage(visit, zone)),
    get('/events/:id', anyone, (visit) => eventPage(visit, zone)),
    get('/events/:id/calendar.ics', anyone, eventIcs(zone), {
      api: fileApi('events.api.eventCalendar', 'events', 'text/calendar'),
    }),
  ]
}

async function eventsPage({ city, query, wantsJson, locale }: Visit, zone: string) {
  const { asked, filter } = await questionOf(city, query, zone)
  const after = placeOf(query.after)
  const { items, more } = await listing(city, { filter, after, zone })
  const last = items.at(-1)
  const next =
    more && last ? addressWith('/events', asked, { after: placeText({ sortAt: last.sortAt, event: last.id }) }) : null
  if (wantsJson) return json({ items: items.map(asJson), next: next === null ? null : hrefIn(locale, next) })
  const clock = clockOf(city.now, zone)
  const long = after === null ? await longListing(city, { filter, zone }) : { running: [], vague: [] }
  const counts = await quickCounts(city, { filter, weekend: weekendOf(clock.today), zone })
  const near =
    items.length > 0 || after !== null
      ? null
      : { next: await nextDay(city, filter, clock.today, zone), last: await lastDay(city, filter, filter.from) }
  return page(
    city.words('events.title'),
    h(EventsPage, {
      ...{ asked, items, counts, clock, next, near, ...long },
      choices: await filterChoices(city),
      venues: await venueNames(city),
      from: filter.from,
      first: after === null,
    }),
    {
      description: city.words('events.lede'),
      feed: { href: hrefIn(locale, addressWith('/events/feed.atom', asked)), title: city.words('events.feed.title') },
    },
  )
}

function asJson(item: Awaited<ReturnType<typeof listing>>['items'][number]) {
  return {
    ...{ id: item.id, title: item.title, kind: item.kind, day: item.day, last_day: item.lastDay, status: item.status },
    ...{ age: item.age, free: item.free, price_min: item.priceMin, price_max: item.priceMax },
    ...{ pushkin_card: item.pushkinCard, venue: item.venue, place: item.place, hall: item.hall },
    sessions: item.sessions.map(({ id, startsAt, endsAt, status }) => ({
      ...{ id, status },
      starts_at: startsAt?.toISOString() ?? null,
      ends_at: endsAt?.toISOString() ?? null,
    })),
    href: `/events/${encodeURIComponent(item.id)}`,
  }
}

async function eventPage({ city, params, origin, locale }: Visit, zone: string) {
  const whole = await eventFor(city, params.id ?? '')
  const elsewhere = whole ? null : await nowAt(city, params.id ?? '')
  if (elsewhere !== null) return redirect(`/events/${encodeURIComponent(elsewhere)}`, { status: 302 })
  if (!whole) throw refuse.missing('events.refusal.noEvent')
  const { event, sessions } = whole
  const { words } = city
  const clock = clockOf(city.now, zone)
  const title = titleOf(words, { title: event.title, titleEn: event.title_en })
  const url = (path: string) => origin + hrefIn(locale, path)
  const soonest = soonestOf(sessions)
  const evening = sessions.some(({ startsAt }) => startsAt !== null && hourOf(startsAt, zone) >= eveningHour)
  return page(
    title,
    h(EventPage, {
      ...whole,
      provenance: provenanceOf(whole.sources),
      disputes: await disputesOf(city, event.id),
      parts: await partsOf(city, event.id),
      similar: await similarEvents(city, event, evening),
      district: await districtName(city, event.district),
      clock,
      address: url(`/events/${encodeURIComponent(event.id)}`),
      ...(await takingPartIn(city, event, zone)),
    }),
    {
      description: [title, soonest && whenText(words, soonest, clock), whole.venue?.name ?? event.place]
        .filter(Boolean)
        .join('. '),
      data: eventJsonLd(whole, { zone, url, words, locality: words('events.locality') }),
    },
  )
}

async function districtName(city: City, id: string | null): Promise<string | null> {
  const found = id === null ? undefined : (await districts(city)).find((each) => each.id === id)
  if (!found) return null
  return city.words('events.district', { name: city.words.locale === 'en' ? (found.nameEn ?? found.name) : found.name })
}

async function venuePage({ city, params }: Visit, zone: string) {
  const [venue] = await venuesFor(city, [params.id ?? ''])
  if (!venue) throw refuse.missing('events.refusal.noVenue')
  const { filter } = await questionOf(city, { venue: venue.id }, zone)
  const clock = clockOf(city.now, zone)
  return page(
    venue.name,
    h(VenuePage, {
      venue,
      district: await districtName(city, venue.district),
      items: (await listing(city, { filter, after: null, zone })).items,
      running: (await longListing(city, { filter, zone })).running,
      venues: new Map(),
      clock,
      last: await lastDay(city, filter, clock.today),
    }),
    { description: [venue.name, venue.kind, venue.address].filter(Boolean).join(', ') },
  )
}

async function calendarPage({ city, query, origin, locale }: Visit, zone: string) {
  const { asked } = await questionOf(city, query, zone)
  const address = origin + hrefIn(locale, addressWith('/events/calendar.ics', asked))
  return page(
    city.words('events.calendar.title'),
    h(CalendarPage, { asked, address, chosen: await chosenText(city, asked, zone) }),
    { description: city.words('events.calendar.lede') },
  )
}

async function changesPage({ city, query }: Visit, zone: string) {
  const since = sinceOf(query.since, city.now)
  return page(
    city.words('events.changes.title'),
    h(ChangesPage, {
      ...(await changesSince(city, since)),
      since,
      clock: clockOf(city.now, zone),
      keep: `/events/changes?since=${encodeURIComponent(`${city.now.toISOString().slice(0, 16)}Z`)}`,
      reader: 'guest',
    }),
  )
}

async function ownChangesPage({ city }: Visit, zone: string) {
  const { person } = city.actor
  const handle = person === null ? null : await handleOf(city, 'events', person)
  const since = (handle === null ? null : await lookOf(city, handle)) ?? sinceOf(undefined, city.now)
  return page(
    city.words('events.changes.title'),
    h(ChangesPage, {
      ...(await changesSince(city, since)),
      ...{ since, clock: clockOf(city.now, zone), keep: '', reader: 'hers' as const },
    }),
  )
}
