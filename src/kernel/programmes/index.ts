// The door of programmes: an offer with dated conditions, applications, review, award and follow-up.
import { h } from 'preact'
import type { VirusScan } from '#outside/virus-scan/index.ts'
import type { Files } from '#platform/files.ts'
import type { Module, Pack } from '#platform/module.ts'
import { loadZone } from './actions/questions.ts'
import { tellApplications } from './demo/applying.ts'
import { tellAwards } from './demo/awarding.ts'
import { scanHealth } from './health.ts'
import { applyingNotices } from './notices/applying.ts'
import { awardingNotices } from './notices/awarding.ts'
import { applyingSets } from './open-data/applying.ts'
import { awardingSets } from './open-data/awarding.ts'
import { MinePiece } from './pages/mine-piece.tsx'
import {
  documentsAmong,
  eraseApplications,
  exportApplications,
  forgetApplicationLooks,
  forgetApplications,
  forgetDrafts,
  looksAtApplications,
} from './personal/applying.ts'
import { awardingKinds, eraseAwarding, exportAwarding, forgetAwards } from './personal/awarding.ts'
import { mayApply, mayManageProgrammes } from './policy/applying.ts'
import { mayConfirmDecision, mayDecideAppeal, mayFollowDecision, mayReview } from './policy/awarding.ts'
import { awardPapersAmong } from './queries/awards.ts'
import { listedApplications } from './queries/mine.ts'
import { comingCalls, namedProgrammes, programmeSearch } from './queries/offered.ts'
import { applyingReactions } from './reactions/applying.ts'
import { awardingReactions } from './reactions/awarding.ts'
import { programmeRoutes } from './routes.ts'
import { programmeWebhooks } from './webhooks.ts'

// terms: begin (owner: eligibility)
export { loadQuestions } from './actions/questions.ts'
export { loadTerms } from './actions/terms.ts'
// Programmes, calls and applications.
export type { ApplyingFacts } from './facts/applying.ts'
export type { AwardingFacts } from './facts/awarding.ts'
export { DecisionCard } from './pages/decision-card.tsx'
export { QuestionField } from './pages/question-field.tsx'
export { mayManageProgrammes } from './policy/applying.ts'
export { type CallView, callFor, callsOf } from './queries/calls.ts'
export { type ProgrammeView, publishedProgrammes } from './queries/programmes.ts'
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
export { type CallState, callStateAt } from './rules/call-state.ts'
export type { Definition, Text } from './rules/definition.ts'
export { readKnown } from './rules/known.ts'
export { type Catalogue, type DerivedFields, type QuestionFields, questionShape } from './rules/questions.ts'
export { type SaidDecision, sayAmount, sayCondition, sayDecision } from './rules/say.ts'
export { sayCell, sayKnown, sayValue } from './rules/say-cells.ts'
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
  /** The city pack: the demo's invented programme stands in it. */
  pack: Pack
}

export function programmes(house: ProgrammesHouse): Module {
  return {
    name: 'programmes',
    floor: 'kernel',
    routes: programmeRoutes(house),
    reactions: [...applyingReactions(house), ...awardingReactions(house)],
    policies: [
      ...[mayManageProgrammes, mayApply],
      ...[mayReview, mayConfirmDecision, mayFollowDecision, mayDecideAppeal],
    ],
    menu: [{ href: '/programmes', label: 'programmes.list.title', order: 46 }],
    deskMenu: [
      { href: '/desk/programmes', label: 'programmes.list.title', order: 60, may: mayManageProgrammes },
      { href: '/desk/programmes/reviews', label: 'programmes.reviews.title', order: 62, may: mayReview },
      { href: '/desk/programmes/appeals', label: 'programmes.appeals.title', order: 63, may: mayFollowDecision },
      { href: '/desk/programmes/terms', label: 'programmes.terms.desk.title', order: 61, may: mayManageProgrammes },
    ],
    subjects: { programme: '/programmes/', call: '/programmes/calls/' },
    named: namedProgrammes,
    notices: [...applyingNotices, ...awardingNotices],
    mine: {
      order: 35,
      piece: async (city, person) => {
        const applications = await listedApplications(city, person)
        return applications.length === 0 ? null : h(MinePiece, { applications })
      },
    },
    coming: (city, days) => comingCalls(city, days, house.zone),
    webhooks: programmeWebhooks(house.zone),
    openData: [...applyingSets, ...awardingSets(house.zone)],
    search: programmeSearch,
    files: async (city, shas) => [...(await documentsAmong(city, shas)), ...(await awardPapersAmong(city, shas))],
    health: (city) => scanHealth(city, house.virusScan),
    personal: {
      export: async (city, handle) => {
        const { applications, documents } = await exportApplications(city, handle)
        const file = { applications, documents, ...(await exportAwarding(city, handle)) }
        return Object.values(file).every((rows) => rows.length === 0) ? null : file
      },
      // First what hangs on her applications, while they still are hers.
      erase: async (city, handle) => (await eraseAwarding(city, handle)) + (await eraseApplications(city, handle)),
      looked: looksAtApplications,
      kinds: {
        applications: {
          label: 'programmes.personal.applications',
          basis: 'programmes.personal.basis',
          kept: 'programmes.personal.kept',
          stays: 'programmes.personal.stays',
          correct: '/programmes/applications',
        },
        documents: {
          label: 'programmes.personal.documents',
          basis: 'programmes.personal.basis',
          kept: 'programmes.personal.kept',
        },
        ...awardingKinds,
      },
    },
    retention: [
      { category: 'programmes.drafts', label: 'programmes.retention.drafts', remove: forgetDrafts },
      { category: 'programmes.applications', label: 'programmes.retention.applications', remove: forgetApplications },
      { category: 'programmes.awards', label: 'programmes.retention.awards', remove: forgetAwards },
      { category: 'programmes.looks', label: 'programmes.retention.looks', remove: forgetApplicationLooks },
    ],
    demo: async (story) => {
      await tellApplications(story, house.pack)
      await tellAwards(story)
    },
    pack: loadZone,
  }
}
