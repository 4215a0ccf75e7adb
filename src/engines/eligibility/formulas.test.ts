// Compiled formulas give what the FEEL interpreter gives; what is said of half-known values holds for each of them.
import fc from 'fast-check'
import { date, evaluate } from 'feelin'
import { expect, test } from 'vitest'
import { dayNumber, dayText } from './days.ts'
import { compileFormula } from './formulas.ts'
import { oneOf, type Possible, type Scalar, span, surely } from './spans.ts'
import type { Kind } from './types.ts'

const kinds = new Map<string, Kind>([
  ['staff', 'number'],
  ['income', 'money'],
  ['firm', 'yes-no'],
  ['form', 'one'],
  ['since', 'day'],
  ['on', 'day'],
])

const { numbers, truths } = fc.letrec<{ numbers: string; truths: string }>((tie) => ({
  numbers: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constantFrom(
      'staff',
      'income',
      '0',
      '1',
      '2.5',
      '15',
      '120000000',
      'years and months duration(since, on).years',
      'since.year',
      '(on - since).days',
    ),
    fc
      .tuple(tie('numbers'), fc.constantFrom('+', '-', '*', '/'), tie('numbers'))
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc
      .tuple(fc.constantFrom('min', 'max'), tie('numbers'), tie('numbers'))
      .map(([name, a, b]) => `${name}(${a}, ${b})`),
    fc.tuple(fc.constantFrom('abs', 'floor', 'ceiling'), tie('numbers')).map(([name, a]) => `${name}(${a})`),
    tie('numbers').map((a) => `round half up(${a}, 2)`),
    tie('numbers').map((a) => `-(${a})`),
    fc
      .tuple(tie('truths'), tie('numbers'), tie('numbers'))
      .map(([c, a, b]) => `if ${c} then ${a} else ${b}`)
      .map((text) => `(${text})`),
  ),
  truths: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constantFrom(
      'firm',
      'true',
      'form = "ip"',
      'form != "ooo"',
      'form in ("ip", "ooo")',
      'since < date("2020-01-01")',
      '(staff in [1..15))',
    ),
    fc
      .tuple(tie('numbers'), fc.constantFrom('<', '<=', '>', '>=', '=', '!='), tie('numbers'))
      .map((parts) => `(${parts.join(' ')})`),
    fc.tuple(tie('truths'), fc.constantFrom('and', 'or'), tie('truths')).map((parts) => `(${parts.join(' ')})`),
    tie('truths').map((a) => `not(${a})`),
    tie('numbers').map((a) => `(${a} between 1 and 20)`),
  ),
}))

const people = fc.record({
  staff: fc.integer({ min: 0, max: 20 }),
  income: fc.constantFrom(0, 0.05, 1000, 119_999_999.99, 120_000_000),
  firm: fc.boolean(),
  form: fc.constantFrom('ip', 'ooo', 'none'),
  since: fc.integer({ min: dayNumber('2015-01-01') ?? 0, max: dayNumber('2027-01-01') ?? 0 }),
})
const on = dayNumber('2026-11-26') ?? 0

const run = (text: string, read: (name: string) => Possible): Possible => {
  const compiled = compileFormula(text, kinds, 'expression')
  if ('problem' in compiled) throw new Error(`${compiled.problem.kind}: ${compiled.problem.about}`)
  expect(compiled.formula.type).not.toBeNull()
  return compiled.formula.run(read)
}

test('on known values, the same as the interpreter; where it has none, a fault', () => {
  fc.assert(
    fc.property(fc.oneof(numbers, truths), people, (text, person) => {
      const values: Record<string, Scalar> = { ...person, on }
      const mine = run(text, (name) => surely(values[name] ?? 0))
      const theirs = evaluate(text, { ...person, since: date(dayText(person.since)), on: date(dayText(on)) }).value
      if (mine.kind === 'fault') return
      expect(mine).toEqual(surely(theirs === 0 ? 0 : (theirs as Scalar)))
    }),
    { numRuns: 400 },
  )
})

test('a fault is only where the interpreter has nothing, or has hidden that it divided by zero', () => {
  const zero = { staff: 0, income: 0 }
  const value = (text: string) =>
    run(text, (name) => surely(name === 'firm' ? true : (zero[name === 'staff' ? 'staff' : 'income'] ?? 0)))
  expect(value('1 / staff')).toMatchObject({ kind: 'fault', fault: 'division-by-zero' })
  expect(value('if 1 / staff > 5 then 1 else 2')).toMatchObject({ kind: 'fault' })
  expect(value('if staff = 0 then 0 else 1 / staff')).toEqual(surely(0))
  expect(value('1 / staff > 5 or firm')).toEqual(surely(true))
  expect(value('staff < 5 or 1 / staff > 5')).toEqual(surely(true))
})

const half = fc.record({
  staff: fc.boolean(),
  income: fc.boolean(),
  firm: fc.boolean(),
  form: fc.boolean(),
  since: fc.boolean(),
})

test('what is said of half-known values holds for each of them', () => {
  fc.assert(
    fc.property(fc.oneof(numbers, truths), people, half, (text, person, open) => {
      const whole: Readonly<Record<string, Possible>> = {
        staff: span(0, 20),
        income: span(0, Number.POSITIVE_INFINITY),
        firm: oneOf([true, false]),
        form: oneOf(['ip', 'ooo', 'none']),
        since: span(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY),
      }
      const values: Record<string, Scalar> = { ...person, on }
      const opened: Readonly<Record<string, boolean>> = open
      const said = run(text, (name) => (opened[name] ? (whole[name] ?? surely(0)) : surely(values[name] ?? 0)))
      const exact = run(text, (name) => surely(values[name] ?? 0))
      if (said.kind === 'any') return
      if (exact.kind !== 'some') {
        expect(said.kind).toBe('fault')
        return
      }
      const [value = 0] = exact.values
      if (said.kind === 'some') expect(said.values).toContain(value)
      else if (said.kind === 'span')
        expect(typeof value === 'number' && said.from <= value && value <= said.to).toBe(true)
      else expect(said.kind).toBe('some')
    }),
    { numRuns: 400 },
  )
})

test('what the typed part does not know goes to the interpreter, once for the same answers', () => {
  const compiled = compileFormula('count(for one in ["a", "b", form] return upper case(one))', kinds, 'expression')
  if ('problem' in compiled) throw new Error(compiled.problem.kind)
  expect(compiled.formula.type).toBeNull()
  expect(compiled.formula.run(() => surely('ip'))).toEqual(surely(3))
  expect(compiled.formula.run(() => oneOf(['ip', 'ooo']))).toEqual(surely(3))
})
