// How long the list of events takes at a city's size: all that one page of it asks the database.
import { sql } from 'kysely'
import { venues } from '../../src/kernel/places/index.ts'
import { saveEvents } from '../../src/services/events/actions/events.ts'
import type { EventInput } from '../../src/services/events/actions/keep.ts'
import { calendarSessions } from '../../src/services/events/queries/calendar.ts'
import { filterChoices, venueNames } from '../../src/services/events/queries/choices.ts'
import { listing, longListing, quickCounts } from '../../src/services/events/queries/listing.ts'
import { placeOf, placeText, readAsked, weekendOf } from '../../src/services/events/rules/asked.ts'
import { ages, kinds, topics } from '../../src/services/events/rules/terms.ts'
import { openChance } from '../search/texts.ts'
import { type EventsCity, zone } from './city.ts'

const today = '2026-11-26'
const perEvent = 5

const questions: Record<string, Record<string, string>> = {
  'nothing asked': {},
  today: { when: 'today' },
  weekend: { when: 'weekend' },
  'dates, a month': { from: '2027-01-01', to: '2027-01-31' },
  'dates, a year': { from: '2026-12-01', to: '2027-11-30' },
  evening: { evening: 'yes' },
  free: { free: 'yes' },
  children: { children: 'yes' },
  'Pushkin card (2 %)': { pushkin: 'yes' },
  'sign language (1 %)': { access: 'sign_language' },
  ramp: { access: 'ramp' },
  district: { district: 'dst-001' },
  topic: { topic: 'udmurt' },
  kind: { kind: 'opera' },
  venue: { venue: 'ven-001' },
  'a frequent word': { text: 'концерт' },
  'a rare word': { text: 'Слово777' },
  'a word of nothing': { text: 'небывалое' },
  'four at once': { evening: 'yes', free: 'yes', topic: 'music', district: 'dst-002' },
  'four that nothing fits': { pushkin: 'yes', access: 'sign_language', topic: 'udmurt', venue: 'ven-001' },
  'weekend, evening, children': { when: 'weekend', evening: 'yes', children: 'yes' },
}

/** Makes the events and asks each question `each` times, in turn. */
export async function benchList(open: EventsCity, sessions: number, each: number): Promise<void> {
  await fill(open, sessions)
  const times = new Map<string, number[]>()
  for (let turn = -5; turn < each; turn += 1)
    for (const [name, query] of Object.entries(questions)) {
      const own = times.get(name) ?? []
      times.set(name, own)
      const took = await timed(() => dataOf(open, query))
      if (turn >= 0) own.push(took)
    }
  console.log(`
${sessions} sessions, each question ${each} times, all that a page of the list asks; p50 / p95 / p99 in ms`)
  for (const [name, own] of times) console.log(`  ${name.padEnd(28)} ${shown(own)}`)
  console.log(`  ${'all'.padEnd(28)} ${shown([...times.values()].flat())}`)
  await benchRest(open, each)
}

async function benchRest({ city }: EventsCity, each: number): Promise<void> {
  const { filter } = readAsked({}, today)
  const tenth: number[] = []
  const calendar: number[] = []
  for (let turn = 0; turn < Math.min(each, 30); turn += 1) {
    let after: string | undefined
    for (let number = 0; number < 10; number += 1) {
      const began = performance.now()
      const { items } = await listing(city, { filter, after: placeOf(after), zone })
      if (number === 9) tenth.push(performance.now() - began)
      const last = items.at(-1)
      after = last && placeText({ sortAt: last.sortAt, event: last.id })
    }
    calendar.push(await timed(() => calendarSessions(city, { filter, zone })))
  }
  console.log(`  the tenth page ${shown(tenth)}   sessions of the calendar ${shown(calendar)}`)
}

async function dataOf({ city }: EventsCity, query: Record<string, string>): Promise<void> {
  const { filter } = readAsked(query, today)
  await listing(city, { filter, after: null, zone })
  await longListing(city, { filter, zone })
  await quickCounts(city, { filter, weekend: weekendOf(today), zone })
  await filterChoices(city)
  await venueNames(city)
}

async function fill(open: EventsCity, sessions: number): Promise<void> {
  const { city, database } = open
  const chance = openChance(17)
  const at = await venues(city)
  const one = <Of>(list: readonly Of[]): Of | undefined => list[chance.upTo(list.length)]
  const flip = (percent: number) => chance.upTo(100) < percent
  const day = (offset: number) => Date.parse('2026-11-26T00:00:00+04:00') + offset * 86_400_000
  const began = performance.now()
  const count = Math.ceil(sessions / perEvent)
  for (let from = 0; from < count; from += 400) {
    const events = Array.from({ length: Math.min(400, count - from) }, (_, place): EventInput => {
      const long = flip(1)
      const first = chance.upTo(500) - 100
      return {
        fields: {
          title: `${flip(30) ? 'Концерт' : 'Вечер'} «Слово${from + place}» и друзья`,
          kind: one(kinds) ?? 'other',
          topics: [one(topics) ?? 'city', one(topics) ?? 'city'],
          artists: [`Ансамбль ${chance.upTo(3000)}`],
          age: flip(70) ? (one(ages) ?? null) : null,
          free: flip(15) ? true : flip(50) ? false : null,
          price_min: flip(50) ? 30_000 : null,
          pushkin_card: flip(2) ? true : null,
          ramp: flip(30) ? true : null,
          sign_language: flip(1) ? true : null,
          venue: flip(90) ? (one(at)?.id ?? null) : null,
          district: `dst-00${1 + chance.upTo(5)}`,
        },
        sessions: long
          ? [{ when: { said: 'day', firstDay: dayText(day(first)), lastDay: dayText(day(first + 40)) } }]
          : Array.from({ length: perEvent }, (_session, number) => ({
              uid: String(number),
              when: {
                said: 'time' as const,
                startsAt: new Date(day(first + chance.upTo(60)) + (9 + chance.upTo(13)) * 3_600_000 + number * 60_000),
                endsAt: null,
              },
            })),
        state: 'published',
        basis: 'demo',
      }
    })
    await saveEvents(city, { events, zone })
  }
  for (const table of ['events', 'sessions', 'days', 'changes'])
    await sql`vacuum analyze ${sql.table(`events.${table}`)}`.execute(database.kysely)
  const { rows } = await sql<{ n: number }>`select count(*) as n from events.sessions`.execute(database.kysely)
  console.log(
    `${rows[0]?.n} sessions of ${count} events written in ${Math.round((performance.now() - began) / 1000)} s`,
  )
}

function dayText(at: number): string {
  return new Date(at + 4 * 3_600_000).toISOString().slice(0, 10)
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await run()
  return performance.now() - began
}

function shown(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (part: number) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(1)
  return `${at(0.5)} / ${at(0.95)} / ${at(0.99)}`
}
