// Decimals are exact: whatever is added, in whatever order, comes out as on paper.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compared, negated, ratioOf, sumOf, timesOf } from './decimal.ts'

describe('sumOf', () => {
  test.each([
    [['0.1', '0.2'], '0.3'],
    [[], '0'],
    [['1', '-1'], '0'],
    [['-0.05', '-0.05'], '-0.1'],
    [['25.90', '0.1'], '26'],
    [['9007199254740993', '1'], '9007199254740994'],
  ])('%j is %s', (values, sum) => expect(sumOf(values)).toBe(sum))

  test.each(['', 'NaN', '1e3', '1,5', '.5', '5.'])('refuses «%s»', (text) =>
    expect(() => sumOf([text])).toThrow(RangeError),
  )

  const cents = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n })
  const asText = (units: bigint) =>
    `${units < 0n ? '-' : ''}${(units < 0n ? -units : units) / 100n}.${String((units < 0n ? -units : units) % 100n).padStart(2, '0')}`

  test('is the sum of hundredths, in any order', () => {
    fc.assert(
      fc.property(fc.array(cents), (values) => {
        const whole = values.reduce((sum, value) => sum + value, 0n)
        expect(sumOf(values.map(asText))).toBe(sumOf([asText(whole)]))
        expect(sumOf(values.toReversed().map(asText))).toBe(sumOf(values.map(asText)))
      }),
    )
  })

  test('with its own reversal is zero', () => {
    fc.assert(fc.property(cents, (value) => sumOf([asText(value), negated(asText(value))]) === '0'))
  })
})

describe('ratioOf', () => {
  test.each([
    ['1', '3', '0.333333'],
    ['2', '3', '0.666667'],
    ['-2', '3', '-0.666667'],
    ['1', '0', null],
    ['0', '5', '0'],
    ['0.5', '0.25', '2'],
  ])('%s by %s is %s', (over, under, ratio) => expect(ratioOf(over, under)).toBe(ratio))
})

test('a product is exact', () => {
  expect(timesOf('0.1', '3')).toBe('0.3')
  expect(timesOf('32.5', '1000')).toBe('32500')
})

test.each([
  ['1', '2', -1],
  ['2.0', '2', 0],
  ['-1', '-2', 1],
])('%s compared with %s is %i', (one, other, sign) => expect(compared(one, other)).toBe(sign))
