// Shows that lines fit, that no word is lost before the ellipsis, and that what cannot be drawn is left out.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawable, widthOf, wrap } from './lettering.ts'

test('every line fits and there are never more than asked for', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.integer({ min: 1, max: 5 }), (text, most) => {
      const lines = wrap(text, 40, 400, most)
      expect(lines.length).toBeLessThanOrEqual(most)
      for (const line of lines) expect(widthOf(line, 40)).toBeLessThanOrEqual(400)
    }),
  )
})

test('with room enough nothing is lost', () => {
  const word = fc.stringMatching(/^[а-яёӝӟӥӧӵ]{1,12}$/)
  fc.assert(
    fc.property(fc.array(word, { maxLength: 30 }), (words) => {
      expect(wrap(words.join(' '), 40, 800, 100).join(' ')).toBe(words.join(' '))
    }),
  )
})

test('what does not fit is announced by an ellipsis, without a stray comma before it', () => {
  expect(wrap('раз, два, три, четыре, пять', 40, widthOf('раз, два,…', 40), 1)).toEqual(['раз, два…'])
})

test('a non-breaking space holds a number and its unit together', () => {
  const lines = wrap('отремонтировали 12\u00a0км', 40, widthOf('отремонтировали 12', 40), 3)
  expect(lines).toEqual(['отремонтировали', '12\u00a0км'])
})

test('what XML cannot hold is left out', () => {
  expect(drawable('а\u0000б\ud800в\uffffг\nд')).toBe('а б в г д')
})
