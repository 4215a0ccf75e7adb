// What compiling makes of a vocabulary and rule sets: variables, tables cut into classes, and their diagrams.
import type { Diagram } from './diagrams.ts'
import type { Formula } from './formulas.ts'
import type { Domain, Partition } from './partitions.ts'
import type { Cell, Derived, Question, RuleVersion, Vocabulary } from './types.ts'

/** A question, a derived value, or a cell that is a formula (which is worked out like a derived «true or false»). */
export interface Variable {
  id: string
  /** Place among all variables. */
  at: number
  domain: Domain
  question: Question | null
  derived: Derived | null
  formula: Formula | null
  /** Of a formula in a cell: the variable that `?` stands for. */
  subject: Variable | null
  /** Questions it comes from; of a question itself only. */
  inputs: readonly Question[]
}

/** A variable as the cells of a table cut it; tables that cut it alike share it. */
export interface TableVariable {
  /** Place among all cuts. */
  at: number
  variable: Variable
  partition: Partition
}

export interface CompiledCell {
  /** Place in the table's variables; -1: any value. */
  variable: number
  /** Place among the cells of its partition. */
  test: number
  column: string
  of: string
  /** As the editor wrote it, without blanks around. */
  text: string
}

export interface CompiledRow {
  id: string
  gives: 'yes' | 'no'
  cells: readonly CompiledCell[]
  amount: number | null
}

export interface CompiledTable {
  variables: readonly TableVariable[]
  rows: readonly CompiledRow[]
  amounts: readonly Amount[]
  diagram: Diagram
  /** All questions that can play a part: of conditions and amounts. */
  inputs: readonly Question[]
}

export interface Amount {
  row: string
  sum: SumFormula
}

/** The formula of a sum; the same text is the same formula in however many tables. */
export interface SumFormula {
  formula: Formula
  inputs: readonly Question[]
  /** Roubles, of a formula that depends on nothing. */
  constant: number | null
}

export interface CompiledVersion {
  from: string
  to: string | null
  table: CompiledTable
}

export interface Compiled {
  readonly vocabulary: Vocabulary
  /** The rule sets, in their order. */
  readonly ids: readonly string[]
  readonly variables: readonly Variable[]
  readonly byName: ReadonlyMap<string, Variable>
  readonly sets: ReadonlyMap<string, readonly CompiledVersion[]>
}

/** What reading a table gives before its diagram is built. */
export interface ReadTable {
  version: RuleVersion
  cells: readonly (readonly { cell: Cell; formula: Formula | null }[])[]
}
