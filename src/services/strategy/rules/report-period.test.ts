// Periods follow one another without a gap, and each day lies in one of them.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { beginOf, endOf, nextOf, periodAt, periodOf } from './report-period.ts'

test.each([
  ['2026', '2026-01-01', '2026-12-31', '2027'],
  ['2026-H1', '2026-01-01', '2026-06-30', '2026-H2'],
  ['2026-H2', '2026-07-01', '2026-12-31', '2027-H1'],
  ['2026-Q3', '2026-07-01', '2026-09-30', '2026-Q4'],
  ['2026-Q4', '2026-10-01', '2026-12-31', '2027-Q1'],
  ['2024-02', '2024-02-01', '2024-02-29', '2024-03'],
  ['2026-12', '2026-12-01', '2026-12-31', '2027-01'],
])('%s is from %s to %s, then comes %s', (key, begin, end, next) => {
  expect([beginOf(key), endOf(key), nextOf(key)]).toEqual([begin, end, next])
})

test.each(['2026-Q5', '2026-H3', '2026-13', '26', '2026-00', '2026-Q', '', '2026-09-01'])('«%s» is none', (key) => {
  expect(periodOf(key)).toBeNull()
  expect(() => nextOf(key)).toThrow(RangeError)
})

test('each day lies in its period, and the day after its end in the next', () => {
  const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(day, fc.constantFrom('month', 'quarter', 'half', 'year'), (at, cadence) => {
      const on = at.toISOString().slice(0, 10)
      const key = periodAt(on, cadence)
      expect(beginOf(key) <= on && on <= endOf(key)).toBe(true)
      const after = new Date(Date.parse(endOf(key)) + 86_400_000).toISOString().slice(0, 10)
      expect([periodAt(after, cadence), beginOf(nextOf(key))]).toEqual([nextOf(key), after])
      expect(key < nextOf(key)).toBe(true)
    }),
  )
})
