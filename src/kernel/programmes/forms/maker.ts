// What people who make programmes may send: each part of a definition, with every problem of it at once.
import { type Checked, type Fields, field, form, typedIn } from '#platform/form.ts'
import type { FieldErrors } from '#platform/refusal.ts'
import {
  type AskedDocument,
  applicationLimits,
  type Condition,
  type Criterion,
  type Definition,
  dayCalendars,
  type Field,
  type FieldOption,
  fieldKinds,
  type MilestoneAsked,
  paperKinds,
  publishedParts,
  type TableColumn,
  type Text,
} from '../rules/definition.ts'
import { kopecksIn } from '../rules/money.ts'
import { isNearDay } from './reading.ts'

export const beginForm = form({
  id: field.text(60),
  titleRu: field.text(200),
  titleEn: field.maybe(200),
  from: field.maybe(60),
})

export const textsForm = form({
  titleRu: field.text(200),
  titleEn: field.maybe(200),
  leadRu: field.text(400),
  leadEn: field.maybe(400),
  aboutRu: field.maybe(20_000),
  aboutEn: field.maybe(20_000),
  decidesRu: field.text(600),
  decidesEn: field.maybe(600),
})

export const pageForm = form({
  titleRu: field.text(200),
  titleEn: field.maybe(200),
  hintRu: field.maybe(2000),
  hintEn: field.maybe(2000),
})

export const newFieldForm = form({ page: field.text(60), kind: field.choice(fieldKinds), labelRu: field.text(300) })
export const newDocumentForm = form({ labelRu: field.text(300) })

const labelled = {
  labelRu: field.text(300),
  labelEn: field.maybe(300),
  helpRu: field.maybe(1000),
  helpEn: field.maybe(1000),
  required: field.tick(),
  reveals: field.tick(),
  when: field.maybe(120),
}
const paper = {
  formats: field.several(),
  largest: field.maybe(4),
  freshDays: field.maybe(5),
}

const plainFieldForm = form({
  ...labelled,
  ...paper,
  least: field.maybe(30),
  most: field.maybe(30),
  rows: field.maybe(3),
})
const plainDocumentForm = form({ ...labelled, ...paper })

/** A question of a kind; its kind never changes, since answers of drafts hang on it. */
export function readField(before: Field, fields: Fields): Checked<Field> {
  const plain = plainFieldForm.check(fields)
  const options = rowsOf(fields, 'option', ['ru', 'en'])
  const columns = rowsOf(fields, 'column', ['ru', 'en', 'kind', 'sum'])
  const errors: FieldErrors = { ...(plain.ok ? {} : plain.errors) }
  const limits = limitsOf(before.kind, String(fields.least ?? ''), String(fields.most ?? ''), errors)
  const papers = papersOf(fields, before.kind === 'file', errors)
  for (const row of options) if (row.ru === '') errors[`option-${row.at}-ru`] = { key: 'platform.form.missing' }
  for (const row of columns) if (row.ru === '') errors[`column-${row.at}-ru`] = { key: 'platform.form.missing' }
  const rows = before.kind === 'table' ? wholeIn(fields, 'rows', 1, 40, errors) : before.rows
  if (!plain.ok || Object.keys(errors).length > 0) return { ok: false, errors }
  const { labelRu, labelEn, helpRu, helpEn, required, reveals, when } = plain.value
  const ids = freshIds('o', options)
  const columnIds = freshIds('c', columns)
  return {
    ok: true,
    value: {
      ...before,
      ...{ label: text(labelRu, labelEn), help: text(helpRu, helpEn), required, reveals, when: conditionIn(when) },
      ...{ ...limits, ...papers, rows: rows ?? before.rows },
      options: options.map(({ ru = '', en = '' }, at): FieldOption => ({ id: ids[at] ?? '', label: text(ru, en) })),
      columns: columns.map(
        ({ ru = '', en = '', kind, sum }, at): TableColumn => ({
          id: columnIds[at] ?? '',
          label: text(ru, en),
          kind: kind === 'number' || kind === 'money' ? kind : 'text',
          sum: sum === 'yes' && kind !== 'text',
        }),
      ),
    },
  }
}

