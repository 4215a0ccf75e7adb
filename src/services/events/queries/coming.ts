// What of events the front page shows: what takes place in some days, and what is near a chosen place.
import type { City } from '#platform/city.ts'
import { dayOf } from '#platform/time.ts'
import { readAsked } from '../rules/asked.ts'
import { type Listed, listing } from './listing.ts'

/** Of all that takes place the front page has room for so many; the list has the rest. */
const most = 4
const mostNear = 3

/** What takes place from one day to another, both among them, the soonest first, each event once; what is off is left out. */
export async function eventsComing(city: City, days: { from: string; to: string }, zone: string): Promise<Listed[]> {
  const today = dayOf(city.now, zone)
  if (days.to < today) return []
  const { filter } = readAsked({ from: days.from < today ? today : days.from, to: days.to }, today)
  return firstOf((await listing(city, { filter, after: null, zone })).items, most)
}

/** What takes place soonest in a district. */
export async function eventsNear(city: City, district: string, zone: string): Promise<Listed[]> {
  const { filter } = readAsked({ district }, dayOf(city.now, zone))
  return firstOf((await listing(city, { filter, after: null, zone })).items, mostNear)
}

function firstOf(items: readonly Listed[], count: number): Listed[] {
  const on = items.filter(({ cancelled }) => !cancelled)
  return [...Map.groupBy(on, ({ id }) => id).values()].flatMap(([soonest]) => soonest ?? []).slice(0, count)
}
