// What the tables of one compilation share: each cell, formula and cut is read once, in however many tables it stands.
import { type ReadCell, readPlain } from './cells.ts'
import type { SumFormula, TableVariable, Variable } from './compiled.ts'
import { compileFormula, type Formula } from './formulas.ts'
import { partition } from './partitions.ts'
import { sure } from './spans.ts'
import type { Cell, ProblemKind } from './types.ts'
import { type CompiledVocabulary, questionsBehind } from './vocabulary.ts'

export interface Readings {
  /** Formulas in cells: one over one subject is one variable. */
  formulas: ReadonlyMap<string, Variable>
  cell(subject: Variable, text: string): CellReading
  /** Null: no formula that gives a number; `about` says why. */
  sum(text: string): SumFormula | { about: string }
  /** The cut of a variable by these cells, and the cells in the order of its truths; null when it is too tangled. */
  cut(variable: Variable, cells: readonly Cell[]): { of: TableVariable; tests: readonly Cell[] } | null
}

export type CellReading = { cell: Cell; variable: Variable } | { kind: ProblemKind; about: string }

export function openReadings(words: CompiledVocabulary): Readings {
  const formulas = new Map<string, Variable>()
  const cells = new Map<string, CellReading>()
  const places = new Map<Cell, number>()
  const sums = new Map<string, SumFormula | { about: string }>()
  const cuts = new Map<string, { of: TableVariable; tests: readonly Cell[] } | null>()

  const formulaCell = (subject: Variable, text: string): CellReading => {
    const compiled = compileFormula(text, new Map([...words.kinds, ['?', subject.domain.kind]]), 'tests')
    if ('problem' in compiled) return compiled.problem
    const { formula } = compiled
    const names = formula.names.map((name) => (name === '?' ? subject.id : name))
    const id = `${subject.id} ? ${text}`
    const known = formulas.get(id)
    const variable: Variable = known ?? {
      id,
      at: words.variables.length + formulas.size,
      domain: { kind: 'yes-no', answered: false },
      ...{ question: null, derived: null, formula, subject },
      inputs: questionsBehind(names, words.byName),
    }
    formulas.set(id, variable)
    return { cell: isTrue, variable }
  }

  const cell = (subject: Variable, text: string): CellReading => {
    const key = `${subject.at} ${text}`
    const known = cells.get(key)
    if (known) return known
    const read: ReadCell = readPlain(subject.domain, text)
    const found: CellReading =
      'problem' in read
        ? { kind: read.problem, about: read.about }
        : read.cell.kind === 'formula'
          ? formulaCell(subject, read.cell.feel)
          : { cell: read.cell, variable: subject }
    cells.set(key, found)
    if ('cell' in found && !places.has(found.cell)) places.set(found.cell, places.size)
    return found
  }

  const sum = (text: string): SumFormula | { about: string } => {
    const known = sums.get(text)
    if (known) return known
    const compiled = compileFormula(text, words.kinds, 'expression')
    const found =
      'problem' in compiled
        ? { about: compiled.problem.about }
        : compiled.formula.type === 'number' || compiled.formula.type === null
          ? {
              formula: compiled.formula,
              inputs: questionsBehind(compiled.formula.names, words.byName),
              constant: constantOf(compiled.formula),
            }
          : { about: text }
    sums.set(text, found)
    return found
  }

  const cut = (variable: Variable, among: readonly Cell[]): { of: TableVariable; tests: readonly Cell[] } | null => {
    const tests = [...new Set(among)].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0))
    const key = `${variable.at} ${tests.map((test) => places.get(test)).join()}`
    const known = cuts.get(key)
    if (known !== undefined) return known
    const made = partition(variable.domain, tests)
    const found = made && { of: { at: cuts.size, variable, partition: made }, tests }
    cuts.set(key, found)
    return found
  }

  return { formulas, cell, sum, cut }
}

const isTrue: Cell = { kind: 'tests', not: false, all: false, tests: [{ kind: 'is', value: true }] }

function constantOf(formula: Formula): number | null {
  if (formula.names.length > 0) return null
  const value = sure(formula.run(() => ({ kind: 'any' })))
  return typeof value === 'number' && value >= 0 ? value : null
}
