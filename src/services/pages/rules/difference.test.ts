// The difference of two texts gives both of them back, and keeps as much as there is to keep.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { difference, type Piece } from './difference.ts'

const line = fc.constantFrom('', 'а', 'б', 'в', '## г')
const texts = fc.array(line, { maxLength: 25 }).map((lines) => lines.join('\n'))
const of = (pieces: readonly Piece[], ...kinds: Piece['kind'][]) =>
  pieces.flatMap(({ kind, lines }) => (kinds.includes(kind) ? lines : [])).join('\n')

test('both texts come back from it', () => {
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const pieces = difference(before, after)
      expect(of(pieces, 'same', 'gone')).toBe(before)
      expect(of(pieces, 'same', 'new')).toBe(after)
    }),
  )
})

test('it keeps as many lines as the longest common part has', () => {
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const kept = difference(before, after).flatMap(({ kind, lines }) => (kind === 'same' ? lines : [])).length
      expect(kept).toBe(longest(before.split('\n'), after.split('\n')))
    }),
    { numRuns: 60 },
  )
})

test('the same text has no difference, and one of ten thousand lines is said without waiting', () => {
  expect(difference('а\nб', 'а\nб')).toEqual([{ kind: 'same', lines: ['а', 'б'] }])
  const [many, other] = ['а', 'б'].map((word) => Array.from({ length: 10_000 }, (_, n) => word + n).join('\n'))
  expect(difference(many ?? '', other ?? '').map(({ kind }) => kind)).toEqual(['gone', 'new'])
})

// The slow and sure way: every choice of keeping or leaving, by the definition.
function longest(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0)
  for (const one of a) {
    const next = [0]
    b.forEach((other, j) => {
      next.push(one === other ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0))
    })
    row = next
  }
  return row[b.length] ?? 0
}
