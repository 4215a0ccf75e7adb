// Addresses of awards at the desk: the agreement is sent, evidence and reports are judged, money is written down, the award is closed.
import { h } from 'preact'
import { personFor, personOf } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import { typedIn } from '#platform/form.ts'
import {
  type Answer,
  bytes,
  get,
  nothingTyped,
  page,
  post,
  type Route,
  type Typed,
  type Visit,
} from '#platform/http/route.ts'
import { pdfDocument, pdfType } from '#platform/pdf/index.ts'
import { refuse } from '#platform/refusal.ts'
import { sendAgreement } from '../actions/awards.ts'
import { openAward } from '../actions/looking.ts'
import { judgeProof, recordPayment, recordReturn } from '../actions/milestones.ts'
import { demandOthersIn } from '../actions/own.ts'
import { closeAward, judgeReport } from '../actions/reports.ts'
import { agreementPaper, paperFrame } from '../feeds/papers.ts'
import { paymentForm, readMilestones, readReturn, verdictForm } from '../forms/awarding.ts'
import type { ProgrammesHouse } from '../index.ts'
import { AwardDeskPage, whole } from '../pages/award-desk.tsx'
import { AwardsDeskPage } from '../pages/awards-desk.tsx'
import { moneySaid, said } from '../pages/said.tsx'
import { mayManageProgrammes } from '../policy/applying.ts'
import { mayFollowDecision } from '../policy/awarding.ts'
import { type AwardView, awardsOf } from '../queries/awards.ts'
import { freeOf } from '../queries/call-money.ts'
import { type CallView, callFor } from '../queries/calls.ts'
import { type Judged, judgedFor } from '../queries/judged.ts'
import { agreementText, textHash } from '../rules/agreement.ts'
import { summaryOf } from '../rules/blind.ts'
import type { Definition, Text } from '../rules/definition.ts'
import { lookAt } from '../scanning.ts'
import { acted, idIn, isId, suffixed, todayOf, wrong } from './awarding-shared.ts'

const noAward = 'programmes.award.refusal.noAward'

export function awardRoutes(house: ProgrammesHouse): Route[] {
  const own = { personal: true }
  const one = '/desk/programmes/awards/:application'
  return [
    get('/desk/programmes/calls/:call/awards', mayFollowDecision, (visit) => listPage(visit, house), own),
    get(one, mayManageProgrammes, (visit) => awardPage(visit, nothingTyped, house), own),
    post(`${one}/agreement`, mayManageProgrammes, (visit) => agreement(visit, house)),
    get(`${one}/agreement.pdf`, mayManageProgrammes, (visit) => agreementFile(visit, house), own),
    get(`${one}/proofs/:proof/paper`, mayManageProgrammes, (visit) => proofFile(visit, house), own),
    post(`${one}/proofs/:proof/verdict`, mayManageProgrammes, (visit) => verdict(visit, house)),
    post(`${one}/payments`, mayManageProgrammes, (visit) => payment(visit, house)),
    post(`${one}/returns`, mayManageProgrammes, (visit) => giveBack(visit, house)),
    post(`${one}/report`, mayManageProgrammes, (visit) => report(visit, house)),
    post(`${one}/closing`, mayManageProgrammes, (visit) => closing(visit, house)),
  ]
}

async function listPage(visit: Visit, house: ProgrammesHouse) {
  const { city, params } = visit
  const call = await callFor(city, params.call ?? '')
  if (!call) throw refuse.missing('programmes.refusal.noCall')
  await demandOthersIn(city, call.id)
  return page(
    city.words('programmes.step.awards'),
    h(AwardsDeskPage, {
      call,
      awards: await awardsOf(city, { call: call.id }),
      free: call.budget === null ? null : await freeOf(city, call.id),
      today: todayOf(visit, house),
    }),
    { keep: 0 },
  )
}

interface AwardFile {
  award: AwardView
  judged: Judged | null
  call: CallView & { definition: Definition }
}

async function awardIn(visit: Visit): Promise<AwardFile> {
  const application = idIn(visit, 'application', noAward)
  const [award] = await awardsOf(visit.city, { applications: [application] })
  const call = award && (await callFor(visit.city, award.call))
  if (!award || !call) throw refuse.missing(noAward)
  return { award, call, judged: await judgedFor(visit.city, application) }
}

