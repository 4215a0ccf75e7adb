// Addresses of the maker: a programme's parts, each saved by itself, its order, publication, versions, preview, export and import.
import { h } from 'preact'
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
import { Refusal, refuse } from '#platform/refusal.ts'
import { beginProgramme, publishProgramme } from '../actions/programmes.ts'
import { publishForm, readDefinition } from '../forms/definition.ts'
import { beginForm } from '../forms/maker.ts'
import { BeginProgrammePage, DeskProgrammesPage, MakerPage } from '../pages/maker.tsx'
import { PreviewPage, PreviewStepPage } from '../pages/preview.tsx'
import { said } from '../pages/said.tsx'
import { VersionPage } from '../pages/versions.tsx'
import { mayManageProgrammes } from '../policy/applying.ts'
import { callsOf } from '../queries/calls.ts'
import { deskProgrammes, draftOf, versionOf, versionsOf } from '../queries/programmes.ts'
import { changesBetween } from '../rules/changes.ts'
import { type Definition, definitionShape } from '../rules/definition.ts'
import { problemsOf } from '../rules/problems.ts'
import { draftIn } from './drafts.ts'
import { partRoutes } from './maker-parts.ts'
import { thingRoutes } from './maker-things.ts'

const may = mayManageProgrammes

export const makerRoutes: Route[] = [
  get('/desk/programmes', may, list, { personal: true }),
  get('/desk/programmes/new', may, (visit) => beginning(visit), { query: ['from'], personal: true }),
  post('/desk/programmes/new', may, begin),
  get('/desk/programmes/:id', may, (visit) => overview(visit), { personal: true }),
  post('/desk/programmes/:id/publication', may, publish),
  get('/desk/programmes/:id/versions/:version', may, version, { personal: true }),
  get('/desk/programmes/:id/preview', may, preview, { personal: true }),
  get('/desk/programmes/:id/preview/:page', may, previewStep, { personal: true }),
  get('/desk/programmes/:id/definition.json', may, definitionFile, { query: ['version'], personal: true }),
  ...partRoutes,
  ...thingRoutes,
]

async function list({ city }: Visit): Promise<Answer> {
  const programmes = await deskProgrammes(city)
  return page(city.words('programmes.desk.title'), h(DeskProgrammesPage, { programmes }), { keep: 0 })
}

async function beginning({ city, query }: Visit, typed: Typed = nothingTyped): Promise<Answer> {
  const props = { programmes: await deskProgrammes(city), typed, from: query.from ?? '' }
  return page(city.words('programmes.desk.begin'), h(BeginProgrammePage, props), { status: statusOf(typed), keep: 0 })
}

async function begin(visit: Visit): Promise<Answer> {
  const { city, fields, uploads } = visit
  const sent = beginForm.check(fields)
  const errors: Typed['errors'] = sent.ok ? {} : { ...sent.errors }
  const [file] = uploads.file ?? []
  const imported = file ? readDefinition(file) : null
  if (imported && 'error' in imported) errors.file = imported.error
  if (!sent.ok || Object.keys(errors).length > 0) return beginning(visit, { values: fields, errors })
  const { id, titleRu, titleEn, from } = sent.value
  const copied = from === '' ? null : await draftOf(city, from)
  const base: Definition | null =
    imported && 'definition' in imported ? imported.definition : (copied?.definition ?? null)
  const definition = definitionShape.parse({ ...(base ?? {}), title: { ru: titleRu, en: titleEn } })
  try {
    await beginProgramme(city, { id, definition })
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'invalid')
      return beginning(visit, { values: fields, errors: error.fields })
    throw error
  }
  return redirect(`/desk/programmes/${id}`)
}

async function overview(visit: Visit, typed: Typed = nothingTyped): Promise<Answer> {
  const { city } = visit
  const draft = await draftIn(visit)
  const props = {
    ...{ draft, typed, problems: problemsOf(draft.definition) },
    changes: draft.published ? changesBetween(draft.published.definition, draft.definition) : null,
    versions: await versionsOf(city, draft.programme),
    calls: await callsOf(city, [draft.programme]),
  }
  return page(said(city.words, draft.definition.title), h(MakerPage, props), { status: statusOf(typed), keep: 0 })
}

async function publish(visit: Visit): Promise<Answer> {
  const { city, fields } = visit
  const draft = await draftIn(visit)
  const sent = publishForm.check(fields)
  if (!sent.ok) return overview(visit, { values: fields, errors: sent.errors })
  await publishProgramme(city, { programme: draft.programme, ...sent.value })
  return redirect(`/desk/programmes/${draft.programme}`)
}

async function version(visit: Visit): Promise<Answer> {
  const { city, params } = visit
  const draft = await draftIn(visit)
  const versions = await versionsOf(city, draft.programme)
  const one = versions.find((each) => String(each.version) === params.version)
  if (!one) throw refuse.missing('programmes.refusal.noVersion')
  const is = await versionOf(city, draft.programme, one.version)
  const was = await versionOf(city, draft.programme, one.version - 1)
  const changes = is && was ? changesBetween(was, is) : null
  return page(
    city.words('programmes.versions.one', { version: one.version }),
    h(VersionPage, { draft, version: one, changes }),
    {
      keep: 0,
    },
  )
}

async function preview(visit: Visit): Promise<Answer> {
  const draft = await draftIn(visit)
  return page(visit.city.words('programmes.preview.title'), h(PreviewPage, { draft }), { keep: 0 })
}

async function previewStep(visit: Visit): Promise<Answer> {
  const draft = await draftIn(visit)
  const one = draft.definition.pages.find(({ id }) => id === visit.params.page)
  if (!one) throw refuse.missing('programmes.refusal.noPage')
  return page(said(visit.city.words, one.title), h(PreviewStepPage, { draft, page: one }), { keep: 0 })
}

async function definitionFile(visit: Visit): Promise<Answer> {
  const { city, query } = visit
  const draft = await draftIn(visit)
  const asked = query.version === undefined ? null : Number(query.version)
  const definition =
    asked === null ? draft.definition : await versionOf(city, draft.programme, Number.isInteger(asked) ? asked : 0)
  if (!definition) throw refuse.missing('programmes.refusal.noVersion')
  return bytes('application/json; charset=utf-8', `${JSON.stringify(definition, null, 2)}\n`, {
    headers: { 'content-disposition': `attachment; filename="${draft.programme}.json"` },
    keep: 0,
  })
}

function statusOf(typed: Typed): number {
  return Object.keys(typed.errors).length > 0 ? 422 : 200
}
