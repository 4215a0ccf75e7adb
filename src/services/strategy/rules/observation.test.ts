// What people type about an observation, and when a number is asked about twice.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { beginningOf, decimalIn, isTenfold, periodIn } from './observation.ts'

test.each([
  ['26,8', '26.8'],
  ['26.80', '26.8'],
  ['1 234,5', '1234.5'],
  ['1\u202f234\u00a0567', '1234567'],
  ['−0,5', '-0.5'],
  ['007', '7'],
  ['0,1234567', 'too-fine'],
  ['1,234.5', null],
  ['много', null],
  ['', null],
  ['1e5', null],
])('%s is the number %s', (typed, number) => {
  expect(decimalIn(typed)).toBe(number)
})

test.each([
  ['2025', '2025'],
  ['12.2025', '2025-12'],
  ['3.2026', '2026-03'],
  ['10.03.2026', '2026-03-10'],
  ['2026-03-10', '2026-03-10'],
  ['2025-12', '2025-12'],
  ['31.02.2026', null],
  ['13.2025', null],
  ['0.2025', null],
  ['25', null],
  ['2025 год', null],
  ['', null],
])('%s is the period %s', (typed, period) => {
  expect(periodIn(typed)).toBe(period)
})

test('any day is read from both ways of writing it', () => {
  const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(day, (at) => {
      const iso = at.toISOString().slice(0, 10)
      const spoken = iso.split('-').reverse().join('.')
      expect([periodIn(iso), periodIn(spoken), beginningOf(iso)]).toEqual([iso, iso, iso])
    }),
  )
})

const decimal = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((units) => decimalIn(String(units / 1000)) ?? '')

test('ten times is the same question from both sides, and never asked about the same number', () => {
  fc.assert(
    fc.property(decimal, decimal, (one, other) => {
      expect(isTenfold(one, other)).toBe(isTenfold(other, one))
      expect(isTenfold(one, one)).toBe(false)
      const [a, b] = [Math.abs(Number(one)), Math.abs(Number(other))]
      if (Math.max(a, b) > 10.001 * Math.min(a, b)) expect(isTenfold(one, other)).toBe(true)
      if (Math.max(a, b) < 9.999 * Math.min(a, b)) expect(isTenfold(one, other)).toBe(false)
    }),
  )
  expect([isTenfold('259', '25.9'), isTenfold('258.9', '25.9'), isTenfold('0', '3')]).toEqual([true, false, true])
})
