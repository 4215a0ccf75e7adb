// The benchmark of eligibility: 500 rule sets for one person, whole decisions with why, what matters and the smallest change, beside plain
// FEEL evaluation of the same cells (a fifth of them, scaled), in interleaved rounds.
import { unaryTest } from 'feelin'
import {
  compile,
  decideAll,
  type Known,
  nextQuestions,
  type RuleSet,
  type Vocabulary,
} from '../src/engines/eligibility/index.ts'
import { median } from './load.ts'

const forms = ['none', 'self', 'ip', 'ooo', 'npo']
const vocabulary: Vocabulary = {
  questions: [
    { id: 'form', kind: 'one', options: forms, changeable: true, cost: 3 },
    { id: 'okved', kind: 'code', changeable: true, cost: 2 },
    { id: 'staff', kind: 'number', from: 0, to: 100_000, whole: true, changeable: true },
    { id: 'income', kind: 'money', changeable: false },
    { id: 'birthday', kind: 'day', changeable: false },
    { id: 'local', kind: 'yes-no', changeable: true },
    { id: 'debt', kind: 'yes-no', changeable: true },
    ...Array.from({ length: 30 }, (_, at) => ({ id: `own${at}`, kind: 'yes-no' as const, changeable: at % 2 === 0 })),
  ],
  derived: [
    { id: 'age', kind: 'number', formula: 'years and months duration(birthday, on).years', uses: ['birthday', 'on'] },
    {
      id: 'size',
      kind: 'one',
      options: ['micro', 'small', 'big'],
      formula: 'if staff <= 15 and income <= 120000000 then "micro" else if staff <= 100 then "small" else "big"',
      uses: ['staff', 'income'],
    },
  ],
}
const columns = ['form', 'okved', 'size', 'age', 'local', 'debt']
const ruleSets: RuleSet[] = Array.from({ length: 500 }, (_, at) => ({
  id: `measure-${at}`,
  versions: [
    {
      from: '2026-01-01',
      to: null,
      table: {
        columns: [...columns, `own${at % 30}`].map((of) => ({ id: of, of })),
        rows: [0, 1, 2].map((row) => ({
          id: `r${row}`,
          cells: [
            row === 0 ? 'ip, ooo' : `"${forms[(at + row) % 5] ?? 'ip'}"`,
            `${10 + ((at * 7 + row) % 80)}, 62`,
            row === 2 ? '-' : 'micro, small',
            `<= ${20 + ((at + row) % 40)}`,
            'true',
            'false',
            'true',
          ],
          gives: 'yes' as const,
          amount: `min(income * 0.${1 + (at % 9)}, ${100_000 * (row + 1)})`,
        })),
      },
    },
  ],
}))
const people: Record<string, Known> = {
  'all answered': {
    form: 'ip',
    okved: '62.01',
    staff: 20,
    income: 30_000_000,
    birthday: '1995-05-05',
    local: true,
    debt: false,
    ...Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`own${at}`, at % 3 === 0])),
  },
  'half answered': { form: 'self', okved: '47.91', birthday: '1995-05-05', local: false },
  'nothing answered': {},
}

const begun = performance.now()
const compiled = compile(vocabulary, ruleSets)
console.log(`500 rule sets compiled once in ${(performance.now() - begun).toFixed(0)} ms`)
for (const [name, known] of Object.entries(people)) {
  for (let warm = 0; warm < 40; warm++) decideAll(compiled, known, '2026-11-26')
  const [ours, next, plain]: [number[], number[], number[]] = [[], [], []]
  const busy: number[] = []
  for (let round = 0; round < 15; round++) {
    const before = process.cpuUsage()
    ours.push(timed(() => decideAll(compiled, known, '2026-11-26')))
    const { user, system } = process.cpuUsage(before)
    busy.push((user + system) / 1000)
    next.push(timed(() => nextQuestions(compiled, known, '2026-11-26')))
    if (round % 5 === 0) plain.push(5 * timed(() => cellByCell(known)))
  }
  console.log(
    `${name.padEnd(18)} decideAll ${median(ours).toFixed(1)} ms (best ${Math.min(...ours).toFixed(1)}, of a processor ${median(busy).toFixed(1)})   nextQuestions ${median(next).toFixed(1)} ms   plain FEEL, cells alone ${median(plain).toFixed(0)} ms`,
  )
}

function timed(act: () => unknown): number {
  const from = performance.now()
  act()
  return performance.now() - from
}

function cellByCell(known: Known): number {
  let held = 0
  for (const { versions } of ruleSets.slice(0, 100)) {
    const table = versions[0]?.table
    for (const { cells } of table?.rows ?? []) {
      for (const [at, cell] of cells.entries()) {
        if (unaryTest(cell, { '?': known[table?.columns[at]?.id ?? ''] ?? null }).value === true) held += 1
      }
    }
  }
  return held
}
