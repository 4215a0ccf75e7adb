// What is published of groups: no small one by itself, and the same sum.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { leastGroup, merged } from './small-groups.ts'

const groups = fc.uniqueArray(fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'rest'), n: fc.nat(12) }), {
  selector: ({ name }) => name,
})

test('no group below five is shown, and nobody is lost', () => {
  fc.assert(
    fc.property(groups, (given) => {
      const total = given.reduce((sum, { n }) => sum + n, 0)
      const shown = merged(given, 'rest')
      if (total > 0 && total < leastGroup) expect(shown).toBeNull()
      else {
        expect(shown?.filter(({ n }) => n < leastGroup)).toEqual([])
        expect(shown?.reduce((sum, { n }) => sum + n, 0)).toBe(total)
      }
    }),
  )
})

test('groups that are large enough stand as they are', () => {
  expect(
    merged(
      [
        { name: 'a', n: 9 },
        { name: 'b', n: 2 },
        { name: 'c', n: 4 },
        { name: 'd', n: 5 },
      ],
      'rest',
    ),
  ).toEqual([
    { name: 'a', n: 9 },
    { name: 'd', n: 5 },
    { name: 'rest', n: 6 },
  ])
  expect(
    merged(
      [
        { name: 'a', n: 9 },
        { name: 'b', n: 2 },
      ],
      'rest',
    ),
  ).toEqual([{ name: 'rest', n: 11 }])
})
