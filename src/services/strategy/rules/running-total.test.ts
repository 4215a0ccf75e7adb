// Totals by period: nothing is lost, and the period still running says nothing yet.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sumOf } from './decimal.ts'
import { runningTotals } from './running-total.ts'

const wins = [
  { value: '2', on: '2026-01-31' },
  { value: '1', on: '2025-11-03' },
  { value: '-1', on: '2026-03-01' },
  { value: '5', on: '2026-04-02' },
]

test('a total stands at the end of each month, and a month without evidence keeps it', () => {
  expect(runningTotals(wins, 'month', '2025-10-15', '2026-04-20')).toEqual([
    { value: '0', period: '2025-10' },
    { value: '1', period: '2025-11' },
    { value: '1', period: '2025-12' },
    { value: '3', period: '2026-01' },
    { value: '3', period: '2026-02' },
    { value: '2', period: '2026-03' },
  ])
})

test('by years', () => {
  expect(runningTotals(wins, 'year', '2024-05-01', '2027-01-01')).toEqual([
    { value: '0', period: '2024' },
    { value: '1', period: '2025' },
    { value: '7', period: '2026' },
  ])
})

test('what was counted before counting began is in the first total, and a clock before the beginning says nothing', () => {
  expect(runningTotals(wins, 'month', '2026-02-01', '2026-03-01')).toEqual([{ value: '3', period: '2026-02' }])
  expect(runningTotals(wins, 'month', '2026-02-01', '2025-12-31')).toEqual([])
})

test('the last total is the sum of all evidence of periods that are over, in any order', () => {
  const day = fc.date({ min: new Date('2024-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
  const increment = fc.record({
    value: fc.integer({ min: -99, max: 99 }).map(String),
    on: day.map((at) => at.toISOString().slice(0, 10)),
  })
  fc.assert(
    fc.property(fc.array(increment), (given) => {
      const totals = runningTotals(given, 'month', '2024-01-01', '2026-06-15')
      expect(runningTotals(given.toReversed(), 'month', '2024-01-01', '2026-06-15')).toEqual(totals)
      expect(totals).toHaveLength(29)
      expect(totals.at(-1)?.value).toBe(sumOf(given.filter(({ on }) => on < '2026-06-01').map(({ value }) => value)))
    }),
  )
})
