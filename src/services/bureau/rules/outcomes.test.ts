// Outcomes: nobody can be recognised by them, and what is said is true.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { least, outcomesOf, refusals, type Told } from './outcomes.ts'

const told = fc.record<Told>({
  measure: fc.constantFrom('sup-001', 'sup-002', 'sup-003', 'sup-004', null),
  days: fc.option(fc.integer({ min: 0, max: 30 }), { nil: null }),
  said: fc.constantFrom('helped', 'not-helped', 'waiting', null),
  kopecks: fc.option(fc.integer({ min: 1, max: 10_000_000 }), { nil: null }),
  why: fc.option(fc.constantFrom(...refusals), { nil: null }),
  nth: fc.nat(),
})
const many = fc.array(told, { maxLength: 60 })

it('says no group and no number smaller than five, nor one that could be worked out', () => {
  fc.assert(
    fc.property(many, (rows) => {
      for (const row of outcomesOf(rows)) {
        expect(row.asked).toBeGreaterThanOrEqual(least)
        const numbers = [row.helped, row.notHelped, row.open]
        for (const each of numbers) expect(each === null || each === 0 || each >= least).toBe(true)
        expect(numbers.filter((each) => each === null).length).not.toBe(1)
        for (const { count } of row.whys) expect(count).toBeGreaterThanOrEqual(least)
        const left = (row.notHelped ?? 0) - row.whys.reduce((sum, { count }) => sum + count, 0)
        if (row.whys.length > 0) expect(left === 0 || left >= least).toBe(true)
        if (row.kopecks !== null) expect(row.helped).toBeGreaterThanOrEqual(least)
      }
    }),
  )
})

it('counts everybody once, or says nothing at all', () => {
  fc.assert(
    fc.property(many, (rows) => {
      const all = outcomesOf(rows).reduce((sum, { asked }) => sum + asked, 0)
      expect([0, rows.length]).toContain(all)
      if (rows.length >= least) expect(all).toBe(rows.length)
    }),
  )
})

it('adds up the money of those whom it helped, by fives, so that no month shows the sum of one', () => {
  const helped = (count: number, kopecks: number | null): Told[] =>
    Array.from({ length: count }, (_, nth) => ({
      ...{ measure: 'sup-004', days: 3, said: 'helped', why: null, nth: count - nth },
      kopecks: kopecks && kopecks + count - nth,
    }))
  expect(outcomesOf(helped(6, 10_000))).toEqual([
    {
      ...{ measure: 'sup-004', asked: 6, helped: 6, notHelped: 0, open: 0, kopecks: 50_015, medianDays: 3, whys: [] },
    },
  ])
  const sums = [4, 5, 6, 9, 10, 11].map((count) => outcomesOf(helped(count, 10_000))[0]?.kopecks)
  expect(sums).toEqual([undefined, 50_015, 50_015, 50_015, 100_055, 100_055])
  // Nobody named a sum: that is not nothing.
  expect(outcomesOf(helped(6, null))[0]?.kopecks).toBe(null)
})

it('merges the smallest group that is shown where the rest would be too few', () => {
  const of = (measure: string, count: number): Told[] =>
    Array.from({ length: count }, () => ({ measure, days: null, said: null, kopecks: null, why: null, nth: null }))
  expect(
    outcomesOf([...of('sup-001', 9), ...of('sup-002', 5), ...of('sup-003', 1)]).map(({ measure, asked }) => [
      measure,
      asked,
    ]),
  ).toEqual([
    ['sup-001', 9],
    [null, 6],
  ])
})
