// An editor's own word over what sources say: it stays whatever they say next, and their new word is hers to decide.
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openStage, type Stage } from '#tests/people.ts'
import { editEvent, editSession, takeEditBack } from './actions/edits.ts'
import { saveEvent } from './actions/events.ts'
import { importReading } from './actions/import/run.ts'
import { decideConflict } from './actions/merging.ts'
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
})
afterEach(async () => {
  await sql`delete from events.events`.execute(stage.database.kysely)
  await sql`delete from events.sources`.execute(stage.database.kysely)
})

const take = (source: string, found: Found[], hour = 9) =>
  importReading(houseAt(stage, hour), { source, reading: { found, setAside: [] }, how: 'asked', zone })
const shown = () => shownEvents(houseAt(stage))
const open = () =>
  sourcesDb(houseAt(stage)).selectFrom('events.conflicts').selectAll().where('closed_at', 'is', null).execute()
const only = async () =>
  sourcesDb(houseAt(stage))
    .selectFrom('events.sessions')
    .select(['event', 'uid', 'id'])
    .where('status', '<>', 'cancelled')
    .executeTakeFirstOrThrow()

test('what an editor wrote stays when the source changes other things, and its new word about the same is a conflict', async () => {
  await take('theatre', [storm({ age: '12+', title: 'Грозза', priceMin: 30_000, priceMax: 50_000 })])
  const { event } = await only()
  const written = await editEvent(houseAt(stage, 10), {
    ...{ event, zone },
    fields: { title: 'Гроза', age: '16+', price_min: 40_000 },
  })
  expect(written).toEqual(['title', 'age', 'price'])
  const edited = { title: 'Гроза', age: '16+', price_min: 40_000, price_max: 50_000 }
  expect(await shown()).toMatchObject([edited])
  const again = { title: 'Грозза', priceMin: 30_000, priceMax: 50_000, description: 'Драма' }
  await take('theatre', [storm({ ...again, age: '12+' })], 11)
  expect(await shown()).toMatchObject([{ ...edited, description: 'Драма' }])
  expect(await open()).toEqual([])
  await take('theatre', [storm({ ...again, age: '18+' })], 12)
  expect(await shown()).toMatchObject([edited])
  expect(await open()).toMatchObject([
    {
      field: 'age',
      shown: 'editor',
      sides: [
        { source: 'editor', value: '16+' },
        { source: 'theatre', value: '18+' },
      ],
    },
  ])
})

test('she keeps her own word until yet another, or lets the source have it; prices are decided like the rest', async () => {
  await take('theatre', [storm({ priceMin: 30_000 })])
  const { event } = await only()
  await editEvent(houseAt(stage, 10), { event, zone, fields: { price_min: 40_000 } })
  const decide = async (chosen: string, hour: number) => {
    const [conflict] = await open()
    if (!conflict) throw new Error('no conflict was found')
    const { place, field, sides } = conflict
    await decideConflict(houseAt(stage, hour), {
      event,
      place,
      field,
      chosen,
      note: null,
      seen: JSON.stringify(sides),
      zone,
    })
  }
  await take('theatre', [storm({ priceMin: 35_000 })], 11)
  await decide('editor', 12)
  expect([await open(), (await shown())[0]?.price_min]).toEqual([[], 40_000])
  await take('theatre', [storm({ priceMin: 35_000, description: 'Драма' })], 13)
  expect(await open()).toEqual([])
  await take('theatre', [storm({ priceMin: 36_000 })], 14)
  await decide('theatre', 15)
  expect([await open(), (await shown())[0]?.price_min]).toEqual([[], 36_000])
  await take('theatre', [storm({ priceMin: 37_000 })], 16)
  expect([await open(), (await shown())[0]?.price_min]).toEqual([[], 37_000])
})

