// Days of a city, and the instants they stand for.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { atHour, dayOf, days, daysBetween, later } from './time.ts'

test.each([
  ['2026-11-23', 9, 'Europe/Samara', '2026-11-23T05:00:00.000Z'],
  ['2026-07-01', 0, 'Europe/Samara', '2026-06-30T20:00:00.000Z'],
  ['2026-07-01', 12, 'America/New_York', '2026-07-01T16:00:00.000Z'],
  ['2026-01-01', 12, 'UTC', '2026-01-01T12:00:00.000Z'],
])('%s, %i o’clock in %s is %s', (day, hour, zone, instant) => {
  expect(atHour(day, hour, zone).toISOString()).toBe(instant)
})

test('an hour of a day lies in that day, in a zone without changes of the clock', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 23 }), (number, hour) => {
      const day = dayOf(later(new Date('2000-01-01T12:00:00Z'), days(number)), 'Europe/Samara')
      if (day < '2011-01-01') return
      expect(dayOf(atHour(day, hour, 'Europe/Samara'), 'Europe/Samara')).toBe(day)
    }),
  )
})

test('days are counted by the calendar, not by hours', () => {
  expect(daysBetween('2026-02-28', '2026-03-01')).toBe(1)
  expect(daysBetween('2026-03-01', '2026-02-28')).toBe(-1)
})