async function awardPage(visit: Visit, typed: Typed, house: ProgrammesHouse) {
  const { city } = visit
  const { award, call, judged } = await awardIn(visit)
  // Whose award it is is personal: that the office looked is written down.
  await openAward(city, { application: award.application })
  return page(
    city.words('programmes.award.title', { number: award.number }),
    h(AwardDeskPage, {
      ...{ award, call, typed, today: todayOf(visit, house) },
      applicant: await applicantOf(city, award, judged),
      leads: mayManageProgrammes.allows(city.actor),
    }),
    { keep: 0 },
  )
}

async function applicantOf(city: City, award: AwardView, judged: Judged | null): Promise<string> {
  if (award.organisationName !== null) return award.organisationName
  const person = judged?.handle ? await personOf(city, judged.handle) : null
  const known = person === null ? null : await personFor(city, person)
  return known?.name.trim() || known?.email || city.words('programmes.award.nobody')
}

async function agreement(visit: Visit, house: ProgrammesHouse): Promise<Answer> {
  const { city, fields } = visit
  const again = (again: Visit, typed: Typed) => awardPage(again, typed, house)
  const { award, call, judged } = await awardIn(visit)
  const asked = call.definition.milestones.length > 0 ? call.definition.milestones : [{ label: whole }]
  const read = readMilestones(fields, asked.length, award.amount)
  if (Object.keys(read.errors).length > 0) return wrong(visit, again, read.errors)
  const milestones = asked.map(({ label }, at) => ({
    label,
    dueOn: read.rows[at]?.dueOn ?? '',
    tranche: read.rows[at]?.tranche ?? null,
  }))
  return acted(visit, again, async () => {
    const text = await textFor(city, { award, call, judged, milestones, today: todayOf(visit, house) })
    const title = city.words('programmes.paper.agreement', { number: award.number })
    const content = agreementPaper(paperFrame(city, call.basis), { title, text, hash: textHash(text), lang: 'ru' })
    const paper = await house.files.put(await pdfDocument(content))
    await sendAgreement(city, { application: award.application, text, paper, milestones })
    return `/desk/programmes/awards/${award.application}`
  })
}

// An agreement is made in Russian, the language it is agreed to in.
async function textFor(
  city: City,
  of: AwardFile & { milestones: { label: Text; dueOn: string; tranche: number | null }[]; today: string },
): Promise<string> {
  const { award, call, judged, milestones, today } = of
  const { words } = city
  const template = call.definition.agreement.ru.trim() || words('programmes.award.plainAgreement')
  const list = milestones.map(({ label, dueOn, tranche }) => {
    const what = { label: label.ru, day: words.date(dueOn) }
    return tranche === null
      ? words('programmes.award.line', what)
      : words('programmes.award.lineMoney', { ...what, sum: moneySaid(words, tranche) })
  })
  return agreementText(template, {
    number: award.number,
    applicant: await applicantOf(city, award, judged),
    programme: said(words, call.definition.title),
    call: call.title.ru,
    amount: award.amount === null ? words('programmes.award.noMoney') : moneySaid(words, award.amount),
    summary: (judged && summaryOf(call.definition, judged.answers, true)) ?? '',
    day: words.date(today),
    milestones: list.join('; '),
  })
}

async function agreementFile(visit: Visit, house: ProgrammesHouse): Promise<Answer> {
  const { award } = await awardIn(visit)
  return agreementBytes(award, house)
}

/** The paper of an agreement, for whoever may see it. */
export async function agreementBytes(award: AwardView, house: ProgrammesHouse): Promise<Answer> {
  const content = award.paper === null ? null : await house.files.read(award.paper)
  if (!content) throw refuse.missing('programmes.award.refusal.noAgreement')
  const headers = { 'content-disposition': `inline; filename="agreement-${award.number}.pdf"` }
  return bytes(pdfType, content, { keep: 0, headers })
}

