// The words of the engine: questions, dated tables of conditions, what is known, and what is decided.

/** Three-valued, after Kleene: what is not known is a value of its own and never counts as «no». */
export type Verdict = 'yes' | 'no' | 'unknown'

/** Days are 'YYYY-MM-DD'; money is roubles as a decimal number; codes such as OKVED are strings; several choices are a list of options. */
export type Value = boolean | number | string | readonly string[]

/** Answers by question. An absent key is not known; null is «I do not know», said aloud: not known either, and never asked again. */
export type Known = Readonly<Record<string, Value | null>>

export type Kind = 'yes-no' | 'number' | 'money' | 'day' | 'one' | 'several' | 'code'

/** What values something may have. Ids are names a formula may use: a Latin letter, then letters, digits and `_`. */
interface Domain {
  id: string
  kind: Kind
  /** Of `one` and `several`: every choice there is, each again such a name or with `-` and `.`: «ip», «self-employed», «47.91». */
  options?: readonly string[] | undefined
  /** Of `number` and `money`: the least and the greatest, both included. Money is never negative. */
  from?: number | undefined
  to?: number | undefined
  /** Only whole numbers: heads, years. Money always has at most two places. */
  whole?: boolean | undefined
}

export interface Question extends Domain {
  /** Whether the person could change it: register a firm yes, her birthday no. What cannot be changed is never proposed. */
  changeable: boolean
  /** How hard a change is, above 0; 1 by default. The smallest change has the least sum. */
  cost?: number | undefined
  /**
   * Answers that settle others: «not founded» settles headcount = 0. A settling answer is stronger than an older answer to what it
   * settles; the two together are a fault of kind `contradiction` when they differ.
   */
  settles?: readonly { when: Value; known: Known }[] | undefined
}

/**
 * A value worked out of answers by a FEEL expression over questions, earlier or later derived values, and `on`, the day of the
 * decision: `years and months duration(birthday, on).years`. `uses` names every question and derived value in it (`on` is free).
 */
export interface Derived extends Domain {
  formula: string
  uses: readonly string[]
}

export interface Vocabulary {
  questions: readonly Question[]
  derived: readonly Derived[]
}

/** A DMN decision table: a row is a conjunction of its cells; `yes` rows are alternatives; one `no` row that holds excludes. */
export interface Table {
  /** `of` is a question or a derived value; one may stand in several columns: «47.91» and, beside it, «not(47.91.3)». */
  columns: readonly { id: string; of: string }[]
  rows: readonly Row[]
}

/**
 * Cells are FEEL unary tests of their column's value. '-' (or nothing) is any. Plain ones are fast and exact:
 * - numbers and money: `35`, `1, 2`, `< 35`, `>= 18`, `[18..35]`, `(0..1)`, lists of these, `not(…)`; digits may be grouped by spaces;
 * - days: the same over `2026-01-31`, `"2026-01-31"` or `date("2026-01-31")`;
 * - yes-no: `true`, `false`;
 * - one: `"ip"`, `ip, ooo`, `not("ip")`;
 * - several: the same, and it means that at least one of the named is chosen; `not(…)`: none of them; `all(…)`: each of them;
 * - code: `62`, `"62.01"`, `90.0*`, `47.91, 62`, `[61..63]` (whole classes), `not(…)`: a code means itself and everything under it.
 * Anything else is a formula over `?`, the answers and `on`, such as `? > staff * 2`, run by the FEEL interpreter.
 */
export interface Row {
  id: string
  cells: readonly string[]
  gives: 'yes' | 'no'
  /** A FEEL expression over answers, derived values and `on` that gives roubles. */
  amount?: string | undefined
}

export interface RuleVersion {
  from: string
  /** The first day on which it no longer holds. */
  to: string | null
  table: Table
}

/** Versions in time. The one in force on the day decides; none in force is «no» with a reason of kind `not-in-force`. */
export interface RuleSet {
  id: string
  versions: readonly RuleVersion[]
}

export interface Decision {
  verdict: Verdict
  /** Enough for the verdict by itself: whoever knows only these values comes to the same one. The nearest row comes first. */
  why: readonly Reason[]
  amount: Amount | null
  /** Questions not known that could still change verdict or amount, the most decisive first. */
  matters: readonly string[]
  /** The smallest change after which it is surely yes; [] when it is; null when there is none. */
  change: readonly Change[] | null
  /** When `change` is null and it is «no»: the smallest change after which it is not «no» any more, the rest being asked; else null. */
  towards: readonly Change[] | null
  faults: readonly Fault[]
  /** The version that decided; null when none is in force. */
  version: { from: string; to: string | null } | null
}

/** Whole kopecks. `to` is null where nothing known limits it. Equal bounds: this very sum. */
export interface Amount {
  from: number
  to: number | null
}

