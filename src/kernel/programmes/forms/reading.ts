// Reading what was typed into the questions of a page: each answer, or what is wrong with it, all at once.
import { innProblem } from '#kernel/identity/index.ts'
import { type Fields, isReadable, typedIn } from '#platform/form.ts'
import type { FieldError, FieldErrors } from '#platform/refusal.ts'
import { isDay } from '#platform/time.ts'
import type { Answer, Answers, TableRow } from '../rules/answers.ts'
import { askedFields, isEmpty } from '../rules/asked.ts'
import type { Definition, Field, Page, TableColumn } from '../rules/definition.ts'
import { kopecksIn, kopecksTyped } from '../rules/money.ts'

/** The name of a question's box in the form. */
export const boxOf = (field: string): string => `a-${field}`
/** The name of one cell of a table. */
export const cellOf = (field: string, row: number, column: string): string => `a-${field}.${row}.${column}`

/**
 * Reads the answers to a page. What cannot be an answer is in `errors` under the name of its box; what is right is in `answers` all the same, so
 * nothing is lost. `whole` also wants what is required. `more`: questions that are asked only now, because of these very answers.
 */
export function readPage(
  definition: Pick<Definition, 'pages'>,
  page: Page,
  typed: Fields,
  before: Answers,
  whole: boolean,
): { answers: Answers; errors: FieldErrors; more: Field[] } {
  const shown = askedFields(definition, page, before)
  const { answers, errors } = readAnswers(shown, typed)
  const now = askedFields(definition, page, { ...before, ...answers })
  for (const field of shown) {
    const box = boxOf(field.id)
    if (!now.includes(field)) delete errors[box]
    else if (whole && field.required && field.kind !== 'file' && !errors[box] && isEmpty(answers[field.id]))
      errors[box] = { key: 'platform.form.missing' }
  }
  return { answers, errors, more: now.filter((field) => !shown.includes(field)) }
}

/** Reads the answers to some questions; see `readPage`. */
export function readAnswers(fields: readonly Field[], typed: Fields): { answers: Answers; errors: FieldErrors } {
  const answers: Answers = {}
  const errors: FieldErrors = {}
  for (const field of fields) {
    if (field.kind === 'file') continue
    const read = readAnswer(field, typed)
    if (read.error) errors[boxOf(field.id)] = read.error
    else answers[field.id] = read.answer
  }
  return { answers, errors }
}

type Read = { answer: Answer; error?: undefined } | { answer?: undefined; error: FieldError }

const wrong = (key: string, values?: FieldError['values']): Read => ({ error: values ? { key, values } : { key } })

function readAnswer(field: Field, typed: Fields): Read {
  const text = typedIn(typed, boxOf(field.id))
  if (isUnreadable(typed, field)) return wrong('platform.form.unreadable')
  switch (field.kind) {
    case 'short':
    case 'address':
      return readText(text, mostLetters(field, 300), field)
    case 'long':
      return readText(text, mostLetters(field, 5000), field)
    case 'number':
      return text === '' ? { answer: null } : readNumber(text, field)
    case 'money':
      return text === '' ? { answer: null } : readMoney(text, field)
    case 'day':
      return text === '' ? { answer: null } : readDay(text, field)
    case 'yes-no':
      return text === ''
        ? { answer: null }
        : text === 'yes' || text === 'no'
          ? { answer: text === 'yes' }
          : wrong('platform.form.choose')
    case 'one':
      if (text === '') return { answer: null }
      return field.options.some(({ id }) => id === text) ? { answer: text } : wrong('platform.form.choose')
    case 'several': {
      const chosen = [typed[boxOf(field.id)] ?? []].flat().filter((one) => one !== '')
      if (chosen.some((one) => !field.options.some(({ id }) => id === one))) return wrong('platform.form.choose')
      return { answer: field.options.filter(({ id }) => chosen.includes(id)).map(({ id }) => id) }
    }
    case 'organisation':
      return readOrganisation(field, typed)
    case 'table':
      return readTable(field, typed)
    case 'file':
      return { answer: null }
  }
}