export function readDocument(before: AskedDocument, fields: Fields): Checked<AskedDocument> {
  const plain = plainDocumentForm.check(fields)
  const errors: FieldErrors = { ...(plain.ok ? {} : plain.errors) }
  const papers = papersOf(fields, true, errors)
  if (!plain.ok || Object.keys(errors).length > 0) return { ok: false, errors }
  const { labelRu, labelEn, helpRu, helpEn, required, reveals, when } = plain.value
  return {
    ok: true,
    value: {
      ...before,
      ...{ label: text(labelRu, labelEn), help: text(helpRu, helpEn), required, reveals, when: conditionIn(when) },
      ...papers,
    },
  }
}

const plainRubricForm = form({
  scaleFrom: field.whole(0, 10),
  scaleTo: field.whole(1, 100),
  threshold: field.maybe(4),
  blind: field.tick(),
  reviewers: field.whole(1, 9),
  appealDays: field.whole(0, 60),
  appealAnswerDays: field.whole(1, 60),
  appealCalendar: field.choice(dayCalendars),
})

export function readRubric(fields: Fields): Checked<Pick<Definition, 'rubric' | 'review'>> {
  const plain = plainRubricForm.check(fields)
  const errors: FieldErrors = { ...(plain.ok ? {} : plain.errors) }
  const rows = rowsOf(fields, 'criterion', ['ru', 'en', 'help', 'helpEn', 'weight'])
  const ids = freshIds('k', rows)
  const criteria = rows.map((row, at): Criterion => {
    if (row.ru === '') errors[`criterion-${row.at}-ru`] = { key: 'platform.form.missing' }
    const weight = Number((row.weight ?? '').replace(',', '.'))
    if (row.weight === '' || Number.isNaN(weight) || weight < 0 || weight > 100)
      errors[`criterion-${row.at}-weight`] = { key: 'programmes.maker.weight' }
    const { ru = '', en = '', help = '', helpEn = '' } = row
    return { id: ids[at] ?? '', label: text(ru, en), help: text(help, helpEn), weight }
  })
  const threshold = fields.threshold ? wholeIn(fields, 'threshold', 0, 100, errors) : null
  if (!plain.ok || Object.keys(errors).length > 0) return { ok: false, errors }
  const { scaleFrom, scaleTo, blind, reviewers, appealDays, appealAnswerDays, appealCalendar } = plain.value
  return {
    ok: true,
    value: {
      rubric: { criteria, scale: { from: scaleFrom, to: scaleTo }, threshold: threshold ?? null },
      review: {
        ...{ blind, reviewers },
        appeal: { days: appealDays, answerDays: appealAnswerDays, calendar: appealCalendar },
      },
    },
  }
}

const plainRulesForm = form({
  applies: field.choice(['person', 'organisation', 'either']),
  limit: field.choice(applicationLimits),
  level: field.choice(['simple', 'standard', 'confirmed']),
  summary: field.maybe(40),
  amount: field.maybe(40),
  published: field.several(),
})

export function readRules(
  fields: Fields,
): Checked<Pick<Definition, 'applies' | 'limit' | 'level' | 'summary' | 'amount' | 'published'>> {
  const plain = plainRulesForm.check(fields)
  if (!plain.ok) return plain
  const { applies, limit, level, summary, amount, published } = plain.value
  return {
    ok: true,
    value: {
      ...{ applies, limit, level, summary: summary || null, amount: amount || null },
      published: publishedParts.filter((part) => published.includes(part)),
    },
  }
}

const plainAfterForm = form({ agreementRu: field.maybe(60_000), agreementEn: field.maybe(60_000) })

