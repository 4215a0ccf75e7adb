// Instants of the city, how long an answer holds, and how a page stands.
import { expect, test } from 'vitest'
import { holdsFor, instantOf, standingOf } from './schedule.ts'

const zone = 'Europe/Samara'
const at = (text: string) => new Date(text)

test.each([
  ['2026-11-27', '9:05', '2026-11-27T05:05:00.000Z'],
  ['2026-11-27', '', '2026-11-26T20:00:00.000Z'],
  ['2026-11-27', '23.59', '2026-11-27T19:59:00.000Z'],
  ['2026-11-27', '24:00', null],
  ['2026-11-27', '9', null],
])('%s at «%s» is %s', (day, time, instant) => expect(instantOf(day, time, zone)?.toISOString() ?? null).toBe(instant))

test('an answer holds a minute at most, and not beyond the next change', () => {
  const now = at('2026-11-27T05:00:00Z')
  expect(holdsFor(now, null)).toBe(60)
  expect(holdsFor(now, at('2026-11-27T05:00:20Z'))).toBe(20)
  expect(holdsFor(now, at('2026-11-27T05:00:00.400Z'))).toBe(0)
  expect(holdsFor(now, at('2026-11-28T05:00:00Z'))).toBe(60)
})

test('a page stands as its newest publication says', () => {
  const now = at('2026-11-27T05:00:00Z')
  const one = (version: number | null, opens: string, closes: string | null = null, cancelled = false) => ({
    ...{ version, opensAt: at(opens), closesAt: closes === null ? null : at(closes), cancelled },
  })
  expect(standingOf([], now)).toBe('draft')
  expect(standingOf([one(1, '2026-11-26')], now)).toBe('shown')
  expect(standingOf([one(1, '2026-11-28')], now)).toBe('waiting')
  expect(standingOf([one(1, '2026-11-28', null, true)], now)).toBe('draft')
  expect(standingOf([one(1, '2026-11-25', '2026-11-26')], now)).toBe('ended')
  expect(standingOf([one(1, '2026-11-25'), one(null, '2026-11-26')], now)).toBe('ended')
  expect(standingOf([one(1, '2026-11-25'), one(null, '2026-11-26'), one(2, '2026-11-28')], now)).toBe('waiting')
})
