// A derived value tried on people of whom everything it needs is known.
import { compile, type Known, workedOut } from '#engines/eligibility/index.ts'
import { type Catalogue, namesBehind } from './questions.ts'
import { representatives } from './representatives.ts'

export interface Outcome {
  known: Known
  result: ReturnType<typeof workedOut>
}

/** What a derived value comes to for representative people of the questions behind it, on a day. The catalogue has to be sound. */
export function outcomesOf(catalogue: Catalogue, id: string, on: string): readonly Outcome[] {
  const compiled = compile(catalogue, [])
  const behind = namesBehind(catalogue, [id])
  const people = representatives(
    catalogue.questions.filter((question) => behind.has(question.id)),
    [],
  )
  return people.map((known) => ({ known, result: workedOut(compiled, id, known, on) }))
}
