// What the drawing writes the city reads back, and what a hand wrote wrongly is told by its line.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseBoxes, writeBox } from './boxes.ts'

test('what is written is read back to a tenth of a percent', () => {
  const tenth = (least: number) => fc.integer({ min: least, max: 500 }).map((n) => n / 1000)
  fc.assert(
    fc.property(tenth(0), tenth(0), tenth(1), tenth(1), (x, y, width, height) => {
      const { boxes, wrong } = parseBoxes(writeBox({ x, y, width, height }))
      expect(wrong).toEqual([])
      expect(boxes[0]?.x).toBeCloseTo(x, 6)
      expect(boxes[0]?.y).toBeCloseTo(y, 6)
      expect(boxes[0]?.width).toBeCloseTo(width, 6)
      expect(boxes[0]?.height).toBeCloseTo(height, 6)
    }),
  )
})

test.each([
  ['', 0, []],
  ['10 20 15 8', 1, []],
  ['10,5 20 15 8\r\n\r\n0 0 100 100', 2, []],
  ['10 20 15', 0, [1]],
  ['10 20 15 8\nлицо\n90 90 20 20\n10 10 0 5', 1, [2, 3, 4]],
  ['-1 0 5 5', 0, [1]],
  ['NaN 0 5 5', 0, [1]],
])('%j has %i rectangles and the wrong lines %j', (text, count, wrong) => {
  const read = parseBoxes(text)
  expect(read.boxes).toHaveLength(count)
  expect(read.wrong).toEqual(wrong)
})

test('any text is read without an exception', () => {
  fc.assert(fc.property(fc.string(), (text) => void parseBoxes(text)))
})
