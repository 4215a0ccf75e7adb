// Terms: what is promised of a thing, one by one, and what a change of one means.
import { compared } from './decimal.ts'

/** What can be promised of each kind of thing; `plan` stands for `plan.SCENARIO.YEAR`. */
export const termsOfKind = {
  indicator: ['target', 'due', 'plan', 'owner', 'curator', 'scope', 'reporting'],
  project: ['start', 'due', 'budget', 'owner', 'curator', 'scope', 'reporting'],
  milestone: ['due', 'target', 'owner', 'scope'],
} as const

export type TermKind = keyof typeof termsOfKind
export const scenarios = ['pessimistic', 'base', 'optimistic'] as const
export type Scenario = (typeof scenarios)[number]

export interface TermRow {
  id: string
  subject: string
  term: string
  value: string | null
  at: Date
  office: string | null
  reason: string | null
  basis: 'press' | 'city' | 'demo'
  source: string | null
  source_date: string | null
}

/** One term with its whole story: what was promised first, what holds now, and every row between in the order of time. */
export interface Term<Row extends TermRow = TermRow> {
  term: string
  first: Row
  now: Row
  rows: readonly Row[]
  /** How often the promise was moved: rows after the first. */
  moves: number
}

/** Joins the rows of one subject, oldest first, to terms. */
export function termsFrom<Row extends TermRow>(rows: readonly Row[]): Map<string, Term<Row>> {
  const terms = new Map<string, Term<Row>>()
  for (const [term, group] of Map.groupBy(rows, (row) => row.term)) {
    const [first] = group
    const now = group.at(-1)
    if (first && now) terms.set(term, { term, first, now, rows: group, moves: group.length - 1 })
  }
  return terms
}

/** The kind and the id of a subject such as `project:prj-001`; null where it is no thing of the strategy. */
export function subjectParts(subject: string): { kind: TermKind; id: string } | null {
  const [kind = '', id = ''] = subject.split(/:(.*)/s)
  return id !== '' && isTermKind(kind) ? { kind, id } : null
}

/** Whether a thing of this kind can have this term. */
export function isTerm(kind: TermKind, term: string): boolean {
  const plan = planOf(term)
  const known: readonly string[] = termsOfKind[kind]
  return plan ? known.includes('plan') : term !== 'plan' && known.includes(term)
}

/** The scenario and the year of a plan's term; null for any other term. */
export function planOf(term: string): { scenario: Scenario; year: number } | null {
  const [, scenario, year] = /^plan\.(pessimistic|base|optimistic)\.((?:19|20)\d\d)$/.exec(term) ?? []
  const known = scenarios.find((each) => each === scenario)
  return known && year ? { scenario: known, year: Number(year) } : null
}

/** The term that holds the plan of a scenario for a year. */
export function planTerm(scenario: Scenario, year: number): string {
  return `plan.${scenario}.${year}`
}

/** What the values of a term are. */
export function valueKind(
  kind: TermKind,
  term: string,
): 'decimal' | 'roubles' | 'year' | 'period' | 'cadence' | 'words' {
  if (term === 'target' || planOf(term)) return 'decimal'
  if (term === 'budget') return 'roubles'
  if (term === 'due') return kind === 'indicator' ? 'year' : 'period'
  if (term === 'start') return 'period'
  return term === 'reporting' ? 'cadence' : 'words'
}

/** Whether two values of a term say the same: «38» and «38.0» are one number. */
export function sameValue(kind: TermKind, term: string, one: string | null, other: string | null): boolean {
  if (one === null || other === null) return one === other
  const kindOfValue = valueKind(kind, term)
  return kindOfValue === 'decimal' || kindOfValue === 'roubles' ? compared(one, other) === 0 : one === other
}

/**
 * Which way a term was moved, seen by those to whom it was promised: `later`, `less` and `withdrawn` are what people want to know
 * first; `more` and `sooner` are good news; anything else is `other`.
 */
export function moveOf(kind: TermKind, term: string, was: string | null, now: string | null): Moved {
  if (now === null) return 'withdrawn'
  if (was === null) return 'other'
  const kindOfValue = valueKind(kind, term)
  if (kindOfValue === 'decimal' || kindOfValue === 'roubles') return compared(now, was) > 0 ? 'more' : 'less'
  if (kindOfValue === 'year' || kindOfValue === 'period') return endOf(now) > endOf(was) ? 'later' : 'sooner'
  return 'other'
}

export type Moved = 'later' | 'sooner' | 'more' | 'less' | 'withdrawn' | 'other'

// A year is kept until its last day, a month likewise.
function endOf(period: string): string {
  if (period.length === 4) return `${period}-12-32`
  return period.length === 7 ? `${period}-32` : period
}

function isTermKind(kind: string): kind is TermKind {
  return kind in termsOfKind
}
