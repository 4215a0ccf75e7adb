// A world so small that every person in it can be asked: questions, random tables, and what a table says by going through its cells.
import fc from 'fast-check'
import { passes, readPlain } from './cells.ts'
import type { Scalar } from './spans.ts'
import type { Known, Question, Row, RuleSet, Table, Value, Vocabulary } from './types.ts'

export const codes = ['47.91', '62', '62.01', '62.09.1', '90']

export const questions: readonly Question[] = [
  { id: 'member', kind: 'yes-no', changeable: true, cost: 3 },
  { id: 'local', kind: 'yes-no', changeable: false },
  { id: 'form', kind: 'one', options: ['ip', 'ooo', 'none'], changeable: true, cost: 2 },
  { id: 'staff', kind: 'number', from: 0, to: 4, whole: true, changeable: true },
  { id: 'age', kind: 'number', from: 0, to: 3, whole: true, changeable: false },
  { id: 'goals', kind: 'several', options: ['grow', 'learn'], changeable: true, cost: 1.5 },
  { id: 'okved', kind: 'code', options: codes, changeable: true, cost: 2.5 },
]

/** «none» is no firm: nobody works there. */
export const settling: readonly Question[] = questions.map((question) =>
  question.id === 'form' ? { ...question, settles: [{ when: 'none', known: { staff: 0, member: false } }] } : question,
)

export const plain: Vocabulary = { questions, derived: [] }
export const derived: Vocabulary = {
  questions,
  derived: [
    {
      id: 'size',
      kind: 'one',
      options: ['micro', 'big'],
      formula: 'if staff <= 2 then "micro" else "big"',
      uses: ['staff'],
    },
    { id: 'points', kind: 'number', formula: 'staff * 2 - age', uses: ['staff', 'age'] },
  ],
}

const workings: Readonly<Record<string, (known: Readonly<Record<string, Scalar>>) => Scalar>> = {
  size: ({ staff = 0 }) => (Number(staff) <= 2 ? 'micro' : 'big'),
  points: ({ staff = 0, age = 0 }) => Number(staff) * 2 - Number(age),
}

export function valuesOf(question: Question): Value[] {
  switch (question.kind) {
    case 'yes-no':
      return [true, false]
    case 'several':
      return [[], ['grow'], ['learn'], ['grow', 'learn']]
    case 'number':
      return Array.from({ length: (question.to ?? 0) - (question.from ?? 0) + 1 }, (_, at) => (question.from ?? 0) + at)
    default:
      return [...(question.options ?? [])]
  }
}

const bounds = fc.integer({ min: -1, max: 5 })
const numberTest = fc.oneof(
  fc.tuple(fc.constantFrom('<', '<=', '>', '>=', ''), bounds).map(([sign, bound]) => `${sign} ${bound}`),
  fc
    .tuple(bounds, fc.integer({ min: 1, max: 3 }), fc.constantFrom('[', '('), fc.constantFrom(']', ')'))
    .map(([from, more, open, close]) => `${open}${from}..${from + more}${close}`),
)
const listed = (names: readonly string[]) => fc.subarray([...names], { minLength: 1 }).map((some) => some.join(', '))
const denied = (tests: fc.Arbitrary<string>) =>
  fc.oneof({ weight: 3, arbitrary: tests }, { weight: 1, arbitrary: tests.map((test) => `not(${test})`) })

const cells: Readonly<Record<string, fc.Arbitrary<string>>> = {
  member: fc.constantFrom('true', 'false'),
  local: fc.constantFrom('true', 'false'),
  form: denied(listed(['ip', 'ooo', 'none'])),
  staff: denied(fc.array(numberTest, { minLength: 1, maxLength: 2 }).map((tests) => tests.join(', '))),
  age: denied(numberTest),
  goals: fc.oneof(denied(listed(['grow', 'learn'])), fc.constant('all(grow, learn)')),
  okved: denied(listed([...codes, '[61..63]'])),
  size: denied(listed(['micro', 'big'])),
  points: denied(numberTest),
}

/** A table over at most four columns of these names, amounts among the given formulas. */
export function tables(
  names: readonly string[],
  amounts: readonly (string | undefined)[] = [undefined],
): fc.Arbitrary<Table> {
  return fc.subarray([...names], { minLength: 1, maxLength: 4 }).chain((of) => {
    const row = fc.record({
      cells: fc.tuple(
        ...of.map((name) =>
          fc.oneof(
            { weight: 1, arbitrary: fc.constant('-') },
            { weight: 3, arbitrary: cells[name] ?? fc.constant('-') },
          ),
        ),
      ),
      gives: fc.constantFrom<Row['gives']>('yes', 'yes', 'yes', 'no'),
      amount: fc.constantFrom(...amounts),
    })
    return fc.array(row, { minLength: 1, maxLength: 4 }).map((rows) => ({
      columns: of.map((name) => ({ id: name, of: name })),
      rows: rows.map(
        ({ cells: texts, gives, amount }, at): Row => ({
          id: `r${at}`,
          cells: texts,
          gives: at === 0 ? 'yes' : gives,
          amount,
        }),
      ),
    }))
  })
}

/** What somebody knows: of each question nothing, «I do not know», or an answer. */
export const knowledge: fc.Arbitrary<Known> = fc
  .record(
    Object.fromEntries(
      questions.map((question) => [
        question.id,
        fc.oneof(
          { weight: 1, arbitrary: fc.constant(null) },
          { weight: 6, arbitrary: fc.constantFrom(...valuesOf(question)) },
        ),
      ]),
    ),
    { requiredKeys: [] },
  )
  .map(defined)

/** Without the names that stand for nothing. */
export function defined<Value>(record: Readonly<Record<string, Value | undefined>>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(record).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  )
}

export const ruleSet = (table: Table): RuleSet => ({ id: 'set', versions: [{ from: '2026-01-01', to: null, table }] })
export const on = '2026-11-26'

/** Every way of answering what is open, over the questions that a table can depend on. */
export function* completions(known: Known, over: readonly Question[]): Generator<Record<string, Value>> {
  const [first, ...rest] = over
  if (!first) {
    yield {}
    return
  }
  const answer = known[first.id] ?? null
  for (const value of answer === null ? valuesOf(first) : [answer]) {
    for (const others of completions(known, rest)) yield { ...others, [first.id]: value }
  }
}

/** Questions behind the columns and amounts of a table. */
export function behind(table: Table, vocabulary: Vocabulary): Question[] {
  const text = table.rows.map(({ amount }) => amount ?? '').join(' ')
  const names = new Set(table.columns.flatMap(({ of }) => vocabulary.derived.find(({ id }) => id === of)?.uses ?? [of]))
  return vocabulary.questions.filter(({ id }) => names.has(id) || text.includes(id))
}

/** What the table says when everything is known, cell by cell: no classes, no diagram. */
export function saysOf(
  table: Table,
  vocabulary: Vocabulary,
  answers: Readonly<Record<string, Value>>,
): { verdict: 'yes' | 'no'; rows: Row[] } {
  const holds = (row: Row): boolean =>
    table.columns.every(({ of }, at) => {
      const domain = [...vocabulary.questions, ...vocabulary.derived].find(({ id }) => id === of)
      const value = workings[of]?.(answers) ?? answers[of]
      const read = domain && readPlain(domain, row.cells[at] ?? '-')
      return read !== undefined && 'cell' in read && value !== undefined && passes(read.cell, value)
    })
  const rows = table.rows.filter(holds)
  const yes = rows.filter(({ gives }) => gives === 'yes')
  return { verdict: yes.length > 0 && yes.length === rows.length ? 'yes' : 'no', rows: yes }
}
