// Addresses of an application of one's own: the list, where one stands, documents, the check, sending, taking back, and the receipt.
import { h } from 'preact'
import { handleOf } from '#kernel/identity/index.ts'
import { typedIn } from '#platform/form.ts'
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
import { pdfDocument, pdfType } from '#platform/pdf/index.ts'
import { reaches } from '#platform/policy.ts'
import { Refusal, refuse } from '#platform/refusal.ts'
import { dayOf, daysBetween } from '#platform/time.ts'
import { sendApplication, takeBack, withdrawApplication } from '../actions/applications.ts'
import { keepDocument, removeDocument } from '../actions/documents.ts'
import { receiptContent } from '../feeds/receipt.ts'
import { isNearDay } from '../forms/reading.ts'
import { ApplicationPage } from '../pages/application.tsx'
import { CheckPage, ReceiptPage } from '../pages/check.tsx'
import { DocumentsPage } from '../pages/documents.tsx'
import { MyApplicationsPage } from '../pages/mine.tsx'
import { mayApply } from '../policy/applying.ts'
import { documentsOf, gapsOf, lifeOf, submissionOf } from '../queries/applications.ts'
import { countedFor } from '../queries/counted.ts'
import { eligibleBy } from '../queries/eligible.ts'
import { listedApplications } from '../queries/mine.ts'
import { vocabulary } from '../queries/terms.ts'
import { missingIn, papersAsked } from '../rules/asked.ts'
import { isShownBlind } from '../rules/blind.ts'
import { ready } from '../rules/papers.ts'
import { sayDecision } from '../rules/say.ts'
import { keepNameless, readPaper } from '../scanning.ts'
import type { ApplyingHouse } from './house.ts'
import { type OwnOpen, openOwn, personIn } from './own.ts'

export function sendingRoutes(house: ApplyingHouse): Route[] {
  const own = { personal: true }
  const one = '/programmes/applications/:application'
  return [
    get('/programmes/applications', mayApply, list, own),
    get(one, mayApply, (visit) => application(house, visit), own),
    get(`${one}/documents`, mayApply, (visit) => documents(house, visit), own),
    get(`${one}/documents/:document`, mayApply, (visit) => document(house, visit), own),
    post(`${one}/documents/of/:asked`, mayApply, (visit) => attach(house, visit), { perMinute: 30 }),
    post(`${one}/documents/:document/removal`, mayApply, remove),
    get(`${one}/check`, mayApply, (visit) => check(house, visit), own),
    post(`${one}/sending`, mayApply, (visit) => send(house, visit), { perMinute: 30 }),
    post(`${one}/taking-back`, mayApply, back),
    post(`${one}/withdrawal`, mayApply, (visit) => withdraw(house, visit)),
    get(`${one}/receipt`, mayApply, receipt, own),
    get(`${one}/receipt.pdf`, mayApply, (visit) => receiptFile(house, visit), own),
  ]
}

async function list({ city }: Visit): Promise<Answer> {
  const applications = await listedApplications(city, personIn(city))
  return page(city.words('programmes.mine.title'), h(MyApplicationsPage, { applications }), { keep: 0 })
}

async function application(house: ApplyingHouse, visit: Visit, typed: Typed = nothingTyped): Promise<Answer> {
  const { city } = visit
  const open = await openOwn(visit)
  const { own, call, answers } = open
  const eligible = await eligibleBy(city, call, own.known, house.zone)
  const props = {
    ...{ own, call, answers, typed },
    missing: await missingNow(house, visit, open),
    life: await lifeOf(city, own.id),
    gaps: own.state === 'incomplete' ? await gapsOf(city, own.id) : [],
    eligibility: eligible && sayDecision(city.words, eligible.decision, await vocabulary(city)),
  }
  return page(open.title, h(ApplicationPage, props), { status: statusOf(typed), keep: 0 })
}

