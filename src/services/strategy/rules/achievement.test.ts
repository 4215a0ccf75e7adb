// Percent of a plan, exactly, or nothing where a percent would be nonsense.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { achieved, colourOf } from './achievement.ts'

test.each([
  ['45', '60', 'up', '75'],
  ['1', '3', 'up', '33.333333'],
  ['80', '64', 'down', '80'],
  ['0', '60', 'up', '0'],
  ['90', '60', 'up', '150'],
  ['780', '800', 'target', '97.5'],
  ['820', '800', 'target', '97.5'],
  ['5000', '800', 'target', '0'],
  ['3', '0', 'up', null],
  ['0', '80', 'down', null],
  ['-1', '80', 'up', null],
  ['1', '-80', 'down', null],
  ['0', '0', 'target', null],
] as const)('%s of %s, %s: %s percent', (fact, plan, polarity, percent) => {
  expect(achieved(fact, plan, polarity)).toBe(percent)
})

test('a plan met to the letter is 100 percent, whichever way is better', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e9 }), fc.constantFrom('up', 'down', 'target'), (units, polarity) => {
      const value = `${units}.25`
      expect(achieved(value, value, polarity)).toBe('100')
    }),
  )
})

test.each([
  ['95', 'green'],
  ['94.999999', 'yellow'],
  ['80', 'yellow'],
  ['79.999999', 'red'],
  ['300', 'green'],
])('%s percent is %s', (percent, colour) => expect(colourOf(percent)).toBe(colour))

test('the tolerance is data', () => expect(colourOf('90', { keptFrom: 90, nearFrom: 50 })).toBe('green'))
