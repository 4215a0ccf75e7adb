// Shows the share picture in a process of its own, since the fonts are named before sharp is loaded.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useFonts, withPictures } from '#platform/pictures.ts'
import { writeGolos } from './golos.testing.mjs'
import { type Share, sharePicture, shareSvg } from './share.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'golos-'))
  useFonts(await writeGolos(folder))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const plain: Share = { title: 'Тротуары на Удмуртской улице', city: 'Ижевск' }
const full: Share = {
  ...plain,
  title: 'Отремонтировали тротуары и съезды для колясок на Удмуртской улице от Кирова до 10 лет Октября',
  number: '12,4',
  unit: 'км',
  place: 'Устиновский район',
  date: '14 ноября 2026',
  band: 'Демонстрация: сообщения и люди вымышлены',
}
const raw = (png: Uint8Array) => withPictures((sharp) => sharp(png).removeAlpha().raw().toBuffer())
// How far any ink reaches to the right, above the band at the foot.
const reach = async (png: Uint8Array, below = 120, above = 560) => {
  const data = await raw(png)
  let right = 0
  for (let y = below; y < above; y += 1)
    for (let x = right; x < 1200; x += 1) if ((data[(y * 1200 + x) * 3 + 2] ?? 255) < 170) right = x
  return right
}

test('is a PNG of 1200×630 lighter than 60 kB, and quiet about how it was made', async () => {
  const png = await sharePicture(full)
  const header = await withPictures((sharp) => sharp(png).metadata())
  expect(header).toMatchObject({ format: 'png', width: 1200, height: 630 })
  expect([header.exif, header.xmp]).toEqual([undefined, undefined])
  expect(png.length).toBeLessThan(60_000)
})

test.each<[string, Share]>([
  ['a long sentence', full],
  ['one word wider than the picture', { ...plain, title: 'Щ'.repeat(200) }],
  ['the widest letters', { ...plain, title: 'ЖШЩ ЮФЫ МWЖ №№№ '.repeat(20) }],
  ['a very large number with a long unit', { ...full, number: '1 234 567 890,25', unit: 'квадратных метров жилья' }],
  ['a long place', { ...plain, place: 'Площадь '.repeat(40) }],
])('%s stays within the margins', async (_, share) => {
  const right = await reach(await sharePicture(share))
  expect(right).toBeGreaterThan(500)
  expect(right).toBeLessThanOrEqual(1126)
})

test('letters of Udmurt are letters and not boxes: each is drawn differently', async () => {
  const drawn = new Set<string>()
  for (const letter of 'ӝӟӥӧӵжзиоч')
    drawn.add((await raw(await sharePicture({ ...plain, title: letter }))).toString('base64'))
  expect(drawn.size).toBe(10)
})

test('what a person wrote is shown and never obeyed', async () => {
  const evil = '</text><rect width="1200" height="630" fill="#000"/> & "\u0000\ud800\uffff'
  const share = { ...full, title: evil, number: evil, unit: evil, place: evil, city: evil, band: evil }
  const data = await raw(await sharePicture(share))
  // The corner at the top right, where nothing is drawn.
  expect([...data.subarray(1199 * 3, 1200 * 3)].every((value) => value > 240)).toBe(true)
})

test('the number, its unit, the place, the day and what it rests on are in the drawing, and each is really drawn', async () => {
  const all = { ...full, band: undefined, basis: 'Источник: kommersant.ru' }
  const { band: _, ...share } = all
  const svg = shareSvg(share)
  for (const words of ['12,4', 'км', 'Устиновский район · 14 ноября 2026', 'Источник: kommersant.ru'])
    expect(svg).toContain(`>${words}<`)
  const drawn = new Set<string>()
  const others: Share[] = [
    { ...share, number: '12,5' },
    { ...share, unit: 'га' },
    { ...share, basis: 'Источник: izh.ru' },
  ]
  for (const one of [share, ...others, { ...share, wrong: true }])
    drawn.add((await raw(await sharePicture(one))).toString('base64'))
  expect(drawn.size).toBe(5)
})