async function missingNow(
  { zone }: ApplyingHouse,
  { city }: Visit,
  { own, call, answers }: OwnOpen,
): Promise<string[]> {
  const kept = await documentsOf(city, own.id)
  const papers = ready(papersAsked(call.definition, answers), kept, dayOf(city.now, zone))
  return missingIn(call.definition, answers, new Set(papers.map(({ asked }) => asked)))
}

async function documents(house: ApplyingHouse, visit: Visit, typed: Typed = nothingTyped): Promise<Answer> {
  const { city, params } = visit
  const open = await openOwn(visit)
  const { own, call, answers, gaps } = open
  const props = {
    ...{ application: { id: own.id, title: open.title }, typed, of: params.asked ?? null },
    asked: papersAsked(call.definition, answers).map((paper) => ({
      ...paper,
      blind: isShownBlind(call.definition, paper),
    })),
    documents: await documentsOf(city, own.id),
    gaps: own.state === 'incomplete' ? gaps : null,
    pretends: house.virusScan?.name === 'pretend',
  }
  return page(city.words('programmes.documents.title'), h(DocumentsPage, props), { status: statusOf(typed), keep: 0 })
}

async function attach(house: ApplyingHouse, visit: Visit): Promise<Answer> {
  const { city, uploads, fields, params } = visit
  const { own, call, answers } = await openOwn(visit)
  const asked = papersAsked(call.definition, answers).find(({ id }) => id === params.asked)
  if (!asked) throw refuse.missing('programmes.refusal.noDocument')
  const dated = typedIn(fields, `dated-${asked.id}`)
  const errors: Typed['errors'] = {}
  const dayWrong =
    dated === '' && asked.freshDays === null ? null : dayProblem(dated, asked.freshDays, dayOf(city.now, house.zone))
  if (dayWrong) errors[`dated-${asked.id}`] = dayWrong
  const [upload] = uploads[`paper-${asked.id}`] ?? []
  const read = await readPaper(house, upload, asked)
  if ('error' in read) errors[`paper-${asked.id}`] = read.error
  if ('error' in read || Object.keys(errors).length > 0) return documents(house, visit, { values: fields, errors })
  const hides = isShownBlind(call.definition, asked)
  const namelessSha = hides && upload ? await keepNameless(house.files, upload.bytes, read.kind) : null
  try {
    await keepDocument(city, { application: own.id, asked: asked.id, datedOn: dated || null, namelessSha, ...read })
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'invalid') throw error
    const [problem] = Object.values(error.fields)
    return documents(house, visit, { values: fields, errors: problem ? { [`paper-${asked.id}`]: problem } : {} })
  }
  return redirect(`/programmes/applications/${own.id}/documents`)
}

function dayProblem(dated: string, freshDays: number | null, today: string): Typed['errors'][string] | null {
  if (!isNearDay(dated)) return { key: 'platform.form.day' }
  if (dated > today) return { key: 'programmes.paper.fromFuture' }
  if (freshDays !== null && daysBetween(dated, today) > freshDays)
    return { key: 'programmes.paper.stale', values: { days: freshDays } }
  return null
}

async function remove(visit: Visit): Promise<Answer> {
  const { own } = await openOwn(visit)
  await removeDocument(visit.city, { application: own.id, document: visit.params.document ?? '' })
  return redirect(`/programmes/applications/${own.id}/documents`)
}

// Her own paper as she brought it, whatever was found in it; it is handed over as a file and never shown in the page.
async function document({ files }: ApplyingHouse, visit: Visit): Promise<Answer> {
  const { own } = await openOwn(visit)
  const id = visit.params.document ?? ''
  const [found] = /^[0-9a-f-]{36}$/.test(id) ? await documentsOf(visit.city, own.id, [id]) : []
  const content = found && (await files.read(found.sha))
  if (!found || !content) throw refuse.missing('programmes.refusal.noDocument')
  return fileAnswer(found.id, found.kind, content)
}

