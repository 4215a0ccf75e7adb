// Addresses of calls at the desk: opening one, moving its last instant, its applications, and the check of completeness.
import { h } from 'preact'
import {
  type Answer,
  get,
  nothingTyped,
  page,
  post,
  type Route,
  redirect,
  type Typed,
  type Visit,
} from '#platform/http/route.ts'
import { Refusal, refuse } from '#platform/refusal.ts'
import { dayOf, days, later } from '#platform/time.ts'
import { moveDeadline, openCall } from '../actions/calls.ts'
import { checkable, markComplete, markIncomplete, openApplication } from '../actions/checking.ts'
import { demandOthersIn } from '../actions/own.ts'
import { readCall, readCheck, readDeadline } from '../forms/calls.ts'
import { CheckingPage } from '../pages/checking.tsx'
import { DeskCallPage, NewCallPage } from '../pages/desk-calls.tsx'
import { said } from '../pages/said.tsx'
import { mayManageProgrammes } from '../policy/applying.ts'
import { applicationsOf, draftsOf } from '../queries/applications.ts'
import { applicationCounts, callFor, movesOf } from '../queries/calls.ts'
import { eligibleBy } from '../queries/eligible.ts'
import { termsInForce, vocabulary } from '../queries/terms.ts'
import { termsToChoose } from '../queries/terms-called.ts'
import { sayDecision } from '../rules/say.ts'
import { isState } from '../rules/states.ts'
import { draftIn } from './drafts.ts'
import type { ApplyingHouse } from './house.ts'
import { fileAnswer } from './sending.ts'

const may = mayManageProgrammes

export function deskCallRoutes(house: ApplyingHouse): Route[] {
  const one = '/desk/programmes/calls/:call'
  const application = `${one}/applications/:application`
  return [
    get('/desk/programmes/:id/calls', may, (visit) => newCall(visit), { personal: true }),
    post('/desk/programmes/:id/calls', may, (visit) => open(house, visit)),
    get(one, may, (visit) => callPage(visit), { query: ['state', 'page'], personal: true }),
    post(`${one}/deadline`, may, (visit) => move(house, visit)),
    get(application, may, (visit) => checking(house, visit), { personal: true }),
    get(`${application}/documents/:document`, may, (visit) => document(house, visit), { personal: true }),
    post(`${application}/completeness`, may, (visit) => judge(house, visit)),
  ]
}

async function newCall(visit: Visit, typed: Typed = nothingTyped): Promise<Answer> {
  const { city } = visit
  const draft = await draftIn(visit)
  if (!draft.published) throw refuse.conflict('programmes.refusal.notPublished')
  const props = { draft, typed, terms: await termsToChoose(city) }
  return page(city.words('programmes.desk.openCall'), h(NewCallPage, props), { status: statusOf(typed), keep: 0 })
}

async function open({ zone }: ApplyingHouse, visit: Visit): Promise<Answer> {
  const { city, fields } = visit
  const draft = await draftIn(visit)
  const sent = readCall(fields, zone)
  if (!sent.ok) return newCall(visit, { values: fields, errors: sent.errors })
  const terms = sent.value.terms === null ? null : await termsInForce(city, sent.value.terms)
  if (sent.value.terms !== null && terms === null)
    return newCall(visit, { values: fields, errors: { terms: { key: 'platform.form.choose' } } })
  try {
    const { id } = await openCall(city, {
      ...{ ...sent.value, programme: draft.programme, zone },
      terms: terms && { id: terms.id, version: terms.version },
    })
    return redirect(`/desk/programmes/calls/${id}`)
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'invalid')
      return newCall(visit, { values: fields, errors: error.fields })
    throw error
  }
}

const perPage = 50

