// Nobody is led to another site after signing in.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { onwardFor, saysNothing } from './rules.ts'

test.each(['/my-yard', '/cases/2026-000123?token=a', '/', '/desk/cases?body=x'])('%s is a house address', (next) =>
  expect(onwardFor(next)).toBe(next),
)

test.each([
  undefined,
  '',
  'my-yard',
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  ' //evil.example',
  '/..//evil.example',
  '/a/..//evil.example',
  '/.//evil.example',
  '/%0d%0aSet-Cookie:x=1\r\n',
  'javascript:alert(1)',
  '/account/sign-in',
  '/account/sign-in/link?token=x',
  `/${'a'.repeat(600)}`,
])('%s leads to my page', (next) => expect(onwardFor(next)).toBe('/account'))

test('whatever is asked, a browser stays in the house', () => {
  const part = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    '//',
    '@',
    ':',
    '\t',
    '\n',
    '\u0000',
    '%2f',
    '%5c',
    'evil.example',
    'a',
    '?',
    '#',
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const to = onwardFor(parts.join(''))
      expect(to.startsWith('/')).toBe(true)
      expect(new URL(to, 'https://city.example').origin).toBe('https://city.example')
    }),
    { numRuns: 2000 },
  )
})

test('an export leaves out what says nothing', () => {
  for (const nothing of [null, undefined, [], {}, { cases: [] }, [[], {}]]) expect(saysNothing(nothing)).toBe(true)
  for (const something of [0, '', false, [1], { cases: [{ number: '1' }] }, new Date(0)]) {
    expect(saysNothing(something)).toBe(false)
  }
})
