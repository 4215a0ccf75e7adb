// What an editor may send of a question: its texts in both languages, its choices line by line, and from which day it is asked so.
import { z } from 'zod'
import { type Fields, field, form } from '#platform/form.ts'
import type { FieldErrors } from '#platform/refusal.ts'
import { type QuestionFields, questionShape } from '../rules/questions.ts'

export const questionKinds = ['yes-no', 'number', 'money', 'day', 'one', 'several', 'code'] as const

const bound = z.preprocess(
  (value) => (typeof value === 'string' && value.trim() !== '' ? Number(value.replace(',', '.')) : null),
  z.number('platform.form.number').nullable(),
)

const shape = form({
  ...{ askRu: field.text(400), askEn: field.text(400), nameRu: field.text(400), nameEn: field.text(400) },
  ...{ helpRu: field.maybe(400), helpEn: field.maybe(400), options: field.maybe(8000) },
  ...{ least: bound, most: bound, changeable: field.tick(), order: field.whole(1, 10_000) },
  ...{ from: field.day(), reason: field.text(400), seen: field.whole(0, 1_000_000) },
})

export interface QuestionRead {
  question: QuestionFields
  from: string
  reason: string
  seen: number
}

/** Reads a question on top of what is kept of it (unit, source, what it settles). All errors at once, by field. */
export function readQuestion(
  fields: Fields,
  base: Pick<QuestionFields, 'id' | 'kind'> & Partial<QuestionFields>,
): { ok: true; value: QuestionRead } | { ok: false; errors: FieldErrors } {
  const read = shape.check(fields)
  const chosen = base.kind === 'one' || base.kind === 'several'
  const { options, labels, wrong } = linesRead([fields.options ?? ''].flat()[0] ?? '')
  const errors: FieldErrors = read.ok ? {} : { ...read.errors }
  if (chosen && (wrong || options.length === 0)) errors.options = { key: 'programmes.questions.edit.wrongOptions' }
  if (!read.ok || Object.keys(errors).length > 0) return { ok: false, errors }
  const { from, reason, seen, ...said } = read.value
  const question = questionShape.parse({
    ...base,
    ...{ ask: { ru: said.askRu, en: said.askEn }, name: { ru: said.nameRu, en: said.nameEn } },
    help: said.helpRu === '' ? null : { ru: said.helpRu, en: said.helpEn === '' ? said.helpRu : said.helpEn },
    ...{ changeable: said.changeable, order: said.order },
    ...(chosen ? { options, labels } : {}),
    ...(said.least === null ? { from: undefined } : { from: said.least }),
    ...(said.most === null ? { to: undefined } : { to: said.most }),
  })
  return { ok: true, value: { question, from, reason, seen } }
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
