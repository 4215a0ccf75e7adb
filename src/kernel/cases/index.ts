// The door of cases: what a resident raised, who holds it, since when, by when, and how it ended.
import { h } from 'preact'
import { districts } from '#kernel/places/index.ts'
import type { Module } from '#platform/module.ts'
import { caseNotices } from './notices.ts'
import { caseSets } from './open-data.ts'
import { MyCases } from './pages/my-cases.tsx'
import { eraseHandle, exportHandle, forgetLooks, forgetOldReports, looksAt } from './personal.ts'
import {
  mayAnswer,
  mayDecline,
  mayEditReference,
  mayEndPingPong,
  mayGiveWord,
  mayHandOver,
  mayRelease,
  mayResolve,
  maySeeDesk,
} from './policy.ts'
import { casesOf } from './queries/cards.ts'
import { loadReference } from './reference.ts'
import { caseRoutes } from './routes.ts'
import { caseSearch } from './search.ts'
import { namedCases } from './threads.ts'
import { caseWebhooks } from './webhooks.ts'

export { type HandOver, handOver, markComplaint } from './actions/chain.ts'
export { answerCase, declineCase, releaseCase, releaseRepair } from './actions/desk.ts'
export { type CaseFile, openCaseFile } from './actions/file.ts'
export { type CaseOpening, joinCase, openCase } from './actions/open.ts'
export { saveDeadline, saveRoute, saveTopic } from './actions/reference.ts'
export { type Resolving, resolveCase } from './actions/resolve.ts'
export { confirmCase, reopenCase } from './actions/word.ts'
export type { CaseFacts } from './facts.ts'
export { officeInWords, officeOf } from './offices.ts'
export { CaseTimeline } from './pages/case-timeline.tsx'
export { CaseList } from './pages/cases.tsx'
export { dueInWords, movedInWords, StatusTag } from './pages/said.tsx'
export {
  type AtHolder,
  bodiesSeen,
  caseRoles,
  mayAnswer,
  mayDecline,
  mayEditReference,
  mayEndPingPong,
  mayGiveWord,
  mayHandOver,
  mayRelease,
  mayResolve,
  maySeeDesk,
} from './policy.ts'
export { type CaseCard, casesFor, casesNear, casesOf, recentCases, urgentCases } from './queries/cards.ts'
export { type CasePhoto, type CaseView, caseFor } from './queries/case.ts'
export { daysOff } from './queries/days-off.ts'
export { emergencies, type Preview, previewHolder, type Topic, topics, winOf } from './queries/holder.ts'
export { type QueueAsked, type Queued, queue, queueSize } from './queries/queue.ts'
export { type OwnPart, ownPart, type Speaking } from './queries/speaker.ts'
export {
  casesReference,
  type DeadlineFields,
  deadlineShape,
  type RouteFields,
  routeShape,
  type TopicFields,
  topicShape,
  workCalendar,
} from './reference.ts'
export {
  dueDateFor,
  guessTopics,
  isEmergency,
  isWorkDay,
  type Land,
  localDay,
  type Status,
  type WorkCalendar,
} from './rules.ts'

export const cases: Module = {
  name: 'cases',
  floor: 'kernel',
  routes: caseRoutes,
  policies: [
    maySeeDesk,
    mayRelease,
    mayHandOver,
    mayAnswer,
    mayDecline,
    mayResolve,
    mayGiveWord,
    mayEndPingPong,
    mayEditReference,
  ],
  offers: [
    {
      ...{
        href: '/cases',
        situations: ['hole-in-the-yard', 'check-the-city', 'moving-in'],
        who: ['resident', 'checker'],
        way: 'online',
        order: 20,
      },
      label: 'cases.offer.look',
      hint: 'cases.offer.look.lead',
      takes: 'cases.offer.look.takes',
      needs: 'cases.offer.look.needs',
    },
  ],
  menu: [{ href: '/cases', label: 'cases.menu', order: 25 }],
  follows: async (city, person) =>
    (await casesOf(city, person))
      .filter(({ status }) => status === 'open' || status === 'resolved')
      .slice(0, 5)
      .map(({ number, title, place, status }) => ({
        href: `/cases/${number}`,
        title: `${title}, ${place}`,
        note: city.words(`cases.status.${status}`),
      })),
  mine: { order: 10, piece: async (city, person) => h(MyCases, { cards: await casesOf(city, person) }) },
  subjects: { case: '/cases/' },
  openData: caseSets,
  webhooks: caseWebhooks,
  named: namedCases,
  search: caseSearch,
  notices: caseNotices,
  personal: {
    export: exportHandle,
    erase: eraseHandle,
    looked: looksAt,
    kinds: {
      reports: {
        label: 'cases.personal.reports',
        basis: 'cases.personal.basis',
        kept: 'cases.personal.kept',
        stays: 'cases.personal.reports.stays',
      },
      joined: { label: 'cases.personal.joined', basis: 'cases.personal.basis', kept: 'cases.personal.kept' },
      disputed: {
        label: 'cases.personal.disputed',
        basis: 'cases.personal.basis',
        kept: 'cases.personal.kept',
        stays: 'cases.personal.disputed.stays',
      },
    },
  },
  retention: [
    { category: 'cases.reports', label: 'cases.retention.reports', remove: forgetOldReports },
    { category: 'cases.looks', label: 'cases.retention.looks', remove: forgetLooks },
  ],
  pack: async (city, pack) => loadReference(city, pack, await districts(city)),
}
