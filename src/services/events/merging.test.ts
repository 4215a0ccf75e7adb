// What editors decide about several sources: it holds until somebody says something new, and taking apart undoes putting together.
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openStage, type Stage } from '#tests/people.ts'
import { saveEvent } from './actions/events.ts'
import { importReading } from './actions/import/run.ts'
import { decideConflict, decidePair, splitOff } from './actions/merging.ts'
import type { Found } from './sources/found.ts'
import { addSource, houseAt, session, shownEvents, storm, zone } from './sources.testing.ts'
import { sourcesDb } from './tables/sources.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ pack: false })
  stage.now = new Date('2026-11-26T09:00:00Z')
})
afterAll(() => stage.close())
const clear = async () => {
  await sql`delete from events.pairs`.execute(stage.database.kysely)
  await sql`delete from events.events`.execute(stage.database.kysely)
}
beforeEach(async () => {
  await addSource(houseAt(stage), 'theatre', 80)
  await addSource(houseAt(stage), 'guide', 50)
})
afterEach(async () => {
  await clear()
  await sql`delete from events.sources`.execute(stage.database.kysely)
})

const take = (source: string, found: Found[], hour = 9) =>
  importReading(houseAt(stage, hour), { source, reading: { found, setAside: [] }, how: 'asked', zone })
const shown = () => shownEvents(houseAt(stage))
const conflicts = () => sourcesDb(houseAt(stage)).selectFrom('events.conflicts').selectAll().orderBy('field').execute()
const late = (hour: string) => storm({ sessions: [session(`2026-12-05T${hour}:00:00+04:00`, { uid: 'storm' })] })

test('a decision is shown, holds while the same is said, and is open again after a new word', async () => {
  await take('theatre', [storm({ age: '12+' })])
  await take('guide', [storm({ age: '16+' })], 10)
  const [open] = await conflicts()
  if (!open) throw new Error('no conflict was found')
  const decide = { event: open.event, place: open.place, field: open.field, chosen: 'guide', note: null, zone }
  await expect(decideConflict(houseAt(stage, 11), { ...decide, seen: '[]' })).rejects.toMatchObject({
    key: 'events.refusal.newWord',
  })
  await decideConflict(houseAt(stage, 11), { ...decide, seen: JSON.stringify(open.sides) })
  expect(await shown()).toMatchObject([{ age: '16+' }])
  await take('theatre', [storm({ age: '12+', description: 'Драма' })], 12)
  expect(await shown()).toMatchObject([{ age: '16+', description: 'Драма' }])
  await take('theatre', [storm({ age: '18+', description: 'Драма' })], 13)
  expect(await shown()).toMatchObject([{ age: '18+' }])
  expect(await conflicts()).toMatchObject([{ field: 'age', chosen: null, shown: 'theatre' }])
})

test('times of one day that differ are two events until an editor says one; then they are a conflict, and apart again as before', async () => {
  await take('theatre', [late('18')])
  await take('guide', [late('19')], 10)
  const before = await shown()
  expect(before.length).toBe(2)
  const pair = { one: { source: 'guide', uid: 'storm' }, other: { source: 'theatre', uid: 'storm' }, zone }
  await decidePair(houseAt(stage, 11), { ...pair, same: true })
  expect(await shown()).toMatchObject([
    { sources: ['guide/storm', 'theatre/storm'], sessions: [{ starts_at: new Date('2026-12-05T14:00:00Z') }] },
  ])
  const open = await conflicts()
  expect(open).toMatchObject([{ field: 'start', shown: 'theatre', closed_at: null }])
  const page = (await stage.guest().get(`/events/${open[0]?.event}`)).body
  expect(page).toContain('Источники расходятся: время.')
  expect(page).toMatch(/Источник guide[^/]*сб, 5 декабря в 19:00/)
  await splitOff(houseAt(stage, 12), { source: 'guide', uid: 'storm', zone })
  expect(await shown()).toEqual(before)
  expect((await conflicts()).every(({ closed_at }) => closed_at !== null)).toBe(true)
})

test('what was taken apart stays apart, whatever comes in again', async () => {
  await take('theatre', [storm()])
  await take('guide', [storm()], 10)
  expect((await shown()).length).toBe(1)
  await splitOff(houseAt(stage, 11), { source: 'guide', uid: 'storm', zone })
  expect((await shown()).length).toBe(2)
  await take('guide', [storm({ description: 'Новое' })], 12)
  await take('theatre', [storm({ description: 'Другое' })], 13)
  expect((await shown()).length).toBe(2)
})

test('an event that the city wrote itself keeps its words; sources stand beside it', async () => {
  const when = { said: 'time' as const, startsAt: new Date('2026-12-05T14:00:00Z'), endsAt: null }
  const { id } = await saveEvent(houseAt(stage), {
    ...{
      fields: { title: 'Гроза', kind: 'play', place: 'Драмтеатр на Луне', age: '12+' },
      sessions: [{ when }],
      state: 'published',
      basis: 'organiser',
      zone,
    },
  })
  await take('guide', [storm({ age: '16+', status: 'cancelled', title: '«Гроза»' })], 10)
  expect(await shown()).toMatchObject([
    { age: '12+', title: 'Гроза', sources: ['guide/storm'], sessions: [{ status: 'scheduled' }] },
  ])
  expect((await conflicts()).map(({ event, field, shown: by }) => [event, field, by])).toEqual([
    [id, 'age', 'own'],
    [id, 'status', 'guide'],
  ])
  const page = (await stage.guest().get(`/events/${id}`)).body
  expect(page).toContain('Источники расходятся: возраст, состоится ли.')
  expect(page).toContain('Источник guide: 16+')
})

test('putting together and taking apart leaves what was (property)', async () => {
  const start = fc.constantFrom('2026-12-05T18:00:00+04:00', '2026-12-05T20:00:00+04:00', '2026-12-06T18:00:00+04:00')
  const starts = fc.uniqueArray(start, { minLength: 1, maxLength: 3 })
  const item = fc.record({
    starts,
    age: fc.constantFrom('12+' as const, '16+' as const, null),
    title: fc.constantFrom('Гроза', 'Нос'),
  })
  const foundOf = (
    { starts: all, ...more }: { starts: string[]; age: '12+' | '16+' | null; title: string },
    uid: string,
  ) => storm({ uid, ...more, sessions: all.map((each) => session(each)) })
  await fc.assert(
    fc.asyncProperty(item, item, async (one, other) => {
      // Places of their own, so that nothing joins them by itself.
      await take('theatre', [foundOf(one, 'a')])
      await take('guide', [{ ...foundOf(other, 'b'), venue: { ...storm().venue, name: 'Клуб' } }], 10)
      const before = await shown()
      const pair = { one: { source: 'guide', uid: 'b' }, other: { source: 'theatre', uid: 'a' }, zone }
      await decidePair(houseAt(stage, 11), { ...pair, same: true })
      expect((await shown()).length).toBe(1)
      const [, second] = [pair.other, pair.one]
      await splitOff(houseAt(stage, 12), { ...second, zone })
      expect(await shown()).toEqual(before)
      await clear()
      await sql`delete from events.items`.execute(stage.database.kysely)
    }),
    { numRuns: 8 },
  )
})