/** How many letters a text answer may have. */
export function mostLetters(field: Pick<Field, 'most'>, usual: number): number {
  return typeof field.most === 'number' ? field.most : usual
}

function readText(text: string, most: number, field: Field): Read {
  if ([...text].length > most) return wrong('platform.form.tooLong', { most })
  if (text !== '' && typeof field.least === 'number' && [...text].length < field.least)
    return wrong('programmes.apply.tooShort', { least: field.least })
  return { answer: text }
}

function readNumber(text: string, { least, most }: Pick<Field, 'least' | 'most'>): Read {
  const plain = text
    .replaceAll(/[\s\u00a0\u202f]/g, '')
    .replace(',', '.')
    .replace('−', '-')
  if (!/^-?\d{1,15}(\.\d{1,6})?$/.test(plain)) return wrong('platform.form.number')
  const value = Number(plain)
  if (typeof least === 'number' && value < least) return wrong('platform.form.least', { least })
  if (typeof most === 'number' && value > most) return wrong('platform.form.most', { most })
  return { answer: value }
}

function readMoney(text: string, { least, most }: Pick<Field, 'least' | 'most'>): Read {
  const kopecks = kopecksIn(text)
  if (kopecks === null) return wrong('programmes.apply.noMoney')
  if (typeof least === 'number' && kopecks < least)
    return wrong('programmes.apply.moneyLeast', { least: kopecksTyped(least) })
  if (typeof most === 'number' && kopecks > most)
    return wrong('programmes.apply.moneyMost', { most: kopecksTyped(most) })
  return { answer: kopecks }
}

/** Whether a text is a day of the calendar between 1900 and 2099. */
export function isNearDay(text: string): boolean {
  return isDay(text) && /^(19|20)/.test(text)
}

function readDay(text: string, { least, most }: Pick<Field, 'least' | 'most'>): Read {
  if (!isNearDay(text)) return wrong('platform.form.day')
  if (typeof least === 'string' && text < least) return wrong('programmes.apply.dayLeast', { least })
  if (typeof most === 'string' && text > most) return wrong('programmes.apply.dayMost', { most })
  return { answer: text }
}

function readOrganisation(field: Field, typed: Fields): Read {
  const name = typedIn(typed, cellOf(field.id, 0, 'name'))
  const inn = typedIn(typed, cellOf(field.id, 0, 'inn')).replaceAll(/\s/g, '')
  if (name === '' && inn === '') return { answer: null }
  if (name === '') return wrong('programmes.apply.organisationName')
  if (name.length > 300) return wrong('platform.form.tooLong', { most: 300 })
  return innProblem(inn) === null ? { answer: { name, inn } } : wrong('programmes.apply.organisationInn')
}

function readTable(field: Field, typed: Fields): Read {
  const rows: TableRow[] = []
  for (let row = 0; row < field.rows; row += 1) {
    const cells = field.columns.map((column) => ({ column, text: typedIn(typed, cellOf(field.id, row, column.id)) }))
    if (cells.every(({ text }) => text === '')) continue
    const kept: TableRow = {}
    for (const { column, text } of cells) {
      const read = readCell(column, text)
      if (read === undefined)
        return wrong(`programmes.apply.cell.${column.kind}`, { row: row + 1, column: column.label.ru })
      kept[column.id] = read
    }
    rows.push(kept)
  }
  return { answer: rows }
}

function readCell({ kind }: TableColumn, text: string): string | number | null | undefined {
  if (text === '') return null
  if (kind === 'text') return text.length <= 500 ? text : undefined
  if (kind === 'money') return kopecksIn(text) ?? undefined
  const read = readNumber(text, { least: 0, most: 1_000_000_000 })
  return typeof read.answer === 'number' ? read.answer : undefined
}

function isUnreadable(typed: Fields, field: Field): boolean {
  const box = boxOf(field.id)
  return Object.entries(typed).some(([name, value]) => {
    if (name !== box && !name.startsWith(`${box}.`)) return false
    return ![value].flat().every(isReadable)
  })
}
