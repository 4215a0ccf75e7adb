// The operator's command, against a city that runs and one that does not.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run, type Said, startCity } from './started.ts'

let folder: string
const files: Record<string, string> = {}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'italmas-command-'))
  const square = (west: number, east: number) => [
    [
      [west, 56.7],
      [east, 56.7],
      [east, 57],
      [west, 57],
      [west, 56.7],
    ],
  ]
  const district = (name: string, west: number, east: number) => ({
    type: 'Feature',
    properties: { name },
    geometry: { type: 'Polygon', coordinates: square(west, east) },
  })
  const house = (street: string, housenumber: string, lon: number) => ({
    type: 'Feature',
    properties: { street, housenumber },
    geometry: { type: 'Point', coordinates: [lon, 56.85] },
  })
  const houses = Array.from({ length: 1200 }, (_, n) => house('улица Пушкинская', String(n + 1), 53.1 + n / 10_000))
  const collections = {
    boundary: [district('Ижевск', 53, 53.4)],
    districts: [district('Ленинский район', 53, 53.2), district('Первомайский', 53.2, 53.4)],
    addresses: [...houses, house('ул. Новая Загадочная', '3', 53.3)],
    swapped: [{ ...house('улица Пушкинская', '1', 0), geometry: { type: 'Point', coordinates: [56.85, 53.2] } }],
    wrong: [house('улица Пушкинская', '', 53.1), district('Нигде', 53, 53.1), house('', '5', 53.1)],
  }
  for (const [name, features] of Object.entries(collections)) {
    files[name] = join(folder, `${name}.geojson`)
    await writeFile(files[name], JSON.stringify({ type: 'FeatureCollection', features }))
  }
})

afterAll(() => rm(folder, { recursive: true, force: true }))

const data = () => join(folder, 'data')
const italmas = (...words: string[]) => run(data(), 'scripts/italmas.mjs', words)
const linesOf = (said: Said): unknown[] =>
  said.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

test('help is in Russian and English, and wrong words end with 2', async () => {
  const help = await italmas('--help')
  expect([help.code, help.out]).toEqual([0, expect.stringMatching(/загрузить GeoJSON.*load GeoJSON/s)])
  expect((await italmas('fly')).code).toBe(2)
  expect((await italmas('load')).code).toBe(2)
})

test('the same verbs do the same whether the city runs or not', async () => {
  const stopped = await italmas('doctor', '--json')
  expect([stopped.code, stopped.err]).toEqual([0, ''])
  expect(linesOf(stopped)).toContainEqual({ name: 'files', ok: true, text: expect.any(String) })
  expect((await italmas('user', 'grant', 'nina@example.ru', 'dispatcher')).code).toBe(0)

  const city = await startCity(data())
  try {
    const listed = await italmas('user', 'list', '--json')
    expect(linesOf(listed)).toContainEqual(expect.objectContaining({ email: 'nina@example.ru', role: 'dispatcher' }))
    expect((await italmas('user', 'end', 'nina@example.ru', 'dispatcher')).code).toBe(0)
    expect((await italmas('user', 'grant', 'nina', 'dispatcher')).code).toBe(2)
    expect((await italmas('user', 'grant', 'nina@example.ru', 'tsar')).code).toBe(2)
    expect((await italmas('user', 'grant', 'nina@example.ru', 'dispatcher', '--body', 'nobody')).code).toBe(1)
    expect((await italmas('doctor')).out).toContain('✓ PostgreSQL')
  } finally {
    await city.end('SIGTERM')
  }
  expect((await italmas('user', 'list')).out).not.toContain('nina@example.ru')
})

test('maps are checked, loaded whole with progress, once, and not at all when something is wrong in them', async () => {
  const { boundary = '', districts = '', addresses = '', wrong = '' } = files
  const dry = await italmas('load', boundary, districts, '--dry-run', '--json')
  expect([dry.code, linesOf(dry)]).toEqual([
    0,
    [expect.objectContaining({ kind: 'boundary', dryRun: true }), expect.objectContaining({ entries: 2 })],
  ])
  const city = await startCity(data())
  try {
    const bad = await italmas('load', wrong, '--json')
    expect(bad.code).toBe(1)
    expect(linesOf(bad)).toMatchObject([
      { feature: 1, error: expect.stringContaining('house number') },
      { feature: 2, error: expect.stringContaining('point') },
      { feature: 2, error: expect.stringContaining('street') },
      { feature: 2, error: expect.stringContaining('house') },
      { feature: 3, error: expect.stringContaining('street') },
      { errors: 5, loaded: false },
    ])
    const good = await italmas('load', boundary, districts, addresses)
    expect([good.code, good.err]).toEqual([0, ''])
    expect(good.out).toMatch(/500 \/ 1201.*1000 \/ 1201.*1201 \/ 1201/s)
    const swapped = await italmas('load', files.swapped ?? '')
    expect([swapped.code, swapped.out]).toEqual([1, expect.stringContaining('объект 1: Точка не в городе')])
    const again = await italmas('load', boundary, districts, addresses)
    expect([again.code, again.out.match(/already loaded/g)?.length]).toEqual([0, 3])
    expect((await italmas('load', join(folder, 'none.geojson'))).code).toBe(1)
    expect((await italmas('load', boundary, '--as', 'moon')).code).toBe(2)
  } finally {
    await city.end('SIGTERM')
  }
})
