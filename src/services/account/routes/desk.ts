// Addresses of the operator's desk of personal data: requests, representatives, and what was destroyed.
import { h } from 'preact'
import { officeOf } from '#kernel/cases/index.ts'
import { confirmPower, destructions, endPower, openWaitingPowers } from '#kernel/identity/index.ts'
import {
  type Answer,
  bytes,
  get,
  nothingTyped,
  page,
  post,
  type Route,
  redirect,
  type Typed,
  type Visit,
} from '#platform/http/route.ts'
import { refuse } from '#platform/refusal.ts'
import { csvType, writeCsv } from '#platform/sheets/index.ts'
import { answerRequest, extendRequest, openRequest } from '../actions/requests.ts'
import { answerForm, extensionForm, refusalForm } from '../forms.ts'
import { DeskOrganisationsPage } from '../pages/desk-organisations.tsx'
import { DeskRequestPage, DeskRequestsPage, DestructionPage } from '../pages/desk-requests.tsx'
import { mayAnswerForData } from '../policy.ts'
import { doorTitle } from '../queries/held.ts'
import { requestClocks } from '../queries/requests.ts'
import { periods, requestTerm } from '../reference.ts'
import type { AccountParts } from '../service.ts'

export function deskRoutes(parts: AccountParts): Route[] {
  const own = { personal: true }
  const may = mayAnswerForData
  return [
    get('/desk/account/requests', may, queue, own),
    get('/desk/account/requests/:number', may, (visit) => request(visit, nothingTyped, 200), own),
    post('/desk/account/requests/:number/answer', may, answer),
    post('/desk/account/requests/:number/extension', may, extend),
    get('/desk/account/organisations', may, (visit) => waiting(visit, nothingTyped, 200), own),
    post('/desk/account/organisations/:power/confirmation', may, confirm),
    post('/desk/account/organisations/:power/refusal', may, turnDown),
    get('/desk/account/destruction', may, (visit) => destruction(parts, visit), { query: ['page'], ...own }),
    get('/desk/account/destruction.csv', may, (visit) => destructionFile(parts, visit), own),
  ]
}

async function queue({ city }: Visit): Promise<Answer> {
  const clocks = await requestClocks(city, { most: 200 })
  return page(city.words('account.desk.requests'), h(DeskRequestsPage, { clocks, now: city.now }))
}

async function request({ city, params }: Visit, typed: Typed, status: number): Promise<Answer> {
  const found = await openRequest(city, numberIn(params.number))
  const about = found.about === null ? null : doorTitle(city.words, found.about)
  const more = found.extension || city.now >= found.dueAt ? 0 : (await requestTerm(city, found.kind)).more
  const title = city.words('account.request.named', { number: found.number })
  return page(title, h(DeskRequestPage, { request: found, about, more, now: city.now, typed }), { status })
}

async function answer(visit: Visit): Promise<Answer> {
  const { city, params, fields } = visit
  const number = numberIn(params.number)
  const form = answerForm.check(fields)
  if (!form.ok) return request(visit, { values: fields, errors: form.errors }, 422)
  await answerRequest(city, { number, ...form.value })
  return redirect(`/desk/account/requests/${number}`)
}

async function extend(visit: Visit): Promise<Answer> {
  const { city, params, fields } = visit
  const number = numberIn(params.number)
  const form = extensionForm.check(fields)
  if (!form.ok) return request(visit, { values: fields, errors: form.errors }, 422)
  await extendRequest(city, { number, reason: form.value.reason })
  return redirect(`/desk/account/requests/${number}`)
}

async function waiting({ city, params }: Visit, typed: Typed, status: number): Promise<Answer> {
  const refused = params.power ?? null
  const list = await openWaitingPowers(city, { office: officeOf(city.actor, ['operator'], null), most: 100 })
  return page(city.words('account.desk.organisations'), h(DeskOrganisationsPage, { waiting: list, typed, refused }), {
    status,
  })
}

async function confirm({ city, params }: Visit): Promise<Answer> {
  await confirmPower(city, { power: powerIn(params.power), by: officeOf(city.actor, ['operator'], null) })
  return redirect('/desk/account/organisations')
}

async function turnDown(visit: Visit): Promise<Answer> {
  const { city, params, fields } = visit
  const power = powerIn(params.power)
  const form = refusalForm.check(fields)
  if (!form.ok) return waiting(visit, { values: fields, errors: form.errors }, 422)
  await endPower(city, { power, because: form.value.because })
  return redirect('/desk/account/organisations')
}

const perPage = 50

async function destruction(parts: AccountParts, { city, query }: Visit): Promise<Answer> {
  const { words } = city
  const at = Math.min(Math.max(Math.trunc(Number(query.page ?? '1')) || 1, 1), 10_000)
  const found = await destructions(city, { zone: parts.zone, most: perPage + 1, skip: (at - 1) * perPage })
  const label = labels(parts, city)
  const props = {
    rows: found.slice(0, perPage).map((row) => ({ ...row, label: label(row.category), by: bySaid(city, row.by) })),
    periods: [...(await periods(city)).values()].map(({ category, days, legalRef, validFrom }) => ({
      label: label(category),
      days,
      ground: legalRef,
      from: validFrom,
    })),
    page: at,
    more: found.length > perPage,
  }
  return page(words('account.desk.destruction'), h(DestructionPage, props))
}

async function destructionFile(parts: AccountParts, { city }: Visit): Promise<Answer> {
  const { words } = city
  const label = labels(parts, city)
  const rows = (await destructions(city, { zone: parts.zone, most: 100_000 })).map((row) => [
    { day: row.day },
    row.category,
    label(row.category),
    { decimal: String(row.rows) },
    row.ground,
    bySaid(city, row.by),
  ])
  const head = ['day', 'category', 'what', 'rows', 'ground', 'by'].map((column) => ({
    title: words(`account.desk.column.${column}`),
  }))
  const content = await writeCsv({ name: 'destruction', head, rows })
  const headers = {
    'content-disposition': 'attachment; filename="destruction.csv"',
    'cache-control': 'private, no-store',
  }
  return bytes(csvType, content, { headers, keep: 0 })
}

function labels({ doors }: AccountParts, city: Visit['city']): (category: string) => string {
  const known = new Map(
    doors().flatMap(({ retention = [] }) => retention.map((one) => [one.category, one.label] as const)),
  )
  return (category) => {
    const key = known.get(category)
    return key === undefined ? category : city.words(key)
  }
}

function bySaid(city: Visit['city'], by: string): string {
  return by === 'clock' ? city.words('account.desk.byClock') : by
}

function numberIn(text: string | undefined): number {
  if (!/^[1-9]\d{0,8}$/.test(text ?? '')) throw refuse.missing('account.refusal.noRequest')
  return Number(text)
}

function powerIn(text: string | undefined): string {
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text ?? '')) throw refuse.missing('identity.refusal.power')
  return text ?? ''
}
