// The quantiles that every table of Student's t prints.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { studentQuantile } from './student.ts'

test.each([
  [0.9, 1, 3.0777],
  [0.9, 2, 1.8856],
  [0.9, 3, 1.6377],
  [0.9, 4, 1.5332],
  [0.9, 5, 1.4759],
  [0.9, 10, 1.3722],
  [0.9, 30, 1.3104],
  [0.9, 120, 1.2886],
  [0.975, 1, 12.7062],
  [0.975, 2, 4.3027],
  [0.975, 9, 2.2622],
  [0.995, 6, 3.7074],
  [0.75, 1, 1],
  [0.5, 7, 0],
])('below it lies %d of t with %i degrees of freedom: %d', (probability, freedom, quantile) => {
  expect(studentQuantile(probability, freedom)).toBeCloseTo(quantile, 4)
})

test('more degrees never widen, more certainty always does', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.double({ min: 0.55, max: 0.99, noNaN: true }), (freedom, p) => {
      expect(studentQuantile(p, freedom + 1)).toBeLessThan(studentQuantile(p, freedom))
      expect(studentQuantile(p + 0.005, freedom)).toBeGreaterThan(studentQuantile(p, freedom))
    }),
  )
})

test.each([
  [0.9, 0],
  [0.9, 1.5],
  [0.4, 3],
  [1, 3],
])('refuses %d with %d degrees', (probability, freedom) => {
  expect(() => studentQuantile(probability, freedom)).toThrow(RangeError)
})
