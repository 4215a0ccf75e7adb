// A week has seven days and a quarter ends where it ends.
import { expect, test } from 'vitest'
import { quarterFrom, weekFrom } from './rules.ts'

test.each([
  ['2026-11-23', '2026-11-29'],
  ['2026-12-28', '2027-01-03'],
  ['2028-02-26', '2028-03-03'],
])('the week from %s lasts to %s', (from, to) => expect(weekFrom(from)).toEqual({ from, to }))

test.each([
  ['2026-01-01', '2026-03-31', 1],
  ['2026-06-30', '2026-06-30', 2],
  ['2026-11-23', '2026-12-31', 4],
])('the quarter of %s ends on %s', (from, to, quarter) =>
  expect(quarterFrom(from)).toEqual({ from, to, quarter, year: 2026 }),
)
