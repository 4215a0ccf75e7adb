// What everybody finds at /events: the pack's events, filters that narrow, feeds under the same names, and what changed.

import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { machinery } from '#platform/policy.ts'
import { plusDays } from '#platform/time.ts'
import { openStage, type Stage } from '#tests/people.ts'
import { changeSession, saveEvents, saveSource } from './actions/events.ts'
import type { EventInput, Kept } from './actions/keep.ts'
import type { When } from './rules/when.ts'

const zone = 'Europe/Samara'
const today = '2026-11-23'
let stage: Stage
let kept: Kept[]
const house = () => stage.city.cityFor(machinery('test'))
const at = (days: number, hour: string): When => ({
  said: 'time',
  startsAt: new Date(`${plusDays(today, days)}T${hour}:00+04:00`),
  endsAt: null,
})
const event = (title: string, fields: Partial<EventInput['fields']>, whens: When[]): EventInput => ({
  fields: { title, kind: 'play', ...fields },
  sessions: whens.map((when, number) => ({ uid: String(number), when })),
  ...{ state: 'published', basis: 'feed', from: { source: 'feed', url: 'https://feed.test/1', saidOn: null } },
})

beforeAll(async () => {
  stage = await openStage()
  await saveSource(house(), { id: 'feed', name: 'Лента театра', kind: 'json' })
  kept = await saveEvents(house(), {
    zone,
    events: [
      event('Утренник', { age: '0+', free: true, venue: 'ven-001', topics: ['family'] }, [
        at(0, '13:00'),
        at(0, '15:00'),
      ]),
      event('Вечер', { age: '16+', price_min: 50_000, pushkin_card: true, topics: ['music'], ramp: true }, [
        at(5, '18:00'),
        at(6, '18:30'),
      ]),
      event('Долгая выставка', { kind: 'exhibition', age: '6+' }, [
        { said: 'day', firstDay: plusDays(today, -30), lastDay: plusDays(today, 30) },
      ]),
      event('<script>alert(1)</script>', { description: '</script><b>' }, [at(1, '12:00')]),
      event('Неясное', {}, [{ said: 'month', firstDay: '2026-12-01', lastDay: '2026-12-31' }]),
    ],
  })
})
afterAll(() => stage.close())

const list = async (query: string) => {
  const { items } = await stage.guest().json<{ items: { title: string }[] }>(`/events${query}`)
  return items.map(({ title }) => title)
}

describe('the list', () => {
  test.each([
    ['', ['Утренник', '<script>alert(1)</script>', 'Вечер', 'Вечер']],
    ['?when=today', ['Утренник']],
    ['?when=weekend', ['Вечер', 'Вечер']],
    ['?evening=yes', ['Вечер', 'Вечер']],
    ['?free=yes', ['Утренник']],
    ['?children=yes', ['Утренник']],
    ['?pushkin=yes', ['Вечер', 'Вечер']],
    ['?access=ramp', ['Вечер', 'Вечер']],
    ['?topic=music', ['Вечер', 'Вечер']],
    ['?venue=ven-001', ['Утренник']],
    ['?text=утренник', ['Утренник']],
    ['?from=2026-11-24&to=2026-11-24', ['<script>alert(1)</script>']],
    ['?from=2026-11-24&to=2026-11-23', ['Утренник', '<script>alert(1)</script>']],
    ['?free=yes&evening=yes', []],
    ['?from=%00&topic=%27;drop&text=%27%22(%26|', []],
  ])('%s', async (query, titles) => expect(await list(query)).toEqual(titles))

  test('the page groups by day, keeps what goes on beside the days, and says where nothing is when something will be', async () => {
    const page = (await stage.guest().get('/events')).body
    expect(page).toContain('Сегодня, понедельник, 23 ноября')
    expect(page).toMatch(/id="running".*Долгая выставка/s)
    expect(page.match(/Долгая выставка/g)).toHaveLength(1)
    expect(page).toMatch(/День ещё не назван.*Неясное/s)
    expect(page).toContain('&lt;script>alert(1)')
    expect((await stage.guest().get('/events?when=today&pushkin=yes')).body).toMatch(/Ближайший день.*сб, 28 ноября/s)
    expect((await stage.guest().get('/events?from=2025-09-12&to=2025-09-14')).body).toContain('точный день не назван')
  })

  test('pages follow one another without a gap and without anything twice', async () => {
    const many = Array.from({ length: 45 }, (_, number) =>
      event(`Серия ${number}`, { topics: ['science'] }, [at(20 + (number % 7), '12:00')]),
    )
    await saveEvents(house(), { events: many, zone })
    const seen: string[] = []
    for (let next: string | null = '/events?topic=science'; next !== null; ) {
      const answer: { items: { id: string }[]; next: string | null } = await stage.guest().json(next)
      seen.push(...answer.items.map(({ id }) => id))
      next = answer.next
    }
    expect(seen).toHaveLength(45)
    expect(new Set(seen).size).toBe(45)
  })

  test('any address is answered', async () => {
    const names = ['when', 'from', 'to', 'evening', 'access', 'topic', 'venue', 'text', 'after']
    const query = fc.dictionary(
      fc.constantFrom(...names),
      fc.oneof(fc.string({ maxLength: 30 }), fc.constantFrom('9999-12-31', '1990-01-01', '-1~x', '2026-02-30')),
    )
    await fc.assert(
      fc.asyncProperty(query, async (asked) => {
        expect((await stage.guest().get(`/events?${new URLSearchParams(asked)}`)).statusCode).toBe(200)
      }),
      { numRuns: 40 },
    )
  })
})