/** A paper as a file to be kept: no browser opens it within the city's own pages. */
export function fileAnswer(id: string, kind: string, content: Uint8Array): Answer {
  return bytes('application/octet-stream', content, {
    headers: {
      'content-disposition': `attachment; filename="${id}.${kind === 'jpeg' ? 'jpg' : kind}"`,
      'cache-control': 'private, no-store',
    },
    keep: 0,
  })
}

async function check(house: ApplyingHouse, visit: Visit, typed: Typed = nothingTyped): Promise<Answer> {
  const { city } = visit
  const open = await openOwn(visit)
  const { own, call, answers } = open
  const eligible = await eligibleBy(city, call, own.known, house.zone)
  const refusedBy =
    eligible?.decision.verdict === 'no'
      ? sayDecision(city.words, eligible.decision, await vocabulary(city)).because
      : []
  const { level, limit } = call.definition
  const props = {
    ...{ own, call, answers, typed, refusedBy },
    counted: (await isCountedElsewhere(visit, open)) ? `programmes.refusal.counted.${limit}` : null,
    documents: await documentsOf(city, own.id),
    missing: await missingNow(house, visit, open),
    levelWanted: reaches(city.actor.level ?? 'simple', level) ? null : `programmes.refusal.level.${level}`,
  }
  return page(city.words('programmes.check.title'), h(CheckPage, props), { status: statusOf(typed), keep: 0 })
}

async function isCountedElsewhere({ city }: Visit, { own, call }: OwnOpen): Promise<boolean> {
  const handle = await handleOf(city, 'programmes', personIn(city))
  const { organisation, organisationInn: inn } = own
  const counted = await countedFor(city, call.id, { handle, organisation, inn }, call.definition.limit)
  return counted !== null && counted !== own.id
}

async function send(house: ApplyingHouse, visit: Visit): Promise<Answer> {
  const { city, fields } = visit
  const { own } = await openOwn(visit)
  if (fields.sure !== 'yes')
    return check(house, visit, { values: fields, errors: { sure: { key: 'programmes.check.confirm' } } })
  await sendApplication(city, { application: own.id, zone: house.zone })
  return redirect(`/programmes/applications/${own.id}/receipt`)
}

async function back({ city, params }: Visit): Promise<Answer> {
  await takeBack(city, { application: params.application ?? '' })
  return redirect(`/programmes/applications/${params.application}`)
}

async function withdraw({ zone }: ApplyingHouse, { city, params, fields }: Visit): Promise<Answer> {
  const why = typedIn(fields, 'why').slice(0, 500)
  await withdrawApplication(city, { application: params.application ?? '', reason: why === '' ? null : why, zone })
  return redirect(`/programmes/applications/${params.application}`)
}

async function sentOf(visit: Visit) {
  const { city } = visit
  const open = await openOwn(visit)
  const submission = await submissionOf(city, open.own.id)
  if (!submission) throw refuse.missing('programmes.refusal.notSent')
  return { ...open, submission, documents: await documentsOf(city, open.own.id, submission.documents) }
}

async function receipt(visit: Visit): Promise<Answer> {
  const { own, call, submission, documents: kept } = await sentOf(visit)
  const title = visit.city.words('programmes.receipt.of', { number: own.number ?? '' })
  return page(title, h(ReceiptPage, { own, call, submission, documents: kept }), { keep: 0 })
}

async function receiptFile(house: ApplyingHouse, visit: Visit): Promise<Answer> {
  const { city } = visit
  const content = receiptContent(
    city.words,
    await sentOf(visit),
    (path) => new URL(path, house.publicUrl ?? house.origin).href,
  )
  const number = (await openOwn(visit)).own.number ?? ''
  return bytes(pdfType, await pdfDocument(content), {
    headers: { 'content-disposition': `attachment; filename="${number}.pdf"`, 'cache-control': 'private, no-store' },
    keep: 0,
  })
}

function statusOf(typed: Typed): number {
  return Object.keys(typed.errors).length > 0 ? 422 : 200
}
