// Periods follow one another without a gap, and each day lies in one of them.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { beginOf, endOf, lastPeriods, nextOf, periodAt, periodOf } from './report-period.ts'

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

test('the last periods go back from the one of a day, each following the one before', () => {
  expect(lastPeriods('2026-02-10', 'quarter', 3)).toEqual(['2026-Q1', '2025-Q4', '2025-Q3'])
  expect(lastPeriods('2026-01-31', 'month', 2)).toEqual(['2026-01', '2025-12'])
  const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  const cadence = fc.constantFrom('month' as const, 'quarter' as const, 'half' as const, 'year' as const)
  fc.assert(
    fc.property(day, cadence, fc.integer({ min: 2, max: 30 }), (at, how, count) => {
      const periods = lastPeriods(at.toISOString().slice(0, 10), how, count)
      expect(periods).toHaveLength(count)
      for (const [n, period] of periods.entries()) if (n > 0) expect(nextOf(period)).toBe(periods[n - 1])
    }),
  )
})
