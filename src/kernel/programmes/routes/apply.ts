// Addresses of applying: whom it is for, whether one may, page by page, and the way through to sending.
import { h } from 'preact'
import { holdsPower, representations } from '#kernel/identity/index.ts'
import { typedIn } from '#platform/form.ts'
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
import { dayOf } from '#platform/time.ts'
import { beginApplication, saveKnown, savePage } from '../actions/applications.ts'
import { readPage } from '../forms/reading.ts'
import { said } from '../pages/said.tsx'
import { BeginPage, StepPage } from '../pages/steps.tsx'
import { TermsStepPage } from '../pages/terms-step.tsx'
import { mayApply } from '../policy/applying.ts'
import { callFor } from '../queries/calls.ts'
import { eligibleBy } from '../queries/eligible.ts'
import { vocabulary } from '../queries/terms.ts'
import { askedFields, askedPages, papersAsked } from '../rules/asked.ts'
import { callStateAt } from '../rules/call-state.ts'
import { readKnown } from '../rules/known.ts'
import { sayDecision } from '../rules/say.ts'
import type { ApplyingHouse } from './house.ts'
import { type OwnOpen, openOwn, personIn } from './own.ts'

export function applyRoutes(house: ApplyingHouse): Route[] {
  const own = { personal: true }
  const call = '/programmes/:id/calls/:call/application'
  const one = '/programmes/applications/:application'
  return [
    get(call, mayApply, (visit) => beginning(house, visit), own),
    post(call, mayApply, (visit) => begin(house, visit), { perMinute: 30 }),
    get(`${one}/terms`, mayApply, (visit) => terms(house, visit), { query: ['all'], ...own }),
    post(`${one}/terms`, mayApply, (visit) => answerTerms(house, visit)),
    get(`${one}/pages/:page`, mayApply, (visit) => step(visit), { query: ['back', 'saved'], ...own }),
    post(`${one}/pages/:page`, mayApply, saveStep),
  ]
}

async function beginning(house: ApplyingHouse, visit: Visit, typed: Typed = nothingTyped): Promise<Answer> {
  const { city, params } = visit
  const call = await callFor(city, params.call ?? '')
  if (!call || call.programme !== params.id) throw refuse.missing('programmes.refusal.noCall')
  if (callStateAt(call, city.now) !== 'open') return redirect(`/programmes/${call.programme}/calls/${call.id}`)
  const organisations = await organisationsOf(house, visit)
  return page(
    city.words('programmes.begin.title', { call: said(city.words, call.title) }),
    h(BeginPage, { call, organisations, typed }),
    {
      status: Object.keys(typed.errors).length > 0 ? 422 : 200,
      keep: 0,
    },
  )
}

async function begin(house: ApplyingHouse, visit: Visit): Promise<Answer> {
  const { city, fields, params } = visit
  const applicant = typedIn(fields, 'applicant')
  const known = await organisationsOf(house, visit)
  if (applicant !== 'self' && !known.some(({ id }) => id === applicant))
    return beginning(house, visit, { values: fields, errors: { applicant: { key: 'platform.form.choose' } } })
  try {
    const { id } = await beginApplication(city, {
      ...{ call: params.call ?? '', organisation: applicant === 'self' ? null : applicant, zone: house.zone },
    })
    const { call } = await openOwn(visit, id)
    return redirect(`/programmes/applications/${id}${call.terms === null ? '' : '/terms'}`)
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'invalid')
      return beginning(house, visit, { values: fields, errors: error.fields })
    throw error
  }
}

// Those for which she may file applications today.
async function organisationsOf({ zone }: ApplyingHouse, { city }: Visit): Promise<{ id: string; name: string }[]> {
  const person = personIn(city)
  const today = dayOf(city.now, zone)
  const found = new Map<string, string>()
  for (const { organisation, name } of await representations(city, person)) {
    if (found.has(organisation)) continue
    const held = await holdsPower(city, { person, organisation, power: 'apply', today })
    if (held) found.set(organisation, name)
  }
  return [...found].map(([id, name]) => ({ id, name }))
}

/** How many questions of the terms stand on one page. */
const together = 4

