// Compiling rule sets: every cell read, every table cut into classes and built into its diagram, every problem listed at its place.
import { readPlain } from './cells.ts'
import type {
  Amount,
  Compiled,
  CompiledRow,
  CompiledTable,
  CompiledVersion,
  TableVariable,
  Variable,
} from './compiled.ts'
import { dayNumber } from './days.ts'
import { diagram } from './diagrams.ts'
import { openReadings, type Readings } from './readings.ts'
import type { Cell, Derived, Problem, ProblemKind, Question, RuleSet, RuleVersion, Vocabulary } from './types.ts'
import { type CompiledVocabulary, compileVocabulary, domainOf } from './vocabulary.ts'

export const tableLimits = { columns: 60, rows: 200, versions: 200 }

/** Rules that cannot be compiled: everything that is wrong, at its place. */
export class RulesWrong extends Error {
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    const first = problems
      .slice(0, 5)
      .map(({ kind, ruleSet, row, about }) => [kind, ruleSet, row, ...about].filter(Boolean).join(' '))
    super(`rules cannot be compiled, ${problems.length} problems: ${first.join('; ')}`)
    this.problems = problems
  }
}

/**
 * Compiles a vocabulary and rule sets once, for any number of people and days. Cells are parsed, formulas typed and bounded, each
 * table becomes a reduced decision diagram of at most 20,000 nodes. Throws RulesWrong with every problem at once.
 */
export function compile(vocabulary: Vocabulary, ruleSets: readonly RuleSet[]): Compiled {
  const words = compileVocabulary(vocabulary)
  const problems = [...words.problems]
  const sets = new Map<string, readonly CompiledVersion[]>()
  const read = openReadings(words)
  for (const ruleSet of ruleSets) {
    if (sets.has(ruleSet.id)) problems.push(problemAt('taken-id', ruleSet.id, null, [ruleSet.id]))
    const set = compileSet(words, read, ruleSet)
    problems.push(...set.problems)
    sets.set(ruleSet.id, set.versions)
  }
  if (problems.length > 0) throw new RulesWrong(problems)
  return {
    vocabulary,
    ids: [...sets.keys()],
    variables: [...words.variables, ...read.formulas.values()],
    byName: words.byName,
    sets,
  }
}

/** Everything wrong with a rule set, or with the vocabulary itself where `ruleSet` is null: for an editor, all at once. */
export function problemsOf(vocabulary: Vocabulary, ruleSet: RuleSet | null): Problem[] {
  const words = compileVocabulary(vocabulary)
  return ruleSet ? compileSet(words, openReadings(words), ruleSet).problems : [...words.problems]
}

/** A cell of a column over this question or derived value taken apart, so that it can be said in words; null when it cannot be read. */
export function readCell(of: Question | Derived, text: string): Cell | null {
  const read = readPlain(domainOf(of), text)
  return 'cell' in read ? read.cell : null
}

function compileSet(
  words: CompiledVocabulary,
  readings: Readings,
  ruleSet: RuleSet,
): { versions: CompiledVersion[]; problems: Problem[] } {
  const problems: Problem[] = []
  const versions: CompiledVersion[] = []
  if (ruleSet.versions.length > tableLimits.versions)
    problems.push(problemAt('too-many', ruleSet.id, null, [ruleSet.id]))
  for (const [at, version] of ruleSet.versions.slice(0, tableLimits.versions).entries()) {
    const [from, to] = [dayNumber(version.from), version.to === null ? Number.POSITIVE_INFINITY : dayNumber(version.to)]
    if (from === null) problems.push(problemAt('bad-day', ruleSet.id, at, [version.from]))
    if (to === null) problems.push(problemAt('bad-day', ruleSet.id, at, [version.to ?? '']))
    if (from !== null && to !== null && to <= from)
      problems.push(problemAt('bad-range', ruleSet.id, at, [version.from, version.to ?? '']))
    const earlier = ruleSet.versions.slice(0, at).find((one) => overlap(one, version))
    if (earlier) problems.push(problemAt('overlap', ruleSet.id, at, [earlier.from, version.from]))
    const read = compileTable(words, readings, version)
    problems.push(...read.problems.map((problem) => ({ ...problem, ruleSet: ruleSet.id, version: at })))
    if (read.table) versions.push({ from: version.from, to: version.to, table: read.table })
  }
  return { versions, problems }
}

function overlap(a: RuleVersion, b: RuleVersion): boolean {
  return (b.to === null || a.from < b.to) && (a.to === null || b.from < a.to)
}

