// Answers as people type them: sums with words, and a text that is made to be read for hours.
import { expect, test } from 'vitest'
import { readKnown } from './known.ts'
import { questionShape } from './questions.ts'

const ask = { ru: 'Сколько?', en: 'How much?' }
const income = questionShape.parse({ id: 'income', kind: 'money', ask, changeable: false, name: ask })
const read = (text: string) => readKnown({ 'a.income': text }, [income])

test.each([
  ['2 млн', 2_000_000],
  ['2,5\u00a0млн. ₽', 2_500_000],
  ['300 тыс рублей', 300_000],
  ['1 billion', 1e9],
  [`1${' '.repeat(1000)}млн`, 1_000_000],
])('%j is a sum', (text, roubles) => {
  expect(read(text)).toEqual({ known: { income: roubles }, errors: {} })
})

test('a row of spaces as long as a post may be is no sum, and holds nobody up', () => {
  expect(read(`1${' '.repeat(1_900_000)}x`)).toEqual({
    known: {},
    errors: { 'a.income': { key: 'platform.form.number' } },
  })
})
