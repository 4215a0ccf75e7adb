// Addresses of the desk where derived values are read, tried, changed and added.
import { h } from 'preact'
import { type Fields, typedIn } from '#platform/form.ts'
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
import { managersOffice } from '../actions/office.ts'
import { saveDerived } from '../actions/questions.ts'
import { linesOf, questionKinds, readDerived, wrongName } from '../forms/questions.ts'
import { DerivedEditPage } from '../pages/derived-edit.tsx'
import { mayManageProgrammes } from '../policy/applying.ts'
import { derivedHistory, derivedPreview, termsOn, wrongWithDerived } from '../queries/catalogue.ts'
import { today, vocabulary } from '../queries/terms.ts'
import type { DerivedFields } from '../rules/questions.ts'
import { inTongue } from '../rules/say-cells.ts'

const own = { personal: true }
const may = mayManageProgrammes
const list = '/desk/programmes/questions'

export const derivedRoutes: Route[] = [
  get(`${list}/derived/new`, may, (visit) => edit(visit, null, nothingTyped), own),
  post(`${list}/derived/new`, may, add),
  get(`${list}/derived/:derived`, may, async (visit) => edit(visit, await named(visit), nothingTyped), own),
  post(`${list}/derived/:derived`, may, async (visit) => save(visit, await named(visit))),
]

async function named({ city, params }: Visit): Promise<DerivedFields> {
  const found = (await vocabulary(city)).derived.find(({ id }) => id === params.derived)
  if (!found) throw refuse.missing('platform.refusal.missing')
  return found
}

async function edit(
  { city }: Visit,
  derived: DerivedFields | null,
  typed: Typed,
  tried: DerivedFields | null = null,
  status = Object.keys(typed.errors).length > 0 ? 422 : 200,
): Promise<Answer> {
  const catalogue = await vocabulary(city)
  const versions = derived ? await derivedHistory(city, derived.id) : []
  const values =
    Object.keys(typed.values).length > 0 ? typed.values : written(derived, await today(city), versions[0]?.version ?? 0)
  return page(
    derived ? inTongue(city.words, derived.name) : city.words('programmes.derived.new'),
    h(DerivedEditPage, {
      ...{ derived, catalogue, versions, typed: { ...typed, values } },
      standing: derived ? await termsOn(city, catalogue, derived.id) : [],
      tried: tried && { derived: tried, preview: await derivedPreview(city, tried) },
    }),
    { status, keep: 0 },
  )
}

// A derived value as the fields of its form.
function written(derived: DerivedFields | null, from: string, seen: number): Fields {
  if (!derived) return { from, seen: '0', kind: 'number' }
  return {
    ...{ nameRu: derived.name.ru, nameEn: derived.name.en, formula: derived.formula, options: linesOf(derived), from },
    ...{ least: String(derived.from ?? ''), most: String(derived.to ?? ''), whole: derived.whole ? 'yes' : '' },
    seen: String(seen),
  }
}

async function add(visit: Visit): Promise<Answer> {
  const { city, fields } = visit
  const id = typedIn(fields, 'id')
  const kind = questionKinds.find((one) => one === fields.kind)
  const catalogue = await vocabulary(city)
  const read = readDerived(fields, { id, kind: kind ?? 'number' }, catalogue)
  const errors: Typed['errors'] = read.ok ? {} : { ...read.errors }
  const misnamed = wrongName(catalogue, id)
  if (misnamed) errors.id = misnamed
  if (!kind) errors.kind = { key: 'platform.form.choose' }
  if (!read.ok || Object.keys(errors).length > 0) return edit(visit, null, { values: fields, errors })
  return tryOrKeep(visit, null, { ...read.value, seen: 0 })
}

async function save(visit: Visit, derived: DerivedFields): Promise<Answer> {
  const read = readDerived(visit.fields, derived, await vocabulary(visit.city))
  if (!read.ok) return edit(visit, derived, { values: visit.fields, errors: read.errors })
  return tryOrKeep(visit, derived, read.value)
}

// What was typed comes back whatever stood in the way: a formula that does not hold, another editor, or terms that would break.
async function tryOrKeep(
  visit: Visit,
  before: DerivedFields | null,
  saving: Omit<Parameters<typeof saveDerived>[1], 'office' | 'to'>,
): Promise<Answer> {
  const { city, fields: values } = visit
  if (values.do === 'preview') {
    const errors = await wrongWithDerived(city, saving.derived)
    const sound = Object.keys(errors).length === 0
    return edit(visit, before, { values, errors }, sound ? saving.derived : null)
  }
  try {
    await saveDerived(city, { ...saving, to: null, office: managersOffice(city) })
  } catch (error) {
    if (!(error instanceof Refusal) || (error.kind !== 'invalid' && error.kind !== 'conflict')) throw error
    const errors = error.kind === 'invalid' ? error.fields : { formula: { key: error.key } }
    return edit(visit, before, { values, errors }, null, error.status)
  }
  return redirect(list)
}
