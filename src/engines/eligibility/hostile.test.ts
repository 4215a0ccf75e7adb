// Rules that loop, lie, hang or blow up: said as problems before, as faults while deciding, and never thrown or waited for.
import { describe, expect, test } from 'vitest'
import { compile, problemsOf, RulesWrong } from './compile.ts'
import { decide, decideAll } from './decide.ts'
import { on, ruleSet } from './small-world.testing.ts'
import type { Derived, Question, Row, Table, Vocabulary } from './types.ts'

const questions: Question[] = [
  { id: 'staff', kind: 'number', changeable: true },
  { id: 'income', kind: 'money', changeable: false },
  { id: 'form', kind: 'one', options: ['ip', 'ooo'], changeable: true },
]
const worked = (formula: string, uses: string[], more: Partial<Derived> = {}): Derived => ({
  id: 'd',
  kind: 'number',
  formula,
  uses,
  ...more,
})
const vocabulary = (...derived: Derived[]): Vocabulary => ({ questions, derived })
const table = (cells: Record<string, string>, amount?: string): Table => ({
  columns: Object.keys(cells).map((id) => ({ id, of: id })),
  rows: [{ id: 'r', cells: Object.values(cells), gives: 'yes', amount }],
})
const kinds = (of: Vocabulary) => problemsOf(of, null).map(({ kind }) => kind)
const said = (of: Table, words = vocabulary()) => problemsOf(words, ruleSet(of)).map(({ kind }) => kind)

describe('before', () => {
  test('rules that go in a circle are named all the way round', () => {
    const loop = vocabulary(worked('e + 1', ['e']), { ...worked('d + 1', ['d']), id: 'e' })
    expect(problemsOf(loop, null)).toEqual([expect.objectContaining({ kind: 'cycle', about: ['d', 'e', 'd'] })])
    expect(() => compile(loop, [])).toThrow(RulesWrong)
    expect(kinds(vocabulary(worked('d + 1', ['d'])))).toEqual(['cycle'])
  })

  test.each([
    ['for i in 1..1000000000 return i', 'too-heavy'],
    ['count(for i in 1..900 return for j in 1..900 return i * j)', 'too-heavy'],
    ['sum([1..1000000000])', 'too-heavy'],
    ['count(for i in 1..3 return concatenate(partial, partial))', 'unknown-function'],
    ['if matches(form, "(a+)+$") then 1 else 2', 'unknown-function'],
    ['function(x) x', 'bad-formula'],
    ['{a: 1}.a', 'bad-formula'],
    ['now()', 'unknown-function'],
    ['random number()', 'unknown-function'],
    ['nobody + 1', 'unknown-name'],
    ['staff +', 'bad-formula'],
    ['1e400', 'bad-formula'],
    [`${'('.repeat(80)}1${')'.repeat(80)}`, 'too-deep'],
    [`1${' + 1'.repeat(400)}`, 'too-long'],
    ['staff + form', 'bad-formula'],
  ])('%s is refused', (formula, problem) => {
    const uses = ['staff', 'form'].filter((name) => formula.includes(name))
    expect(kinds(vocabulary(worked(formula, uses)))).toContain(problem)
  })

  test('every problem of a table is said at once, each at its place', () => {
    const bad: Table = {
      columns: ['staff', 'form', 'ghost'].map((id) => ({ id, of: id })),
      rows: [
        { id: 'a', cells: ['[5..1]', '"gmbh"', '-'], gives: 'no' },
        { id: 'a', cells: ['-', '? > ghost'], gives: 'no' },
      ],
    }
    expect(problemsOf(vocabulary(), ruleSet(bad)).map(({ kind, row, column }) => [kind, row, column])).toEqual([
      ['unknown-name', null, 'ghost'],
      ['taken-id', 'a', null],
      ['cell-count', 'a', null],
      ['no-yes-row', null, null],
      ['empty-interval', 'a', 'staff'],
      ['unknown-option', 'a', 'form'],
      ['unknown-name', 'a', 'form'],
    ])
    expect(said(table({ form: 'ip' }, '"a lot"'))).toEqual(['bad-amount'])
    expect(said(table({ form: 'ip' }, 'form'))).toEqual(['bad-amount'])
  })

  test('names of objects are no questions', () => {
    for (const id of ['constructor', '__proto__', 'if', 'on', 'a b', '']) {
      expect(kinds({ questions: [{ id, kind: 'yes-no', changeable: true }], derived: [] })).toContain('bad-id')
    }
    expect(
      decide(compile(vocabulary(), [ruleSet(table({ form: 'ip' }))]), 'set', { constructor: true, toString: 1 }, on)
        .verdict,
    ).toBe('unknown')
  })

  test('two versions for one day, a day there is not, a last day before the first', () => {
    const versions = [
      { from: '2026-01-01', to: null, table: table({ form: 'ip' }) },
      { from: '2026-02-30', to: null, table: table({ form: 'ip' }) },
      { from: '2026-05-01', to: '2026-04-01', table: table({ form: 'ip' }) },
    ]
    expect(new Set(problemsOf(vocabulary(), { id: 's', versions }).map(({ kind }) => kind))).toEqual(
      new Set(['overlap', 'bad-day', 'bad-range']),
    )
  })

  test('a table that would grow without end is refused, not built', () => {
    const many: Question[] = Array.from({ length: 40 }, (_, at) => ({ id: `q${at}`, kind: 'number', changeable: true }))
    const rows: Row[] = Array.from({ length: 40 }, (_, at) => ({
      id: `r${at}`,
      cells: many.map((_q, place) => ((at * 7 + place * 3) % 5 === 0 ? `[${at}..${at + 9}]` : '-')),
      gives: 'yes',
      amount: `q${at} * ${at + 1}`,
    }))
    const problems = problemsOf(
      { questions: many, derived: [] },
      ruleSet({ columns: many.map(({ id }) => ({ id, of: id })), rows }),
    )
    expect(problems.map(({ kind }) => kind)).toEqual(['too-tangled'])
  })
})

