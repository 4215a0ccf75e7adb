// Evidence at the desk: brought with its paper, whose bytes go to the file store, and judged; no paper is ever public.
import { h } from 'preact'
import { paperLimit, paperOf } from '#kernel/media/index.ts'
import { typedIn } from '#platform/form.ts'
import {
  bytes,
  get,
  nothingTyped,
  page,
  post,
  type Route,
  redirect,
  type Typed,
  type Upload,
  type Visit,
} from '#platform/http/route.ts'
import { demand } from '#platform/policy.ts'
import { type FieldError, Refusal, refuse } from '#platform/refusal.ts'
import { dayOf } from '#platform/time.ts'
import { bringEvidence, judgeEvidence, projectOf } from '../actions/evidence.ts'
import type { StrategyHouse } from '../desk.ts'
import { readEvidence } from '../forms/project.ts'
import { readText } from '../forms/typed.ts'
import { EvidenceFormPage, EvidencePage } from '../pages/evidence-desk.tsx'
import { mayCommit, mayManage, mayReport } from '../policy.ts'
import { evidenceOf } from '../queries/evidence.ts'
import { type Held, heldProjects } from '../queries/held.ts'
import { bodyOf } from '../rules/owner.ts'
import { isRowId } from '../rules/row-id.ts'
import { decides, heldProject } from './staff.ts'

export function evidenceRoutes(house: StrategyHouse): Route[] {
  const personal = { personal: true }
  const one = '/desk/strategy/evidence/:id'
  return [
    get('/desk/strategy/projects/:id/evidence', mayManage, (visit) => formPage(visit, nothingTyped, null, house), {
      ...personal,
      query: ['of'],
    }),
    post('/desk/strategy/projects/:id/evidence', mayManage, (visit) => evidence(visit, house)),
    get(one, mayManage, (visit) => evidencePage(visit, nothingTyped, house), personal),
    get(`${one}/paper`, mayManage, (visit) => paper(visit, house), personal),
    post(`${one}/verdict`, mayCommit, (visit) => verdict(visit, house)),
  ]
}

type Kept = Parameters<typeof EvidenceFormPage>[0]['kept']

async function formPage(visit: Visit, typed: Typed, kept: Kept, house: StrategyHouse) {
  const { project, milestones } = await heldProject(visit, house)
  const subjects = [
    { subject: `project:${project.id}`, name: project.name, nameEn: project.nameEn },
    ...milestones.map(({ id, name, nameEn }) => ({ subject: `milestone:${id}`, name, nameEn })),
  ]
  const of = subjects.find(({ subject }) => subject === `milestone:${visit.query.of}`)
  const shown = typed === nothingTyped && of ? { values: { subject: of.subject }, errors: {} } : typed
  return page(
    visit.city.words('strategy.staff.evidence.title'),
    h(EvidenceFormPage, { project, subjects, typed: shown, kept }),
    { keep: 0, status: Object.keys(typed.errors).length > 0 ? 422 : 200 },
  )
}

async function evidence(visit: Visit, house: StrategyHouse) {
  const { city, fields } = visit
  const { project, milestones } = await heldProject(visit, house)
  const brought = await paperIn(visit, house)
  const kept = 'kept' in brought ? brought.kept : null
  const read = readEvidence(fields, {
    subjects: [`project:${project.id}`, ...milestones.map(({ id }) => `milestone:${id}`)],
    counted: milestones.filter(({ target }) => target !== null).map(({ id }) => `milestone:${id}`),
    today: dayOf(city.now, house.zone),
    paper: kept !== null,
  })
  const errors = { ...(read.ok ? {} : read.errors), ...('error' in brought ? { paper: brought.error } : {}) }
  if (!read.ok || Object.keys(errors).length > 0) return formPage(visit, { values: fields, errors }, kept, house)
  const { source, ...sent } = read.value
  try {
    const { id } = await bringEvidence(city, { ...sent, source: source?.page ?? null, sha256: kept?.sha ?? null })
    return redirect(`/desk/strategy/evidence/${id}`)
  } catch (error) {
    // A win that is not there is known to the action only; what was typed comes back all the same.
    if (!(error instanceof Refusal)) throw error
    const wrong = error.kind === 'invalid' ? error.fields : { '': { key: error.key, values: error.values } }
    return formPage(visit, { values: fields, errors: wrong }, kept, house)
  }
}