async function terms(house: ApplyingHouse, visit: Visit, typed: Typed = nothingTyped): Promise<Answer> {
  const { city, query } = visit
  const open = await openOwn(visit)
  const { own, call } = open
  const eligible = await eligibleBy(city, call, own.known, house.zone)
  if (!eligible) return redirect(`/programmes/applications/${own.id}`)
  const catalogue = await vocabulary(city)
  const answered = Object.keys(own.known)
  const wanted = query.all === 'yes' ? [...answered, ...eligible.next] : eligible.next.slice(0, together)
  const questions = wanted.flatMap((id) => catalogue.questions.filter((question) => question.id === id))
  const props = {
    ...{ application: { id: own.id, title: open.title }, questions, known: own.known, typed },
    said: sayDecision(city.words, eligible.decision, catalogue),
    answered: answered.length > 0,
    next: `/programmes/applications/${own.id}`,
  }
  return page(city.words('programmes.may.title'), h(TermsStepPage, props), {
    status: Object.keys(typed.errors).length > 0 ? 422 : 200,
    keep: 0,
  })
}

async function answerTerms(house: ApplyingHouse, visit: Visit): Promise<Answer> {
  const { city, fields } = visit
  const { own } = await openOwn(visit)
  const { questions } = await vocabulary(city)
  const { known, errors } = readKnown(fields, questions)
  await saveKnown(city, { application: own.id, known: { ...known } })
  if (Object.keys(errors).length > 0) return terms(house, visit, { values: fields, errors })
  return redirect(`/programmes/applications/${own.id}/terms`)
}

async function step(visit: Visit, typed: Typed = nothingTyped, conflict = false): Promise<Answer> {
  const { city, query, fields, params } = visit
  const open = await openOwn(visit)
  const { own, call, pages, answers, gaps } = open
  const { definition } = call
  const asked = askedPages(definition, answers)
  const one = asked.find(({ id }) => id === params.page)
  if (!one) throw refuse.missing('programmes.refusal.noPage')
  const kept = pages.get(one.id)
  const props = {
    ...{ application: { id: own.id, title: open.title }, definition, page: one, answers, typed },
    fields: askedFields(definition, one, answers),
    revision: kept?.revision ?? 0,
    at: { step: asked.indexOf(one) + 1, steps: asked.length },
    theirs: conflict ? { answers: kept?.answers ?? {}, revision: kept?.revision ?? 0 } : null,
    gaps: own.state === 'incomplete' ? gaps : null,
    back: query.back === 'check' || fields.back === 'check',
    saved: visit.method === 'GET' && query.saved === 'yes',
  }
  const status = conflict ? 409 : Object.keys(typed.errors).length > 0 ? 422 : 200
  return page(said(city.words, one.title), h(StepPage, props), { status, keep: 0 })
}

async function saveStep(visit: Visit): Promise<Answer> {
  const { city, fields, params } = visit
  const open = await openOwn(visit)
  const { own, call, answers } = open
  const { definition } = call
  const one = askedPages(definition, answers).find(({ id }) => id === params.page)
  if (!one) throw refuse.missing('programmes.refusal.noPage')
  const whole = fields.next !== 'stay'
  const read = readPage(definition, one, fields, answers, whole)
  const limited = own.state === 'incomplete' ? onlyNamed(read.errors, open) : read.errors
  try {
    const seen = Number(typedIn(fields, 'seen'))
    await savePage(city, {
      application: own.id,
      page: one.id,
      seen: Number.isInteger(seen) ? seen : -1,
      answers: read.answers,
    })
  } catch (error) {
    if (error instanceof Refusal && error.key === 'programmes.refusal.pageSavedMeanwhile')
      return step(visit, { values: fields, errors: limited }, true)
    throw error
  }
  const at = `/programmes/applications/${own.id}`
  if (Object.keys(limited).length > 0) return step(visit, { values: fields, errors: limited })
  if (read.more.length > 0 || !whole)
    return redirect(`${at}/pages/${one.id}?saved=yes${fields.back === 'check' ? '&back=check' : ''}`)
  if (fields.back === 'check') return redirect(`${at}/check`)
  const now = { ...answers, ...read.answers }
  const asked = askedPages(definition, now)
  const next = asked[asked.findIndex(({ id }) => id === one.id) + 1]
  if (next) return redirect(`${at}/pages/${next.id}`)
  return redirect(papersAsked(definition, now).length > 0 ? `${at}/documents` : `${at}/check`)
}

// What may not be changed cannot be wrong.
function onlyNamed(errors: Typed['errors'], { gaps }: OwnOpen): Typed['errors'] {
  return Object.fromEntries(Object.entries(errors).filter(([name]) => gaps.has(`field:${name.replace(/^a-/, '')}`)))
}