describe('while deciding', () => {
  const fault = (of: Derived, cell: string, known: Record<string, number | string>) =>
    decide(
      compile(vocabulary(of), [
        ruleSet({ columns: [{ id: 'c', of: 'd' }], rows: [{ id: 'r', cells: [cell], gives: 'yes' }] }),
      ]),
      'set',
      known,
      on,
    )

  test('dividing by zero makes a thing unknown, not a no', () => {
    const decision = fault(worked('income / staff', ['income', 'staff']), '> 5', { staff: 0, income: 10 })
    expect(decision).toMatchObject({
      verdict: 'unknown',
      matters: [],
      faults: [{ kind: 'division-by-zero', about: 'd' }],
    })
  })

  test('overflow, and what no value can be', () => {
    const grown = worked(`staff${' * staff'.repeat(30)}`, ['staff'])
    expect(fault(grown, '> 5', { staff: 1e12 }).faults).toMatchObject([{ kind: 'out-of-range' }])
    const odd = worked('if staff > 1 then "micro" else "odd"', ['staff'], { kind: 'one', options: ['micro', 'small'] })
    expect(fault(odd, 'micro', { staff: 0 })).toMatchObject({ verdict: 'unknown', faults: [{ kind: 'out-of-range' }] })
  })

  test('sums below zero, too large or divided by zero are not said', () => {
    const paid = (amount: string) =>
      decide(
        compile(vocabulary(), [ruleSet(table({ form: 'ip' }, amount))]),
        'set',
        { form: 'ip', staff: 0, income: 1000.5 },
        on,
      )
    expect(paid('0 - income')).toMatchObject({
      verdict: 'yes',
      amount: null,
      faults: [{ kind: 'negative', about: 'r' }],
    })
    expect(paid('income * 1000000000000000')).toMatchObject({ amount: null, faults: [{ kind: 'too-much' }] })
    expect(paid('income / staff')).toMatchObject({ amount: null, faults: [{ kind: 'division-by-zero' }] })
    expect(paid('income * 0.333').amount).toEqual({ from: 33_317, to: 33_317 })
    expect(paid('0.285 + staff').amount).toEqual({ from: 29, to: 29 })
  })

  test('answers that are none are left out and said', () => {
    const decision = decide(
      compile(vocabulary(), [ruleSet(table({ form: 'ip', staff: '> 1' }))]),
      'set',
      { form: 'gmbh', staff: Number.NaN },
      on,
    )
    expect(decision.verdict).toBe('unknown')
    expect(decision.faults.map(({ kind, about }) => [kind, about])).toEqual([
      ['wrong-answer', 'staff'],
      ['wrong-answer', 'form'],
    ])
  })

  test('the heaviest formula that is let through costs little', () => {
    const heavy = worked('count(for i in 1..60 return for j in 1..10 return i * j + staff)', ['staff'])
    expect(kinds(vocabulary(heavy))).toEqual([])
    const compiled = compile(vocabulary(heavy), [
      ruleSet({ columns: [{ id: 'c', of: 'd' }], rows: [{ id: 'r', cells: ['> 5'], gives: 'yes' }] }),
    ])
    expect(decideAll(compiled, { staff: 3 }, on).get('set')?.verdict).toBe('yes')
  })
})