// A paper is kept before the form is right, so that it need not be sent twice; the night sweeps those that nobody names.
async function paperIn(
  { fields, uploads }: Visit,
  house: StrategyHouse,
): Promise<{ kept: Kept } | { error: FieldError }> {
  const upload = uploads.paper?.[0]
  if (upload) {
    const wrong = wrongPaper(upload)
    if (wrong) return { error: wrong }
    return { kept: { sha: await house.files.put(upload.bytes), name: upload.name.slice(-100) } }
  }
  const sha = typedIn(fields, 'kept')
  const bytes = sha === '' ? null : await house.files.read(sha)
  if (!bytes || typeof paperOf(bytes) === 'string') return { kept: null }
  // Putting it again tells the sweeper that it is still wanted.
  return { kept: { sha: await house.files.put(bytes), name: typedIn(fields, 'keptName').slice(-100) } }
}

function wrongPaper({ bytes, cut }: Upload): FieldError | null {
  if (cut || bytes.length > paperLimit)
    return { key: 'strategy.staff.form.paperTooLarge', values: { most: paperLimit / 1_000_000 } }
  if (bytes.length === 0) return { key: 'strategy.staff.form.paperEmpty' }
  const paper = paperOf(bytes)
  return typeof paper === 'string' ? { key: `strategy.staff.form.paper.${paper}` } : null
}

async function evidencePage(visit: Visit, typed: Typed, house: StrategyHouse) {
  const { city } = visit
  const { evidence: one, held } = await judged(visit, house)
  const milestone = held.milestones.find(({ id }) => one.subject === `milestone:${id}`)
  const unit = (city.words.locale === 'en' ? milestone?.unitEn : null) ?? milestone?.unit ?? ''
  return page(
    city.words('strategy.staff.evidence'),
    h(EvidencePage, {
      ...{ evidence: one, project: held.project, of: milestone ?? held.project, unit, typed },
      judges: decides(city),
    }),
    { keep: 0, status: Object.keys(typed.errors).length > 0 ? 422 : 200 },
  )
}

async function paper(visit: Visit, house: StrategyHouse) {
  const { evidence: one } = await judged(visit, house)
  const content = one.sha256 === null ? null : await house.files.read(one.sha256)
  const kind = content ? paperOf(content) : 'other'
  if (!content || typeof kind === 'string') throw refuse.missing('strategy.staff.refusal.noPaper')
  return bytes(kind.type, content, {
    keep: 0,
    headers: {
      'cache-control': 'private, no-store',
      'content-disposition': `attachment; filename="evidence-${one.id}.${kind.ending}"`,
    },
  })
}

async function verdict(visit: Visit, house: StrategyHouse) {
  const { city, fields } = visit
  const { evidence: one, held } = await judged(visit, house)
  const accepted = typedIn(fields, 'accepted') === 'yes'
  const reason = readText(fields, 'reason', 1000)
  if ('error' in reason) return evidencePage(visit, { values: fields, errors: { reason: reason.error } }, house)
  if (!accepted && reason.value === '')
    return evidencePage(visit, { values: fields, errors: { reason: { key: 'strategy.staff.form.noReason' } } }, house)
  await judgeEvidence(city, { id: one.id, accepted, reason: reason.value })
  return redirect(`/desk/strategy/projects/${held.project.id}`)
}

async function judged({ city, params }: Visit, house: StrategyHouse) {
  const id = params.id ?? ''
  const [evidence] = isRowId(id) ? await evidenceOf(city, { id }) : []
  if (!evidence) throw refuse.missing('strategy.refusal.noEvidence')
  const held = await projectOver(city, evidence.subject, house)
  demand(city.actor, mayReport, { body: bodyOf(held.owner) })
  return { evidence, held }
}

async function projectOver(city: Visit['city'], subject: string, house: StrategyHouse): Promise<Held> {
  const ids = [await projectOf(city, subject)]
  const asked = { zone: house.zone, today: dayOf(city.now, house.zone), all: true, ids }
  const [held] = await heldProjects(city, asked)
  if (!held) throw refuse.missing('strategy.refusal.noThing')
  return held
}