function compileTable(
  words: CompiledVocabulary,
  readings: Readings,
  { table }: RuleVersion,
): { table: CompiledTable | null; problems: Problem[] } {
  const problems: Problem[] = []
  const report = (kind: ProblemKind, row: string | null, column: string | null, ...about: string[]) =>
    problems.push({ kind, ruleSet: null, version: null, row, column, about })
  const { columns, rows } = table
  if (columns.length > tableLimits.columns) report('too-many', null, null, String(columns.length))
  if (rows.length > tableLimits.rows) report('too-many', null, null, String(rows.length))
  if (problems.length > 0) return { table: null, problems }
  for (const [at, column] of columns.entries()) {
    if (columns.findIndex(({ id }) => id === column.id) < at) report('taken-id', null, column.id, column.id)
    if (!words.byName.has(column.of)) report('unknown-name', null, column.id, column.of)
  }
  for (const [at, row] of rows.entries()) {
    if (rows.findIndex(({ id }) => id === row.id) < at) report('taken-id', row.id, null, row.id)
    if (row.cells.length !== columns.length)
      report('cell-count', row.id, null, String(row.cells.length), String(columns.length))
  }
  if (!rows.some(({ gives }) => gives === 'yes')) report('no-yes-row', null, null)

  const read = rows.map((row) =>
    columns.map((column, at): PlacedCell | null => {
      const subject = words.byName.get(column.of)
      if (!subject) return null
      const text = row.cells[at] ?? '-'
      const found = readings.cell(subject, text)
      if ('kind' in found) {
        report(found.kind, row.id, column.id, found.about)
        return null
      }
      return { ...found, column: column.id, of: column.of, text }
    }),
  )
  const amounts = amountsOf(readings, table.rows, (row, about) => report('bad-amount', row, null, about))
  if (problems.length > 0) return { table: null, problems }

  const variables = variablesOf(read)
  const tests = new Map<Variable, readonly Cell[]>()
  const partitions: TableVariable[] = []
  for (const variable of variables) {
    const cut = readings.cut(variable, testsOf(read, variable))
    if (cut) {
      partitions.push(cut.of)
      tests.set(variable, cut.tests)
    } else report('too-tangled', null, columns.find(({ of }) => of === variable.id)?.id ?? null, variable.id)
  }
  if (problems.length > 0) return { table: null, problems }

  const compiledRows = rows.map((row, at): CompiledRow => {
    const cells = (read[at] ?? []).map((cell) => {
      const variable = cell && cell.cell.kind !== 'any' ? variables.indexOf(cell.variable) : -1
      const test = variable < 0 || !cell ? -1 : (tests.get(cell.variable) ?? []).indexOf(cell.cell)
      return { variable, test, column: cell?.column ?? '', of: cell?.of ?? '', text: cell?.text.trim() ?? '-' }
    })
    return { id: row.id, gives: row.gives, cells, amount: amounts.ofRow.get(row.id) ?? null }
  })
  const holding = partitions.map(({ partition: { classes } }, variable) =>
    classes.map(({ truth }) =>
      compiledRows.reduce((bits, row, at) => {
        const holds = row.cells.every((cell) => cell.variable !== variable || truth[cell.test])
        return holds ? bits | (1n << BigInt(at)) : bits
      }, 0n),
    ),
  )
  const built = diagram(compiledRows, holding, amounts.kept)
  if (!built) report('too-tangled', null, null)
  const names = variables.flatMap(({ inputs }) => inputs)
  const inputs = [...new Set([...names, ...amounts.list.flatMap(({ sum }) => sum.inputs)])]
  return {
    problems,
    table: built && { variables: partitions, rows: compiledRows, amounts: amounts.list, diagram: built, inputs },
  }
}

interface PlacedCell {
  cell: Cell
  variable: Variable
  column: string
  of: string
  text: string
}

// The variable on which most rows depend is asked first: that keeps diagrams small.
function variablesOf(read: readonly (readonly (PlacedCell | null)[])[]): Variable[] {
  const count = new Map<Variable, number>()
  for (const cell of read.flat()) {
    if (cell && cell.cell.kind !== 'any') count.set(cell.variable, (count.get(cell.variable) ?? 0) + 1)
  }
  return [...count].sort(([a, many], [b, more]) => more - many || a.at - b.at).map(([variable]) => variable)
}

function testsOf(read: readonly (readonly (PlacedCell | null)[])[], variable: Variable): Cell[] {
  return read.flat().flatMap((cell) => (cell?.variable === variable && cell.cell.kind !== 'any' ? [cell.cell] : []))
}

function amountsOf(
  readings: Readings,
  rows: RuleVersion['table']['rows'],
  report: (row: string, about: string) => void,
): { list: Amount[]; ofRow: Map<string, number>; kept(places: readonly number[]): readonly number[] } {
  const list: Amount[] = []
  const ofRow = new Map<string, number>()
  const byText = new Map<string, number>()
  for (const row of rows) {
    const text = row.gives === 'yes' ? row.amount?.trim() : undefined
    if (!text) continue
    const known = byText.get(text)
    if (known !== undefined) {
      ofRow.set(row.id, known)
      continue
    }
    const sum = readings.sum(text)
    if ('about' in sum) {
      report(row.id, sum.about)
      continue
    }
    byText.set(text, list.length)
    ofRow.set(row.id, list.length)
    list.push({ row: row.id, sum })
  }
  // The person gets the greatest: of sums that depend on nothing only the greatest can count.
  const kept = (places: readonly number[]): readonly number[] => {
    const constants = places.map((place) => list[place]?.sum.constant ?? null)
    const best = constants.reduce<number>((most, one) => Math.max(most, one ?? most), Number.NEGATIVE_INFINITY)
    const first = constants.indexOf(best)
    return places.filter((_, at) => constants[at] === null || at === first)
  }
  return { list, ofRow, kept }
}

function problemAt(kind: ProblemKind, ruleSet: string, version: number | null, about: readonly string[]): Problem {
  return { kind, ruleSet, version, row: null, column: null, about }
}
