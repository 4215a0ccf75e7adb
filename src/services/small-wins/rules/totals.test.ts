// Totals never count a piece of work twice: worked examples, and properties over any records.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Addend, type Overlap, partsWithin, share, thousandthsOf, totalsOf } from './totals.ts'

const of = (id: string, amount: number, measure = 'm'): Addend => ({ id, measure, thousandths: BigInt(amount) * 1000n })
const sum = (addends: Addend[], overlaps: Overlap[] = []) =>
  Number((totalsOf(addends, overlaps)[0]?.thousandths ?? 0n) / 1000n)

describe('totalsOf', () => {
  test.each<[string, Addend[], Overlap[], number]>([
    ['records apart are added', [of('a', 3), of('b', 4)], [], 7],
    ['a part is not added to its whole', [of('a', 29), of('b', 14)], [{ whole: 'a', part: 'b' }], 29],
    ['a part alone is counted', [of('b', 14)], [{ whole: 'a', part: 'b' }], 14],
    [
      'a part of a part is not added either',
      [of('a', 29), of('c', 6)],
      [
        { whole: 'a', part: 'b' },
        { whole: 'b', part: 'c' },
      ],
      29,
    ],
    [
      'parts without their whole are added',
      [of('b', 3), of('c', 4)],
      [
        { whole: 'a', part: 'b' },
        { whole: 'a', part: 'c' },
      ],
      7,
    ],
    [
      'of two records that share a part the larger is counted',
      [of('a', 5), of('b', 9)],
      [
        { whole: 'a', part: 'p' },
        { whole: 'b', part: 'p' },
      ],
      9,
    ],
    ['a part larger than its whole changes nothing', [of('a', 5), of('b', 9)], [{ whole: 'a', part: 'b' }], 5],
    ['one record given twice counts once', [of('a', 5), of('a', 5)], [], 5],
  ])('%s', (_what, addends, overlaps, total) => expect(sum(addends, overlaps)).toBe(total))

  test('measures are apart', () => {
    const totals = totalsOf([of('a', 1, 'km'), of('b', 2, 'lifts')], [{ whole: 'a', part: 'b' }])
    expect(totals.map(({ measure, counted }) => [measure, counted])).toEqual([
      ['km', ['a']],
      ['lifts', ['b']],
    ])
  })

  test('says what was left out, and of what it is a part', () => {
    const [total] = totalsOf(
      [of('c', 1), of('b', 2), of('a', 9)],
      [
        { whole: 'a', part: 'b' },
        { whole: 'b', part: 'c' },
      ],
    )
    expect(total?.left).toEqual([
      { id: 'b', because: 'part', of: 'a' },
      { id: 'c', because: 'part', of: 'a' },
    ])
  })
})

describe('over any records', () => {
  const ids = Array.from({ length: 9 }, (_, n) => `w${n}`)
  // A whole comes before its part in the list, so that there are no circles, as in life.
  const overlaps = fc
    .array(fc.tuple(fc.nat(8), fc.nat(8)), { maxLength: 14 })
    .map((pairs) =>
      pairs.filter(([a, b]) => a !== b).map(([a, b]) => ({ whole: `w${Math.min(a, b)}`, part: `w${Math.max(a, b)}` })),
    )
  const records = fc
    .array(fc.nat(1000), { minLength: 9, maxLength: 9 })
    .map((amounts) => amounts.map((amount, n) => of(`w${n}`, amount)))
  const chosen = fc.subarray(ids)

  test('no two counted records tell of the same work, and the total is no more than the best such choice', () => {
    fc.assert(
      fc.property(records, overlaps, chosen, (all, over, some) => {
        const given = all.filter(({ id }) => some.includes(id))
        const within = partsWithin(over)
        for (const { counted, thousandths } of totalsOf(given, over)) {
          for (const one of counted)
            for (const other of counted) expect(one !== other && share(within, one, other)).toBe(false)
          expect(thousandths <= bestChoice(given, (one, other) => share(within, one, other))).toBe(true)
        }
      }),
    )
  })

  test('the order does not matter', () => {
    fc.assert(
      fc.property(records, overlaps, fc.shuffledSubarray(ids), (all, over, some) => {
        const given = some.flatMap((id) => all.filter((each) => each.id === id))
        const sorted = given.toSorted((a, b) => (a.id < b.id ? -1 : 1))
        expect(totalsOf(given, over.toReversed())[0]?.thousandths).toBe(totalsOf(sorted, over)[0]?.thousandths)
      }),
    )
  })

  test('adding a part of a counted whole changes nothing', () => {
    fc.assert(
      fc.property(records, overlaps, chosen, fc.constantFrom(...ids), (all, over, some, extra) => {
        const given = all.filter(({ id }) => some.includes(id))
        const before = totalsOf(given, over)[0]
        const within = partsWithin(over)
        fc.pre(before?.counted.some((id) => within(id).has(extra)) === true)
        const more = [...given, ...all.filter(({ id }) => id === extra)]
        expect(totalsOf(more, over)[0]?.thousandths).toBe(before?.thousandths)
      }),
    )
  })

  test('every record is either counted or left out with a reason', () => {
    fc.assert(
      fc.property(records, overlaps, chosen, (all, over, some) => {
        const given = all.filter(({ id }) => some.includes(id))
        const total = totalsOf(given, over)[0]
        const told = [...(total?.counted ?? []), ...(total?.left ?? []).map(({ id }) => id)]
        expect(told.toSorted()).toEqual(some.toSorted())
      }),
    )
  })

  function bestChoice(given: Addend[], clash: (one: string, other: string) => boolean): bigint {
    const [first, ...rest] = given
    if (!first) return 0n
    const without = bestChoice(rest, clash)
    const together =
      first.thousandths +
      bestChoice(
        rest.filter(({ id }) => !clash(first.id, id)),
        clash,
      )
    return together > without ? together : without
  }
})

test.each([
  ['32.5', '1000', 32_500_000n],
  ['0.001', '1', 1n],
  ['0.0001', '1', null],
  ['0.0001', '10', 1n],
  ['1,5', '1', null],
])('%s times %s is %s thousandths', (quantity, factor, result) => expect(thousandthsOf(quantity, factor)).toBe(result))
