// The door of programmes: an offer with dated conditions, applications, review, award and follow-up.
import type { VirusScan } from '#outside/virus-scan/index.ts'
import type { Files } from '#platform/files.ts'
import type { Module } from '#platform/module.ts'
import { loadZone } from './actions/questions.ts'
import { mayManageProgrammes } from './policy/applying.ts'
import { programmeRoutes } from './routes.ts'

// terms: begin (owner: eligibility)
export { loadQuestions } from './actions/questions.ts'
export { loadTerms } from './actions/terms.ts'
// Programmes, calls and applications.
export type { ApplyingFacts } from './facts/applying.ts'
export { DecisionCard } from './pages/decision-card.tsx'
export { QuestionField } from './pages/question-field.tsx'
export { mayManageProgrammes } from './policy/applying.ts'
export {
  allTerms,
  decideFor,
  frozenTerms,
  type Terms,
  termsIn,
  termsInForce,
  today,
  vocabulary,
} from './queries/terms.ts'
export type { Answer, Answers } from './rules/answers.ts'
export type { Definition, Text } from './rules/definition.ts'
export { readKnown } from './rules/known.ts'
export { type Catalogue, type DerivedFields, type QuestionFields, questionShape } from './rules/questions.ts'
export { type SaidDecision, sayAmount, sayCondition, sayDecision } from './rules/say.ts'
export { sayCell, sayValue } from './rules/say-cells.ts'
export type { State } from './rules/states.ts'
export { type ExampleFields, type TermsFields, termsShape } from './rules/terms.ts'
// terms: end

/** What programmes are opened with. */
export interface ProgrammesHouse {
  files: Files
  /** Looks for viruses in documents; null where no scanner is configured. */
  virusScan: VirusScan | null
  zone: string
  /** True where everything is invented. */
  demo: boolean
  publicUrl: string | null
  /** The city's own address. */
  origin: string
  operator: { name: string | null; inn: string | null; address: string | null }
}

export function programmes(house: ProgrammesHouse): Module {
  return {
    name: 'programmes',
    floor: 'kernel',
    routes: programmeRoutes(house),
    pack: loadZone,
    policies: [mayManageProgrammes],
  }
}
