// Addresses of requests: asking, one request for whom it is, and whether it helped.
import { h } from 'preact'
import { bureauPurpose } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import { typedIn } from '#platform/form.ts'
import { get, nothingTyped, page, post, type Route, redirect, type Typed, type Visit } from '#platform/http/route.ts'
import { newSecret } from '#platform/ids.ts'
import { signedIn } from '#platform/policy.ts'
import { type FieldErrors, Refusal, refuse } from '#platform/refusal.ts'
import { sayWhetherItHelped, stopAsking } from '../actions/follow-ups.ts'
import { askAdviser, claimRequest, replyToAdviser } from '../actions/requests.ts'
import { outcomeForm, replyForm, requestForm } from '../forms.ts'
import { AskPage } from '../pages/ask.tsx'
import { OutcomesPage } from '../pages/outcomes.tsx'
import { RequestPage } from '../pages/request.tsx'
import { maySeeBureau } from '../policy.ts'
import { answerTerm } from '../queries/calendar.ts'
import { clockNumbers } from '../queries/clock.ts'
import { measureFor, measures } from '../queries/measures.ts'
import { requestNames } from '../queries/names.ts'
import { outcomes } from '../queries/outcomes.ts'
import { topics } from '../queries/queues.ts'
import { ownRequest, requestFor } from '../queries/requests.ts'
import { refusals } from '../rules/outcomes.ts'
import type { BureauHouse } from '../service.ts'

export function requestRoutes(house: BureauHouse): Route[] {
  const own = { personal: true }
  const one = '/bureau/requests/:request'
  return [
    get('/bureau/outcomes', maySeeBureau, (visit) => outcomesPage(visit, house)),
    get('/bureau/requests/new', maySeeBureau, (visit) => askPage(visit, house, nothingTyped), {
      query: ['measure'],
      ...own,
    }),
    post('/bureau/requests/new', maySeeBureau, (visit) => ask(visit, house), { perMinute: 30 }),
    get(one, maySeeBureau, (visit) => requestPage(visit, house, nothingTyped), {
      query: ['token', 'fresh', 'said'],
      ...own,
    }),
    post(`${one}/reply`, maySeeBureau, (visit) => reply(visit, house), { perMinute: 30 }),
    post(`${one}/outcome`, maySeeBureau, (visit) => sayOutcome(visit, house), { perMinute: 30 }),
    post(`${one}/stopping`, maySeeBureau, stop, { perMinute: 30 }),
    post(`${one}/claiming`, signedIn, claim, { perMinute: 30 }),
  ]
}

async function outcomesPage({ city }: Visit, { zone }: BureauHouse) {
  return page(
    city.words('bureau.outcomes.title'),
    h(OutcomesPage, {
      outcomes: await outcomes(city, zone),
      clock: await clockNumbers(city),
      term: await answerTerm(city),
      names: new Map((await measures(city, zone)).map(({ id, fields }) => [id, fields.name])),
    }),
    { description: city.words('bureau.outcomes.lede') },
  )
}

async function askPage(visit: Visit, house: BureauHouse, typed: Typed) {
  const { city, query } = visit
  const term = await answerTerm(city)
  if (!term) throw refuse.unavailable('bureau.ask.refusal.notReady')
  const id = typedIn(typed.values, 'measure') || query.measure
  return page(
    city.words('bureau.ask.title'),
    h(AskPage, {
      ...{ term, typed },
      topics: await topics(city),
      measure: id ? await measureFor(city, id, house.zone) : null,
      once: secretIn(typed.values.once) ?? newSecret(),
      consent: city.actor.person === null ? consentText(city, house) : null,
    }),
    { status: statusOf(typed), keep: 0 },
  )
}

async function ask(visit: Visit, house: BureauHouse) {
  const { city, fields } = visit
  const sent = requestForm.check(fields)
  if (!sent.ok) return askPage(visit, house, { values: fields, errors: sent.errors })
  const { topic, measure, words, email, once } = sent.value
  const guest = city.actor.person === null
  const secret = secretIn(once) ?? newSecret()
  const letters =
    guest && email !== ''
      ? {
          ...{ email, text: consentText(city, house), operator: house.operator },
          userAgent: visit.header('user-agent') ?? null,
        }
      : null
  try {
    const { number } = await askAdviser(city, {
      ...{ topic, measure: measure === '' ? null : measure, words, secret, letters },
      ...{ ip: visit.ip, zone: house.zone },
    })
    return redirect(`/bureau/requests/${number}?${guest ? `token=${secret}&` : ''}fresh=yes`)
  } catch (error) {
    return askPage(visit, house, { values: fields, errors: errorsOf(error) })
  }
}