export function readAfter(fields: Fields): Checked<Pick<Definition, 'agreement' | 'milestones'>> {
  const plain = plainAfterForm.check(fields)
  const errors: FieldErrors = { ...(plain.ok ? {} : plain.errors) }
  const rows = rowsOf(fields, 'milestone', ['ru', 'en', 'days'])
  const ids = freshIds('m', rows)
  const milestones = rows.map((row, at): MilestoneAsked => {
    if (row.ru === '') errors[`milestone-${row.at}-ru`] = { key: 'platform.form.missing' }
    const days = Number(row.days)
    if (row.days === '' || !Number.isInteger(days) || days < 0 || days > 3650)
      errors[`milestone-${row.at}-days`] = { key: 'programmes.maker.days' }
    return { id: ids[at] ?? '', label: text(row.ru ?? '', row.en ?? ''), days }
  })
  if (!plain.ok || Object.keys(errors).length > 0) return { ok: false, errors }
  return { ok: true, value: { agreement: text(plain.value.agreementRu, plain.value.agreementEn), milestones } }
}

/** `f1=o2` as a select sends it; null where it is always asked. */
export function conditionIn(sent: string): Condition | null {
  const [on = '', is = ''] = sent.split('=')
  return on === '' || is === '' ? null : { field: on, is }
}

/** The first free id after those in use: `f7`. */
export function nextId(prefix: string, used: readonly string[]): string {
  const last = used.reduce((most, id) => {
    const n = id.startsWith(prefix) ? Number(id.slice(prefix.length)) : 0
    return Number.isInteger(n) ? Math.max(most, n) : most
  }, 0)
  return `${prefix}${last + 1}`
}

const text = (ru: string, en: string): Text => ({ ru: ru.trim(), en: en.trim() })

type FormRow = Record<string, string> & { at: string }

/** Rows that repeat in a form, `option-0-ru`, `option-0-id`; a row without any text is none. */
export function rowsOf(fields: Fields, prefix: string, columns: readonly string[]): FormRow[] {
  const rows: FormRow[] = []
  for (let at = 0; at < 60; at += 1) {
    const one = (column: string) => typedIn(fields, `${prefix}-${at}-${column}`).slice(0, 1000)
    const row: FormRow = { at: String(at), id: one('id') }
    for (const column of columns) row[column] = one(column)
    if (columns.some((column) => column !== 'kind' && column !== 'sum' && row[column] !== '')) rows.push(row)
  }
  return rows
}

function freshIds(prefix: string, rows: readonly FormRow[]): string[] {
  const used = rows.map(({ id = '' }) => id).filter((id) => id !== '')
  return rows.map(({ id = '' }) => {
    if (/^[a-z][a-z0-9-]{0,39}$/.test(id)) return id
    const made = nextId(prefix, used)
    used.push(made)
    return made
  })
}

function papersOf(fields: Fields, asked: boolean, errors: FieldErrors) {
  if (!asked) return {}
  const sent = [fields.formats ?? []].flat()
  const formats = paperKinds.filter((kind) => sent.includes(kind))
  if (formats.length === 0) errors.formats = { key: 'platform.form.choose' }
  const largest = wholeIn(fields, 'largest', 1, 20, errors) ?? 10
  const freshDays = fields.freshDays ? (wholeIn(fields, 'freshDays', 1, 3650, errors) ?? null) : null
  return { formats, largest, freshDays }
}

function wholeIn(fields: Fields, name: string, least: number, most: number, errors: FieldErrors): number | undefined {
  const read = form({ [name]: field.whole(least, most) }).check(fields)
  if (read.ok) return Number(read.value[name])
  Object.assign(errors, read.errors)
  return undefined
}

function limitsOf(kind: Field['kind'], least: string, most: string, errors: FieldErrors) {
  const read = (name: 'least' | 'most', sent: string): number | string | null => {
    const plain = sent.trim()
    if (plain === '') return null
    if (kind === 'day') {
      if (!isNearDay(plain)) errors[name] = { key: 'platform.form.day' }
      return plain
    }
    const value =
      kind === 'money' ? (kopecksIn(plain) ?? Number.NaN) : Number(plain.replaceAll(/\s/g, '').replace(',', '.'))
    if (Number.isNaN(value))
      errors[name] = { key: kind === 'money' ? 'programmes.apply.noMoney' : 'platform.form.number' }
    return value
  }
  return { least: read('least', least), most: read('most', most) }
}
