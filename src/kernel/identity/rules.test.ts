// Networks, browsers, the limits on sign-in letters, and a property of check digits.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeToAsk } from './rules/phones.ts'
import { familyOf, isInn, linkAnswer, linkLimits, networkOf } from './rules.ts'

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

test.each([
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0 YaBrowser/25.8 Safari/537.36',
    'yandex',
  ],
  ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0 Safari/537.36 Edg/138.0', 'edge'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'firefox'],
  [
    'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0 Mobile Safari/537.36',
    'chrome',
  ],
  ['Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1', 'safari'],
  ['curl/8.0', 'other'],
])('of «%s» only %s is kept', (header, family) => expect(familyOf(header)).toBe(family))

test('a code that was sent answers itself; one that was not is answered by no digits', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999 }), fc.base64String({ minLength: 22 }), (number, nobodys) => {
      const code = String(number).padStart(6, '0')
      expect(codeToAsk(code, true, nobodys)).toBe(code)
      expect(codeToAsk(code, false, nobodys)).not.toMatch(/^\d+$/)
    }),
  )
})
