// Numbers of the state registers against tables of numbers: published ones where a source is named, the others computed by the rule.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  innProblem,
  isAccount,
  isBik,
  isKpp,
  maskedSnils,
  type NumberProblem,
  ogrnProblem,
  sameKind,
  snilsProblem,
} from './rules/numbers.ts'

type Table = readonly [string, NumberProblem, string][]

const inns: Table = [
  ['7707083893', null, 'arthurdejong/python-stdnum, stdnum.ru.inn'],
  ['7830002293', null, 'arthurdejong/python-stdnum'],
  ['500100732259', null, 'arthurdejong/python-stdnum, of a person'],
  ['1831000019', null, 'computed, tax office of Udmurtia'],
  ['1840000022', null, 'computed'],
  ['183100000194', null, 'computed, of a person'],
  ['184012345681', null, 'computed, of a person'],
  ['1831000080', null, 'computed: the rest of 11 is 10, the digit 0'],
  ['1234567895', 'control', 'a wrong last digit'],
  ['0000000000', 'region', 'right digits, no region'],
  ['500100732258', 'controlBoth', 'the twelfth is wrong'],
  ['500100732269', 'controlBoth', 'the eleventh is wrong'],
  ['', 'length', 'nothing'],
  ['77070838931', 'length', 'eleven'],
  ['7707083893 ', 'length', 'a blank'],
  ['٧٧٠٧٠٨٣٨٩٣', 'length', 'digits of another script'],
]
const ogrns: Table = [
  ['1027700132195', null, 'arthurdejong/python-stdnum, stdnum.ru.ogrn'],
  ['1022200525819', null, 'arthurdejong/python-stdnum'],
  ['304500116000157', null, 'arthurdejong/python-stdnum, of a sole trader'],
  ['385768585948949', null, 'arthurdejong/python-stdnum, of a sole trader'],
  ['1021800000012', null, 'computed'],
  ['1161832000010', null, 'computed'],
  ['316183200000017', null, 'computed, of a sole trader'],
  ['1021800000090', null, 'computed: the rest of 11 is 10'],
  ['316183200000040', null, 'computed: the rest of 13 is 10'],
  ['1022500001328', 'control', 'arthurdejong/python-stdnum, wrong'],
  ['2022200525819', 'first', 'no legal entity'],
  ['504500116000157', 'first', 'no sole trader'],
  ['102770013219', 'length', 'twelve'],
]
const snilses: Table = [
  ['112-233-445 95', null, 'the example of the Pension Fund'],
  ['087-654-303 00', null, 'computed: the rest is 100'],
  ['12345678964', null, 'computed, bare digits'],
  ['001-019-989 00', null, 'computed: the sum is 100'],
  ['001-019-998 00', null, 'computed: the sum is 101'],
  ['002-999-989 00', null, 'computed: the sum is 201'],
  ['087-654-304 00', 'control', 'should be 01'],
  ['112-233-445 96', 'control', 'a wrong last digit'],
  ['001-001-998 00', 'tooOld', 'older than the check digits'],
  ['112-233-445', 'length', 'without them'],
]

describe.each([
  ['INN', inns, innProblem],
  ['OGRN', ogrns, ogrnProblem],
  ['SNILS', snilses, snilsProblem],
] as const)('%s', (_, table, problem) => {
  test.each(table)('«%s» → %s (%s)', (number, expected) => expect(problem(number)).toBe(expected))
})

test('a change of one digit of an OGRN is noticed unless the rest stays, and no answer says the right digit', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 11 }), fc.integer({ min: 1, max: 9 }), (place, by) => {
      const digits = [...'1027700132195'].map(Number)
      digits[place] = ((digits[place] ?? 0) + by) % 10
      const text = digits.join('')
      const right = (Number(text.slice(0, -1)) % 11) % 10 === 5
      expect(ogrnProblem(text)).toBe(right ? null : 'control')
    }),
  )
})

test('of all hundred control numbers of a SNILS one is right', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1_001_999, max: 999_999_999 }), (number) => {
      const nine = String(number).padStart(9, '0')
      const right = Array.from({ length: 100 }, (_, n) => nine + String(n).padStart(2, '0')).filter(
        (text) => snilsProblem(text) === null,
      )
      expect(right).toHaveLength(1)
    }),
    { numRuns: 50 },
  )
})

test('numbers of one kind belong together, KPP and BIK have a shape, an account its bank', () => {
  expect([sameKind('7707083893', '1027700132195'), sameKind('500100732259', '304500116000157')]).toEqual([true, true])
  expect(sameKind('500100732259', '1027700132195')).toBe(false)
  expect(['773601001', '7736AB001'].map(isKpp)).toEqual([true, true])
  expect(['77360100', '7736ab001', '77360100А'].map(isKpp)).toEqual([false, false, false])
  expect(isBik('044525225')).toBe(true)
  expect(isBik('144525225')).toBe(false)
  // The correspondent account of the bank with this BIK, from the directory of the Bank of Russia.
  expect(isAccount('30101810400000000225', '044525225')).toBe(true)
  expect(isAccount('30101810400000000226', '044525225')).toBe(false)
  expect(isAccount('30101810400000000225', '044525226')).toBe(true)
  expect(isAccount('3010181040000000022', '044525225')).toBe(false)
})

test('a SNILS is shown by its end only', () => {
  expect(maskedSnils('112-233-445 95')).toBe('•••-•••-•45 95')
  expect(maskedSnils('112-233-445 95')).not.toMatch(/112|233/)
})
