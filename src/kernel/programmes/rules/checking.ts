// Whether terms hold together: problems of the engine said at their places, and the example table run.
import {
  type Compiled,
  checkExamples,
  compile,
  type ExampleResult,
  type Problem,
  problemsOf,
  RulesWrong,
} from '#engines/eligibility/index.ts'
import type { FieldErrors } from '#platform/refusal.ts'
import { isDay } from '#platform/time.ts'
import type { Words } from '#platform/words.ts'
import type { Catalogue } from './questions.ts'
import type { TermsBody } from './terms.ts'

export interface Checked {
  problems: readonly Problem[]
  /** Null while there are problems. */
  compiled: Compiled | null
  results: readonly ExampleResult[]
}

/** The day on which a version is compiled from when only its content is in question. */
const everFrom = '0001-01-01'

/** Compiles a table alone and runs its examples; none is run while one of them lacks its day. */
export function checkBody(catalogue: Catalogue, id: string, body: TermsBody): Checked {
  const set = { id, versions: [{ from: everFrom, to: null, table: body.table }] }
  const problems = problemsOf(catalogue, set)
  if (problems.length > 0) return { problems, compiled: null, results: [] }
  const compiled = compile(catalogue, [set])
  const ready = body.examples.every(({ on }) => isDay(on))
  return { problems, compiled, results: ready ? checkExamples(compiled, id, body.examples) : [] }
}

/** What keeps a catalogue of questions from being used; [] when nothing does. */
export function problemsOfCatalogue(catalogue: Catalogue): readonly Problem[] {
  try {
    compile(catalogue, [])
    return []
  } catch (error) {
    if (error instanceof RulesWrong) return error.problems
    throw error
  }
}

/**
 * The same by the field of the form of `id` in which it is mended, the first of each field: names and formulas of a derived value, the
 * choices, the bounds; what has no field of its own at `otherwise`.
 */
export function placedProblems(catalogue: Catalogue, id: string, otherwise: string): FieldErrors {
  const errors: FieldErrors = {}
  for (const { kind, about } of problemsOfCatalogue(catalogue)) {
    const field = about.includes(id) ? (fieldOf[kind] ?? otherwise) : otherwise
    errors[field] ??= { key: `programmes.terms.problem.${kind}`, values: { about: about.join(' → ') } }
  }
  return errors
}

const fieldOf: Partial<Record<Problem['kind'], string>> = {
  'bad-id': 'id',
  'taken-id': 'id',
  'no-options': 'options',
  'bad-settles': 'options',
  'bad-range': 'least',
}

export function sayProblem(words: Words, { kind, about }: Problem): string {
  return words(`programmes.terms.problem.${kind}`, { about: about.join(' → ') })
}
