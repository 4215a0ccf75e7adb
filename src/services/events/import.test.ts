// Taking sources in: the same again changes nothing, the same event in several is one, and whatever the order the city shows the same.
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openStage, type Stage } from '#tests/people.ts'
import { importReading } from './actions/import/run.ts'
import type { Found } from './sources/found.ts'
import { addSource, houseAt, session, shownEvents, storm, zone } from './sources.testing.ts'
import { sourcesDb } from './tables/sources.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ pack: false })
  stage.now = new Date('2026-11-26T09:00:00Z')
})
afterAll(() => stage.close())
beforeEach(async () => {
  await addSource(houseAt(stage), 'theatre', 80)
  await addSource(houseAt(stage), 'guide', 50)
  await addSource(houseAt(stage), 'rumour', 20)
})
afterEach(async () => {
  await sql`delete from events.pairs`.execute(stage.database.kysely)
  await sql`delete from events.events`.execute(stage.database.kysely)
  await sql`delete from events.sources`.execute(stage.database.kysely)
})

const take = (source: string, found: Found[], hour = 9) =>
  importReading(houseAt(stage, hour), { source, reading: { found, setAside: [] }, how: 'asked', zone })
const shown = () => shownEvents(houseAt(stage))
const conflicts = () =>
  sourcesDb(houseAt(stage))
    .selectFrom('events.conflicts')
    .select(['field', 'shown', 'chosen', 'sides', 'closed_at'])
    .orderBy('field')
    .execute()

describe('one source', () => {
  test('comes in, and again changes nothing', async () => {
    expect(await take('theatre', [storm({ age: '12+', priceMin: 30_000 })])).toMatchObject({
      made: 1,
      changed: 0,
      same: 0,
    })
    const first = await shown()
    expect(first).toMatchObject([
      {
        title: 'Гроза',
        age: '12+',
        price_min: 30_000,
        place: 'Драмтеатр на Луне',
        sessions: [{ said: 'time', status: 'scheduled' }],
      },
    ])
    expect(await take('theatre', [storm({ age: '12+', priceMin: 30_000 })], 10)).toMatchObject({
      made: 0,
      changed: 0,
      same: 1,
    })
    expect(await shown()).toEqual(first)
  })

  test('that moves an event says from when, once and for all', async () => {
    await take('theatre', [storm()])
    const moved = storm({ sessions: [session('2026-12-06T19:00:00+04:00', { uid: 'storm' })] })
    await take('theatre', [moved], 10)
    await take('theatre', [{ ...moved, description: 'Драма' }], 11)
    const [event] = await shown()
    expect(event?.sessions).toMatchObject([
      { status: 'moved', starts_at: new Date('2026-12-06T15:00:00Z'), was_starts_at: new Date('2026-12-05T14:00:00Z') },
    ])
  })

  test('that no longer names an event leaves it there, marked', async () => {
    await take('theatre', [storm(), storm({ uid: 'other', title: 'Нос', sessions: [session('2026-12-07')] })])
    expect(await take('theatre', [storm()], 10)).toMatchObject({ gone: 1, same: 1 })
    expect((await shown()).map(({ title }) => title)).toEqual(['Гроза', 'Нос'])
    const marked = await sourcesDb(houseAt(stage))
      .selectFrom('events.items')
      .select('uid')
      .where('gone_at', 'is not', null)
      .execute()
    expect(marked).toEqual([{ uid: 'other' }])
    await take('theatre', [storm(), storm({ uid: 'other', title: 'Нос', sessions: [session('2026-12-07')] })], 11)
    const again = await sourcesDb(houseAt(stage))
      .selectFrom('events.items')
      .select('uid')
      .where('gone_at', 'is not', null)
      .execute()
    expect(again).toEqual([])
  })

  test('that drops one session of several cancels nothing by that', async () => {
    const two = ['2026-12-05T18:00:00+04:00', '2026-12-12T18:00:00+04:00', '2026-12-19T18:00:00+04:00']
    await take('theatre', [storm({ sessions: two.map((start) => session(start)) })])
    await take('theatre', [storm({ sessions: two.slice(1).map((start) => session(start)) })], 10)
    const [event] = await shown()
    expect(event?.sessions.map(({ status }) => status)).toEqual(['scheduled', 'scheduled', 'scheduled'])
  })

  test('that is little trusted waits for the editor', async () => {
    await take('rumour', [storm()])
    expect(await shown()).toEqual([])
    await take('guide', [storm()], 10)
    expect((await shown()).map(({ sources }) => sources)).toEqual([['guide/storm', 'rumour/storm']])
  })
})

