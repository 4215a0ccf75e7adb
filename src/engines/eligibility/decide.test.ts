// Decisions against everybody: whatever is said of half-known people is what each of their completions gets, and nothing more is asked than counts.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compile } from './compile.ts'
import { decide, nextQuestions } from './decide.ts'
import {
  behind,
  completions,
  derived,
  knowledge,
  on,
  plain,
  questions,
  ruleSet,
  saysOf,
  settling,
  tables,
} from './small-world.testing.ts'
import type { Amount, Known, Question, Table, Value, Vocabulary } from './types.ts'

const asked = questions.map(({ id }) => id)
const amounts = [undefined, '100', '250', 'staff * 10', 'min(staff * 100, 150)', 'if local then 50 else staff']
const sums: Readonly<Record<string, (of: Readonly<Record<string, Value>>) => number>> = {
  '100': () => 100,
  '250': () => 250,
  'staff * 10': ({ staff }) => Number(staff) * 10,
  'min(staff * 100, 150)': ({ staff }) => Math.min(Number(staff) * 100, 150),
  'if local then 50 else staff': ({ staff, local }) => (local ? 50 : Number(staff)),
}

interface Outcome {
  verdict: 'yes' | 'no'
  sum: number | null
}

function outcomes(table: Table, vocabulary: Vocabulary, known: Known): Outcome[] {
  return [...completions(known, behind(table, vocabulary))].map((answers) => outcomeOf(table, vocabulary, answers))
}

function outcomeOf(table: Table, vocabulary: Vocabulary, answers: Readonly<Record<string, Value>>): Outcome {
  const { verdict, rows } = saysOf(table, vocabulary, answers)
  const paid = rows.flatMap(({ amount }) => (amount === undefined ? [] : [sums[amount]?.(answers) ?? 0]))
  return { verdict, sum: verdict === 'yes' && paid.length > 0 ? Math.max(...paid) * 100 : null }
}

const spread = (all: readonly Outcome[]) => {
  const verdicts = new Set(all.map(({ verdict }) => verdict))
  const paid = all.flatMap(({ sum }) => sum ?? [])
  return {
    verdict: verdicts.size > 1 ? 'unknown' : [...verdicts][0],
    amount: paid.length > 0 ? { from: Math.min(...paid), to: Math.max(...paid) } : null,
  }
}

test('over questions alone verdict and sum are exactly what all completions give', () => {
  fc.assert(
    fc.property(tables(asked, ['100', '250', undefined]), knowledge, (table, known) => {
      const { verdict, amount } = decide(compile(plain, [ruleSet(table)]), 'set', known, on)
      expect({ verdict, amount }).toEqual(spread(outcomes(table, plain, known)))
    }),
    { numRuns: 200 },
  )
})

test('over derived values and formulas nothing is said that some completion denies', () => {
  fc.assert(
    fc.property(tables([...asked, 'size', 'points'], amounts), knowledge, (table, known) => {
      const { verdict, amount } = decide(compile(derived, [ruleSet(table)]), 'set', known, on)
      for (const one of outcomes(table, derived, known)) {
        if (verdict !== 'unknown') expect(one.verdict).toBe(verdict)
        if (one.sum !== null) expect(within(amount, one.sum)).toBe(true)
      }
    }),
    { numRuns: 200 },
  )
})

const within = (amount: Amount | null, sum: number): boolean =>
  amount !== null && amount.from <= sum && (amount.to === null || sum <= amount.to)

