// What people read about a forecast, a contradiction and a silence, in both languages.
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '#platform/root.ts'
import { openWords } from '#platform/words.ts'
import { type Asked, forecastFor, type Known } from '../rules/forecast.ts'
import { silences } from '../rules/silence.ts'
import { statusFor } from '../rules/status.ts'
import {
  achievedSaid,
  bandOf,
  methodSaid,
  missingSaid,
  paceSaid,
  periodSaid,
  reportsSaid,
  shareSaid,
  silenceSaid,
  statusView,
} from './forecast-said.ts'

const catalogue = openWords(
  [{ prefix: 'strategy', folder: join(projectRoot, 'src/services/strategy') }],
  'Europe/Samara',
)
const [ru, en] = [catalogue.in('ru'), catalogue.in('en')]
// Non-breaking spaces are for the eye; here they would only hide the words.
const plain = (said: unknown) => String(said).replaceAll('\u00a0', ' ')

const asked = (values: readonly string[]): Asked => ({
  observations: values.map((value, n) => ({ value, period: String(2022 + n) })),
  baseline: '20',
  target: '60',
  targetYear: 2031,
  polarity: 'up',
  kind: 'observed',
})

function known(values: readonly string[]): Known {
  const forecast = forecastFor(asked(values))
  if (!forecast.known) throw new Error('a forecast was expected')
  return forecast
}

// 2.5 a year from 30 at the end of 2025: 45 at the end of 2031, 62.5 % of the way.
const slow = known(['22.5', '25', '27.5', '30'])

test('the share of the way, with its interval', () => {
  expect(plain(shareSaid(ru, slow))).toBe('К сроку 63 % обещанного, от 63 до 63')
  expect(plain(shareSaid(en, slow))).toBe('63% of the promise by the date, from 63 to 63')
  expect(shareSaid(ru, { ...slow, share: null })).toBeNull()
})

test('the picture is told the same in its words, its sentence and its table', () => {
  // By hand: slope 2.8, so 46 at the date; s² = 6.4, t = 1.8856 and √12.5 make a half width of 16.87.
  const { label, said, row } = bandOf(ru, known(['20', '26', '24', '30']), '%')
  expect(plain(label)).toBe('к сроку от 29,1 до 62,9')
  expect(plain(said)).toBe('при нынешнем темпе к концу 2031 года будет 46 %, от 29,1 до 62,9')
  expect(plain(row?.value)).toBe('46 %, от 29,1 до 62,9')
})

test('pace and year', () => {
  expect(plain(paceSaid(ru, slow, '%'))).toBe('Темп: +2,5 % в год. При таком темпе обещанное наступит в 2037 году.')
  expect(plain(paceSaid(ru, known(['30', '28', '26']), '%'))).toBe(
    'Темп: −2 % в год. При таком темпе обещанное не наступит никогда.',
  )
  expect(plain(paceSaid(ru, known(['30', '30.1', '30.2']), '%'))).toContain('не в этом веке')
})

test('the method with its numbers; three observations are said to be few', () => {
  const three = plain(methodSaid(ru, known(['20', '26', '24'])))
  for (const said of [
    'Через 3 наблюдения (2022 — 2024)',
    '80 %',
    'степеней свободы 1',
    'множитель 3,078',
    'только три',
  ])
    expect(three).toContain(said)
  expect(methodSaid(ru, slow)).not.toContain('только три')
})

test('all that is missing, in one sentence', () => {
  const forecast = forecastFor({ ...asked(['20', '21']), targetYear: null })
  expect(forecast.known ? [] : missingSaid(ru, forecast.missing)).toBe(
    'Прогноза пока нет: не назван срок, есть 2 из 3 наблюдений за разное время.',
  )
})

test('percent of a plan, or plainly none', () => {
  expect(plain(achievedSaid(ru, '93.75'))).toBe('93,8 % плана')
  expect(achievedSaid(ru, null)).toContain('посчитать нельзя')
})

describe('both statuses', () => {
  test('contradict each other in words', () => {
    const view = statusView(ru, statusFor(slow, 'on-track'), slow)
    expect([view.official.says, plain(view.computed.says), view.apart]).toEqual([
      'по плану',
      'не успевает, к сроку 63 %',
      'Слова и расчёт расходятся',
    ])
  })
  test('say plainly that nothing was said and nothing can be computed', () => {
    const forecast = forecastFor(asked([]))
    const view = statusView(ru, statusFor(forecast, null), forecast, 'молчание 5 дней')
    expect(view).toMatchObject({
      official: { says: 'ничего', kind: 'plain' },
      computed: { says: 'посчитать нечем', kind: 'plain' },
      apart: undefined,
      silence: 'молчание 5 дней',
    })
  })
})

test.each([
  ['2026-Q3', 'III квартал 2026'],
  ['2026-H2', 'II полугодие 2026'],
  ['2026', '2026 год'],
  ['2026-09', 'сентябрь 2026'],
])('%s is «%s»', (key, said) => expect(plain(periodSaid(ru, key))).toBe(said))

test('a silence has its days, and each report its sentence', () => {
  const duty = { since: '2026-01-01', cadence: 'quarter', grace: 15 } as const
  const heard = silences(duty, [{ period: '2026-Q1', on: '2026-04-16' }], '2026-11-25')
  expect(plain(silenceSaid(ru, heard))).toBe('молчание 133 дня')
  expect(silenceSaid(ru, silences(duty, [], '2026-02-01'))).toBeUndefined()
  expect(reportsSaid(ru, heard).map(plain)).toEqual([
    'Отчёта за II квартал 2026 нет. Его ждали до 15 июля 2026: прошло 133 дня.',
    'Отчёта за III квартал 2026 нет. Его ждали до 15 октября 2026: прошёл 41 день.',
    'Отчёт за I квартал 2026 пришёл 16 апреля 2026, на 1 день позже срока.',
  ])
})