async function proofFile(visit: Visit, house: ProgrammesHouse): Promise<Answer> {
  const { award } = await awardIn(visit)
  const proof = award.milestones.flatMap(({ proofs }) => proofs).find(({ id }) => id === visit.params.proof)
  const content = proof?.sha ? await house.files.read(proof.sha) : null
  if (!proof || !content) throw refuse.missing('programmes.award.refusal.noProof')
  // What nobody looked at, or was found ill, is handed to no office: the scanner is asked each time, so that one that was away heals it.
  if ((await lookAt(house.virusScan, content)).scan !== 'clean') throw refuse.conflict('programmes.refusal.notScanned')
  await openAward(visit.city, { application: award.application })
  return bytes('application/octet-stream', content, {
    keep: 0,
    headers: {
      'content-disposition': `attachment; filename="proof.${proof.kind === 'jpeg' ? 'jpg' : (proof.kind ?? 'bin')}"`,
      'x-content-type-options': 'nosniff',
    },
  })
}

async function verdict(visit: Visit, house: ProgrammesHouse): Promise<Answer> {
  const again = (again: Visit, typed: Typed) => awardPage(again, typed, house)
  const { award } = await awardIn(visit)
  const milestone = award.milestones.find(({ proofs }) => proofs.some(({ id }) => id === visit.params.proof))
  if (!milestone) throw refuse.missing('programmes.award.refusal.noProof')
  const read = suffixed(verdictForm, visit.fields, String(milestone.nth))
  if (!read.ok) return wrong(visit, again, read.errors)
  return acted(visit, again, async () => {
    const proof = idIn(visit, 'proof', 'programmes.award.refusal.noProof')
    await judgeProof(visit.city, { application: award.application, proof, ...read.value })
    return `/desk/programmes/awards/${award.application}`
  })
}

async function payment(visit: Visit, house: ProgrammesHouse): Promise<Answer> {
  const again = (again: Visit, typed: Typed) => awardPage(again, typed, house)
  const { award } = await awardIn(visit)
  const asked = typedIn(visit.fields, 'milestone')
  const milestone = isId(asked) ? award.milestones.find(({ id }) => id === asked) : undefined
  if (!milestone) throw refuse.missing('programmes.award.refusal.noMilestone')
  const read = suffixed(paymentForm, visit.fields, String(milestone.nth))
  if (!read.ok) return wrong(visit, again, read.errors)
  if (read.value.onDay > todayOf(visit, house))
    return wrong(visit, again, { [`onDay-${milestone.nth}`]: { key: 'programmes.error.future' } })
  return acted(visit, again, async () => {
    await recordPayment(visit.city, { application: award.application, milestone: milestone.id, ...read.value })
    return `/desk/programmes/awards/${award.application}`
  })
}

async function giveBack(visit: Visit, house: ProgrammesHouse): Promise<Answer> {
  const again = (again: Visit, typed: Typed) => awardPage(again, typed, house)
  const { award } = await awardIn(visit)
  const read = suffixed({ check: readReturn }, visit.fields, 'return')
  if (!read.ok) return wrong(visit, again, read.errors)
  if (read.value.onDay > todayOf(visit, house))
    return wrong(visit, again, { 'onDay-return': { key: 'programmes.error.future' } })
  return acted(visit, again, async () => {
    await recordReturn(visit.city, { application: award.application, ...read.value })
    return `/desk/programmes/awards/${award.application}`
  })
}

async function report(visit: Visit, house: ProgrammesHouse): Promise<Answer> {
  const again = (again: Visit, typed: Typed) => awardPage(again, typed, house)
  const { award } = await awardIn(visit)
  const read = suffixed(verdictForm, visit.fields, 'report')
  if (!read.ok) return wrong(visit, again, read.errors)
  return acted(visit, again, async () => {
    await judgeReport(visit.city, { application: award.application, ...read.value })
    return `/desk/programmes/awards/${award.application}`
  })
}

async function closing(visit: Visit, house: ProgrammesHouse): Promise<Answer> {
  const again = (again: Visit, typed: Typed) => awardPage(again, typed, house)
  const { award } = await awardIn(visit)
  return acted(visit, again, async () => {
    await closeAward(visit.city, { application: award.application, today: todayOf(visit, house) })
    return `/desk/programmes/awards/${award.application}`
  })
}
