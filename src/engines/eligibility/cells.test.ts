// Plain cells mean what the FEEL interpreter says of the FEEL they are written back as, value by value.
import fc from 'fast-check'
import { date, unaryTest } from 'feelin'
import { describe, expect, test } from 'vitest'
import { feelOf, passes, readPlain } from './cells.ts'
import { dayNumber, dayText, firstDay, lastDay, monthsBetween } from './days.ts'
import type { Kind, Value } from './types.ts'

const decimal = fc.integer({ min: -300, max: 300 }).map((n) => n / 4)
const day = fc.integer({ min: dayNumber('2024-02-20') ?? 0, max: dayNumber('2024-03-05') ?? 0 })
const options = ['ip', 'self-employed', 'ooo']
const code = fc.constantFrom('62', '62.01', '62.01.1', '6', '63', '90.0', '90.04', '47.91', '47.91.3', '10.1')

const ordered = (value: fc.Arbitrary<string>) =>
  fc.oneof(
    fc.tuple(fc.constantFrom('<', '<= ', '> ', '>=', '', '= '), value).map((parts) => parts.join('')),
    fc
      .tuple(fc.constantFrom('[', '(', ']'), value, value, fc.constantFrom(']', ')', '['))
      .map(([a, from, to, b]) => `${a}${from}..${to}${b}`),
  )
const dayWritten = day.chain((at) =>
  fc.constantFrom(dayText(at), `"${dayText(at)}"`, `date("${dayText(at)}")`, `@"${dayText(at)}"`),
)
const option = fc.constantFrom(...options, ...options.map((one) => `"${one}"`))

const kinds: Readonly<Record<Kind, { item: fc.Arbitrary<string>; value: fc.Arbitrary<Value | number> }>> = {
  number: { item: ordered(decimal.map(String)), value: decimal },
  money: {
    item: ordered(fc.constantFrom('1 000', '1000.5', '2000', '490 500 000')),
    value: fc.constantFrom(999, 1000, 1000.5, 2000, 490_500_000),
  },
  day: { item: ordered(dayWritten), value: day },
  'yes-no': { item: fc.constantFrom('true', 'false'), value: fc.boolean() },
  one: { item: option, value: fc.constantFrom(...options) },
  several: { item: option, value: fc.subarray(options) },
  code: {
    item: fc.oneof(
      code,
      code.map((one) => `"${one}"`),
      code.map((one) => `${one}*`),
      fc.constantFrom('[61..63]', '[9..10]'),
    ),
    value: code,
  },
}

describe.each(Object.entries(kinds))('cells of %s', (name, { item, value }) => {
  const kind = Object.keys(kinds).find((one): one is Kind => one === name) ?? 'number'
  const wrap = kind === 'several' ? ['', 'not', 'all'] : ['', 'not']
  const cell = fc
    .tuple(fc.constantFrom(...wrap), fc.array(item, { minLength: 1, maxLength: 3 }))
    .map(([word, items]) => (word ? `${word}(${items.join(', ')})` : items.join(',')))

  test('are what the interpreter says', () => {
    fc.assert(
      fc.property(cell, value, (text, given) => {
        const read = readPlain({ kind, options }, text)
        if ('problem' in read) {
          expect(read.problem).toBe('empty-interval')
          return
        }
        if (read.cell.kind === 'formula') {
          expect(text).toContain('[9..10]')
          return
        }
        const shown = kind === 'day' ? date(dayText(Number(given))) : given
        const { value: held } = unaryTest(feelOf(kind, read.cell), { '?': shown })
        expect(passes(read.cell, given)).toBe(held)
      }),
      { numRuns: 120 },
    )
  })
})

test('a bad cell says what is bad in it', () => {
  const problem = (kind: Kind, text: string) => {
    const read = readPlain({ kind, options }, text)
    return 'problem' in read ? read.problem : read.cell.kind
  }
  expect(problem('one', '"gmbh"')).toBe('unknown-option')
  expect(problem('number', '[5..1]')).toBe('empty-interval')
  expect(problem('day', '< 2026-02-30')).toBe('bad-day')
  expect(problem('number', '< 99999999999999999')).toBe('wrong-value')
  expect(problem('number', '? > staff')).toBe('formula')
  expect(problem('number', ' - ')).toBe('any')
})

test('days are counted like the calendar, there and back', () => {
  fc.assert(
    fc.property(fc.integer({ min: firstDay, max: lastDay }), fc.integer({ min: -40_000, max: 40_000 }), (at, more) => {
      expect(dayNumber(dayText(at))).toBe(at)
      const [from, to] = [new Date(at * 86_400_000), new Date((at + more) * 86_400_000)]
      if (at >= 0) expect(from.toISOString().slice(0, 10)).toBe(dayText(at))
      if (more < 0) return
      const months = monthsBetween(at, at + more)
      const turned = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth()
      expect(months).toBe(to.getUTCDate() < from.getUTCDate() ? turned - 1 : turned)
    }),
  )
  for (const none of ['2026-02-29', '2026-13-01', '0000-01-01', '26-01-01', '']) expect(dayNumber(none)).toBeNull()
})
