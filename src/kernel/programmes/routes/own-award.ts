// Addresses of whoever applied: what was decided, an appeal, and her award from its agreement to its report; and the results for everybody.
import { h } from 'preact'
import { handleOf, mayActFor } from '#kernel/identity/index.ts'
import { paperLimit } from '#kernel/media/index.ts'
import { typedIn } from '#platform/form.ts'
import { type Answer, get, nothingTyped, page, post, type Route, type Typed, type Visit } from '#platform/http/route.ts'
import { anyone, reaches } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { appealDecision } from '../actions/appeals.ts'
import { acceptAgreement, declineAward } from '../actions/awards.ts'
import { bringProof } from '../actions/milestones.ts'
import { sendReport } from '../actions/reports.ts'
import { acceptanceForm, appealForm, declineForm } from '../forms/awarding.ts'
import { boxOf, readAnswers } from '../forms/reading.ts'
import type { ProgrammesHouse } from '../index.ts'
import { AwardPage } from '../pages/award.tsx'
import { OutcomePage } from '../pages/outcome.tsx'
import { ResultsPage } from '../pages/results.tsx'
import { mayApply } from '../policy/applying.ts'
import { appealUntil } from '../queries/appeal-terms.ts'
import { appealsOf, awardsOf } from '../queries/awards.ts'
import { callFor } from '../queries/calls.ts'
import { decisionsOf, type Judged, judgedFor } from '../queries/judged.ts'
import { resultsOf } from '../queries/results.ts'
import { assignmentsOf, countedReviews } from '../queries/reviews.ts'
import { isEmpty } from '../rules/asked.ts'
import { paperKinds } from '../rules/definition.ts'
import { kopecksIn } from '../rules/money.ts'
import { readPaper } from '../scanning.ts'
import { acted, idIn, todayOf, wrong } from './awarding-shared.ts'
import { agreementBytes } from './awards.ts'

const noApplication = 'programmes.refusal.noApplication'
const proofPaper = { formats: [...paperKinds], largest: paperLimit / 1_000_000 }

export function ownAwardRoutes(house: ProgrammesHouse): Route[] {
  const own = { personal: true }
  const one = '/programmes/applications/:application'
  return [
    get('/programmes/:id/calls/:call/results', anyone, (visit) => resultsPage(visit, house)),
    get(`${one}/decision`, mayApply, (visit) => outcomePage(visit, nothingTyped, house), own),
    post(`${one}/appeal`, mayApply, (visit) => appeal(visit, house)),
    get(`${one}/award`, mayApply, (visit) => awardPage(visit, nothingTyped, house), own),
    get(`${one}/award/agreement.pdf`, mayApply, (visit) => agreementFile(visit, house), own),
    post(`${one}/award/agreement`, mayApply, (visit) => accept(visit, house)),
    post(`${one}/award/refusal`, mayApply, (visit) => decline(visit, house)),
    post(`${one}/award/milestones/:milestone`, mayApply, (visit) => proof(visit, house)),
    post(`${one}/award/report`, mayApply, (visit) => report(visit, house)),
  ]
}

async function resultsPage(visit: Visit, house: ProgrammesHouse) {
  const { city, params } = visit
  const today = todayOf(visit, house)
  const results = await resultsOf(city, params.call ?? '', today)
  if (!results || results.materials.call.programme !== params.id) throw refuse.missing('programmes.refusal.noResults')
  const call = results.materials.call.title
  const title = city.words.locale === 'en' && call.en !== '' ? call.en : call.ru
  return page(city.words('programmes.results.title', { call: title }), h(ResultsPage, { results, today }))
}

/** Her own application that was sent; somebody else's does not exist for her. */
async function ownJudged(visit: Visit): Promise<Judged> {
  const { city } = visit
  const handle = await handleOf(city, 'programmes', city.actor.person ?? '')
  const judged = await judgedFor(city, idIn(visit, 'application', noApplication), { withdrawn: true })
  if (!judged || handle === null || judged.handle !== handle) throw refuse.missing(noApplication)
  return judged
}

async function outcomePage(visit: Visit, typed: Typed, house: ProgrammesHouse) {
  const { city } = visit
  const judged = await ownJudged(visit)
  const call = await callFor(city, judged.call)
  const decision = (await decisionsOf(city, [judged.id])).get(judged.id)
  if (!call || !decision) throw refuse.missing('programmes.refusal.notDecided')
  const appeals = await appealsOf(city, { applications: [judged.id] })
  const today = todayOf(visit, house)
  const { appeal: terms } = call.definition.review
  const until = terms.days === 0 ? null : await appealUntil(city, decision.at, terms)
  const may = until !== null && decision.cause === 'protocol' && appeals.length === 0 && today <= until
  const reviews = countedReviews(await assignmentsOf(city, [judged.id]), judged.id)
  return page(
    city.words('programmes.outcome.title', { number: judged.number }),
    h(OutcomePage, {
      ...{ judged, call, decision, appeals, today, typed },
      reviews: reviews.map(({ scores }) => scores),
      appealUntil: may && decision.outcome !== 'awarded' ? until : null,
      award: (await awardsOf(city, { applications: [judged.id] })).length > 0,
    }),
    { keep: 0 },
  )
}

async function appeal(visit: Visit, house: ProgrammesHouse): Promise<Answer> {
  const again = (again: Visit, typed: Typed) => outcomePage(again, typed, house)
  const { id } = await ownJudged(visit)
  const read = appealForm.check(visit.fields)
  if (!read.ok) return wrong(visit, again, read.errors)
  return acted(visit, again, async () => {
    await appealDecision(visit.city, { application: id, words: read.value.words, zone: house.zone })
    return `/programmes/applications/${id}/decision`
  })
}

