// What leaves the city, read back by parsers that nobody here wrote: calendars by node-ical, JSON-LD by jsonld.
import { join } from 'node:path'
import fc from 'fast-check'
import jsonld from 'jsonld'
import { sync } from 'node-ical'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '#platform/root.ts'
import { openWords } from '#platform/words.ts'
import { type CalendarAt, calendarUid, eventCalendar } from './feeds/calendar.ts'
import { eventJsonLd, localTime } from './feeds/jsonld.ts'
import type { CalendarSession } from './queries/calendar.ts'
import type { SessionView, WholeEvent } from './queries/event.ts'
import { allFields } from './rules/fields.ts'
import { provenanceOf } from './rules/provenance.ts'
import { similarTo } from './rules/similar.ts'
import { type Said, statuses } from './rules/terms.ts'

const zone = 'Europe/Samara'
const now = new Date('2026-11-26T09:00:00Z')
const folder = (path: string) => join(projectRoot, 'src', path)
const words = openWords(
  [
    { prefix: 'platform', folder: folder('platform') },
    { prefix: 'events', folder: folder('services/events') },
  ],
  zone,
).in('ru')
const url = (path: string) => `https://city.test${path}`
const at: CalendarAt = { name: 'События', zone, now, url, page: '/events', venues: new Map([['hall', 'Зал «Родник»']]) }

const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 80 })
  .map((each) => `я${each.replaceAll(/[\p{Cc}\u2028\u2029]/gu, ' ')}.`)
const instant = fc
  .date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2027-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => new Date(Math.floor(date.getTime() / 1000) * 1000))
const session = fc
  .record({
    ...{ title: text, startsAt: instant, minutes: fc.option(fc.integer({ min: 0, max: 5000 }), { nil: null }) },
    ...{ whole: fc.boolean(), days: fc.nat(30), status: fc.constantFrom(...statuses), sequence: fc.nat(500) },
    reason: fc.option(text, { nil: null }),
  })
  .map(({ title, startsAt, minutes, whole, days, status, sequence, reason }): Omit<CalendarSession, 'id'> => {
    const day = (offset: number) => new Date(startsAt.getTime() + offset * 86_400_000).toISOString().slice(0, 10)
    return {
      ...{ event: 'evt/1', title, titleEn: null, said: whole ? 'day' : 'time', status, sequence, reason },
      startsAt: whole ? null : startsAt,
      endsAt: whole || minutes === null ? null : new Date(startsAt.getTime() + minutes * 60_000),
      ...{
        firstDay: day(0),
        lastDay: day(whole ? days : 0),
        hall: 'малый зал',
        venue: 'hall',
        place: null,
        demo: false,
        changedAt: now,
      },
    }
  })

