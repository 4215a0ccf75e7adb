// The door of programmes: an offer with dated conditions, applications, review, award and follow-up.
import type { Files } from '#platform/files.ts'
import type { Module } from '#platform/module.ts'

export { type Catalogue, type DerivedFields, type QuestionFields, questionShape } from './rules/questions.ts'
export { type ExampleFields, type TermsFields, termsShape } from './rules/terms.ts'
// terms: begin (owner: eligibility)
export {
  DecisionCard,
  decideFor,
  frozenTerms,
  loadQuestions,
  loadTerms,
  QuestionField,
  readKnown,
  type SaidDecision,
  sayDecision,
  termsIn,
  termsInForce,
  vocabulary,
} from './skeleton.tsx'
// terms: end

/** What programmes are opened with. */
export interface ProgrammesHouse {
  files: Files
  zone: string
  publicUrl: string | null
  operator: { name: string | null; inn: string | null; address: string | null }
}

export function programmes(_house: ProgrammesHouse): Module {
  return { name: 'programmes', floor: 'kernel' }
}
