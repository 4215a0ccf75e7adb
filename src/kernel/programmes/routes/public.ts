// Addresses of programmes for everybody: the list, a programme, and a call.
import { h } from 'preact'
import { get, page, type Route, redirect, type Visit } from '#platform/http/route.ts'
import { anyone } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { CallPage } from '../pages/call.tsx'
import { ProgrammePage, ProgrammesPage } from '../pages/programmes.tsx'
import { ResultsLink } from '../pages/results.tsx'
import { said } from '../pages/said.tsx'
import { applicationCounts, type CallView, callFor, callsOf, movesOf } from '../queries/calls.ts'
import { publishedProgrammes } from '../queries/programmes.ts'
import { decidedAmong } from '../queries/results.ts'
import { termsCalled } from '../queries/terms-called.ts'
import { callStateAt } from '../rules/call-state.ts'

export const publicRoutes: Route[] = [
  get('/programmes', anyone, programmesPage),
  get('/programmes/calls/:call', anyone, callById),
  get('/programmes/:id', anyone, programmePage),
  get('/programmes/:id/calls/:call', anyone, callPage),
]

async function programmesPage({ city }: Visit) {
  const views = await publishedProgrammes(city)
  const calls = await callsOf(
    city,
    views.map(({ id }) => id),
  )
  const of = Map.groupBy(calls, ({ programme }) => programme)
  const programmes = views
    .map((view) => ({ view, calls: of.get(view.id) ?? [] }))
    .sort((a, b) => latest(b.calls) - latest(a.calls))
  return page(city.words('programmes.list.title'), h(ProgrammesPage, { programmes }), {
    description: city.words('programmes.list.lede'),
    keep: holdsFor(city.now, calls),
  })
}

async function programmePage({ city, params }: Visit) {
  const [view] = await publishedProgrammes(city, [params.id ?? ''])
  if (!view) throw refuse.missing('programmes.refusal.noProgramme')
  const calls = await callsOf(city, [view.id])
  return page(said(city.words, view.definition.title), h(ProgrammePage, { view, calls }), {
    description: said(city.words, view.definition.lead),
    keep: holdsFor(city.now, calls),
  })
}

async function callPage({ city, params }: Visit) {
  const call = await callFor(city, params.call ?? '')
  if (!call || call.programme !== params.id) throw refuse.missing('programmes.refusal.noCall')
  const closed = callStateAt(call, city.now) === 'closed'
  const counts = closed ? (await applicationCounts(city, [call.id])).get(call.id) : undefined
  const applied = closed ? [...(counts?.values() ?? [])].reduce((sum, n) => sum + n, 0) : null
  const before = (await callsOf(city, [call.programme])).filter(
    (other) => other.id !== call.id && other.closesAt <= city.now && other.opensAt < call.opensAt,
  )
  const decided = await decidedAmong(
    city,
    [...(closed ? [call] : []), ...before].map(({ id }) => id),
  )
  const props = {
    ...{ call, moves: await movesOf(city, call.id), applied, terms: await termsCalled(city, call.terms) },
    earlier: before.filter(({ id }) => decided.has(id)),
    results: decided.has(call.id) ? h(ResultsLink, { call }) : null,
  }
  return page(said(city.words, call.title), h(CallPage, props), {
    description: said(city.words, call.definition.lead),
    keep: holdsFor(city.now, [call]),
  })
}

// A call alone is known by its id: the record names it so.
async function callById({ city, params }: Visit) {
  const call = await callFor(city, params.call ?? '')
  if (!call) throw refuse.missing('programmes.refusal.noCall')
  return redirect(`/programmes/${call.programme}/calls/${call.id}`)
}

// A page that says «идёт» holds until a call opens or closes, and a minute at most.
function holdsFor(now: Date, calls: readonly CallView[]): number {
  const next = calls
    .flatMap(({ opensAt, closesAt }) => [opensAt, closesAt])
    .map((at) => (at.getTime() - now.getTime()) / 1000)
    .filter((seconds) => seconds > 0)
  return Math.max(0, Math.min(60, ...next.map(Math.floor)))
}

function latest(calls: readonly CallView[]): number {
  return calls.reduce((last, { closesAt }) => Math.max(last, closesAt.getTime()), 0)
}
