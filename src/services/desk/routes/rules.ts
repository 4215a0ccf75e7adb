// The editors' pages: what holds today, one thing with its form and its history, and the saving of a new version.
import { h } from 'preact'
import { mayEditReference, officeOf } from '#kernel/cases/index.ts'
import { field, form } from '#platform/form.ts'
import { type Answer, nothingTyped, page, redirect, type Typed, type Visit } from '#platform/http/route.ts'
import { demand } from '#platform/policy.ts'
import { Refusal, refuse } from '#platform/refusal.ts'
import { isDay } from '#platform/time.ts'
import type { Editor } from '../editors.ts'
import { ReferencePage } from '../pages/reference.tsx'
import { ReferenceListPage } from '../pages/reference-list.tsx'

export function listVersions(editor: Editor) {
  return async ({ city }: Visit) =>
    page(
      city.words(`desk.menu.${editor.name}`),
      h(ReferenceListPage, { name: editor.name, rows: await editor.rows(city) }),
    )
}

export function showVersion(editor: Editor) {
  return (visit: Visit) => versionPage(editor, visit, nothingTyped, null, 200)
}

const savingForm = form({
  id: field.maybe(60),
  seen: field.whole(0, 1_000_000),
  validFrom: field.day(),
  validTo: field.maybe(10),
  changeReason: field.text(1000, 'desk.error.changeReason'),
})

export function saveVersion(editor: Editor) {
  return async (visit: Visit): Promise<Answer> => {
    const { city, fields } = visit
    demand(city.actor, mayEditReference, undefined)
    const id = idOf(visit)
    const before = id === null ? undefined : (await editor.history(city, id))[0]?.body
    const saving = savingForm.check(fields)
    const read = editor.read(fields, before)
    const errors = { ...(saving.ok ? {} : saving.errors), ...(read.ok ? {} : read.errors) }
    const until = typeof fields.validTo === 'string' ? fields.validTo.trim() : ''
    if (until !== '' && !isDay(until)) errors.validTo = { key: 'platform.form.day' }
    const newId = saving.ok ? saving.value.id : ''
    if (id === null && saving.ok && !/^[a-z][a-z0-9._-]{1,59}$/.test(newId)) errors.id = { key: 'desk.error.id' }
    if (!saving.ok || !read.ok || Object.keys(errors).length > 0) {
      return versionPage(editor, visit, { values: fields, errors }, null, 422)
    }
    const { seen, validFrom, changeReason: reason } = saving.value
    const validTo = until === '' ? null : until
    try {
      await read.save(city, {
        id: id ?? newId,
        seen,
        validFrom,
        validTo,
        reason,
        office: officeOf(city.actor, ['operator'], null),
      })
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind !== 'conflict') throw error
      return versionPage(
        editor,
        visit,
        { values: fields, errors: {} },
        city.words(error.key, error.values),
        error.status,
      )
    }
    return redirect(`/desk/${editor.name}/${encodeURIComponent(id ?? newId)}`)
  }
}

// «new» is no id of the city pack: a new thing's id is typed.
function idOf(visit: Visit): string | null {
  const id = visit.params.id ?? 'new'
  return id === 'new' ? null : id
}

async function versionPage(editor: Editor, visit: Visit, typed: Typed, notice: string | null, status: number) {
  const { city } = visit
  const id = idOf(visit)
  const history = id === null ? [] : await editor.history(city, id)
  if (id !== null && history.length === 0) throw refuse.missing('platform.refusal.missing')
  const versions = history.map(({ body, ...version }) => ({ ...version, shown: editor.shown(body) }))
  const questions = await editor.questions(city)
  const title = city.words(id === null ? `desk.${editor.name}.new` : `desk.${editor.name}.one`)
  return page(title, h(ReferencePage, { name: editor.name, id, title, questions, versions, typed, notice }), { status })
}
