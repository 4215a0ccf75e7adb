// Addresses of the parts of a programme: what is typed changes that part of the draft alone, and two editors do not overwrite each other unseen.
import { type ComponentChildren, h } from 'preact'
import type { Checked, Fields } from '#platform/form.ts'
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
import { refuse } from '#platform/refusal.ts'
import { pageForm, readAfter, readDocument, readField, readRubric, readRules, textsForm } from '../forms/maker.ts'
import { EditDocumentPage, EditFieldPage, EditPagePage } from '../pages/maker-asks.tsx'
import { AfterPage, RubricPage, RulesPage, TextsPage } from '../pages/maker-later.tsx'
import type { PartProps } from '../pages/maker-parts.tsx'
import { said } from '../pages/said.tsx'
import { mayManageProgrammes } from '../policy/applying.ts'
import type { Draft } from '../queries/programmes.ts'
import { type AskedDocument, type Definition, type Field, fieldsOf, type Page } from '../rules/definition.ts'
import { changed, draftIn } from './drafts.ts'

/** A part of a definition as a page with a form. Null where the address names nothing. */
interface Part {
  show(props: PartProps): ComponentChildren
  title(visit: Visit): string
  read(fields: Fields): Checked<(definition: Definition) => Definition>
}

const may = mayManageProgrammes
const desk = '/desk/programmes/:id'

export const partRoutes: Route[] = [
  ...part('/texts', () => texts),
  ...part('/pages/:page', (draft, visit) => found(draft.definition.pages, visit.params.page, pagePart)),
  ...part('/fields/:field', (draft, visit) =>
    found(fieldsOf(draft.definition), visit.params.field, (field) => fieldPart(field, 'fields')),
  ),
  ...part('/report/:field', (draft, visit) =>
    found(draft.definition.report, visit.params.field, (field) => fieldPart(field, 'report')),
  ),
  ...part('/documents/:document', (draft, visit) =>
    found(draft.definition.documents, visit.params.document, documentPart),
  ),
  ...part('/rubric', () => rubric),
  ...part('/rules', () => rules),
  ...part('/after', () => after),
]

function part(path: string, partOf: (draft: Draft, visit: Visit) => Part | null): Route[] {
  const show = async (visit: Visit, typed: Typed = nothingTyped, conflict = false): Promise<Answer> => {
    const draft = await draftIn(visit)
    const one = partOf(draft, visit)
    if (!one) throw refuse.missing('programmes.refusal.noPage')
    const status = conflict ? 409 : Object.keys(typed.errors).length > 0 ? 422 : 200
    return page(one.title(visit), one.show({ draft, typed, conflict }), { status, keep: 0 })
  }
  const save = async (visit: Visit): Promise<Answer> => {
    const { city, fields, params } = visit
    const draft = await draftIn(visit)
    const one = partOf(draft, visit)
    if (!one) throw refuse.missing('programmes.refusal.noPage')
    const sent = one.read(fields)
    if (!sent.ok) return show(visit, { values: fields, errors: sent.errors })
    const done = await changed(city, draft, fields, sent.value)
    if (!done) return show(visit, { values: fields, errors: {} }, true)
    return redirect(backFrom(`/desk/programmes/${draft.programme}`, params.field, path, draft))
  }
  return [get(`${desk}${path}`, may, (visit) => show(visit), { personal: true }), post(`${desk}${path}`, may, save)]
}

// A question leads back to its page, all the rest to the programme.
function backFrom(home: string, field: string | undefined, path: string, draft: Draft): string {
  if (field === undefined) return home
  if (path.startsWith('/report')) return `${home}/after`
  const on = draft.definition.pages.find(({ fields }) => fields.some(({ id }) => id === field))
  return on ? `${home}/pages/${on.id}` : home
}

const texts: Part = {
  title: ({ city }) => city.words('programmes.maker.texts'),
  show: (props) => h(TextsPage, props),
  read: (fields) => {
    const sent = textsForm.check(fields)
    if (!sent.ok) return sent
    const of = (name: 'title' | 'lead' | 'about' | 'decides') => ({
      ru: sent.value[`${name}Ru`],
      en: sent.value[`${name}En`],
    })
    const said = { title: of('title'), lead: of('lead'), about: of('about'), decides: of('decides') }
    return { ok: true, value: (definition) => ({ ...definition, ...said }) }
  },
}

const rubric: Part = {
  title: ({ city }) => city.words('programmes.maker.rubric'),
  show: (props) => h(RubricPage, props),
  read: (fields) => changing(readRubric(fields)),
}

const rules: Part = {
  title: ({ city }) => city.words('programmes.maker.rules'),
  show: (props) => h(RulesPage, props),
  read: (fields) => changing(readRules(fields)),
}

const after: Part = {
  title: ({ city }) => city.words('programmes.maker.after'),
  show: (props) => h(AfterPage, props),
  read: (fields) => changing(readAfter(fields)),
}

function changing(sent: Checked<Partial<Definition>>): Checked<(definition: Definition) => Definition> {
  return sent.ok ? { ok: true, value: (definition) => ({ ...definition, ...sent.value }) } : sent
}

function pagePart(one: Page): Part {
  return {
    title: ({ city }) => city.words('programmes.maker.pageTitle', { page: said(city.words, one.title) }),
    show: (props) => h(EditPagePage, { ...props, page: one }),
    read: (fields) => {
      const sent = pageForm.check(fields)
      if (!sent.ok) return sent
      const { titleRu, titleEn, hintRu, hintEn } = sent.value
      const is = { title: { ru: titleRu, en: titleEn }, hint: { ru: hintRu, en: hintEn } }
      return {
        ok: true,
        value: (definition) => ({
          ...definition,
          pages: definition.pages.map((each) => (each.id === one.id ? { ...each, ...is } : each)),
        }),
      }
    },
  }
}

function fieldPart(one: Field, of: 'fields' | 'report'): Part {
  return {
    title: ({ city }) => city.words('programmes.maker.fieldTitle', { label: said(city.words, one.label) }),
    show: (props) => h(EditFieldPage, { ...props, field: one, of }),
    read: (fields) => {
      const sent = readField(one, fields)
      if (!sent.ok) return sent
      const swap = (list: Field[]) => list.map((each) => (each.id === one.id ? sent.value : each))
      return {
        ok: true,
        value: (definition) =>
          of === 'report'
            ? { ...definition, report: swap(definition.report) }
            : { ...definition, pages: definition.pages.map((each) => ({ ...each, fields: swap(each.fields) })) },
      }
    },
  }
}

function documentPart(one: AskedDocument): Part {
  return {
    title: ({ city }) => city.words('programmes.maker.documentTitle', { label: said(city.words, one.label) }),
    show: (props) => h(EditDocumentPage, { ...props, document: one }),
    read: (fields) => {
      const sent = readDocument(one, fields)
      if (!sent.ok) return sent
      return {
        ok: true,
        value: (definition) => ({
          ...definition,
          documents: definition.documents.map((each) => (each.id === one.id ? sent.value : each)),
        }),
      }
    },
  }
}

function found<Thing extends { id: string }>(
  things: readonly Thing[],
  id: string | undefined,
  of: (thing: Thing) => Part,
): Part | null {
  const one = things.find((thing) => thing.id === id)
  return one ? of(one) : null
}
