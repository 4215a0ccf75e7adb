// The city pack's part: events that pages of the press have named, each as exactly as its page says and no more.
import { z } from 'zod'
import { type Venue, venueNamed } from '#kernel/places/index.ts'
import type { City } from '#platform/city.ts'
import type { Pack } from '#platform/module.ts'
import { atHour, later, minutes, plusDays } from '#platform/time.ts'
import { saveEvents, saveSource } from './actions/events.ts'
import type { EventInput } from './actions/keep.ts'
import type { EventFields } from './rules/fields.ts'
import { ageNamed, kindNamed, topicsNamed } from './rules/named.ts'
import type { When } from './rules/when.ts'

/** The source of everything that a page of the press said. */
const pressSource = 'press'

const text = z.string().nullable()
const record = z.object({
  ...{ id: z.string(), title: z.string(), kind: z.string(), venue: text, start: text, end: text },
  ...{
    start_time: text,
    end_time: text,
    age: text,
    organiser: text,
    source: z.string(),
    source_date: text,
    note: text,
  },
  date_precision: z.enum(['day', 'weekend', 'month', 'year', 'unknown']),
  ...{ price_min_rub: z.number().nullable(), price_max_rub: z.number().nullable() },
  ...{ is_free: z.boolean().nullable(), pushkin_card: z.boolean().nullable() },
})
export type PackEvent = z.output<typeof record>

/** Loads the pack's events; what is there already and unchanged is left alone. */
export async function loadEvents(city: City, pack: Pack, zone: string): Promise<void> {
  if (!pack.has('events.json')) return
  await saveSource(city, { id: pressSource, name: 'Пресса', kind: 'press', trust: 40 })
  const events: EventInput[] = []
  for (const row of z.array(record).parse(pack.read('events.json'))) {
    const meant = row.venue === null ? null : await venueNamed(city, row.venue)
    events.push(eventOf(row, meant, zone))
  }
  await saveEvents(city, { events, zone })
}

/** A record of the pack as an event. */
export function eventOf(row: PackEvent, meant: { venue: Venue; hall: string | null } | null, zone: string): EventInput {
  const age = ageNamed(row.age)
  const fields: Partial<EventFields> & Pick<EventFields, 'title' | 'kind'> = {
    title: row.title,
    kind: kindNamed(row.kind) ?? 'other',
    topics: topicsNamed(row.kind, row.title, row.venue),
    age,
    free: row.is_free,
    price_min: kopecks(row.price_min_rub),
    price_max: kopecks(row.price_max_rub),
    pushkin_card: row.pushkin_card,
    organiser: row.organiser,
    venue: meant?.venue.id ?? null,
    hall: meant?.hall ?? null,
    // The page's own words stay beside a venue that they do not name.
    place: meant === null ? row.venue : null,
    note: noteOf(row, age !== null),
    url: row.source,
  }
  return {
    id: row.id,
    fields,
    sessions: sessionsOf(row, zone).map((when, at) => ({ uid: `${row.id}-${at + 1}`, when })),
    state: 'published',
    basis: 'press',
    from: { source: pressSource, url: row.source, saidOn: row.source_date },
  }
}

const kopecks = (roubles: number | null) => (roubles === null ? null : Math.round(roubles * 100))

// «3+» is no mark of the law: it is told as the page's word and stands in no label.
function noteOf({ note, age }: PackEvent, isMark: boolean): string | null {
  const said = age === null || isMark ? null : `На странице: ${age}`
  return [note, said].filter(Boolean).join('. ') || null
}

function sessionsOf(row: PackEvent, zone: string): When[] {
  const { start, end, date_precision: said, start_time, end_time } = row
  if (start === null || said === 'unknown') return [{ said: 'unknown' }]
  if (said === 'year')
    return [{ said, firstDay: `${start.slice(0, 4)}-01-01`, lastDay: `${(end ?? start).slice(0, 4)}-12-31` }]
  if (said === 'month') return [{ said, firstDay: `${start.slice(0, 7)}-01`, lastDay: lastOf(end ?? start) }]
  const last = end ?? start
  if (said === 'weekend' || start_time === null || isManyDays(row)) return [{ said, firstDay: start, lastDay: last }]
  const startsAt = at(start, start_time, zone)
  const endsAt = end_time === null ? null : at(last, end_time, zone)
  // «21:00–02:00» of one day ends on the next.
  return [
    {
      said: 'time',
      startsAt,
      endsAt: endsAt !== null && endsAt < startsAt ? at(plusDays(last, 1), end_time ?? '', zone) : endsAt,
    },
  ]
}

// «1–7 января в 12:00» is an hour on each of the days and not a week without a break: the page names no single one.
function isManyDays({ start, end, end_time }: PackEvent): boolean {
  return end !== null && start !== null && end > plusDays(start, end_time === null ? 0 : 1)
}

function at(day: string, time: string, zone: string): Date {
  const [hour = '0', minute = '0'] = time.split(':')
  return later(atHour(day, Number(hour), zone), minutes(Number(minute)))
}

function lastOf(month: string): string {
  const [year, number] = month.split('-').map(Number)
  return new Date(Date.UTC(year ?? 0, number ?? 1, 0)).toISOString().slice(0, 10)
}