describe('several sources', () => {
  const guide = storm({ uid: 'g1', title: 'Спектакль «ГРОЗА» (12+)', age: '12+', ticketUrl: 'https://bilety.example/' })

  test('of one event are one, each value with whose it is', async () => {
    await take('theatre', [storm({ age: '12+', organiser: 'Театр' })])
    await take('guide', [guide], 10)
    expect(await shown()).toMatchObject([
      {
        title: 'Гроза',
        organiser: 'Театр',
        ticket_url: 'https://bilety.example/',
        sources: ['guide/g1', 'theatre/storm'],
        sessions: [{}],
      },
    ])
    const titles = await sourcesDb(houseAt(stage))
      .selectFrom('events.fields')
      .select(['source', 'value', 'shown'])
      .where('field', '=', 'title')
      .orderBy('source')
      .execute()
    expect(titles).toEqual([
      { source: 'guide', value: 'Спектакль «ГРОЗА» (12+)', shown: false },
      { source: 'theatre', value: 'Гроза', shown: true },
    ])
  })

  test('that differ make conflicts, the more trusted is shown, and agreement closes them', async () => {
    await take('theatre', [storm({ age: '12+', priceMin: 30_000, priceMax: 90_000 })])
    await take('guide', [{ ...guide, age: '16+', priceMin: 50_000 }], 10)
    expect((await conflicts()).map(({ field, shown: by }) => [field, by])).toEqual([
      ['age', 'theatre'],
      ['price', 'theatre'],
    ])
    expect(await shown()).toMatchObject([{ age: '12+', price_min: 30_000, price_max: 90_000 }])
    await take('guide', [{ ...guide, age: '12+', priceMin: 30_000 }], 11)
    expect((await conflicts()).every(({ closed_at }) => closed_at !== null)).toBe(true)
  })

  test('of which a trusted one cancels show it at once; one that is not trusted changes nothing', async () => {
    await take('theatre', [storm()])
    await take('rumour', [{ ...guide, status: 'cancelled' }], 10)
    expect(await shown()).toMatchObject([{ status: 'scheduled' }])
    await take('guide', [{ ...guide, status: 'cancelled' }], 11)
    expect(await shown()).toMatchObject([{ status: 'cancelled', sessions: [{ status: 'cancelled' }] }])
    expect(await conflicts()).toMatchObject([{ field: 'status', shown: 'guide' }])
  })

  test('with near titles, other times or other places are proposed, not joined', async () => {
    await take('theatre', [storm({ title: 'Вечер старинного романса' })])
    await take('guide', [storm({ uid: 'near', title: 'Вечер старинных романсов' })], 10)
    await take(
      'rumour',
      [storm({ uid: 'late', title: 'Вечер старинного романса', sessions: [session('2026-12-05T20:00:00+04:00')] })],
      11,
    )
    const pairs = await sourcesDb(houseAt(stage))
      .selectFrom('events.pairs')
      .select(['one_uid', 'other_uid', 'why'])
      .orderBy('why')
      .execute()
    expect(pairs).toEqual([
      { one_uid: 'late', other_uid: 'storm', why: 'time' },
      { one_uid: 'near', other_uid: 'storm', why: 'title' },
    ])
    expect((await shown()).length).toBe(2)
  })

  test('an item that ties two events together makes them one', async () => {
    const at = (uid: string, ...starts: string[]) => storm({ uid, sessions: starts.map((start) => session(start)) })
    await take('guide', [at('a', '2026-12-05T18:00:00+04:00'), at('b', '2026-12-12T18:00:00+04:00')])
    expect((await shown()).length).toBe(2)
    await take('theatre', [at('all', '2026-12-05T18:00:00+04:00', '2026-12-12T18:00:00+04:00')], 10)
    expect((await shown()).map(({ sources, sessions }) => [sources, sessions.length])).toEqual([
      [['guide/a', 'guide/b', 'theatre/all'], 2],
    ])
  })
})

