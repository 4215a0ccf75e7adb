// Check digits against published numbers, networks, and the limits on sign-in letters.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isInn, isOgrn, linkAnswer, linkLimits, networkOf } from './rules.ts'

test.each([
  '7707083893',
  '7830002293',
  '500100732259',
  '1831000019',
  '1840000022',
  '183100000194',
  '184012345681',
  '1831000080',
])('%s is an INN', (inn) => expect(isInn(inn)).toBe(true))

test.each(['1234567895', '0000000000', '', '770708389', '77070838931', '7707083893 ', '500100732258', '500100732269'])(
  '«%s» is no INN',
  (inn) => expect(isInn(inn)).toBe(false),
)

test.each([
  '1027700132195',
  '1022200525819',
  '304500116000157',
  '385768585948949',
  '1021800000012',
  '1161832000010',
  '316183200000017',
  '1021800000090',
  '316183200000040',
])('%s is an OGRN', (ogrn) => expect(isOgrn(ogrn)).toBe(true))

test.each(['1022500001328', '2022200525819', '', '102770013219'])('«%s» is no OGRN', (ogrn) =>
  expect(isOgrn(ogrn)).toBe(false),
)

test('one wrong digit is noticed: a change of any digit of an INN of ten makes it wrong but for rests of ten', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 1, max: 9 }), (place, by) => {
      const digits = [...'7707083893'].map(Number)
      digits[place] = ((digits[place] ?? 0) + by) % 10
      const weights = [2, 4, 10, 3, 5, 9, 4, 6, 8]
      const rest = weights.reduce((sum, weight, at) => sum + weight * (digits[at] ?? 0), 0) % 11
      expect(isInn(digits.join(''))).toBe(rest % 10 === 3 && !digits.join('').startsWith('00'))
    }),
  )
})

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:0DB8:1:2::1', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
])('%s is of the network %s', (ip, network) => expect(networkOf(ip)).toBe(network))

test('an address has enough before its network has too much', () => {
  expect(linkAnswer({ email: 0, network: 0 })).toBe('send')
  expect(linkAnswer({ email: linkLimits.perEmail - 1, network: linkLimits.perNetwork - 1 })).toBe('send')
  expect(linkAnswer({ email: linkLimits.perEmail, network: 5 })).toBe('has-enough')
  expect(linkAnswer({ email: 0, network: linkLimits.perNetwork })).toBe('too-many')
})
