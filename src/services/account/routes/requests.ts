// Addresses of requests about personal data: hers, and the clock of all that everybody may read.
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
import { anyone, signedIn } from '#platform/policy.ts'
import { Refusal } from '#platform/refusal.ts'
import { askAboutData } from '../actions/requests.ts'
import { requestForm } from '../forms.ts'
import { ClockPage, RequestsPage } from '../pages/requests.tsx'
import { doorTitle } from '../queries/held.ts'
import { requestClocks, requestsOf } from '../queries/requests.ts'
import { requestTerm } from '../reference.ts'
import type { AccountParts } from '../service.ts'
import { personIn } from './own.ts'

export function requestRoutes(parts: AccountParts): Route[] {
  return [
    get('/account/data/requests', signedIn, (visit) => list(parts, visit, nothingTyped, 200), { personal: true }),
    post('/account/data/requests', signedIn, (visit) => ask(parts, visit)),
    get('/account/clock', anyone, clock),
  ]
}

async function list(parts: AccountParts, { city }: Visit, typed: Typed, status: number): Promise<Answer> {
  const requests = await requestsOf(city, personIn(city))
  const [explain, correct, stop] = await Promise.all([
    requestTerm(city, 'explain'),
    requestTerm(city, 'correct'),
    requestTerm(city, 'stop'),
  ])
  const props = { requests, doors: doorsOf(parts, city), now: city.now, terms: { explain, correct, stop }, typed }
  return page(city.words('account.requests.title'), h(RequestsPage, props), { status })
}

async function ask(parts: AccountParts, visit: Visit): Promise<Answer> {
  const { city, fields } = visit
  const form = requestForm.check(fields)
  if (!form.ok) return list(parts, visit, { values: fields, errors: form.errors }, 422)
  const { kind, text } = form.value
  // A module that is none is nothing to argue about: the request is then about the whole city.
  const about = doorsOf(parts, city).find(({ value }) => value === form.value.about)?.value ?? null
  try {
    await askAboutData(city, { person: personIn(city), kind, about, text })
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'conflict') throw error
    // What she wrote stays in the form until one of the others is answered.
    return list(parts, visit, { values: fields, errors: { text: { key: error.key, values: error.values } } }, 409)
  }
  return redirect('/account/data/requests')
}

async function clock({ city }: Visit): Promise<Answer> {
  const clocks = await requestClocks(city, { most: 200 })
  return page(city.words('account.clock.title'), h(ClockPage, { clocks, now: city.now }))
}

function doorsOf({ doors }: AccountParts, city: Visit['city']): { value: string; label: string }[] {
  return doors()
    .filter(({ personal }) => personal !== undefined)
    .map(({ name }) => ({ value: name, label: doorTitle(city.words, name) }))
}
