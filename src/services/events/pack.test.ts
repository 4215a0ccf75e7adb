// The pack's events: all are there, each no more exact than its page, and loading again changes nothing.
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { places } from '#kernel/places/index.ts'
import type { City } from '#platform/city.ts'
import type { Module } from '#platform/module.ts'
import { machinery } from '#platform/policy.ts'
import { projectRoot } from '#platform/root.ts'
import { type BareCity, openBareCity } from '#tests/bare-city.ts'
import { openCityPack } from '../../pack.ts'
import { loadEvents } from './pack.ts'
import { ageNamed, kindNamed, topicsNamed } from './rules/named.ts'
import { eventsDb } from './tables.ts'

const zone = 'Europe/Samara'
const tables: Module = { name: 'events', floor: 'services' }
const pack = openCityPack(join(projectRoot, 'city/izhevsk'))
let bare: BareCity
let city: City
beforeAll(async () => {
  bare = await openBareCity([places, tables])
  city = bare.as(machinery('pack'))
  await places.pack?.(city, pack)
  await loadEvents(city, pack, zone)
})
afterAll(() => bare.close())

const sessions = () => eventsDb(city).selectFrom('events.sessions').selectAll()

test('108 events of the press, at venues where a page names one', async () => {
  const rows = await eventsDb(city).selectFrom('events.events').selectAll().execute()
  expect(rows).toHaveLength(108)
  expect(rows.every(({ basis, state }) => basis === 'press' && state === 'published')).toBe(true)
  expect(rows.find(({ id }) => id === 'evt-001')).toMatchObject({
    venue: 'ven-022',
    age: '0+',
    free: true,
    kind: 'festival',
  })
  // Neither a venue nor a mark is made up.
  expect(rows.find(({ id }) => id === 'evt-085')).toMatchObject({
    venue: 'ven-005',
    hall: 'малая сцена',
    age: null,
    note: expect.stringContaining('3+'),
  })
  expect(rows.filter(({ venue }) => venue !== null).length).toBeGreaterThan(70)
  expect(rows.filter(({ age }) => age !== null)).toHaveLength(45)
  const said = await eventsDb(city).selectFrom('events.fields').select(['url', 'said_on']).execute()
  expect(said.every(({ url }) => url?.startsWith('http'))).toBe(true)
})

test('an hour only where the page names a day and an hour', async () => {
  const all = await sessions().execute()
  const count = (said: string) => all.filter((each) => each.said === said).length
  expect([count('weekend'), count('month'), count('year'), count('unknown')]).toEqual([17, 8, 2, 2])
  expect(count('time') + count('day')).toBe(79)
  const one = async (event: string) => sessions().where('event', '=', event).executeTakeFirst()
  expect(await one('evt-001')).toMatchObject({
    starts_at: new Date('2025-09-13T08:00:00Z'),
    ends_at: new Date('2025-09-13T16:00:00Z'),
  })
  expect(await one('evt-019')).toMatchObject({
    first_day: '2025-12-31',
    last_day: '2025-12-31',
    ends_at: new Date('2025-12-31T22:00:00Z'),
  })
  expect(await one('evt-099')).toMatchObject({
    said: 'day',
    starts_at: null,
    first_day: '2023-01-01',
    last_day: '2023-01-07',
  })
  expect(await one('evt-002')).toMatchObject({ said: 'weekend', starts_at: null })
})

test('loading again changes nothing', async () => {
  const stamp = () =>
    eventsDb(city).selectFrom('events.events').select(['id', 'changed_at', 'sequence']).orderBy('id').execute()
  const before = await stamp()
  bare.now = new Date(bare.now.getTime() + 60_000)
  await loadEvents(bare.as(machinery('pack')), pack, zone)
  expect(await stamp()).toEqual(before)
})

test.each<[string, unknown, unknown]>([
  ['балет', kindNamed('балет'), 'ballet'],
  ['детский спектакль', kindNamed('детский спектакль'), 'play'],
  ['гастрофестиваль', kindNamed('гастрофестиваль'), 'festival'],
  ['nothing', kindNamed('церковь'), null],
  ['topics', topicsNamed('концерт', 'Джаз для детей'), ['music', 'family']],
  ['12 +', ageNamed('(12 +)'), '12+'],
  ['от 6 лет', ageNamed('от 6 лет'), '6+'],
  ['14+', ageNamed('14+'), null],
  ['3+', ageNamed('3+'), null],
  ['a year', ageNamed('2016'), null],
])('%s', (_, named, expected) => expect(named).toEqual(expected))