test('a decision about a price holds while sources say the same', async () => {
  await take('theatre', [storm({ priceMin: 30_000 })])
  await take('guide', [storm({ priceMin: 20_000 })], 10)
  const [conflict] = await open()
  if (!conflict) throw new Error('no conflict was found')
  const { event, place, field, sides } = conflict
  const decision = { event, place, field, chosen: 'guide', note: null, seen: JSON.stringify(sides), zone }
  await decideConflict(houseAt(stage, 11), decision)
  await take('theatre', [storm({ priceMin: 30_000, description: 'Драма' })], 12)
  expect(await shown()).toMatchObject([{ price_min: 20_000, description: 'Драма' }])
})

test('a session that she cancelled or moved stays so, is told as that, and goes back when she takes her word back', async () => {
  await take('theatre', [storm()])
  const { event, uid: place } = await only()
  const edit = { event, place, zone, start: null, end: null, status: null, reason: null }
  await editSession(houseAt(stage, 10), { ...edit, status: 'cancelled', reason: 'Заболел актёр' })
  await take('theatre', [storm({ description: 'Драма' })], 11)
  expect((await shown())[0]?.sessions).toMatchObject([{ status: 'cancelled', reason: 'Заболел актёр' }])
  await takeEditBack(houseAt(stage, 12), { event, place, field: 'status', zone })
  expect((await shown())[0]?.sessions).toMatchObject([{ status: 'scheduled', reason: null }])
  await editSession(houseAt(stage, 13), { ...edit, start: '2026-12-06T15:00:00.000Z' })
  await take('theatre', [storm({ description: 'Драма в двух частях' })], 14)
  const moved = {
    status: 'moved',
    starts_at: new Date('2026-12-06T15:00:00Z'),
    was_starts_at: new Date('2026-12-05T14:00:00Z'),
  }
  expect((await shown())[0]?.sessions).toMatchObject([moved])
  expect(await open()).toEqual([])
  await take('theatre', [storm({ sessions: [session('2026-12-07T18:00:00+04:00', { uid: 'storm' })] })], 15)
  expect((await shown())[0]?.sessions).toMatchObject([moved])
  expect((await open()).map(({ field, shown: by }) => [field, by])).toContainEqual(['start', 'editor'])
})

test('an imported event is edited on its page at the desk, and what an editor wrote is named among the sources', async () => {
  await take('theatre', [storm({ age: '12+' })])
  const { event } = await only()
  const ruslan = await stage.as('ruslan')
  const address = `/desk/events/conflicts/${event}/edits`
  const form = (await ruslan.get(address)).body
  expect(form).toContain('Правка: Гроза')
  const wrong = await ruslan.post(address, { priceMin: 'дорого' })
  expect([wrong.statusCode, wrong.body.includes('дорого')]).toEqual([422, true])
  expect((await ruslan.post(address, { age: '', title: 'Гроза. Премьера' })).statusCode).toBe(303)
  expect(await shown()).toMatchObject([{ age: null, title: 'Гроза. Премьера', kind: 'other' }])
  expect((await ruslan.get(address)).body).toContain('Вернуть слова источников')
  expect((await stage.guest().get(`/events/${event}`)).body).toMatch(/Редакция афиши[^<]*<?[^<]*исправлено/)
  expect((await ruslan.post(`${address}/withdrawal`, { place: '', field: 'age' })).statusCode).toBe(303)
  expect(await shown()).toMatchObject([{ age: '12+', title: 'Гроза. Премьера' }])
  const { uid } = await only()
  expect((await ruslan.post(`${address}/session`, { session: uid, day: '2026-12-06', hour: '19:30' })).statusCode).toBe(
    303,
  )
  expect((await shown())[0]?.sessions).toMatchObject([{ starts_at: new Date('2026-12-06T15:30:00Z') }])
  const over = { id: event, fields: { title: 'Другое', kind: 'play' as const }, sessions: [], zone }
  const saving = saveEvent(houseAt(stage, 12), { ...over, state: 'published', basis: 'city' })
  await expect(saving).rejects.toMatchObject({ key: 'events.refusal.imported' })
})