test('knowing more never takes a verdict back and never widens a sum', () => {
  fc.assert(
    fc.property(
      tables([...asked, 'size', 'points'], amounts),
      knowledge,
      fc.constantFrom(...questions),
      (table, known, more) => {
        const compiled = compile(derived, [ruleSet(table)])
        const { [more.id]: answered, ...less } = known
        const [before, after] = [decide(compiled, 'set', less, on), decide(compiled, 'set', known, on)]
        if (before.verdict !== 'unknown') expect(after.verdict).toBe(before.verdict)
        if (after.amount && before.amount) {
          expect(after.amount.from).toBeGreaterThanOrEqual(before.amount.from)
          expect(after.amount.to ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(
            before.amount.to ?? Number.POSITIVE_INFINITY,
          )
        }
        if (answered !== undefined && before.amount === null && before.verdict !== 'unknown')
          expect(after.amount).toBeNull()
      },
    ),
    { numRuns: 150 },
  )
})

test('so it is with answers that settle others', () => {
  const vocabulary = { questions: settling, derived: derived.derived }
  fc.assert(
    fc.property(tables([...asked, 'size', 'points']), knowledge, (table, known) => {
      const compiled = compile(vocabulary, [ruleSet(table)])
      const { form: _, ...rest } = known
      const founded: Known = { ...rest, ...(known.form === 'none' ? { staff: 0, member: false } : {}) }
      const [before, after] = [decide(compiled, 'set', founded, on), decide(compiled, 'set', known, on)]
      if (before.verdict !== 'unknown') expect(after.verdict).toBe(before.verdict)
    }),
    { numRuns: 150 },
  )
})

test('reasons are enough: whoever knows only their values comes to the same verdict', () => {
  fc.assert(
    fc.property(tables(asked), knowledge, (table, known) => {
      const compiled = compile(plain, [ruleSet(table)])
      const { verdict, why } = decide(compiled, 'set', known, on)
      const told = Object.fromEntries(
        why.flatMap(({ of }) => (of !== null && known[of] !== undefined ? [[of, known[of]]] : [])),
      )
      if (verdict !== 'unknown') expect(decide(compiled, 'set', told, on).verdict).toBe(verdict)
    }),
    { numRuns: 200 },
  )
})

describe('what matters', () => {
  // A question counts when two people who differ in nothing else get something else, given what stays unknown for good.
  const counts = (table: Table, known: Known, question: Question): boolean => {
    const others = behind(table, plain).filter(({ id }) => known[id] === undefined && id !== question.id)
    return [...completions({}, others)].some((rest) => {
      const told = valuesOfAll(table, { ...known, ...rest }, question)
      return new Set(told).size > 1
    })
  }
  const valuesOfAll = (table: Table, known: Known, question: Question): string[] =>
    [...completions({}, [question])].map((answer) =>
      JSON.stringify(spread(outcomes(table, plain, { ...known, ...answer }))),
    )

  test('is what can still change verdict or sum, and nothing else', () => {
    fc.assert(
      fc.property(tables(asked, ['100', '250', undefined]), knowledge, (table, known) => {
        const { matters } = decide(compile(plain, [ruleSet(table)]), 'set', known, on)
        const real = behind(table, plain).filter(
          (question) => known[question.id] === undefined && counts(table, known, question),
        )
        expect([...matters].sort()).toEqual(real.map(({ id }) => id).sort())
      }),
      { numRuns: 150 },
    )
  })

  test('settles everything once answered, in no more steps than there are questions', () => {
    fc.assert(
      fc.property(
        fc.array(tables([...asked, 'size', 'points'], amounts), { minLength: 1, maxLength: 3 }),
        fc.record(
          Object.fromEntries(
            questions.map((question) => [
              question.id,
              fc.constantFrom(null, ...[...completions({}, [question])].map((one) => one[question.id] ?? null)),
            ]),
          ),
        ),
        (list, answers) => {
          const vocabulary = { questions: settling, derived: derived.derived }
          const sets = list.map((table, at) => ({ ...ruleSet(table), id: `s${at}` }))
          const compiled = compile(vocabulary, sets)
          const known: Record<string, Value | null> = {}
          for (let step = 0; step <= questions.length; step++) {
            const [next] = nextQuestions(compiled, known, on)
            if (next === undefined) break
            expect(known[next]).toBeUndefined()
            expect(step).toBeLessThan(questions.length)
            known[next] = answers[next] ?? null
          }
          expect(nextQuestions(compiled, known, on)).toEqual([])
          for (const { id } of sets) {
            const [now, all] = [decide(compiled, id, known, on), decide(compiled, id, { ...answers, ...known }, on)]
            expect({ verdict: now.verdict, amount: now.amount }).toEqual({ verdict: all.verdict, amount: all.amount })
          }
        },
      ),
      { numRuns: 200 },
    )
  })
})

test('versions: the one in force decides; on other days it is no, because none is in force', () => {
  const table = (cell: string): Table => ({
    columns: [{ id: 'a', of: 'age' }],
    rows: [{ id: 'r', cells: [cell], gives: 'yes' }],
  })
  const compiled = compile(plain, [
    {
      id: 's',
      versions: [
        { from: '2026-01-01', to: '2026-07-01', table: table('1') },
        { from: '2026-07-01', to: '2027-01-01', table: table('2') },
      ],
    },
  ])
  const verdicts = ['2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01', '2027-01-01'].map((day) =>
    decide(compiled, 's', { age: 1 }, day),
  )
  expect(verdicts.map(({ verdict }) => verdict)).toEqual(['no', 'yes', 'yes', 'no', 'no'])
  expect(verdicts.map(({ version }) => version?.from ?? null)).toEqual([
    null,
    '2026-01-01',
    '2026-01-01',
    '2026-07-01',
    null,
  ])
  expect(verdicts[0]?.why[0]?.kind).toBe('not-in-force')
})
