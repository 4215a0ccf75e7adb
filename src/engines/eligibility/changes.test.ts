// The smallest change against all changes: it does it, nothing cheaper does, and what cannot be changed is left alone.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile } from './compile.ts'
import { decide } from './decide.ts'
import {
  behind,
  derived,
  knowledge,
  on,
  plain,
  questions,
  ruleSet,
  settling,
  tables,
  valuesOf,
} from './small-world.testing.ts'
import type { Known, Question, Table, Value, Vocabulary } from './types.ts'

const asked = questions.map(({ id }) => id)

/** Every set of changes of what may be changed, with its cost, and whether it makes a yes of it. */
function cheapest(table: Table, vocabulary: Vocabulary, known: Known, over: readonly Question[]): number | null {
  const compiled = compile(vocabulary, [ruleSet(table)])
  let best: number | null = null
  const visit = (at: number, now: Known, cost: number): void => {
    if (best !== null && cost >= best) return
    const question = over[at]
    if (!question) {
      if (decide(compiled, 'set', now, on).verdict === 'yes') best = cost
      return
    }
    visit(at + 1, now, cost)
    if (!question.changeable) return
    for (const value of valuesOf(question)) {
      const same = JSON.stringify(known[question.id]) === JSON.stringify(value)
      if (!same) visit(at + 1, { ...now, [question.id]: value }, cost + (question.cost ?? 1))
    }
  }
  visit(0, known, 0)
  return best
}

function check(table: Table, vocabulary: Vocabulary, known: Known, over: readonly Question[], exact: boolean): void {
  const compiled = compile(vocabulary, [ruleSet(table)])
  const { verdict, change } = decide(compiled, 'set', known, on)
  if (verdict === 'yes') {
    expect(change).toEqual([])
    return
  }
  const best = cheapest(table, vocabulary, known, over)
  if (change === null) {
    if (exact) expect(best).toBeNull()
    return
  }
  const chosen = change.map(({ question }) => vocabulary.questions.find(({ id }) => id === question))
  for (const question of chosen) expect(question?.changeable).toBe(true)
  const after = { ...known, ...Object.fromEntries(change.map(({ question, to }): [string, Value] => [question, to])) }
  expect(decide(compiled, 'set', after, on).verdict).toBe('yes')
  const cost = chosen.reduce((sum, question) => sum + (question?.cost ?? 1), 0)
  if (exact) expect(cost).toBeCloseTo(best ?? Number.NaN, 9)
}

test('over questions alone it is the cheapest of all', () => {
  fc.assert(
    fc.property(tables(asked), knowledge, (table, known) => check(table, plain, known, behind(table, plain), true)),
    { numRuns: 150 },
  )
})

// Complete where what cannot be changed is known: an open age would have to be met at each of its values at once.
test('over derived values of few answers too', () => {
  fc.assert(
    fc.property(tables([...asked, 'size', 'points']), knowledge, (table, known) =>
      check(table, derived, known, behind(table, derived), typeof known.age === 'number'),
    ),
    { numRuns: 150 },
  )
})

test('and where one answer settles others', () => {
  const vocabulary = { questions: settling, derived: derived.derived }
  fc.assert(
    fc.property(tables([...asked, 'size']), knowledge, (table, known) =>
      check(table, vocabulary, known, settling, true),
    ),
    { numRuns: 30 },
  )
})

test('a bound is said whole: fifteen, and everything below', () => {
  const vocabulary: Vocabulary = {
    questions: [
      { id: 'staff', kind: 'number', from: 0, whole: true, changeable: true },
      { id: 'income', kind: 'money', changeable: true },
      { id: 'since', kind: 'day', changeable: true },
    ],
    derived: [],
  }
  const table: Table = {
    columns: ['staff', 'income', 'since'].map((id) => ({ id, of: id })),
    rows: [{ id: 'r', cells: ['<= 15', '(1000..120000000]', '< 2026-01-01'], gives: 'yes' }],
  }
  const known = { staff: 20, income: 1000, since: '2026-05-05' }
  expect(decide(compile(vocabulary, [ruleSet(table)]), 'set', known, on).change).toEqual([
    { question: 'staff', from: 20, to: 15, test: '<= 15' },
    { question: 'income', from: 1000, to: 1000.01, test: '[1000.01..120000000]' },
    { question: 'since', from: '2026-05-05', to: '2025-12-31', test: '<= 2025-12-31' },
  ])
})

test('when nothing makes it yes, it says what would at least reopen it', () => {
  const table: Table = {
    columns: ['staff', 'local'].map((id) => ({ id, of: id })),
    rows: [{ id: 'r', cells: ['<= 2', 'true'], gives: 'yes' }],
  }
  const { change, towards } = decide(compile(plain, [ruleSet(table)]), 'set', { staff: 4 }, on)
  expect({ change, towards }).toEqual({ change: null, towards: [{ question: 'staff', from: 4, to: 2, test: '<= 2' }] })
})
