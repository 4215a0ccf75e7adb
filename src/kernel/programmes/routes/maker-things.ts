// Addresses that add a page, a question or a document to a programme, and put things in another order.
import { typedIn } from '#platform/form.ts'
import { type Answer, post, type Route, redirect, type Visit } from '#platform/http/route.ts'
import { refuse } from '#platform/refusal.ts'
import { newDocumentForm, newFieldForm, nextId } from '../forms/maker.ts'
import { mayManageProgrammes } from '../policy/applying.ts'
import { type Definition, definitionShape, fieldsOf } from '../rules/definition.ts'
import { type Ordered, ordered } from '../rules/order.ts'
import { changed, draftIn } from './drafts.ts'

export const thingRoutes: Route[] = [
  post('/desk/programmes/:id/pages', mayManageProgrammes, addPage),
  post('/desk/programmes/:id/fields', mayManageProgrammes, addField),
  post('/desk/programmes/:id/documents', mayManageProgrammes, addDocument),
  post('/desk/programmes/:id/order', mayManageProgrammes, order),
]

async function addPage(visit: Visit): Promise<Answer> {
  const title = typedIn(visit.fields, 'titleRu').slice(0, 200)
  return adding(visit, 'p', (definition, id) => ({
    definition: { ...definition, pages: [...definition.pages, { id, title: { ru: title }, fields: [] }] },
    to: `/pages/${id}`,
  }))
}

async function addField(visit: Visit): Promise<Answer> {
  const { page: on, kind, labelRu } = newFieldForm.read(visit.fields)
  return adding(visit, 'f', (definition, id) => {
    const made = { id, kind, label: { ru: labelRu } }
    if (on === 'report')
      return { definition: { ...definition, report: [...definition.report, made] }, to: `/report/${id}` }
    const pages = definition.pages.map((each) => (each.id === on ? { ...each, fields: [...each.fields, made] } : each))
    return { definition: { ...definition, pages }, to: `/fields/${id}` }
  })
}

async function addDocument(visit: Visit): Promise<Answer> {
  const { labelRu } = newDocumentForm.read(visit.fields)
  return adding(visit, 'd', (definition, id) => ({
    definition: { ...definition, documents: [...definition.documents, { id, label: { ru: labelRu } }] },
    to: `/documents/${id}`,
  }))
}

async function adding(
  visit: Visit,
  prefix: string,
  add: (definition: Definition, id: string) => { definition: object; to: string },
): Promise<Answer> {
  const draft = await draftIn(visit)
  const { definition, published } = draft
  const used = [definition, ...(published ? [published.definition] : [])].flatMap((one) => [
    ...one.pages.map(({ id }) => id),
    ...fieldsOf(one).map(({ id }) => id),
    ...one.report.map(({ id }) => id),
    ...one.documents.map(({ id }) => id),
  ])
  const made = add(definition, nextId(prefix, used))
  const shaped = definitionShape.safeParse(made.definition)
  if (!shaped.success) throw refuse.conflict('programmes.refusal.tooMany')
  if (!(await changed(visit.city, draft, visit.fields, () => shaped.data)))
    throw refuse.conflict('programmes.refusal.draftChanged')
  return redirect(`/desk/programmes/${draft.programme}${made.to}`)
}

async function order(visit: Visit): Promise<Answer> {
  const draft = await draftIn(visit)
  const of = (name: string) => typedIn(visit.fields, name)
  const by = of('by')
  const wish: Ordered | null = by === 'up' || by === 'down' || by === 'remove' ? by : null
  if (!wish) throw refuse.invalid({ by: { key: 'platform.form.choose' } })
  const done = await changed(visit.city, draft, visit.fields, (definition) =>
    ordered(definition, of('what'), of('thing'), wish),
  )
  if (!done) throw refuse.conflict('programmes.refusal.draftChanged')
  const on = draft.definition.pages.find(({ fields }) => fields.some(({ id }) => id === of('thing')))
  const home = `/desk/programmes/${draft.programme}`
  if (of('what') === 'fields' && on) return redirect(`${home}/pages/${on.id}`)
  return redirect(of('what') === 'report' ? `${home}/after` : home)
}
