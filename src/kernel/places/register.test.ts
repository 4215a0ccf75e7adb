// The operator's maps: outlines, what a file holds, and what a loaded register changes in how places are read.
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '#platform/root.ts'
import { type BareCity, openBareCity } from '#tests/bare-city.ts'
import { openCityPack } from '../../pack.ts'
import {
  isWithin,
  layAddresses,
  layStreets,
  loadAreas,
  openRegister,
  places,
  readMap,
  readPlace,
  registerOf,
  sweepRegisters,
} from './index.ts'

const ring = (south: number, west: number, north: number, east: number) => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
]
const withHole = [[ring(0, 0, 10, 10), ring(4, 4, 6, 6)], [ring(20, 20, 21, 21)]]

test.each([
  [{ lat: 1, lon: 1 }, true],
  [{ lat: 5, lon: 5 }, false],
  [{ lat: 4, lon: 5 }, true],
  [{ lat: 0, lon: 0 }, true],
  [{ lat: 10, lon: 3 }, true],
  [{ lat: 20.5, lon: 20.5 }, true],
  [{ lat: 15, lon: 15 }, false],
  [{ lat: 4, lon: -1 }, false],
  [{ lat: 10, lon: 11 }, false],
])('%j in a square with a hole and an island: %s', (point, inside) => {
  expect(isWithin(point, withHole)).toBe(inside)
})

test('a star of any shape holds exactly the points nearer to its middle than its edge', () => {
  const radii = fc.array(fc.integer({ min: 10, max: 100 }), { minLength: 3, maxLength: 30 })
  fc.assert(
    fc.property(radii, fc.nat({ max: 10_000 }), fc.double({ min: 0, max: 0.99, noNaN: true }), (all, turn, share) => {
      const corner = (i: number): [number, number] => {
        const angle = (2 * Math.PI * i) / all.length
        const radius = all[i % all.length] ?? 0
        return [radius * Math.cos(angle), radius * Math.sin(angle)]
      }
      const outline = [[all.map((_, i) => corner(i))]]
      // A point on an edge: between two neighbours. Drawn towards the middle it is inside, away from it outside.
      const i = turn % all.length
      const [x1, y1] = corner(i)
      const [x2, y2] = corner(i + 1)
      const along = (turn % 97) / 97
      const [x, y] = [x1 + along * (x2 - x1), y1 + along * (y2 - y1)]
      // With three corners or more, two neighbours stand at less than half a turn from each other, so this is a star.
      expect(isWithin({ lat: y * share, lon: x * share }, outline)).toBe(true)
      expect(isWithin({ lat: y * 1.01, lon: x * 1.01 }, outline)).toBe(false)
    }),
  )
})

const feature = (properties: object, geometry: object) => ({ type: 'Feature', properties, geometry })
const collection = (...features: object[]) => ({ type: 'FeatureCollection', features })
const point = { type: 'Point', coordinates: [53.2, 56.85] }
const polygon = { type: 'Polygon', coordinates: [ring(56, 53, 57, 54)] }

test.each<[object, string, string]>([
  [{ street: 'улица Пушкинская', housenumber: '270' }, 'улица Пушкинская', '270'],
  [{ 'addr:street': 'Воткинское шоссе', 'addr:housenumber': '1а' }, 'Воткинское шоссе', '1а'],
  [{ TYPENAME: 'ул', NAME: 'Пушкинская', HOUSENUM: '270', ADDNUM1: '2' }, 'ул Пушкинская', '270 корп. 2'],
  [{ улица: 'пер. Северный', дом: 5 }, 'пер. Северный', '5'],
])('%j is an address', (properties, street, house) => {
  expect(readMap(collection(feature(properties, point)))).toEqual({
    kind: 'addresses',
    errors: [],
    addresses: [{ feature: 1, street, house, lat: 56.85, lon: 53.2 }],
  })
})

test('the kind is seen from the file, and every error says its feature', () => {
  expect(readMap(collection(feature({}, polygon)))).toMatchObject({ kind: 'boundary', errors: [] })
  expect(readMap(collection(feature({ name: 'А' }, polygon), feature({}, polygon)))).toMatchObject({
    kind: 'districts',
    errors: [{ feature: 2, key: 'places.load.name' }],
  })
  expect(readMap(collection(feature({}, { type: 'Point', coordinates: [200, 1] })), 'addresses')?.errors).toEqual([
    { feature: 1, key: 'places.load.point' },
    { feature: 1, key: 'places.load.street' },
    { feature: 1, key: 'places.load.house' },
  ])
  expect(readMap(collection())?.errors).toEqual([{ feature: 0, key: 'places.load.empty' }])
  for (const wrong of [null, [], {}, { type: 'Feature' }, { type: 'FeatureCollection', features: 1 }]) {
    expect(readMap(wrong)).toBe(null)
  }
})

