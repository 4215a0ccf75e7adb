// What an editor may send of a question or a derived value: its texts in both languages, its choices line by line, its formula, and from
// which day it holds.
import { z } from 'zod'
import { namesIn } from '#engines/eligibility/index.ts'
import { type Checked, type Fields, field, form, typedIn } from '#platform/form.ts'
import type { FieldErrors } from '#platform/refusal.ts'
import {
  type Catalogue,
  type DerivedFields,
  derivedShape,
  type QuestionFields,
  questionShape,
} from '../rules/questions.ts'

export const questionKinds = ['yes-no', 'number', 'money', 'day', 'one', 'several', 'code'] as const

const bound = z.preprocess(
  (value) => (typeof value === 'string' && value.trim() !== '' ? Number(value.replace(',', '.')) : null),
  z.number('platform.form.number').nullable(),
)

const common = {
  ...{ nameRu: field.text(400), nameEn: field.text(400), options: field.maybe(8000), least: bound, most: bound },
  ...{ from: field.day(), reason: field.text(400), seen: field.whole(0, 1_000_000) },
}
const questionForm = form({
  ...common,
  ...{ askRu: field.text(400), askEn: field.text(400), helpRu: field.maybe(400), helpEn: field.maybe(400) },
  ...{ changeable: field.tick(), order: field.whole(1, 10_000) },
})
const derivedForm = form({ ...common, formula: field.text(1000), whole: field.tick() })

type Base<Each> = Pick<QuestionFields, 'id' | 'kind'> & Partial<Each>

interface Version {
  from: string
  reason: string
  seen: number
}

/** Reads a question on top of what is kept of it (unit, source, what it settles). All errors at once, by field. */
export function readQuestion(
  fields: Fields,
  base: Base<QuestionFields>,
): Checked<Version & { question: QuestionFields }> {
  const read = readDomain(fields, base, questionForm.check(fields))
  if (!read.ok) return read
  const { domain, from, reason, seen, ...said } = read.value
  const question = questionShape.parse({
    ...base,
    ...domain,
    ask: { ru: said.askRu, en: said.askEn },
    help: said.helpRu === '' ? null : { ru: said.helpRu, en: said.helpEn === '' ? said.helpRu : said.helpEn },
    ...{ changeable: said.changeable, order: said.order },
  })
  return { ok: true, value: { question, from, reason, seen } }
}

/** Reads a derived value; what its formula names is found in the catalogue. All errors at once, by field. */
export function readDerived(
  fields: Fields,
  base: Base<DerivedFields>,
  catalogue: Catalogue,
): Checked<Version & { derived: DerivedFields }> {
  const read = readDomain(fields, base, derivedForm.check(fields))
  if (!read.ok) return read
  const { domain, from, reason, seen, formula, whole } = read.value
  // It may name itself: that it goes in a circle is said like every other circle.
  const others = catalogue.derived.filter(({ id }) => id !== base.id)
  const own = { ...base, formula, uses: [], name: domain.name, labels: {}, unit: null }
  const uses = namesIn({ ...catalogue, derived: [...others, own] }, formula)
  const derived = derivedShape.parse({
    ...{ ...base, ...domain, formula, uses },
    ...(base.kind === 'number' ? { whole } : {}),
  })
  return { ok: true, value: { derived, from, reason, seen } }
}

/** What questions and derived values have in common: how they are called, their choices, their bounds. */
function readDomain<Read extends { nameRu: string; nameEn: string; least: number | null; most: number | null }>(
  fields: Fields,
  { kind }: Pick<QuestionFields, 'kind'>,
  read: Checked<Read>,
): Checked<Read & { domain: Pick<QuestionFields, 'name'> & Partial<QuestionFields> }> {
  const chosen = kind === 'one' || kind === 'several'
  const { options, labels, wrong } = linesRead(typedIn(fields, 'options'))
  const errors: FieldErrors = read.ok ? {} : { ...read.errors }
  if (chosen && (wrong || options.length === 0)) errors.options = { key: 'programmes.questions.edit.wrongOptions' }
  if (!read.ok || Object.keys(errors).length > 0) return { ok: false, errors }
  const { nameRu, nameEn, least, most } = read.value
  const domain = {
    ...{ name: { ru: nameRu, en: nameEn }, from: least ?? undefined, to: most ?? undefined },
    ...(chosen ? { options, labels } : {}),
  }
  return { ok: true, value: { ...read.value, domain } }
}

/** What keeps a text from being the name of a new question or derived value; null where nothing does. */
export function wrongName({ questions, derived }: Catalogue, id: string): FieldErrors[string] | null {
  // «new» is the address where one is begun.
  if (id === 'new' || !/^[a-z][a-z0-9_]{1,59}$/.test(id)) return { key: 'programmes.questions.edit.wrongId' }
  return [...questions, ...derived].some((one) => one.id === id) ? { key: 'programmes.questions.edit.taken' } : null
}

/** «ip = ИП = sole trader», a choice a line. */
export function linesOf({ options, labels }: Pick<QuestionFields, 'options' | 'labels'>): string {
  return (options ?? []).map((id) => `${id} = ${labels[id]?.ru ?? id} = ${labels[id]?.en ?? id}`).join('\n')
}

function linesRead(text: string) {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const parts = lines.map((line) => line.split('=').map((part) => part.trim()))
  const labels = Object.fromEntries(parts.map(([id = '', ru = '', en = '']) => [id, { ru, en }]))
  const wrong = parts.some((each) => each.length !== 3 || each.some((part) => part === '' || part.length > 400))
  return { options: parts.map(([id = '']) => id), labels, wrong }
}
