// Applications are given out evenly, against no conflict, and the same for everybody who recomputes it.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Giving, giveOut, pairOf } from './assigning.ts'

const giving = fc
  .record({
    seed: fc.string(),
    each: fc.integer({ min: 1, max: 3 }),
    applications: fc.uniqueArray(
      fc.integer({ min: 1, max: 99 }).map((n) => `2026-${n}`),
      { maxLength: 20 },
    ),
    reviewers: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 6 }),
    conflicts: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 10 }),
  })
  .map(({ conflicts, ...rest }): Giving => {
    const { applications, reviewers } = rest
    const pairs = applications.length * reviewers.length === 0 ? [] : conflicts
    return {
      ...rest,
      forbidden: new Set(
        pairs.map(([a, r]) =>
          pairOf(applications[a % applications.length] ?? '', reviewers[r % reviewers.length] ?? ''),
        ),
      ),
    }
  })

test('the answer is the same in whatever order applications and reviewers are named', () => {
  fc.assert(
    fc.property(giving, (input) => {
      const turned = {
        ...input,
        applications: input.applications.toReversed(),
        reviewers: input.reviewers.toReversed(),
      }
      expect(giveOut(turned)).toEqual(giveOut(input))
    }),
  )
})

test('nobody gets what is forbidden or the same twice; who is missing is said', () => {
  fc.assert(
    fc.property(giving, (input) => {
      const { pairs, short } = giveOut(input)
      expect(pairs.filter(({ application, reviewer }) => input.forbidden.has(pairOf(application, reviewer)))).toEqual(
        [],
      )
      expect(new Set(pairs.map(({ application, reviewer }) => pairOf(application, reviewer))).size).toBe(pairs.length)
      const missing = short.reduce((sum, each) => sum + each.missing, 0)
      expect(pairs.length + missing).toBe(input.applications.length * input.each)
    }),
  )
})

test('without conflicts nobody has more than one application above another', () => {
  fc.assert(
    fc.property(giving, (input) => {
      fc.pre(input.reviewers.length >= input.each)
      const { pairs } = giveOut({ ...input, forbidden: new Set() })
      const loads = input.reviewers.map((one) => pairs.filter(({ reviewer }) => reviewer === one).length)
      expect(Math.max(0, ...loads) - Math.min(...(loads.length > 0 ? loads : [0]))).toBeLessThanOrEqual(1)
    }),
  )
})

test('what stands already stays and is counted', () => {
  const input: Giving = {
    seed: 's',
    each: 2,
    applications: ['1'],
    reviewers: ['a', 'b', 'c'],
    forbidden: new Set(['1 b']),
  }
  expect(giveOut({ ...input, standing: [{ application: '1', reviewer: 'a' }] })).toEqual({
    pairs: [{ application: '1', reviewer: 'c' }],
    short: [],
  })
})
