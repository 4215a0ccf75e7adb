// Which phrases may go to an editor: tables of a phrase and what is wrong with it, and properties of its parts.
import fc from 'fast-check'
import { IntlMessageFormat } from 'intl-messageformat'
import { expect, test } from 'vitest'
import { folded, wrongWith } from './rules.ts'

const pieces = (text: string) => new IntlMessageFormat(text, 'ru', undefined, { ignoreTag: true }).getAst()
const judged = (russian: string, udmurt: string, quotation: string) =>
  wrongWith({ russian: pieces(russian), udmurt: pieces(udmurt), quotation })

test.each([
  ['Поиск', 'Утчан', 'Утчан радъет', null],
  ['Поиск', 'утчан', '«УТЧАН»', null],
  ['Поиск', 'Утчан', 'Бам', 'notQuoted'],
  // Composed and decomposed letters are one letter.
  ['Нет', 'Ӧвӧл', 'ӧвӧл'.normalize('NFD'), null],
  ['Номер {number}', 'Номер {number}', 'номер', null],
  ['Номер {number}', 'Номер', 'номер', 'values'],
  ['Номер {number}', 'Номер {nomer}', 'номер', 'values'],
  ['{n, plural, one {# день} few {# дня} other {# дней}}', '{n, plural, other {# нунал}}', 'нунал', null],
  [
    '{n, plural, one {# день} few {# дня} other {# дней}}',
    '{n, plural, one {# нунал} other {# нунал}}',
    'нунал',
    'plural',
  ],
  ['{number}', '{number}', 'цитата', 'notQuoted'],
])('%s: %s in «%s» is %s', (russian, udmurt, quotation, wrong) => {
  expect(judged(russian, udmurt, quotation)).toBe(wrong)
})

const letters = fc.string({ unit: fc.constantFrom(...'абвжӝзӟиӥоӧчӵё '), minLength: 1, maxLength: 40 })

test('a phrase stands in any text made around it, whatever the case and the composition of its letters', () => {
  fc.assert(
    fc.property(letters, letters, letters, (before, phrase, after) => {
      fc.pre(folded(phrase) !== '')
      const quotation = `${before}${phrase.toUpperCase()}${after}`.normalize('NFD')
      expect(judged('Поиск', phrase, quotation)).toBe(null)
    }),
  )
})

test('folding again changes nothing', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => folded(folded(text)) === folded(text)))
})
