// Events as they are kept: what is written, what is told, and that saying the same again writes nothing and tells nobody.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { places, saveVenue, venueShape } from '#kernel/places/index.ts'
import type { City } from '#platform/city.ts'
import { factsOf } from '#platform/facts/index.ts'
import type { Module } from '#platform/module.ts'
import { guest, machinery } from '#platform/policy.ts'
import { type BareCity, openBareCity } from '#tests/bare-city.ts'
import { changeSession, saveEvent, saveEvents, saveSource } from './actions/events.ts'
import type { EventInput } from './actions/keep.ts'
import { eventsDb } from './tables.ts'

const zone = 'Europe/Samara'
const tables: Module = { name: 'events', floor: 'services' }
let bare: BareCity
let city: City
beforeAll(async () => {
  bare = await openBareCity([places, tables])
  city = bare.as(machinery('test'))
  await saveSource(city, { id: 'press', name: 'Печать', kind: 'press' })
  const body = venueShape.parse({ name: 'Зал «Родник»', ramp: true })
  await saveVenue(city, {
    ...{ id: 'hall', seen: 0, validFrom: '2026-01-01', validTo: null, body },
    office: 'x',
    reason: 'x',
  })
})
afterAll(() => bare.close())

const evening = (day: string) => ({ said: 'time' as const, startsAt: new Date(`${day}T18:30:00+04:00`), endsAt: null })
const play = (more: Partial<EventInput> = {}): EventInput => ({
  fields: { title: 'Ёлка', kind: 'play', age: '6+', price_min: 30_000, price_max: 90_000, venue: 'hall' },
  sessions: [
    { uid: 'a', when: evening('2026-12-05') },
    { uid: 'b', when: evening('2026-12-06') },
  ],
  state: 'published',
  basis: 'press',
  from: { source: 'press', url: 'https://example.org/1', saidOn: '2026-11' },
  ...more,
})
const factsAbout = async (id: string) => (await factsOf(city, `event:${id}`)).map(({ kind }) => kind)
const daysOf = (event: string) =>
  eventsDb(city).selectFrom('events.days').selectAll().where('event', '=', event).orderBy('day').execute()
const changesOf = async (event: string) =>
  (
    await eventsDb(city).selectFrom('events.changes').selectAll().where('event', '=', event).orderBy('id').execute()
  ).map(({ kind, field }) => (field === null ? kind : `${kind} ${field}`))

test('an event is there with its sessions, its days, its sources and one fact; the same again is nothing', async () => {
  const { id, outcome, sessions } = await saveEvent(city, { ...play(), zone })
  expect([outcome, sessions.length]).toEqual(['new', 2])
  expect(await factsAbout(id)).toEqual(['events.published'])
  expect(await daysOf(id)).toMatchObject([
    { day: '2026-12-05', shape: 'day', evening: true, age: 6, ramp: true, loop: null, venue: 'hall' },
    { day: '2026-12-06' },
  ])
  const said = await eventsDb(city).selectFrom('events.fields').select('field').where('event', '=', id).execute()
  expect(said.map(({ field }) => field).sort()).toEqual([
    'age',
    'kind',
    'price_max',
    'price_min',
    'title',
    'venue',
    'when',
  ])
  expect((await saveEvent(city, { ...play({ id }), zone })).outcome).toBe('same')
  expect(await factsAbout(id)).toEqual(['events.published'])
})

test('a move, a cancellation and a new price are told each by its fact, once; the old time stays beside the new one', async () => {
  const { id, sessions } = await saveEvent(city, { ...play(), zone })
  const [first, second] = sessions
  if (!first || !second) throw new Error('two sessions were said')
  await changeSession(city, { session: first.id, when: evening('2026-12-12'), reason: 'Болезнь артиста', zone })
  await changeSession(city, { session: second.id, status: 'cancelled', zone })
  await saveEvent(city, {
    ...play({
      id,
      sessions: [
        { uid: 'a', when: evening('2026-12-12') },
        { uid: 'b', when: evening('2026-12-06') },
      ],
    }),
    fields: { ...play().fields, price_min: 0 },
    zone,
  })
  expect(await factsAbout(id)).toEqual(['events.published', 'events.moved', 'events.cancelled', 'events.changed'])
  expect(await changesOf(id)).toEqual(['published', 'moved when', 'cancelled', 'changed price_min'])
  const now = await eventsDb(city)
    .selectFrom('events.sessions')
    .selectAll()
    .where('event', '=', id)
    .orderBy('uid')
    .execute()
  expect(now).toMatchObject([
    { status: 'moved', was_first_day: '2026-12-05', first_day: '2026-12-12', reason: 'Болезнь артиста', sequence: 1 },
    { status: 'cancelled', first_day: '2026-12-06', sequence: 1 },
  ])
  expect(await daysOf(id)).toMatchObject([{ day: '2026-12-06', cancelled: true, evening: true }, { day: '2026-12-12' }])
})

test('a session that is no longer said is cancelled where people could know of it, and gone where they could not', async () => {
  const one = [{ uid: 'a', when: evening('2026-12-05') }]
  const shown = await saveEvent(city, { ...play(), zone })
  await saveEvent(city, { ...play({ id: shown.id, sessions: one }), zone })
  const draft = await saveEvent(city, { ...play({ state: 'draft' }), zone })
  expect(await daysOf(draft.id)).toEqual([])
  await saveEvent(city, { ...play({ id: draft.id, sessions: one, state: 'draft' }), zone })
  const left = (event: string) =>
    eventsDb(city)
      .selectFrom('events.sessions')
      .select(['uid', 'status'])
      .where('event', '=', event)
      .orderBy('uid')
      .execute()
  expect(await left(shown.id)).toEqual([
    { uid: 'a', status: 'scheduled' },
    { uid: 'b', status: 'cancelled' },
  ])
  expect(await left(draft.id)).toEqual([{ uid: 'a', status: 'scheduled' }])
  expect(await factsAbout(draft.id)).toEqual([])
})

test('what is hidden has no days and is told so; published again it is there', async () => {
  const { id } = await saveEvent(city, { ...play(), zone })
  await saveEvent(city, { ...play({ id, state: 'hidden' }), zone })
  expect(await daysOf(id)).toEqual([])
  await saveEvent(city, { ...play({ id }), zone })
  expect(await daysOf(id)).toHaveLength(2)
  expect(await factsAbout(id)).toEqual(['events.published', 'events.hidden', 'events.published'])
})

test('a time that cannot be is refused, and nothing of the batch is there', async () => {
  const count = async () =>
    (
      await eventsDb(city)
        .selectFrom('events.events')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
    ).n
  const before = await count()
  const wrong = play({ sessions: [{ when: { said: 'time', startsAt: new Date('1900-01-01T00:00Z'), endsAt: null } }] })
  await expect(saveEvents(city, { events: [play(), wrong], zone })).rejects.toMatchObject({
    fields: { sessions: { key: 'events.problem.tooEarly' } },
  })
  const twice = play({
    sessions: [
      { uid: 'a', when: evening('2026-12-05') },
      { uid: 'a', when: evening('2026-12-06') },
    ],
  })
  await expect(saveEvent(city, { ...twice, zone })).rejects.toMatchObject({
    fields: { sessions: { key: 'events.problem.sameUid' } },
  })
  expect(await count()).toBe(before)
  await expect(saveEvent(bare.as(guest), { ...play(), zone })).rejects.toMatchObject({ kind: 'not-allowed' })
  await expect(changeSession(city, { session: 'none', zone })).rejects.toMatchObject({ kind: 'missing' })
})