export interface Reason {
  /**
   * cell: a condition of a `yes` row; exclusion: a condition of a `no` row (`holds` no: it does not exclude); not-in-force: no
   * version on the day (row, column and of are null, test is '').
   */
  kind: 'cell' | 'exclusion' | 'not-in-force'
  row: string | null
  column: string | null
  /** The question or derived value of the column. */
  of: string | null
  holds: Verdict
  value: Value | null
  /** The cell as the editor wrote it. */
  test: string
}

export interface Change {
  question: string
  from: Value | null
  /** One value that is enough, the nearest to the present one. */
  to: Value
  /** Every neighbouring value that is enough too, as a cell: `<= 15`, `ip, ooo`. */
  test: string
}

/** What went wrong while deciding. It is never thrown: what depends on it is not known. */
export interface Fault {
  kind:
    | 'division-by-zero'
    | 'no-value'
    | 'wrong-type'
    | 'out-of-range'
    | 'negative'
    | 'not-money'
    | 'too-much'
    | 'wrong-answer'
    | 'contradiction'
  /** The derived value, question or row it is about. */
  about: string
  column: string | null
  /** The formula, cell or answer, at most 200 characters. */
  text: string
}

/** What is wrong with a vocabulary or a table, for the editor: all at once, each at its place. */
export interface Problem {
  kind: ProblemKind
  /** Null: in the vocabulary. */
  ruleSet: string | null
  /** Place in `versions`. */
  version: number | null
  row: string | null
  column: string | null
  /** What it is about: the name, the cell, the formula; of a cycle every name in turn, the first again at the end. */
  about: readonly string[]
}

export type ProblemKind =
  | 'bad-id'
  | 'taken-id'
  | 'no-options'
  | 'bad-range'
  | 'bad-cost'
  | 'bad-settles'
  | 'unknown-name'
  | 'not-used'
  | 'cycle'
  | 'bad-formula'
  | 'too-long'
  | 'too-deep'
  | 'too-heavy'
  | 'unknown-function'
  | 'cell-count'
  | 'unknown-option'
  | 'wrong-value'
  | 'empty-interval'
  | 'bad-day'
  | 'overlap'
  | 'bad-amount'
  | 'no-yes-row'
  | 'too-tangled'
  | 'too-many'

/** How money of several offers goes together. */
export interface Stacking {
  /** Two or more offers. */
  among: readonly string[]
  /**
   * exclusive: at most one of them; together: said to go together, even where an exclusive group holds both; same-cost-exclusive:
   * only for different costs; sum-limit: together at most `limit` (co-financing of one cost, de minimis).
   */
  rule: 'exclusive' | 'together' | 'same-cost-exclusive' | 'sum-limit'
  /** Whole kopecks, of sum-limit. */
  limit?: number | undefined
}

export interface Example {
  known: Known
  on: string
  verdict: Verdict
  /** Whole kopecks; not said: any. null: no sum. */
  amount?: Amount | null | undefined
}

export interface ExampleResult {
  example: Example
  ok: boolean
  decision: Decision
}

/** A cell taken apart, so that it can be said in words. Of a derived value too: cells are read by the kind of their column's value. */
export type Cell =
  | { kind: 'any' }
  | { kind: 'tests'; not: boolean; all: boolean; tests: readonly CellTest[] }
  | { kind: 'formula'; feel: string }

export type CellTest =
  | { kind: 'is'; value: boolean | number | string }
  | { kind: 'range'; from: Bound | null; to: Bound | null }
  /** A code and everything under it. */
  | { kind: 'under'; code: string }
  /** Whole classes of codes, the first and the last among them. */
  | { kind: 'classes'; from: string; to: string }

export interface Bound {
  value: number | string
  included: boolean
}

/** What goes together and what does not. */
export interface Together {
  /** Ids in their order: allowed together, with the greatest total. */
  together: readonly string[]
  /** What each of them brings, whole kopecks, once limits have cut it: the surely promised part (`from` of its amount). */
  shares: ReadonlyMap<string, number>
  total: number
  conflicts: readonly Conflict[]
}

export interface Conflict {
  rule: Stacking['rule']
  /** Those of the rule that were «yes». */
  among: readonly string[]
  /** Of them: taken into `together`, and left out. Both taken: the rule cuts the sum or asks for different costs. */
  kept: readonly string[]
  left: readonly string[]
  limit: number | null
  /** By how much the limit cuts the sum, whole kopecks. */
  cut: number
}

export interface Comparison {
  /** no → unknown → yes is a gain, the other way a loss. */
  gains: readonly Shift[]
  loses: readonly Shift[]
  /** Yes or not known before and after, with another amount. */
  amounts: readonly Shift[]
  /** Pairs of person and rule set for which nothing changed. */
  same: number
}

export interface Shift {
  id: string
  /** Place in `people`. */
  person: number
  before: Decision
  after: Decision
}
