// What the house says: plurals, dates as exact as they are known, numbers, money, days ago.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from './root.ts'
import { type Catalogue, openWords, prefixOf, type Words } from './words.ts'

let folder: string
let catalogue: Catalogue
let ru: Words
let en: Words

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'italmas-words-'))
  await mkdir(join(folder, 'words'))
  const plural = '{n, plural, one {# победа} few {# победы} many {# побед} other {# победы}}'
  await writeFile(
    join(folder, 'words/ru.json'),
    JSON.stringify({ wins: plural, only: 'Только здесь', tag: '<b>{x}</b>', two: '{a, number} из {b, number}' }),
  )
  await writeFile(join(folder, 'words/en.json'), JSON.stringify({ wins: '{n, plural, one {# win} other {# wins}}' }))
  catalogue = openWords([{ prefix: prefixOf('small-wins'), folder }], 'Europe/Samara')
  ru = catalogue.in('ru')
  en = catalogue.in('en')
})

afterAll(() => rm(folder, { recursive: true }))

test.each([
  [0, '0 побед'],
  [1, '1 победа'],
  [2, '2 победы'],
  [5, '5 побед'],
  [11, '11 побед'],
  [12, '12 побед'],
  [21, '21 победа'],
  [22, '22 победы'],
  [111, '111 побед'],
  [1001, '1\u00a0001 победа'],
  [1.5, '1,5 победы'],
])('%d is «%s»', (n, text) => {
  expect(ru('smallWins.wins', { n })).toBe(text)
})

test('a phrase that a language lacks is borrowed from Russian and known to be; one that nobody has is a mistake', () => {
  expect([en('smallWins.only'), en.borrowed('smallWins.only'), ru.borrowed('smallWins.only')]).toEqual([
    'Только здесь',
    true,
    false,
  ])
  expect([en('smallWins.wins', { n: 1 }), en('smallWins.wins', { n: 21 })]).toEqual(['1 win', '21 wins'])
  expect(catalogue.in('udm')('smallWins.wins', { n: 5 })).toBe('5 побед')
  expect(ru.has('smallWins.none')).toBe(false)
  expect(() => ru('smallWins.none')).toThrow('smallWins.none')
  expect(ru('smallWins.tag', { x: '<i>' })).toBe('<b><i></b>')
})

test.each<[Date | string, 'day' | 'time' | 'short', string, string]>([
  ['2025', 'day', '2025', '2025'],
  ['2025-12', 'day', 'декабрь 2025', 'December 2025'],
  ['2025-12-31', 'day', '31 декабря 2025', '31 December 2025'],
  ['осень 2025', 'day', 'осень 2025', 'осень 2025'],
  [new Date('2026-11-22T20:30:00Z'), 'day', '23 ноября 2026', '23 November 2026'],
  [new Date('2026-11-22T19:30:00Z'), 'day', '22 ноября 2026', '22 November 2026'],
])('%s as a %s is «%s»', (at, style, russian, english) => {
  expect([ru.date(at, style), en.date(at, style)]).toEqual([russian, english])
})

test('an instant with its time is the time of the city', () => {
  expect(ru.date(new Date('2026-11-22T20:30:00Z'), 'time')).toMatch(/^23 ноября 2026.+00:30$/)
})

test.each([
  [0, '0\u00a0₽'],
  [999_999, '999\u00a0999\u00a0₽'],
  [192_400_000, '192,4\u00a0млн\u00a0₽'],
  [1_000_000, '1\u00a0млн\u00a0₽'],
  [2_350_000_000, '2,4\u00a0млрд\u00a0₽'],
  [-5_000_000, '-5\u00a0млн\u00a0₽'],
])('%d roubles are «%s»', (value, text) => {
  expect(ru.roubles(value)).toBe(text)
})

test.each([
  ['2026-11-23T00:00:00+04:00', 'сегодня'],
  ['2026-11-22T23:59:59+04:00', 'вчера'],
  ['2026-11-20T12:00:00+04:00', '3 дня назад'],
  ['2026-11-25T12:00:00+04:00', 'послезавтра'],
  ['2026-11-28T12:00:00+04:00', 'через 5 дней'],
  ['2026-10-01T12:00:00+04:00', '1 октября 2026'],
])('%s seen on 23 November is «%s»', (at, text) => {
  expect(ru.ago(new Date(at), new Date('2026-11-23T01:00:00+04:00'))).toBe(text)
})

test('a phrase said again with other numbers, in whatever order they come, is said anew', () => {
  expect(ru('smallWins.two', { a: 1, b: 2 })).toBe('1 из 2')
  expect(ru('smallWins.two', { b: 1, a: 2 })).toBe('2 из 1')
  expect(ru('smallWins.two', { a: 1, b: 2 })).toBe('1 из 2')
})

test('a date is said in Udmurt by phrases alone, and in Russian while one of them is missing', () => {
  const udmurt = openWords([{ prefix: 'platform', folder: join(projectRoot, 'src/platform') }], 'Europe/Samara')
  const months = ['толшор', 'тулыспал', 'южтолэзь', 'оштолэзь', 'куартолэзь', 'инвожо', 'пӧсьтолэзь', 'гудырикошкон']
  const all = [...months, 'куарусён', 'коньывуон', 'шуркынмон', 'толсур']
  const phrases = new Map(all.map((month, at) => [`platform.month.${at + 1}`, month]))
  udmurt.lay(phrases)
  expect(udmurt.in('udm').date('2026-06-05')).toBe('5 июня 2026')
  phrases.set('platform.date.day', '{day} {month} {year}').set('platform.date.time', '{day} {month} {year}, {time}')
  udmurt.lay(phrases)
  const words = udmurt.heardIn('udm', { from: '<', to: '>' })
  expect(words.date('2026-06-05')).toBe('<5 инвожо 2026>')
  expect(words.date(new Date('2026-07-04T21:05:00Z'), 'time')).toBe('<5 пӧсьтолэзь 2026, 01:05>')
  expect(words.days('2026-06-05', '2026-06-07')).toBe('<5 инвожо 2026 – 7 инвожо 2026>')
  expect(words.date('2026-06')).toBe('июнь 2026')
  expect([...(words.heard ?? [])]).toEqual(expect.arrayContaining(['platform.date.day', 'platform.month.12']))
})
