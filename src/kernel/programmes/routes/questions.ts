// Addresses of the desk where questions are read, changed and added.
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
import { saveQuestion } from '../actions/questions.ts'
import { linesOf, questionKinds, readQuestion, wrongName } from '../forms/questions.ts'
import { QuestionEditPage } from '../pages/question-edit.tsx'
import { QuestionsPage } from '../pages/terms-questions.tsx'
import { mayManageProgrammes } from '../policy/applying.ts'
import { questionHistory } from '../queries/catalogue.ts'
import { today, vocabulary } from '../queries/terms.ts'
import type { QuestionFields } from '../rules/questions.ts'
import { inTongue } from '../rules/say-cells.ts'

const own = { personal: true }
const may = mayManageProgrammes

export const questionRoutes: Route[] = [
  get('/desk/programmes/questions', may, list, own),
  get('/desk/programmes/questions/new', may, (visit) => edit(visit, null), own),
  post('/desk/programmes/questions/new', may, add),
  get('/desk/programmes/questions/:question', may, async (visit) => edit(visit, await asked(visit)), own),
  post('/desk/programmes/questions/:question', may, async (visit) => save(visit, await asked(visit))),
]

async function list({ city }: Visit): Promise<Answer> {
  return page(city.words('programmes.questions.desk.title'), h(QuestionsPage, { catalogue: await vocabulary(city) }))
}

async function asked({ city, params }: Visit): Promise<QuestionFields> {
  const found = (await vocabulary(city)).questions.find(({ id }) => id === params.question)
  if (!found) throw refuse.missing('platform.refusal.missing')
  return found
}

async function edit(visit: Visit, question: QuestionFields | null, typed: Typed = nothingTyped, status?: number) {
  const { city } = visit
  const versions = question ? await questionHistory(city, question.id) : []
  const values =
    Object.keys(typed.values).length > 0
      ? typed.values
      : written(question, await today(city), versions[0]?.version ?? 0)
  const title = question ? inTongue(city.words, question.ask) : city.words('programmes.questions.edit.new')
  return page(title, h(QuestionEditPage, { question, versions, typed: { ...typed, values } }), {
    ...{ status: status ?? (Object.keys(typed.errors).length > 0 ? 422 : 200), keep: 0 },
  })
}

// A question as the fields of its form.
function written(question: QuestionFields | null, from: string, seen: number): Fields {
  if (!question) return { from, seen: '0', order: '100', kind: 'yes-no' }
  return {
    ...{ askRu: question.ask.ru, askEn: question.ask.en, nameRu: question.name.ru, nameEn: question.name.en },
    ...{ helpRu: question.help?.ru ?? '', helpEn: question.help?.en ?? '', options: linesOf(question), from },
    ...{ least: String(question.from ?? ''), most: String(question.to ?? ''), order: String(question.order) },
    changeable: question.changeable ? 'yes' : '',
    seen: String(seen),
  }
}

async function add(visit: Visit): Promise<Answer> {
  const { city, fields } = visit
  const id = typedIn(fields, 'id')
  const kind = questionKinds.find((one) => one === fields.kind)
  const read = readQuestion(fields, { id, kind: kind ?? 'yes-no' })
  const errors: Typed['errors'] = read.ok ? {} : { ...read.errors }
  const misnamed = wrongName(await vocabulary(city), id)
  if (misnamed) errors.id = misnamed
  if (!kind) errors.kind = { key: 'platform.form.choose' }
  if (!read.ok || Object.keys(errors).length > 0) return edit(visit, null, { values: fields, errors })
  return kept(visit, null, { ...read.value, seen: 0 })
}

async function save(visit: Visit, question: QuestionFields): Promise<Answer> {
  const read = readQuestion(visit.fields, question)
  if (!read.ok) return edit(visit, question, { values: visit.fields, errors: read.errors })
  return kept(visit, question, read.value)
}

// What was typed comes back whatever stood in the way: another editor, or terms that would break.
async function kept(
  visit: Visit,
  before: QuestionFields | null,
  saving: Omit<Parameters<typeof saveQuestion>[1], 'office' | 'to'>,
): Promise<Answer> {
  const { city, fields: values } = visit
  try {
    await saveQuestion(city, { ...saving, to: null, office: managersOffice(city) })
  } catch (error) {
    if (!(error instanceof Refusal) || (error.kind !== 'invalid' && error.kind !== 'conflict')) throw error
    const errors = error.kind === 'invalid' ? error.fields : { askRu: { key: error.key } }
    return edit(visit, before, { values, errors }, error.status)
  }
  return redirect('/desk/programmes/questions')
}
