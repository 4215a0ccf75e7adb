// Days in their order, years without gaps, marks that never cover one another.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lanesOf, MARK, placeOf, yearsOf } from './span.ts'

const five = { from: '2026-01-01', to: '2030-12-31' }

test('the first day begins the picture, and the day after the last ends it', () => {
  expect([placeOf('2026-01-01', five), placeOf('2031-01-01', five)]).toEqual([0, 100])
  expect(placeOf('2025-12-31', five)).toBeLessThan(0)
  expect(placeOf('2030-12-31', five)).toBeLessThan(100)
})

test('years follow one another and fill the picture, also when it begins amid one', () => {
  for (const span of [five, { from: '2026-04-15', to: '2031-03-31' }]) {
    const years = yearsOf(span)
    expect([years[0]?.from, years.at(-1)?.to]).toEqual([0, 100])
    for (const [n, { from }] of years.slice(1).entries()) expect(from).toBe(years[n]?.to)
  }
})

test('a later day never stands before an earlier one', () => {
  const day = fc
    .date({ min: new Date('2020-01-01'), max: new Date('2040-12-31'), noInvalidDate: true })
    .map((at) => at.toISOString().slice(0, 10))
  fc.assert(
    fc.property(day, day, (one, other) => {
      expect(Math.sign(placeOf(one, five) - placeOf(other, five))).toBe(one < other ? -1 : one > other ? 1 : 0)
    }),
  )
})

test('marks on one line keep apart, and the first lines are used first', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths / 10),
        { maxLength: 12 },
      ),
      (places) => {
        const lanes = lanesOf(places)
        for (const [n, place] of places.entries())
          for (let m = 0; m < n; m += 1)
            if (lanes[m] === lanes[n]) expect(Math.abs(place - (places[m] ?? place))).toBeGreaterThanOrEqual(MARK)
        expect(new Set(lanes).size).toBe(Math.max(-1, ...lanes) + 1)
      },
    ),
  )
})
