// Which venue a poster means: words of the pack's own events, and words that mean none.
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '#platform/root.ts'
import { type BareCity, openBareCity } from '#tests/bare-city.ts'
import { openCityPack } from '../../pack.ts'
import { places, venueNamed, venues } from './index.ts'

let bare: BareCity
beforeAll(async () => {
  bare = await openBareCity([places])
  await places.pack?.(bare.as(), openCityPack(join(projectRoot, 'city/izhevsk')))
})
afterAll(() => bare.close())

test.each<[string, string | null, string | null]>([
  ['Театр оперы и балета Удмуртии', 'ven-001', null],
  ['театр оперы и балета им. П.И. Чайковского', 'ven-001', null],
  ['Русский драматический театр Удмуртии', 'ven-002', null],
  ['Национальный театр Удмуртии', 'ven-003', null],
  ['Театр кукол', 'ven-004', null],
  ['театр «Молодой человек», малая сцена', 'ven-005', 'малая сцена'],
  ['Малая сцена театра "Молодой человек"', 'ven-005', 'малая сцена'],
  ['Удмуртская государственная филармония', 'ven-006', null],
  ['ДК «Металлург»', 'ven-008', null],
  ['Дворец культуры Металлург', 'ven-008', null],
  ['Музейный комплекс им. М. Т. Калашникова', 'ven-012', null],
  ['ВЦ «Галерея»', 'ven-017', null],
  ['парк им. Кирова', 'ven-021', null],
  ['парк Космонавтов', 'ven-022', null],
  ['Национальная библиотека УР', 'ven-032', null],
  ['Библиотека им. Некрасова, ул. Вадима Сивкова, 158', 'ven-033', null],
  ['Центральная площадь', 'ven-030', null],
  // More than one, or none of ours.
  ['театр', null, null],
  ['Библиотека', null, null],
  ['ВЦ «Галерея» и «Пушкинский»', null, null],
  ['парки Кирова и Тишино, сквер Драгунова', null, null],
  ['Воткинск', null, null],
  ['музеи Удмуртии', null, null],
  ['', null, null],
  ['«»', null, null],
])('%s', async (text, id, hall) => {
  const meant = await venueNamed(bare.as(), text)
  expect([meant?.venue.id ?? null, meant?.hall ?? null]).toEqual([id, hall])
})

test('records without a page and points from memory are not there; of access nobody has said anything', async () => {
  const all = await venues(bare.as())
  expect(all).toHaveLength(54)
  expect(all.filter(({ lat }) => lat !== null).map(({ id }) => id)).toEqual(
    expect.arrayContaining(['ven-009', 'ven-021', 'ven-042']),
  )
  expect(all.filter(({ lat }) => lat !== null)).toHaveLength(3)
  expect(all.every(({ ramp, loop, sign_language }) => ramp === null && loop === null && sign_language === null)).toBe(
    true,
  )
  expect(all.find(({ id }) => id === 'ven-009')?.district).toMatch(/^dst-/)
})
