// Marks in their true order and words that never cover one another, for any promise.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LETTER, placeLabels, positions } from './place.ts'

const mark = (value: number) => ({ value, label: String(value) })
const number = fc.double({ min: -1e6, max: 1e6, noNaN: true })
const maybe = fc.option(number, { nil: undefined })

test('the line runs towards what is better, whichever way the numbers go', () => {
  const more = positions({ better: 'more', baseline: mark(10), current: mark(15), target: mark(20) })
  const less = positions({ better: 'less', baseline: mark(20), current: mark(15), target: mark(10) })
  expect(more).toEqual(less)
  expect(more).toMatchObject({ baseline: 6, current: 49, target: 92 })
})

test('what became worse than at the beginning stands before the beginning', () => {
  const { baseline = 0, current = 0 } = positions({
    better: 'less',
    baseline: mark(120),
    current: mark(131),
    target: mark(80),
  })
  expect(current).toBeLessThan(baseline)
})

test('what is unknown has no place, and one value alone stands in the middle', () => {
  expect(positions({ better: 'more', target: mark(6) })).toEqual({
    baseline: undefined,
    current: undefined,
    first: undefined,
    forecast: undefined,
    target: 49,
  })
})

test('any values keep their order and stay in the picture', () => {
  fc.assert(
    fc.property(number, maybe, maybe, maybe, maybe, (target, baseline, current, first, pace) => {
      const at = positions({
        better: 'more',
        target: mark(target),
        baseline: baseline === undefined ? undefined : mark(baseline),
        current: current === undefined ? undefined : mark(current),
        first: first === undefined ? undefined : mark(first),
        forecast: pace === undefined ? undefined : { from: pace, to: pace * 3 },
      })
      const pairs = [
        [target, at.target],
        [baseline, at.baseline],
        [current, at.current],
        [first, at.first],
      ].flatMap(([value, place]) => (value === undefined || place === undefined ? [] : [{ value, place }]))
      const sorted = [...pairs].sort((a, b) => a.value - b.value || a.place - b.place)
      for (const [n, { place }] of sorted.entries()) {
        expect(place).toBeGreaterThanOrEqual((sorted[n - 1]?.place ?? 6) - 1e-9)
        expect(place).toBeLessThanOrEqual(92 + 1e-9)
      }
      const { from, to } = at.forecast ?? { from: 3, to: 97 }
      expect(from).toBeLessThanOrEqual(to)
      expect(from).toBeGreaterThanOrEqual(3)
      expect(to).toBeLessThanOrEqual(97)
    }),
  )
})

test('words stay in the picture and keep apart in their row', () => {
  const label = fc.record({
    at: fc.double({ min: 0, max: 100, noNaN: true }),
    text: fc.string({ minLength: 1, maxLength: 40 }),
  })
  fc.assert(
    fc.property(fc.array(label, { maxLength: 4 }), (labels) => {
      const placed = placeLabels(labels)
      expect(placed).toHaveLength(labels.length)
      const spans = placed.map(({ at, anchor, row }, n) => {
        const width = Math.min(100, (labels[n]?.text.length ?? 0) * LETTER)
        const from = anchor === 'start' ? at : anchor === 'end' ? at - width : at - width / 2
        return { from, to: from + width, row }
      })
      for (const [n, one] of spans.entries()) {
        expect(one.from).toBeGreaterThanOrEqual(-1e-9)
        expect(one.to).toBeLessThanOrEqual(100 + 1e-9)
        for (const other of spans.slice(n + 1))
          if (one.row === other.row) expect(one.from >= other.to || other.from >= one.to).toBe(true)
      }
    }),
  )
})
