// Addresses of the cabinet: what an organiser has, drafts by steps, and sending the whole.
import { h } from 'preact'
import { daysOff } from '#kernel/cases/index.ts'
import { venueNamed, venues } from '#kernel/places/index.ts'
import type { City } from '#platform/city.ts'
import { type Fields, typedIn } from '#platform/form.ts'
import { type Answer, bytes, get, page, post, type Route, redirect, type Visit } from '#platform/http/route.ts'
import { signedIn } from '#platform/policy.ts'
import { type FieldErrors, Refusal, refuse } from '#platform/refusal.ts'
import { csvType, writeCsv } from '#platform/sheets/index.ts'
import { dayOf } from '#platform/time.ts'
import { addsNothing, dropDraft, saveStep, sendDraft, startDraft } from '../actions/cabinet.ts'
import { takeUp } from '../actions/own-sessions.ts'
import { errorsIn, readWhen, ruleSpan, seriesMistakes } from '../forms/cabinet.ts'
import { CabinetPage } from '../pages/cabinet.tsx'
import { DraftPage } from '../pages/draft.tsx'
import { CheckPage } from '../pages/draft-check.tsx'
import { sessionDigits } from '../pages/session-said.ts'
import { clashesOf, type Draft, draftFor, draftsOf, ownEvents, ownHandles, trustOf } from '../queries/cabinet.ts'
import { organisationsOf } from '../queries/keepers.ts'
import { isStep, isTrusted, type Step, stepAfter, steps } from '../rules/steps.ts'
import type { EventsHouse } from './house.ts'
import { ownSources } from './own-sources.ts'

export function cabinetRoutes(house: EventsHouse): Route[] {
  const own = { personal: true }
  const { zone } = house
  return [
    get('/events/cabinet', signedIn, (visit) => cabinet(house, visit), own),
    get('/events/cabinet/export.csv', signedIn, (visit) => ownTable(house, visit), own),
    post('/events/cabinet/drafts', signedIn, async (visit) => {
      const draft = await startDraft(visit.city, { organisation: typedIn(visit.fields, 'organisation') || null, zone })
      return redirect(`/events/cabinet/drafts/${draft}/what`)
    }),
    get('/events/cabinet/drafts/:draft/:step', signedIn, (visit) => stepPage(house, visit), own),
    post('/events/cabinet/drafts/:draft/:step', signedIn, (visit) => takeStep(house, visit)),
    post('/events/cabinet/drafts/:draft/sending', signedIn, (visit) => send(house, visit)),
    post('/events/cabinet/drafts/:draft/dropping', signedIn, async ({ city, params }) => {
      await dropDraft(city, { draft: params.draft ?? '' })
      return redirect('/events/cabinet')
    }),
    post('/events/cabinet/events/:id/copy', signedIn, (visit) => took(house, visit, 'copy')),
    post('/events/cabinet/events/:id/change', signedIn, (visit) => took(house, visit, 'change')),
  ]
}

async function cabinet({ zone }: EventsHouse, { city }: Visit): Promise<Answer> {
  const events = await ownEvents(city, zone)
  const drafts = await draftsOf(city)
  const organisations = await organisationsOf(city, city.actor.person ?? '', zone)
  const sources = (await ownSources(city, zone)).length
  return page(city.words('events.cabinet.title'), h(CabinetPage, { events, drafts, organisations, sources, zone }))
}

async function ownTable({ zone }: EventsHouse, { city }: Visit): Promise<Answer> {
  const { words } = city
  const head = ['event', 'next', 'sessions', 'places', 'taken', 'state'].map((name) => ({
    title: words(`events.cabinet.column.${name}`),
  }))
  const rows = (await ownEvents(city, zone)).map((event) => [
    event.title,
    event.nextAt === null ? '' : sessionDigits(event.nextAt, zone),
    { decimal: String(event.sessions) },
    { decimal: String(event.places) },
    { decimal: String(event.taken) },
    words(`events.cabinet.state.${event.state}`),
  ])
  const csv = await writeCsv({ name: 'events', head, rows })
  return bytes(csvType, csv, { keep: 0, headers: { 'content-disposition': 'attachment; filename="events.csv"' } })
}

async function stepPage(house: EventsHouse, visit: Visit): Promise<Answer> {
  const { draft, step } = await asked(visit)
  return step === 'check'
    ? checkPage(house, visit, draft, null, 200)
    : draftPage(visit, draft, step, {}, 200, house.zone)
}

async function takeStep(house: EventsHouse, visit: Visit): Promise<Answer> {
  const { city, fields } = visit
  const { draft, step } = await asked(visit)
  await saveStep(city, { draft: draft.id, names: stepNames[step], fields })
  if (typedIn(visit.fields, 'later') === 'yes') return redirect('/events/cabinet')
  const errors = problemsIn(step, fields, draft.event !== null, dayOf(city.now, house.zone))
  const others = Object.entries(draft.data).filter(([name]) => !stepNames[step].includes(name))
  const data = { ...Object.fromEntries(others), ...fields }
  if (Object.keys(errors).length > 0) return draftPage(visit, { ...draft, data }, step, errors, 422, house.zone)
  return redirect(`/events/cabinet/drafts/${draft.id}/${stepAfter(step)}`)
}