describe('an event', () => {
  test('tells each value with its source, and «no data» where nobody said', async () => {
    const page = (await stage.guest().get(`/events/${kept[1]?.id}`)).body
    expect(page).toContain('от 500\u00a0₽')
    expect(page).toContain('Лента театра')
    expect(page).toContain('меньше часа назад')
    expect(page).toMatch(/Индукционная петля: нет данных/)
    const [, data = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page) ?? []
    expect(JSON.parse(data)).toMatchObject({ '@type': 'Event', name: 'Вечер', subEvent: [{}, {}] })
    const hostile = (await stage.guest().get(`/events/${kept[3]?.id}`)).body
    expect(hostile.match(/<script>alert/g)).toBeNull()
    expect((await stage.guest().get('/events/none')).statusCode).toBe(404)
    expect((await stage.guest().get('/events/venues/ven-001')).body).toContain('Утренник')
    expect((await stage.guest().get('/events/venues/none')).statusCode).toBe(404)
  })

  test('a move is said in words, stays under one name in calendars, and is among the changes; a cancelled one stays in the feed', async () => {
    const [first, second] = kept[1]?.sessions ?? []
    if (!first || !second) throw new Error('two sessions were said')
    const entryOf = async (session: string) => {
      const calendar = (await stage.guest().get('/events/calendar.ics?evening=yes')).body.replaceAll('\r\n ', '')
      return calendar.split('BEGIN:VEVENT').find((entry) => entry.includes(`UID:session-${session}@italmas`)) ?? ''
    }
    const edition = (entry: string) => Number(/SEQUENCE:(\d+)/.exec(entry)?.[1])
    const before = await entryOf(first.id)
    expect(before).toContain('DTSTART:20261128T140000Z')
    stage.now = new Date(stage.now.getTime() + 60_000)
    await changeSession(house(), { session: first.id, when: at(7, '19:00'), reason: 'Ремонт', zone })
    await changeSession(house(), { session: second.id, status: 'cancelled', zone })
    const page = (await stage.guest().get(`/events/${kept[1]?.id}`)).body
    expect(page).toMatch(/перенесено.*было.*<del>сб, 28 ноября, 18:00<\/del>/s)
    expect(page).toContain('отменено')
    const after = await entryOf(first.id)
    expect(after).toContain('DTSTART:20261130T150000Z')
    expect(edition(after)).toBeGreaterThan(edition(before))
    expect(await entryOf(second.id)).toContain('STATUS:CANCELLED')
    const changes = (await stage.guest().get('/events/changes?since=2026-11-23T08:00Z')).body
    expect(changes).toMatch(/Перенесено.*Было:/s)
    expect(changes).toContain('Отменено')
    const feed = (await stage.guest().get('/events/feed.atom?topic=music')).body
    expect(feed).toContain('<title>Перенесено: Вечер</title>')
  })
})

test('whoever is signed in is shown what is new since she last looked', async () => {
  const anna = await stage.as('anna')
  expect((await anna.get('/events/changes/mine')).body).toContain('Новое событие')
  await anna.post('/events/changes/look', {})
  expect((await anna.get('/events/changes/mine')).body).toContain('ничего не изменилось')
  expect((await stage.guest().get('/events/changes/mine')).statusCode).toBe(303)
})

test('pages for everybody are kept whole, and fresh again when an event is written', async () => {
  const guest = stage.guest()
  const tag = (await guest.get('/events')).headers.etag
  expect((await guest.get('/events', { 'if-none-match': String(tag) })).statusCode).toBe(304)
  await saveEvents(house(), { events: [event('Свежее', {}, [at(0, '20:00')])], zone })
  expect((await guest.get('/events')).body).toContain('Свежее')
})

test('what is invented is said once above a list that has nothing else, and beside each where the list is mixed', async () => {
  const invented = (title: string, day: number): EventInput => ({
    ...event(title, {}, [at(day, '12:00')]),
    basis: 'demo',
  })
  await saveEvents(house(), {
    zone,
    events: [invented('Сон', 70), invented('Мираж', 71), event('Явь', {}, [at(72, '12:00')])],
  })
  const said = async (from: number, to: number) => {
    const asked = new URLSearchParams({ from: plusDays(today, from), to: plusDays(today, to) })
    const { body } = await stage.guest().get(`/events?${asked}`)
    return [body.split('Всё в этом списке вымышлено').length - 1, body.split('вымышлено для демонстрации').length - 1]
  }
  expect([await said(70, 71), await said(71, 72), await said(72, 72)]).toEqual([
    [1, 1],
    [0, 1],
    [0, 0],
  ])
})

test('of today, hours that are over give way to what goes on and what is ahead', async () => {
  // A page is kept for a minute, so each hour asks at another address.
  const page = async (hour: string, more: string) => {
    stage.now = new Date(`${today}T${hour}:00+04:00`)
    const { body } = await stage.guest().get(`/events?when=today${more}`)
    return body.slice(body.indexOf('<ul class="list'), body.indexOf('Утренник'))
  }
  expect(await page('12:00', '')).toMatch(/13:00.*15:00/s)
  const later = await page('15:10', '&free=yes')
  expect(later).toMatch(/15:00<\/time><small>уже идёт<\/small>/)
  expect(later).not.toContain('13:00')
})

test('what is over says so, and is neither followed nor put into a calendar', async () => {
  const page = async () => (await stage.guest().get(`/events/${kept[0]?.id}`)).body
  const offered = [/Следить за событием/, /calendar\.ics/]
  const before = await page()
  expect([before.includes('уже прошло'), ...offered.map((each) => each.test(before))]).toEqual([false, true, true])
  stage.now = new Date(`${plusDays(today, 1)}T12:00:00+04:00`)
  const after = await page()
  expect([after.includes('уже прошло'), ...offered.map((each) => each.test(after))]).toEqual([true, false, false])
})
