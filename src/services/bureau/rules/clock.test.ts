// The clock of a request: working days, standing still while the person is waited for.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Calendar,
  daysRun,
  dueOf,
  isLate,
  median,
  numbersOf,
  type Pause,
  type RequestClock,
  stageOf,
} from './clock.ts'

// Weeks of five days, in UTC; 4 November 2026 is a holiday.
const calendar: Calendar = {
  dayOf: (at) => at.toISOString().slice(0, 10),
  isWorked: (day) => day !== '2026-11-04' && ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()),
  endOf: (day) => new Date(`${day}T23:59:59Z`),
}
const at = (text: string) => new Date(`${text}Z`)
const asked = (day: string, pauses: Pause[] = [], days = 5): RequestClock => ({
  ...{ askedAt: at(`${day}T09:00:00`), days, answeredAt: null, pauses },
})

describe('the term', () => {
  it.each([
    ['2026-11-23', '2026-11-30T23:59:59.000Z'],
    ['2026-11-27', '2026-12-04T23:59:59.000Z'],
    // A holiday between.
    ['2026-11-02', '2026-11-10T23:59:59.000Z'],
  ])('of five working days from %s ends at %s', (day, due) => {
    expect(dueOf(asked(day), calendar)?.toISOString()).toBe(due)
  })

  it('stands still while the person is waited for, and has no end until she writes', () => {
    const from = at('2026-11-24T10:00:00')
    expect(dueOf(asked('2026-11-23', [{ from, until: null }]), calendar)).toBe(null)
    const paused = asked('2026-11-23', [{ from, until: at('2026-11-26T10:00:00') }])
    // Tuesday and Wednesday do not count.
    expect(dueOf(paused, calendar)?.toISOString()).toBe('2026-12-02T23:59:59.000Z')
  })

  it('is not moved by a question that was answered the same day', () => {
    const pause = { from: at('2026-11-24T10:00:00'), until: at('2026-11-24T15:00:00') }
    expect(dueOf(asked('2026-11-23', [pause]), calendar)).toEqual(dueOf(asked('2026-11-23'), calendar))
  })

  it('never ends earlier for a pause, and counts exactly its working days', () => {
    const hour = 3_600_000
    const moment = fc
      .integer({ min: 0, max: 40 * 24 })
      .map((n) => new Date(at('2026-11-01T00:00:00').getTime() + n * hour))
    const pauses = fc
      .uniqueArray(moment, { selector: Number, maxLength: 6 })
      .map((times) => times.toSorted((a, b) => Number(a) - Number(b)))
      .map((times): Pause[] =>
        times.flatMap((from, index) => {
          const until = times[index + 1]
          return index % 2 === 0 && until ? [{ from, until }] : []
        }),
      )
    fc.assert(
      fc.property(pauses, fc.integer({ min: 1, max: 20 }), (breaks, days) => {
        const plain = dueOf(asked('2026-11-01', [], days), calendar)
        const clock = asked('2026-11-01', breaks, days)
        const due = dueOf(clock, calendar)
        if (!plain || !due) throw new Error('a term without an end')
        expect(due >= plain).toBe(true)
        expect(daysRun(clock, due, calendar)).toBe(days)
      }),
    )
  })
})

it('says whom it waits for', () => {
  const clock = asked('2026-11-23')
  const due = dueOf(clock, calendar)
  expect(stageOf(clock, due, at('2026-11-30T23:59:59'))).toBe('waiting')
  expect(stageOf(clock, due, at('2026-12-01T00:00:00'))).toBe('overdue')
  expect(stageOf(clock, null, at('2026-12-01T00:00:00'))).toBe('asked-back')
  const answered = { ...clock, answeredAt: at('2026-12-01T08:00:00') }
  expect(stageOf(answered, due, at('2026-12-05T00:00:00'))).toBe('answered')
  expect(isLate(answered, due, at('2026-12-05T00:00:00'))).toBe(true)
})

it('numbers leave out what is neither answered nor late', () => {
  const rows = [
    { answered: true, late: false, days: 1 },
    { answered: true, late: true, days: 8 },
    { answered: false, late: true, days: null },
    { answered: false, late: false, days: null },
  ]
  expect(numbersOf(rows)).toEqual({ asked: 4, answered: 2, overdue: 1, inTime: 1 / 3, medianDays: 4.5 })
  expect(numbersOf([])).toEqual({ asked: 0, answered: 0, overdue: 0, inTime: null, medianDays: null })
})

it('the median has as many below as above', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1 }), (numbers) => {
      const middle = median(numbers) ?? Number.NaN
      expect(numbers.filter((n) => n < middle).length).toBeLessThanOrEqual(numbers.length / 2)
      expect(numbers.filter((n) => n > middle).length).toBeLessThanOrEqual(numbers.length / 2)
    }),
  )
})
