// What of events the front page shows: what takes place in some days, and what is near a chosen place.
import type { City } from '#platform/city.ts'
import type { Coming } from '#platform/module.ts'
import { dayOf } from '#platform/time.ts'
import { placeOf } from '../pages/listed.tsx'
import { hourText } from '../pages/said.tsx'
import { readAsked } from '../rules/asked.ts'
import { venueNames } from './choices.ts'
import { type Listed, listing } from './listing.ts'

/** Of all that takes place the front page has room for so many; the list has the rest. */
const most = 4

/** What takes place from one day to another, both among them, the soonest first; what is off is left out. */
export async function comingEvents(city: City, days: { from: string; to: string }, zone: string): Promise<Coming[]> {
  const { words } = city
  const today = dayOf(city.now, zone)
  const { filter } = readAsked({ from: days.from < today ? today : days.from, to: days.to }, today)
  const { items } = await listing(city, { filter, after: null, zone })
  const venues = await venueNames(city)
  const on = [...new Map(items.filter(({ cancelled }) => !cancelled).map((item) => [item.id, item])).values()]
  return on.slice(0, most).map((item) => ({
    on: item.day < today ? today : item.day,
    href: `/events/${encodeURIComponent(item.id)}`,
    title: words.locale === 'en' ? (item.titleEn ?? item.title) : item.title,
    lang: words.locale === 'en' && item.titleEn === null ? 'ru' : undefined,
    note: [
      words(`events.kind.${item.kind}`),
      item.sessions[0]?.startsAt ? hourText(words, item.sessions[0].startsAt, zone) : null,
      placeOf(item, venues),
      item.basis === 'demo' ? words('events.demo') : null,
    ]
      .filter(Boolean)
      .join(', '),
    kind: 'happening',
  }))
}

/** What takes place soonest in a district. */
export async function eventsNear(city: City, district: string, zone: string): Promise<Listed[]> {
  const { filter } = readAsked({ district }, dayOf(city.now, zone))
  return (await listing(city, { filter, after: null, zone })).items.filter(({ cancelled }) => !cancelled).slice(0, 3)
}
