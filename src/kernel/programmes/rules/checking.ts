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

export function sayProblem(words: Words, { kind, about }: Problem): string {
  return words(`programmes.terms.problem.${kind}`, { about: about.join(' → ') })
}