async function callPage(visit: Visit, typed: Typed = nothingTyped): Promise<Answer> {
  const { city, query } = visit
  const call = await callIn(visit)
  await demandOthersIn(city, call.id)
  const state = query.state !== undefined && isState(query.state) ? query.state : null
  const at = Math.min(Math.max(Math.trunc(Number(query.page ?? '1')) || 1, 1), 10_000)
  const found = await applicationsOf(city, call.id, {
    ...{ state: state ?? undefined, most: perPage + 1, skip: (at - 1) * perPage },
  })
  const props = {
    ...{ call, state, typed, page: at, more: found.length > perPage, cards: found.slice(0, perPage) },
    moves: await movesOf(city, call.id),
    counts: (await applicationCounts(city, [call.id])).get(call.id) ?? new Map<string, number>(),
    drafts: await draftsOf(city, call.id),
  }
  return page(said(city.words, call.title), h(DeskCallPage, props), { status: statusOf(typed), keep: 0 })
}

async function move({ zone }: ApplyingHouse, visit: Visit): Promise<Answer> {
  const { city, fields, params } = visit
  const sent = readDeadline(fields, zone)
  if (!sent.ok) return callPage(visit, { values: fields, errors: sent.errors })
  try {
    await moveDeadline(city, { call: params.call ?? '', ...sent.value })
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'invalid')
      return callPage(visit, { values: fields, errors: error.fields })
    throw error
  }
  return redirect(`/desk/programmes/calls/${params.call}`)
}

/** How long an applicant has to mend what is missing, where the desk says nothing else. */
const usualDays = 5

async function checking(house: ApplyingHouse, visit: Visit, typed: Typed = nothingTyped): Promise<Answer> {
  const { city, params } = visit
  const file = await openApplication(city, params.application ?? '')
  if (file.call.id !== params.call) throw refuse.missing('programmes.refusal.noApplication')
  const eligible = await eligibleBy(city, file.call, file.submission.known, house.zone)
  const decided = eligible && sayDecision(city.words, eligible.decision, await vocabulary(city))
  const props = {
    ...{ file, typed, subjects: checkable(file.call.definition, file.submission) },
    terms: decided && { title: decided.title, because: decided.because },
    due: { on: dayOf(later(city.now, days(usualDays)), house.zone), time: '18:00' },
    pretends: house.virusScan?.name === 'pretend',
  }
  const title = city.words('programmes.mine.number', { number: file.application.number ?? '' })
  return page(title, h(CheckingPage, props), { status: statusOf(typed), keep: 0 })
}

async function document(house: ApplyingHouse, visit: Visit): Promise<Answer> {
  const { city, params } = visit
  const { documents, call } = await openApplication(city, params.application ?? '')
  const found = documents.find(({ id }) => id === params.document)
  if (!found || call.id !== params.call) throw refuse.missing('programmes.refusal.noDocument')
  // Nobody of the staff opens what was not found clean.
  if (found.scan !== 'clean') throw refuse.conflict('programmes.refusal.notScanned')
  const content = await house.files.read(found.sha)
  if (!content) throw refuse.missing('programmes.refusal.noDocument')
  return fileAnswer(found.id, found.kind, content)
}

async function judge(house: ApplyingHouse, visit: Visit): Promise<Answer> {
  const { city, params, fields } = visit
  const id = params.application ?? ''
  const back = `/desk/programmes/calls/${params.call}`
  if (fields.whole === 'yes') {
    await markComplete(city, { application: id })
    return redirect(back)
  }
  const file = await openApplication(city, id)
  const sent = readCheck(fields, checkable(file.call.definition, file.submission), house.zone)
  if (!sent.ok) return checking(house, visit, { values: fields, errors: sent.errors })
  try {
    await markIncomplete(city, { application: id, ...sent.value })
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'invalid')
      return checking(house, visit, { values: fields, errors: error.fields })
    throw error
  }
  return redirect(back)
}

async function callIn({ city, params }: Visit) {
  const call = await callFor(city, params.call ?? '')
  if (!call) throw refuse.missing('programmes.refusal.noCall')
  return call
}

function statusOf(typed: Typed): number {
  return Object.keys(typed.errors).length > 0 ? 422 : 200
}