describe('a calendar', () => {
  test('says to a second parser what the city knows: names, times, status, editions', () => {
    fc.assert(
      fc.property(fc.array(session, { maxLength: 12 }), (made) => {
        const sessions = made.map((each, place): CalendarSession => ({ ...each, id: `s${place}` }))
        const written = eventCalendar(sessions, words, at)
        for (const line of written.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
        const read = Object.values(sync.parseICS(written)).flatMap((item) => (item?.type === 'VEVENT' ? [item] : []))
        expect(read).toHaveLength(sessions.length)
        for (const each of sessions) {
          const entry = read.find(({ uid }) => uid === calendarUid(each.id))
          expect(entry).toMatchObject({ summary: each.title, location: 'Зал «Родник», малый зал' })
          expect(entry?.status).toBe(
            each.status === 'cancelled' || each.status === 'postponed' ? 'CANCELLED' : 'CONFIRMED',
          )
          expect(Number(entry?.sequence)).toBe(each.sequence)
          if (each.startsAt) expect(entry?.start.getTime()).toBe(each.startsAt.getTime())
          if (each.endsAt) expect(entry?.end?.getTime()).toBe(each.endsAt.getTime())
        }
      }),
      { numRuns: 60 },
    )
  })

  test.each<[Said, number]>([
    ['weekend', 0],
    ['month', 0],
    ['year', 0],
    ['unknown', 0],
    ['day', 1],
    ['time', 1],
  ])('what is known only as «%s» gives %i entries', (said, entries) => {
    const exact = said === 'time' ? new Date('2026-11-28T14:30:00Z') : null
    const one: CalendarSession = {
      ...{
        id: 's',
        event: 'e',
        title: 'Ёлка',
        titleEn: null,
        said,
        startsAt: exact,
        endsAt: null,
        status: 'scheduled',
        reason: null,
      },
      ...{
        firstDay: '2026-11-28',
        lastDay: '2026-11-29',
        hall: null,
        venue: null,
        place: null,
        demo: false,
        sequence: 0,
        changedAt: now,
      },
    }
    expect(eventCalendar([one], words, at).split('BEGIN:VEVENT')).toHaveLength(entries + 1)
  })
})

const view = (more: Partial<SessionView>): SessionView => ({
  ...{
    id: 's1',
    said: 'time',
    startsAt: new Date('2026-11-28T14:30:00Z'),
    endsAt: null,
    firstDay: '2026-11-28',
    lastDay: '2026-11-28',
  },
  ...{
    hall: null,
    status: 'scheduled',
    wasStartsAt: null,
    wasFirstDay: null,
    reason: null,
    sequence: 0,
    changedAt: now,
  },
  ...more,
})
const whole = (sessions: SessionView[], fields = {}): WholeEvent => ({
  event: {
    ...allFields({
      title: 'Ёлка </script>',
      kind: 'play',
      age: '6+',
      price_min: 30_050,
      price_max: 90_000,
      place: 'Двор',
      ...fields,
    }),
    ...{
      id: 'evt-1',
      status: sessions[0]?.status ?? 'scheduled',
      basis: 'press',
      sequence: 0,
      changedAt: now,
      publishedAt: now,
    },
  },
  ...{ sessions, sources: [], venue: null, parent: null },
})
const document = (event: WholeEvent) => eventJsonLd(event, { zone, url, words, locality: 'Ижевск' })

describe('JSON-LD', () => {
  test('is an Event whose every name schema.org knows, with roubles, the mark and the old time of a move', async () => {
    const moved = view({ status: 'moved', wasStartsAt: new Date('2026-11-27T14:30:00Z'), wasFirstDay: '2026-11-27' })
    const made = document(whole([moved]))
    expect(made).toMatchObject({
      startDate: '2026-11-28T18:30:00+04:00',
      previousStartDate: '2026-11-27T18:30:00+04:00',
      eventStatus: 'https://schema.org/EventRescheduled',
      typicalAgeRange: '6-',
      offers: { '@type': 'AggregateOffer', lowPrice: 300.5, highPrice: 900, priceCurrency: 'RUB' },
    })
    const { '@context': _, ...body } = made
    const [node] = await jsonld.expand({ '@context': { '@vocab': 'https://schema.org/' }, ...body })
    expect(node).toMatchObject({
      '@type': ['https://schema.org/Event'],
      'https://schema.org/name': [{ '@value': 'Ёлка </script>' }],
    })
    expect(Object.keys(made).filter((name) => !known.has(name))).toEqual([])
  })

  test('makes up no start where nobody named the day, and says nothing that nobody said', () => {
    const weekend = document(
      whole([view({ said: 'weekend', startsAt: null, lastDay: '2026-11-29' })], {
        age: null,
        price_min: null,
        price_max: null,
      }),
    )
    expect(weekend).toMatchObject({ eventSchedule: { startDate: '2026-11-28', endDate: '2026-11-29', repeatCount: 1 } })
    for (const name of ['startDate', 'offers', 'typicalAgeRange', 'isAccessibleForFree', 'organizer'])
      expect(weekend).not.toHaveProperty(name)
    expect(document(whole([view({}), view({ id: 's2' })])).subEvent).toHaveLength(2)
  })

  test('a local time names the instant it came from', () => {
    fc.assert(
      fc.property(instant, fc.constantFrom(zone, 'Europe/Moscow', 'UTC', 'Asia/Kolkata'), (date, where) => {
        expect(new Date(localTime(date, where)).getTime()).toBe(date.getTime())
      }),
    )
  })
})

// schema.org/Event and Thing.
const known = new Set([
  ...[
    '@context',
    '@type',
    '@id',
    'url',
    'identifier',
    'name',
    'inLanguage',
    'description',
    'keywords',
    'startDate',
    'endDate',
  ],
  ...[
    'previousStartDate',
    'eventStatus',
    'location',
    'eventAttendanceMode',
    'typicalAgeRange',
    'isAccessibleForFree',
    'offers',
  ],
  ...['organizer', 'performer', 'image', 'sameAs', 'superEvent', 'subEvent', 'eventSchedule'],
])

test('sources are numbered once a page and day, and what another says is named', () => {
  const said = (field: string, source: string, shown = true) => ({
    ...{
      field,
      source,
      name: source,
      kind: 'press' as const,
      url: `https://${source}.test`,
      saidOn: '2026-11',
      seenAt: now,
      shown,
    },
  })
  const { sources, by } = provenanceOf([
    said('title', 'a'),
    said('age', 'a'),
    said('age', 'b', false),
    said('title', 'b'),
  ])
  expect(sources.map(({ number, source }) => `${number}${source}`)).toEqual(['1a', '2b'])
  expect([...by]).toEqual([
    ['title', [1, 2]],
    ['age', [1]],
  ])
})

test('similar is what has something in common, with the reason; an evening alone is no likeness', () => {
  const one = {
    id: '1',
    kind: 'play' as const,
    topics: ['theatre' as const],
    artists: ['Труппа'],
    venue: 'hall',
    evening: true,
  }
  const others = [
    { ...one, id: '2', kind: 'other' as const, topics: [], artists: [], venue: null },
    { ...one, id: '3', artists: [], venue: null },
    { ...one, id: '4' },
  ]
  expect(similarTo(one, [one, ...others], 5).map(({ event, because }) => `${event.id} ${because.join(' ')}`)).toEqual([
    '4 artist venue topic kind evening',
    '3 topic kind evening',
  ])
})
