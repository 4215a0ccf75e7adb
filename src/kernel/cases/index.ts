// The door of cases: what a resident raised, who holds it, since when, by when, and how it ended.

import { districts } from '#kernel/places/index.ts'
import type { Module } from '#platform/module.ts'
import { loadReference } from './reference.ts'

export { type CaseOpening, joinCase, openCase } from './actions/open.ts'
export type { CaseFacts } from './facts.ts'
export { type CaseCard, casesFor, casesNear, casesOf, recentCases } from './queries/cards.ts'
export { type CasePhoto, type CaseView, caseFor } from './queries/case.ts'
export { emergencies, type Preview, previewHolder, type Topic, topics, winOf } from './queries/holder.ts'
export { guessTopics, isEmergency, type Land, type Status } from './rules.ts'

export const cases: Module = {
  name: 'cases',
  floor: 'kernel',
  subjects: { case: '/cases/' },
  pack: async (city, pack) => loadReference(city, pack, await districts(city)),
}
