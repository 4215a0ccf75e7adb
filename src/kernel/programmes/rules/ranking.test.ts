// A ranking is what the scores make it, whoever counts: in any order, with shares that sum to one, and never worse for more points.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawn } from './assigning.ts'
import { needsWords, type Rubric, ranking, reviewScore, type Scored, spread } from './ranking.ts'

const rubric = fc
  .record({
    weights: fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 5 }),
    from: fc.integer({ min: 0, max: 1 }),
    more: fc.integer({ min: 1, max: 20 }),
    threshold: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
  })
  .map(
    ({ weights, from, more, threshold }): Rubric => ({
      criteria: weights.map((weight, at) => ({ id: `c${at}`, weight: (at === 0 ? weight + 1 : weight) / 10 })),
      scale: { from, to: from + more },
      threshold,
    }),
  )
const judged = rubric.chain((given) => {
  const points = fc.integer(given.scale.from === 0 ? { min: 0, max: given.scale.to } : { min: 1, max: given.scale.to })
  const review = fc.record(Object.fromEntries(given.criteria.map(({ id }) => [id, points])))
  return fc.record({
    rubric: fc.constant(given),
    reviews: fc.array(fc.array(review, { maxLength: 3 }), { minLength: 1, maxLength: 8 }),
  })
})
const coded = (reviews: Record<string, number>[][]): Scored[] =>
  reviews.map((each, at) => ({ code: `a${at}`, reviews: each }))
const rules = { needed: 2, draw: (code: string) => drawn('seed', code) }

describe('a ranking', () => {
  test('is the same in whatever order applications, reviews and their points come', () => {
    fc.assert(
      fc.property(judged, fc.infiniteStream(fc.nat()), ({ rubric: by, reviews }, noise) => {
        const shuffled = coded(reviews)
          .map((each) => ({ each: { ...each, reviews: [...each.reviews].reverse() }, at: noise.next().value ?? 0 }))
          .sort((one, other) => one.at - other.at)
          .map(({ each }) => each)
        expect(ranking(shuffled, by, rules)).toEqual(ranking(coded(reviews), by, rules))
      }),
    )
  })

  test('counts by shares of all weights: multiplying them, or giving the same points everywhere, changes no score', () => {
    fc.assert(
      fc.property(judged, fc.integer({ min: 2, max: 9 }), ({ rubric: by, reviews }, times) => {
        const heavier = { ...by, criteria: by.criteria.map((each) => ({ ...each, weight: each.weight * times })) }
        for (const review of reviews.flat()) expect(reviewScore(review, heavier)).toBe(reviewScore(review, by))
        const { from, to } = by.scale
        const everywhere = (points: number) => Object.fromEntries(by.criteria.map(({ id }) => [id, points]))
        expect([reviewScore(everywhere(from), by), reviewScore(everywhere(to), by)]).toEqual([0, 1000])
      }),
    )
  })

  test('never puts an application lower, nor scores it less, for a point more', () => {
    fc.assert(
      fc.property(judged, fc.nat(), fc.nat(), fc.nat(), ({ rubric: by, reviews }, a, r, c) => {
        const at = a % reviews.length
        const chosen = reviews[at] ?? []
        const review = chosen[r % Math.max(1, chosen.length)]
        const criterion = by.criteria[c % by.criteria.length]?.id ?? ''
        fc.pre(review !== undefined && (review[criterion] ?? 0) < by.scale.to)
        const better = reviews.map((each, index) =>
          index === at
            ? each.map((one) => (one === review ? { ...one, [criterion]: (one[criterion] ?? 0) + 1 } : one))
            : each,
        )
        const of = (list: typeof reviews) => ranking(coded(list), by, rules).find(({ code }) => code === `a${at}`)
        const [before, after] = [of(reviews), of(better)]
        expect(after?.score ?? -1).toBeGreaterThanOrEqual(before?.score ?? -1)
        expect(after?.place ?? 0).toBeLessThanOrEqual(before?.place ?? 0)
      }),
    )
  })

  test('gives places from one without gaps to all that have enough reviews, and to nobody else', () => {
    fc.assert(
      fc.property(judged, ({ rubric: by, reviews }) => {
        const ranked = ranking(coded(reviews), by, rules)
        const placed = ranked.filter(({ place }) => place !== null)
        expect(placed.map(({ place }) => place)).toEqual(placed.map((_, at) => at + 1))
        expect(placed).toHaveLength(reviews.filter((each) => each.length >= 2).length)
        for (const each of ranked)
          if (each.score === null) expect([each.passes, each.missing > 0]).toEqual([false, true])
      }),
    )
  })
})

test.each([
  [[{ a: 10, b: 0 }], 700],
  [[{ a: 0, b: 10 }], 300],
  [
    [
      { a: 7, b: 4 },
      { a: 8, b: 4 },
    ],
    645,
  ],
])('points %j make %i thousandths at weights 70 and 30', (reviews, score) => {
  const by = {
    criteria: [
      { id: 'a', weight: 70 },
      { id: 'b', weight: 30 },
    ],
    scale: { from: 0, to: 10 },
    threshold: 60,
  }
  const [first] = ranking([{ code: 'x', reviews }], by, { needed: reviews.length, draw: (code) => code })
  expect([first?.score, first?.passes]).toEqual([score, score >= 600])
})

test('a tie goes to whoever is better in what weighs most, and then to the draw', () => {
  const by = {
    criteria: [
      { id: 'a', weight: 1 },
      { id: 'b', weight: 1 },
    ],
    scale: { from: 0, to: 10 },
    threshold: null,
  }
  const tied = [
    { code: 'x', reviews: [{ a: 4, b: 6 }] },
    { code: 'y', reviews: [{ a: 6, b: 4 }] },
    { code: 'z', reviews: [{ a: 4, b: 6 }] },
  ]
  const draw = (code: string) => ({ x: '2', y: '3', z: '1' })[code] ?? ''
  expect(ranking(tied, by, { needed: 1, draw }).map(({ code }) => code)).toEqual(['y', 'z', 'x'])
})

test('points below the middle of the scale need words; reviewers are as far apart as their scores', () => {
  expect([4, 5].map((points) => needsWords(points, { from: 0, to: 10 }))).toEqual([true, false])
  const by = { criteria: [{ id: 'a', weight: 1 }], scale: { from: 0, to: 10 }, threshold: null }
  expect([spread([{ a: 3 }, { a: 9 }], by), spread([{ a: 3 }], by)]).toEqual([600, null])
})