async function ownAward(visit: Visit) {
  const judged = await ownJudged(visit)
  const [award] = await awardsOf(visit.city, { applications: [judged.id] })
  const call = await callFor(visit.city, judged.call)
  if (!award || !call) throw refuse.missing('programmes.award.refusal.noAward')
  return { judged, award, call }
}

async function awardPage(visit: Visit, typed: Typed, house: ProgrammesHouse) {
  const { city } = visit
  const { award, call, judged } = await ownAward(visit)
  const today = todayOf(visit, house)
  const { level } = call.definition
  const person = city.actor.person ?? ''
  const signs =
    judged.organisation === null ||
    (await mayActFor(city, { person, organisation: judged.organisation, power: 'sign', today }))
  const cannot = !reaches(city.actor.level ?? 'simple', level)
    ? `programmes.award.level.${level}`
    : signs
      ? null
      : 'programmes.award.refusal.cannotSign'
  return page(
    city.words('programmes.award.title', { number: award.number }),
    h(AwardPage, { award, call, today, typed, cannot }),
    { keep: 0 },
  )
}

async function agreementFile(visit: Visit, house: ProgrammesHouse): Promise<Answer> {
  const { award } = await ownAward(visit)
  return agreementBytes(award, house)
}

async function accept(visit: Visit, house: ProgrammesHouse): Promise<Answer> {
  const again = (again: Visit, typed: Typed) => awardPage(again, typed, house)
  const { award } = await ownAward(visit)
  const read = acceptanceForm.check(visit.fields)
  if (!read.ok) return wrong(visit, again, read.errors)
  const { hash, titlePublic } = read.value
  return acted(visit, again, async () => {
    await acceptAgreement(visit.city, {
      application: award.application,
      hash,
      titlePublic,
      today: todayOf(visit, house),
    })
    return `/programmes/applications/${award.application}/award`
  })
}

async function decline(visit: Visit, house: ProgrammesHouse): Promise<Answer> {
  const again = (again: Visit, typed: Typed) => awardPage(again, typed, house)
  const { award } = await ownAward(visit)
  const read = declineForm.check(visit.fields)
  if (!read.ok) return wrong(visit, again, read.errors)
  return acted(visit, again, async () => {
    await declineAward(visit.city, {
      ...{ application: award.application, reason: read.value.because, today: todayOf(visit, house) },
    })
    return `/programmes/applications/${award.application}/award`
  })
}

async function proof(visit: Visit, house: ProgrammesHouse): Promise<Answer> {
  const { city, fields, uploads } = visit
  const again = (again: Visit, typed: Typed) => awardPage(again, typed, house)
  const { award } = await ownAward(visit)
  const id = idIn(visit, 'milestone', 'programmes.award.refusal.noMilestone')
  const milestone = award.milestones.find((each) => each.id === id)
  if (!milestone) throw refuse.missing('programmes.award.refusal.noMilestone')
  const said = typedIn(fields, `said-${milestone.nth}`)
  const upload = uploads[`paper-${milestone.nth}`]?.[0]
  // As careful as with what an application brings: programs in it, and viruses, stay out.
  const read = upload ? await readPaper(house, upload, proofPaper) : null
  const unreadable = !said.isWellFormed() || said.includes('\u0000')
  const errors = {
    ...(said === '' ? { [`said-${milestone.nth}`]: { key: 'programmes.milestone.error.said' } } : {}),
    ...(unreadable ? { [`said-${milestone.nth}`]: { key: 'platform.form.unreadable' } } : {}),
    ...(said.length > 3000
      ? { [`said-${milestone.nth}`]: { key: 'platform.form.tooLong', values: { most: 3000 } } }
      : {}),
    ...(read && 'error' in read ? { [`paper-${milestone.nth}`]: read.error } : {}),
  }
  if (Object.keys(errors).length > 0) return wrong(visit, again, errors)
  return acted(visit, again, async () => {
    const paper = read && !('error' in read) ? { sha: read.sha, name: read.name.slice(-100), kind: read.kind } : null
    await bringProof(city, { application: award.application, milestone: id, said, paper })
    return `/programmes/applications/${award.application}/award`
  })
}

async function report(visit: Visit, house: ProgrammesHouse): Promise<Answer> {
  const { city, fields } = visit
  const again = (again: Visit, typed: Typed) => awardPage(again, typed, house)
  const { award, call } = await ownAward(visit)
  const asked = call.definition.report
  const { answers, errors } = readAnswers(asked, fields)
  for (const field of asked)
    if (field.required && field.kind !== 'file' && !errors[boxOf(field.id)] && isEmpty(answers[field.id]))
      errors[boxOf(field.id)] = { key: 'platform.form.missing' }
  const typed = typedIn(fields, 'spent')
  const spent = award.amount === null ? null : kopecksIn(typed)
  if (award.amount !== null && spent === null) errors.spent = { key: 'programmes.error.money' }
  else if (spent !== null && spent > award.money.paid)
    errors.spent = { key: 'programmes.report.error.spentMore', values: { paid: award.money.paid / 100 } }
  if (Object.keys(errors).length > 0) return wrong(visit, again, errors)
  return acted(visit, again, async () => {
    await sendReport(city, { application: award.application, answers, spent })
    return `/programmes/applications/${award.application}/award`
  })
}