test('streets of a register come to one form however they are written, and doubles count once', () => {
  const known = [{ name: 'Пушкинская', type: 'ул.' }]
  const row = (street: string, house: string) => ({ feature: 1, street, house, lat: 56, lon: 53 })
  const { streets, addresses, errors } = registerOf(
    [
      row('улица Пушкинская', '270'),
      row('Пушкинская ул.', '270'),
      row('ул. Загадочная', '12а корп. 2'),
      row('???', 'x'),
    ],
    known,
  )
  expect(streets).toEqual([
    { name: 'Пушкинская', type: 'ул.' },
    { name: 'Загадочная', type: 'ул.' },
  ])
  expect(addresses.map(({ address }) => address)).toEqual(['ул. Пушкинская, 270', 'ул. Загадочная, 12а, корп. 2'])
  expect(errors).toEqual([{ feature: 1, key: 'places.load.streetUnread', values: { street: '???' } }])
})

let bare: BareCity
beforeAll(async () => {
  bare = await openBareCity([places])
  await places.pack?.(bare.as(), openCityPack(join(projectRoot, 'city/izhevsk')))
})
afterAll(() => bare.close())

test('what is loaded decides what is known, where it is, and what is outside', async () => {
  const city = bare.as()
  const lenin = { id: 'dst-002', outline: [[ring(56.8, 53.1, 56.9, 53.2)]] }
  await loadAreas(city, {
    kind: 'boundary',
    load: 'b1',
    areas: [{ id: 'city', outline: [[ring(56.8, 53.1, 56.9, 53.3)]] }],
  })
  await loadAreas(city, { kind: 'districts', load: 'd1', areas: [lenin] })
  expect(await readPlace(city, { point: '56.85, 53.15' })).toMatchObject({ ok: { district: 'dst-002' } })
  expect(await readPlace(city, { point: '56.85, 53.25' })).toMatchObject({ ok: { district: null } })
  // Inside the box, outside the boundary.
  expect(await readPlace(city, { point: '56.95, 53.25' })).toEqual({
    errors: { point: { key: 'places.error.outside' } },
  })

  const addresses = [
    { address: 'ул. Пушкинская, 270', lat: 56.86, lon: 53.19 },
    { address: 'ул. Загадочная, 3', lat: 56.86, lon: 53.25 },
  ]
  await layStreets(city, { load: 'a1', streets: [{ name: 'Загадочная', type: 'ул.' }] })
  await layAddresses(city, { load: 'a1', addresses })
  // Laid down, but not yet in force: nothing has changed.
  expect(await readPlace(city, { address: 'Пушкинская 999' })).toMatchObject({ ok: { known: true, lat: null } })
  await expect(openRegister(city, { load: 'a1', entries: 3 })).rejects.toMatchObject({ kind: 'conflict' })
  await layAddresses(city, { load: 'a1', addresses })
  await openRegister(city, { load: 'a1', entries: 2 })
  expect(await readPlace(city, { address: 'пушкинская, д. 270, кв. 4' })).toMatchObject({
    ok: { known: true, lat: 56.86, lon: 53.19, district: 'dst-002', text: 'ул. Пушкинская, 270' },
  })
  expect(await readPlace(city, { address: 'загадочная 3' })).toMatchObject({ ok: { known: true, lat: 56.86 } })
  expect(await readPlace(city, { address: 'Пушкинская 999' })).toMatchObject({ ok: { known: false, lat: null } })
  // What the person says herself stays.
  expect(
    await readPlace(city, { address: 'Пушкинская 270', point: '56.81, 53.11', district: 'Октябрьский' }),
  ).toMatchObject({ ok: { lat: 56.81, district: 'dst-003' } })
})

test('a newer register takes the place of the older one whole, and the older one is swept away', async () => {
  const city = bare.as()
  await layAddresses(city, { load: 'a2', addresses: [{ address: 'ул. Пушкинская, 1', lat: 56.85, lon: 53.2 }] })
  expect(await sweepRegisters(city, { keep: 'a2' })).toBe(0)
  await openRegister(city, { load: 'a2', entries: 1 })
  expect(await readPlace(city, { address: 'Пушкинская 270' })).toMatchObject({ ok: { known: false } })
  expect(await readPlace(city, { address: 'Пушкинская 1' })).toMatchObject({ ok: { known: true } })
  expect(await sweepRegisters(city, { keep: 'a2' })).toBe(2)
})