async function draftPage(
  visit: Visit,
  draft: Draft,
  step: Step,
  errors: FieldErrors,
  status: number,
  zone: string,
): Promise<Answer> {
  const { city } = visit
  const props = {
    ...{ draft: draft.id, step, typed: { values: draft.data, errors } },
    ...{ changes: draft.event !== null, organisation: draft.organisation !== null },
    venues: step === 'where' ? (await venues(city)).map(({ name }) => name) : [],
    mistakes: step === 'when' ? seriesMistakes(draft.data, dayOf(city.now, zone)) : [],
  }
  return page(city.words(`events.cabinet.step.${step}`), h(DraftPage, props), { status })
}

async function checkPage(
  { zone }: EventsHouse,
  visit: Visit,
  draft: Draft,
  refused: string | null,
  status: number,
): Promise<Answer> {
  const { city } = visit
  const today = dayOf(city.now, zone)
  const { data } = draft
  const changes = draft.event !== null
  const errors = Object.assign({}, ...steps.map((step) => problemsIn(step, data, changes, today)))
  const when = changes && addsNothing(data) ? null : readWhen(data, today, await offIn(city, data))
  const { slots, skipped } = when?.ok ? when.value : { slots: [], skipped: [] }
  const meant = await venueNamed(city, typedIn(data, 'place'))
  const hall = typedIn(data, 'hall') || (meant?.hall ?? null)
  const [handle] = await ownHandles(city)
  const trust = await trustOf(city, draft.organisation ?? handle ?? '')
  const props = {
    ...{ draft: draft.id, typed: { values: data, errors }, changes, slots, skipped, refused, zone },
    venue: meant ? { name: meant.venue.name, address: meant.venue.address ?? '' } : null,
    clashes: await clashesOf(city, { venue: meant?.venue.id ?? null, hall, slots, except: draft.event, zone }),
    trusted: isTrusted(trust.word, trust.published),
  }
  return page(city.words('events.cabinet.step.check'), h(CheckPage, props), { status })
}

async function send(house: EventsHouse, visit: Visit): Promise<Answer> {
  const { city } = visit
  const draft = await ownDraft(visit)
  try {
    const off = await offIn(city, draft.data)
    const { id } = await sendDraft(city, { draft: draft.id, off, zone: house.zone })
    return redirect(`/events/cabinet/events/${id}`)
  } catch (error) {
    if (!(error instanceof Refusal) || (error.kind !== 'conflict' && error.kind !== 'invalid')) throw error
    const said = error.kind === 'conflict' ? city.words(error.key, error.values) : null
    return checkPage(house, visit, draft, said, error.status)
  }
}

async function took({ zone }: EventsHouse, { city, params }: Visit, as: 'copy' | 'change'): Promise<Answer> {
  const draft = await takeUp(city, { event: params.id ?? '', as, zone })
  return redirect(`/events/cabinet/drafts/${draft}/what`)
}

async function offIn(city: City, data: Fields): Promise<ReadonlySet<string>> {
  const span = ruleSpan(data)
  return span === null ? new Set() : daysOff(city, span)
}

// Which boxes a step has: a tick that comes back empty was taken away.
const stepNames: Readonly<Record<Step, readonly string[]>> = {
  what: ['title', 'kind', 'topics', 'description', 'artists', 'organiser'],
  where: ['place', 'hall'],
  when: ['way', 'times', 'weekdays', 'from', 'to', 'hours', 'skip', 'lasts'],
  terms: ['age', 'price', 'priceMin', 'priceMax', 'pushkin', 'ramp', 'loop', 'sign', 'ticketUrl'],
  seats: ['register', 'places', 'groupMost', 'ageFrom', 'ageTo', 'opensOn', 'closesBefore', 'asksName', 'nameWhy'],
  check: [],
}

function problemsIn(step: Step, fields: Fields, changes: boolean, today: string): FieldErrors {
  return step === 'when' && changes && addsNothing(fields) ? {} : errorsIn(step, fields, today)
}

async function asked(visit: Visit): Promise<{ draft: Draft; step: Step }> {
  const step = visit.params.step ?? ''
  if (!isStep(step)) throw refuse.missing('platform.refusal.missing')
  return { draft: await ownDraft(visit), step }
}

async function ownDraft({ city, params }: Visit): Promise<Draft> {
  const draft = await draftFor(city, params.draft ?? '')
  if (!draft) throw refuse.missing('events.cabinet.refusal.noDraft')
  return draft
}
