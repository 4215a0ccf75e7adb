// What the routes of events read out of an address, and how a question is said in words.
import type { City } from '#platform/city.ts'
import { dayOf } from '#platform/time.ts'
import { clockOf, dayText } from '../pages/said.tsx'
import { filterChoices } from '../queries/choices.ts'
import { withNamed } from '../queries/listing.ts'
import { type Asked, readAsked } from '../rules/asked.ts'

export async function questionOf(city: City, query: Readonly<Record<string, string>>, zone: string) {
  const { asked, filter } = readAsked(query, dayOf(city.now, zone))
  return { asked, filter: await withNamed(city, filter) }
}

/** What is asked, filter by filter, in the reader's words. */
export async function chosenText(city: City, asked: Asked, zone: string): Promise<string[]> {
  const { words } = city
  const { venues, districts } = await filterChoices(city)
  const clock = clockOf(city.now, zone)
  return [
    asked.when && words(`events.quick.${asked.when}`),
    asked.from && words('events.chosen.from', { day: dayText(words, asked.from, clock) }),
    asked.to && words('events.chosen.to', { day: dayText(words, asked.to, clock) }),
    asked.evening && words('events.quick.evening'),
    asked.free && words('events.quick.free'),
    asked.children && words('events.quick.children'),
    asked.pushkin && words('events.quick.pushkin'),
    asked.topic && words(`events.topic.${asked.topic}`),
    asked.kind && words(`events.kind.${asked.kind}`),
    asked.venue && (venues.find(({ id }) => id === asked.venue)?.name ?? asked.venue),
    asked.district && (districts.find(({ id }) => id === asked.district)?.name ?? asked.district),
    asked.access && words(`events.access.${asked.access}`),
    asked.text && `«${asked.text}»`,
  ].flatMap((each) => each || [])
}

const week = 7 * 86_400_000
const longest = 92 * 86_400_000

/** The instant since which changes are asked for: a day or a minute; a week ago where none is said. */
export function sinceOf(text: string | undefined, now: Date): Date {
  const said = text !== undefined && /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?Z)?$/.test(text) ? new Date(text) : null
  if (said === null || Number.isNaN(said.getTime()) || said > now) return new Date(now.getTime() - week)
  return said.getTime() < now.getTime() - longest ? new Date(now.getTime() - longest) : said
}
