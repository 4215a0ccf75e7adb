// What place a person means, and that the city pack loads once and leaves edits alone.
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '#platform/root.ts'
import { type BareCity, openBareCity } from '#tests/bare-city.ts'
import { openCityPack } from '../../pack.ts'
import {
  bodies,
  bodyFor,
  bodyHistory,
  calledFor,
  districts,
  type PlaceAsked,
  places,
  readPlace,
  saveBody,
} from './index.ts'
import { bodyShape } from './reference.ts'

let bare: BareCity
const pack = openCityPack(join(projectRoot, 'city/izhevsk'))
beforeAll(async () => {
  bare = await openBareCity([places])
  await places.pack?.(bare.as(), pack)
})
afterAll(() => bare.close())

test.each<[string, PlaceAsked, object]>([
  [
    'a known street, without the flat',
    { address: 'пушкинская 270 кв 5' },
    { street: 'Пушкинская', house: '270', known: true, text: 'ул. Пушкинская, 270' },
  ],
  ['an unknown street is accepted and marked', { address: 'ул. Небывалая, 3' }, { street: 'Небывалая', known: false }],
  [
    'what else was said is not in the public words',
    { address: 'Пушкинская 270, подъезд 2' },
    { text: 'ул. Пушкинская, 270', note: 'подъезд 2' },
  ],
  [
    'a landmark knows its point and district',
    { landmark: 'парк Кирова' },
    { known: true, lat: 56.865, district: 'dst-003' },
  ],
  ['a point alone', { point: '56.85, 53.21' }, { lat: 56.85, lon: 53.21, street: null }],
  ['the district the person chose', { address: 'Пушкинская 270', district: 'Ленинский' }, { district: 'dst-002' }],
])('%s', async (_, asked, place) => {
  expect(await readPlace(bare.as(), asked)).toMatchObject({ ok: place })
})

test.each<[string, PlaceAsked, string[]]>([
  ['nothing at all', {}, ['address']],
  [
    'a point in another city, and no such district, both at once',
    { point: '55.75, 37.61', district: 'Тверской' },
    ['district', 'point'],
  ],
  ['numbers that are none', { point: 'где-то там' }, ['point']],
  ['not a number', { point: { lat: Number.NaN, lon: 53 } }, ['point']],
  ['a landmark nobody knows', { landmark: 'Эйфелева башня' }, ['landmark']],
])('%s is said in words', async (_, asked, fields) => {
  const read = await readPlace(bare.as(), asked)
  expect('errors' in read && Object.keys(read.errors).sort()).toEqual(fields)
})

test('bodies and districts have a name for readers of English, and keep their own', async () => {
  const body = await bodyFor(bare.as(), 'bod-020')
  const [district] = await districts(bare.as())
  if (!body || !district) throw new Error('the pack is not loaded')
  expect(body.name).toBe('МКП «Горсвет»')
  const [ru, en] = [bare.as().words, bare.as(undefined, 'en').words]
  expect(calledFor(en, body)).toBe('Municipal enterprise Gorsvet (street lighting)')
  expect(calledFor(en, district)).toBe('Industrialny')
  expect(calledFor(ru, district)).toBe('Индустриальный')
  expect(calledFor(en, { name: 'УК «Двор»', nameEn: null })).toBe('УК «Двор»')
})

test('loading the pack again changes nothing, and an edit of the city outlives it', async () => {
  const city = bare.as()
  const before = await bodies(city)
  await places.pack?.(city, pack)
  expect(await bodies(city)).toEqual(before)
  expect(await districts(city)).toHaveLength(5)
  const [first] = await bodyHistory(city, 'bod-020')
  const body = bodyShape.parse({ ...first?.body, phone: '072' })
  const saving = {
    id: 'bod-020',
    seen: 1,
    validFrom: '2026-11-23',
    validTo: null,
    body,
    office: 'operator',
    reason: 'Новый телефон',
  }
  await saveBody(city, saving)
  await expect(saveBody(city, saving)).rejects.toMatchObject({ kind: 'conflict' })
  await places.pack?.(city, pack)
  expect((await bodyFor(city, 'bod-020'))?.phone).toBe('072')
  expect((await bodyHistory(city, 'bod-020')).map(({ version }) => version)).toEqual([2, 1])
})

test('a body holds from its day to its day', async () => {
  const city = bare.as()
  const body = bodyShape.parse({ name: 'Временная служба' })
  const office = { office: 'operator', reason: 'На зиму' }
  await saveBody(city, { id: 'bod-901', seen: 0, validFrom: '2026-12-01', validTo: '2027-03-01', body, ...office })
  const there = async (at: string) => (await bodies({ ...city, now: new Date(at) })).some(({ id }) => id === 'bod-901')
  // Days begin in the city's zone: 20:00 UTC is midnight in Izhevsk.
  expect(await there('2026-11-30T19:59:59Z')).toBe(false)
  expect(await there('2026-11-30T20:00:00Z')).toBe(true)
  expect(await there('2027-02-28T19:59:59Z')).toBe(true)
  expect(await there('2027-02-28T20:00:00Z')).toBe(false)
})