async function requestPage(visit: Visit, { zone }: BureauHouse, typed: Typed) {
  const { city, params, query } = visit
  const number = numberIn(params.request)
  const { person } = city.actor
  const token = typedIn(typed.values, 'token') || query.token || null
  const view = number === 0 ? null : await requestFor(city, number)
  if (!view) throw refuse.missing('bureau.request.refusal.none')
  const own = await ownRequest(city, { number, token, person })
  // Whether somebody else's request exists is nobody's business either.
  if (!own) throw refuse.missing('bureau.request.refusal.none')
  return page(
    city.words('bureau.request.number', { number }),
    h(RequestPage, {
      ...{ view, token, typed, unclaimed: own.unclaimed, signedIn: person !== null },
      ...{ fresh: query.fresh === 'yes', said: query.said ?? '' },
      names: await requestNames(city, view, zone),
    }),
    { status: statusOf(typed), keep: 0 },
  )
}

async function reply(visit: Visit, house: BureauHouse) {
  const { city, fields } = visit
  const speaking = speakingOf(visit)
  const sent = replyForm.check(fields)
  if (!sent.ok) return requestPage(visit, house, { values: fields, errors: sent.errors })
  await replyToAdviser(city, { ...speaking, text: sent.value.reply })
  return backTo(visit)
}

async function sayOutcome(visit: Visit, house: BureauHouse) {
  const { city, fields } = visit
  const sent = outcomeForm.check(fields)
  if (!sent.ok) return requestPage(visit, house, { values: fields, errors: sent.errors })
  const { said, roubles, why } = sent.value
  await sayWhetherItHelped(city, {
    ...speakingOf(visit),
    ...{ said, why: refusals.find((each) => each === why) ?? null },
    kopecks: roubles === null ? null : Math.round(roubles * 100),
  })
  return backTo(visit)
}

async function stop(visit: Visit) {
  await stopAsking(visit.city, speakingOf(visit))
  return backTo(visit)
}

async function claim({ city, params, fields }: Visit) {
  const number = numberIn(params.request)
  if (city.actor.person !== null)
    await claimRequest(city, { number, token: typedIn(fields, 'token'), person: city.actor.person })
  return redirect(`/bureau/requests/${number}`)
}

function speakingOf({ city, params, fields }: Visit) {
  return { number: numberIn(params.request), token: typedIn(fields, 'token') || null, person: city.actor.person }
}

function backTo({ params, fields }: Visit) {
  const token = typedIn(fields, 'token')
  return redirect(
    `/bureau/requests/${numberIn(params.request)}${token === '' ? '' : `?token=${encodeURIComponent(token)}`}`,
  )
}

/** The whole text of the consent to letters about a request, with who answers for the address. */
function consentText(city: City, { operator }: BureauHouse): string {
  const { name, inn, address } = operator
  if (name === null) return city.words(bureauPurpose.text, { operator: city.words('bureau.ask.demoOperator') })
  const named = [name, inn && city.words('bureau.ask.inn', { inn }), address].filter(Boolean).join(', ')
  return city.words(bureauPurpose.text, { operator: named })
}

/** The errors of a form that the action found, to be shown beside what was typed; every other refusal goes on its way. */
export function errorsOf(error: unknown): FieldErrors {
  if (error instanceof Refusal && error.kind === 'invalid') return error.fields
  throw error
}

/** The number of a request in an address; 0 where it is none. */
export function numberIn(text: string | undefined): number {
  return text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0
}

export function statusOf(typed: Typed): number {
  return Object.keys(typed.errors).length > 0 ? 422 : 200
}

// What newSecret makes; anything else is no secret of this city's form.
function secretIn(value: string | string[] | undefined): string | null {
  return typeof value === 'string' && /^[\w-]{32}$/.test(value) ? value : null
}
