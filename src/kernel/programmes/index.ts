// The door of programmes: an offer with dated conditions, applications, review, award and follow-up.
import type { VirusScan } from '#outside/virus-scan/index.ts'
import type { Files } from '#platform/files.ts'
import type { Module } from '#platform/module.ts'
import { awardingNotices } from './notices/awarding.ts'
import { awardingSets } from './open-data/awarding.ts'
import { awardingKinds, eraseAwarding, exportAwarding } from './personal/awarding.ts'
import { mayManageProgrammes } from './policy/applying.ts'
import { mayConfirmDecision, mayDecideAppeal, mayFollowDecision, mayReview } from './policy/awarding.ts'
import { awardPapersAmong } from './queries/awards.ts'
import { awardingReactions } from './reactions/awarding.ts'
import { programmeRoutes } from './routes.ts'

// Programmes, calls and applications.
export type { ApplyingFacts } from './facts/applying.ts'
export type { AwardingFacts } from './facts/awarding.ts'
export { mayManageProgrammes } from './policy/applying.ts'
export type { Answer, Answers } from './rules/answers.ts'
export type { Definition, Text } from './rules/definition.ts'
export { type Catalogue, type DerivedFields, type QuestionFields, questionShape } from './rules/questions.ts'
export type { State } from './rules/states.ts'
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
    policies: [mayManageProgrammes, mayReview, mayConfirmDecision, mayFollowDecision, mayDecideAppeal],
    deskMenu: [
      { href: '/desk/programmes/reviews', label: 'programmes.reviews.title', order: 62, may: mayReview },
      { href: '/desk/programmes/appeals', label: 'programmes.appeals.title', order: 63, may: mayFollowDecision },
    ],
    reactions: [...awardingReactions(house)],
    notices: [...awardingNotices],
    openData: [...awardingSets(house.zone)],
    files: awardPapersAmong,
    personal: {
      export: exportAwarding,
      erase: eraseAwarding,
      kinds: { ...awardingKinds },
    },
  }
}