describe('whatever the order (property)', () => {
  const pick = <Value>(...values: Value[]) => fc.constantFrom(...values)
  const one = fc.record({
    title: pick('Гроза', 'Спектакль «Гроза»', 'Гроза и град', 'Нос'),
    start: pick('2026-12-05T18:00:00+04:00', '2026-12-05T19:00:00+04:00', '2026-12-06T18:00:00+04:00', '2026-12-05'),
    age: pick('12+' as const, '16+' as const, null),
    priceMin: pick(null, 0, 30_000, 50_000),
    status: pick('scheduled' as const, 'cancelled' as const, 'postponed' as const, 'moved' as const),
    venue: pick('Драмтеатр на Луне', 'Клуб', null),
  })
  const readings = fc.record({
    theatre: fc.array(one, { maxLength: 3 }),
    guide: fc.array(one, { maxLength: 3 }),
    rumour: fc.array(one, { maxLength: 2 }),
  })
  type Readings = Record<
    'theatre' | 'guide' | 'rumour',
    {
      title: string
      start: string
      age: '12+' | '16+' | null
      priceMin: number | null
      status: Found['status']
      venue: string | null
    }[]
  >
  const foundOf = (list: Readings['theatre']): Found[] =>
    list.map(({ start, venue, ...more }, at) =>
      storm({
        uid: `i${at}`,
        ...more,
        venue: { name: venue, address: null, lat: null, lon: null, hall: null },
        sessions: [session(start, { uid: `i${at}` })],
      }),
    )
  const orders: (keyof Readings)[][] = [
    ['theatre', 'guide', 'rumour'],
    ['rumour', 'guide', 'theatre'],
    ['guide', 'theatre', 'rumour', 'guide', 'theatre'],
  ]

  test('sources come in, the city shows the same, and twice is once', async () => {
    await fc.assert(
      fc.asyncProperty(readings, async (said: Readings) => {
        const results: unknown[] = []
        for (const order of orders) {
          for (const source of order) await take(source, foundOf(said[source]))
          results.push([
            await shown(),
            (await conflicts())
              .filter(({ closed_at }) => closed_at === null)
              .map(({ field, shown: by, sides }) => [field, by, sides])
              .sort(),
          ])
          await sql`delete from events.pairs`.execute(stage.database.kysely)
          await sql`delete from events.events`.execute(stage.database.kysely)
        }
        expect(results[1]).toEqual(results[0])
        expect(results[2]).toEqual(results[0])
      }),
      { numRuns: 8 },
    )
  })
})

test('a run that is killed in the middle leaves nothing half done and goes on the next time', async () => {
  const many = Array.from({ length: 350 }, (_, at) =>
    storm({
      uid: `e${at}`,
      title: `Событие ${at}`,
      sessions: [session(`2026-12-${String((at % 28) + 1).padStart(2, '0')}T18:00:00+04:00`)],
    }),
  )
  const city = houseAt(stage)
  let pages = 0
  // The third page's commit never comes: the process is gone.
  const dying = {
    ...city,
    db: new Proxy(city.db, {
      get: (db, name) => {
        if (name === 'transaction' && ++pages > 3) throw new Error('killed')
        const value: unknown = Reflect.get(db, name, db)
        return typeof value === 'function' ? value.bind(db) : value
      },
    }),
  }
  const reading = { found: many, setAside: [] }
  await expect(importReading(dying, { source: 'theatre', reading, how: 'clock', zone })).rejects.toThrow('killed')
  const half = await shown()
  expect(half.length).toBe(200)
  expect(half.every(({ title, sessions }) => title.startsWith('Событие') && sessions.length === 1)).toBe(true)
  expect(await take('theatre', many, 10)).toMatchObject({ made: 150, same: 200 })
  expect((await shown()).length).toBe(350)
  const runs = await sourcesDb(city).selectFrom('events.imports').select('outcome').orderBy('started_at').execute()
  expect(runs.map(({ outcome }) => outcome)).toEqual(['events.outcome.broken', 'events.outcome.read'])
})
