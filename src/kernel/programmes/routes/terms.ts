// Which address of the desk leads to terms.
import { h } from 'preact'
import { type Fields, field, form, typedIn } from '#platform/form.ts'
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
import { Refusal } from '#platform/refusal.ts'
import { managersOffice } from '../actions/office.ts'
import { nameTerms, publishTerms, saveDraft } from '../actions/terms.ts'
import { pressed, readTable } from '../forms/terms.ts'
import { TermsEditPage } from '../pages/terms-edit.tsx'
import { TermsListPage } from '../pages/terms-list.tsx'
import { mayManageProgrammes } from '../policy/applying.ts'
import { allTerms, type Terms, termsNamed, today, versionOn, vocabulary } from '../queries/terms.ts'
import { type Draft, draftOf, previewOf } from '../queries/terms-preview.ts'
import { checkBody } from '../rules/checking.ts'
import { questionsOf, type TermsBody } from '../rules/terms.ts'

const own = { personal: true }
const may = mayManageProgrammes

export const termsRoutes: Route[] = [
  get('/desk/programmes/terms', may, (visit) => listPage(visit, nothingTyped, 200), own),
  post('/desk/programmes/terms', may, make),
  get('/desk/programmes/terms/:id', may, (visit) => editPage(visit), { ...own, query: ['published', 'taken'] }),
  post('/desk/programmes/terms/:id', may, save),
  post('/desk/programmes/terms/:id/publication', may, publish),
]

const makingForm = form({ id: field.text(80), ru: field.text(300), en: field.text(300) })
const emptyBody: TermsBody = { table: { columns: [], rows: [] }, examples: [], basis: null }

async function listPage({ city }: Visit, typed: Typed, status: number): Promise<Answer> {
  const day = await today(city)
  const terms = [...(await allTerms(city)).values()].map(({ id, title, versions }) => ({
    id,
    title,
    from: versionOn(versions, day)?.from ?? null,
  }))
  return page(city.words('programmes.terms.desk.title'), h(TermsListPage, { terms, typed }), { status })
}

async function make(visit: Visit): Promise<Answer> {
  const { city, fields } = visit
  const read = makingForm.check(fields)
  const errors = read.ok ? {} : { ...read.errors }
  if (read.ok && !/^[a-z0-9][a-z0-9-]{1,79}$/.test(read.value.id)) errors.id = { key: 'programmes.terms.error.id' }
  if (!read.ok || errors.id) return listPage(visit, { values: fields, errors }, 422)
  const { id, ru, en } = read.value
  if ((await allTerms(city)).has(id)) {
    return listPage(
      visit,
      { values: fields, errors: { id: { key: 'programmes.terms.error.taken', values: { id } } } },
      422,
    )
  }
  await nameTerms(city, { id, title: { ru, en }, body: emptyBody, office: managersOffice(city) })
  return redirect(`/desk/programmes/terms/${id}`)
}

export interface Shown {
  body: TermsBody
  seen: number
  typed: Typed
  notice: string | null
  status: number
  /** What is wrong with a file, cell by cell. */
  fileWrong?: readonly string[]
}

/** What an editor works at: the draft, or the newest version, or nothing yet. */
export function writtenBody({ versions }: Terms, draft: Draft | null): TermsBody {
  return draft?.body ?? versions.at(-1)?.body ?? emptyBody
}

export async function editPage(visit: Visit, shown?: Shown): Promise<Answer> {
  const { city, params, query } = visit
  const terms = await termsNamed(city, params.id ?? '')
  const catalogue = await vocabulary(city)
  const draft = await draftOf(city, terms.id)
  const body = shown?.body ?? writtenBody(terms, draft)
  const { problems, results } = checkBody(catalogue, terms.id, body)
  const done = query.published === 'yes' ? 'published' : query.taken === 'yes' ? 'sheetTaken' : null
  return page(
    city.words('programmes.terms.desk.edit'),
    h(TermsEditPage, {
      ...{ terms, catalogue, body, problems, results, today: await today(city) },
      asked: questionsOf(body, catalogue),
      seen: shown?.seen ?? draft?.revision ?? 0,
      drafted: draft !== null,
      preview: await previewOf(city, terms.id, body),
      typed: shown?.typed ?? nothingTyped,
      notice: shown ? shown.notice : done && city.words(`programmes.terms.desk.${done}`),
      fileWrong: shown?.fileWrong ?? [],
    }),
    { status: shown?.status ?? 200 },
  )
}

// Whatever was typed is kept: a draft may be wrong, and its problems stand at their places when it comes back.
async function save(visit: Visit): Promise<Answer> {
  const { city, fields, params } = visit
  const { id } = await termsNamed(city, params.id ?? '')
  const catalogue = await vocabulary(city)
  const { body, errors } = readTable(fields, catalogue)
  const typed: Typed = { values: fields, errors }
  const seen = seenOf(fields)
  if (Object.keys(errors).length > 0) return editPage(visit, { body, seen, typed, notice: null, status: 422 })
  const changed = pressed(body, typedIn(fields, 'act'), catalogue, await today(city), typedIn(fields, 'newColumn'))
  try {
    await saveDraft(city, { id, seen, body: changed ?? body, office: managersOffice(city) })
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'conflict') throw error
    const draft = await draftOf(city, id)
    return editPage(visit, {
      body,
      seen: draft?.revision ?? 0,
      typed,
      notice: city.words(error.key),
      status: error.status,
    })
  }
  return redirect(`/desk/programmes/terms/${id}`)
}

const publishing = form({ from: field.day(), reason: field.text(400) })

async function publish(visit: Visit): Promise<Answer> {
  const { city, fields, params } = visit
  const { id } = await termsNamed(city, params.id ?? '')
  const draft = await draftOf(city, id)
  const read = publishing.check(fields)
  const body = draft?.body ?? emptyBody
  const again = (errors: Typed['errors'], notice: string | null, status: number) =>
    editPage(visit, { body, seen: draft?.revision ?? 0, typed: { values: fields, errors }, notice, status })
  if (!read.ok) return again(read.errors, null, 422)
  try {
    await publishTerms(city, { id, seen: seenOf(fields), ...read.value, to: null, office: managersOffice(city) })
  } catch (error) {
    if (!(error instanceof Refusal) || (error.kind !== 'conflict' && error.kind !== 'invalid')) throw error
    return again(error.fields, error.kind === 'conflict' ? city.words(error.key) : null, error.status)
  }
  return redirect(`/desk/programmes/terms/${id}?published=yes`)
}

/** The revision of the draft that the page was made of. */
export function seenOf(fields: Fields): number {
  const seen = Number(typedIn(fields, 'seen'))
  return Number.isInteger(seen) && seen >= 0 && seen < 1e9 ? seen : 0
}
