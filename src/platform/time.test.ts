// Days as the city lives them.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf, days, daysBetween, later } from './time.ts'

test.each([
  ['2026-11-22T19:59:59.999Z', 'Europe/Samara', '2026-11-22'],
  ['2026-11-22T20:00:00Z', 'Europe/Samara', '2026-11-23'],
  ['2026-12-31T20:00:00Z', 'Europe/Samara', '2027-01-01'],
  ['2026-11-22T20:00:00Z', 'UTC', '2026-11-22'],
])('%s in %s is %s', (at, zone, day) => {
  expect(dayOf(new Date(at), zone)).toBe(day)
})

test.each([
  ['2026-11-23', '2026-11-23', 0],
  ['2026-11-23', '2026-11-22', -1],
  ['2024-02-28', '2024-03-01', 2],
  ['2026-02-28', '2026-03-01', 1],
  ['2025-12-31', '2026-12-31', 365],
])('from %s to %s are %d days', (from, to, n) => {
  expect(daysBetween(from, to)).toBe(n)
})

test('so many whole days later is a day so much later, in a zone without summer time', () => {
  const instant = fc.date({ min: new Date('2012-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(instant, fc.integer({ min: -1000, max: 1000 }), (at, n) => {
      expect(daysBetween(dayOf(at, 'Europe/Samara'), dayOf(later(at, days(n)), 'Europe/Samara'))).toBe(n)
    }),
  )
})
