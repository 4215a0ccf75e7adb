// Terms as a table file: a line is a row of conditions or an example, a column is a question; read back with every mistake by its cell.
import { type Known, problemsOf, type Value } from '#engines/eligibility/index.ts'
import { always } from '#platform/dated.ts'
import type { Values } from '#platform/refusal.ts'
import {
  type Column,
  type Put,
  type PutCell,
  readTables,
  type Sheet,
  type SheetError,
  type Table,
  tableOf,
} from '#platform/sheets/index.ts'
import { readKnown } from '../rules/known.ts'
import { type Catalogue, namedIn, type QuestionFields } from '../rules/questions.ts'
import type { Asked } from '../rules/say-cells.ts'
import { type ExampleFields, questionsOf, type TermsBody } from '../rules/terms.ts'
import { amountOf, amountTyped, limits } from './terms.ts'

const lines = {
  yes: ['положено', 'yes', 'allowed'],
  no: ['исключение', 'exception', 'barred'],
  example: ['пример', 'example'],
} as const
const verdicts = { yes: ['подходит', 'да'], no: ['не подходит', 'нет'], unknown: ['пока не ясно'] } as const
const [lineTitle, sumTitle, onTitle, verdictTitle, noteTitle] = [
  'Строка',
  'Сумма, ₽',
  'День',
  'Должно выйти',
  'Примечание',
]
const unsure = 'не знаю'
const noneOfThese = 'ничего'
/** How often one question may stand in a table. */
const mostAlike = 4

/** The table with its examples. What is not written back stays: the terms' names and their basis. */
export function termsSheet(body: TermsBody, catalogue: Catalogue): Put {
  const columns = columnsOf(body, catalogue)
  const cells = (make: (column: SheetColumn) => PutCell): PutCell[] => columns.map(make)
  return {
    name: 'Условия',
    head: [
      lineTitle,
      ...columns.map(({ of, nth }) => titleOf(of, nth)),
      sumTitle,
      onTitle,
      verdictTitle,
      noteTitle,
    ].map((title) => ({ title })),
    rows: [
      ...body.table.rows.map((row): PutCell[] => [
        lines[row.gives][0],
        ...cells(({ place }) => (place === null ? null : (row.cells[place] ?? null))),
        ...[row.amount ?? null, null, null, null],
      ]),
      ...body.examples.map(({ known, on, verdict, amount, note }): PutCell[] => [
        lines.example[0],
        ...cells(({ of, nth }) => (nth === 1 ? answerCell(of, known[of.id]) : null)),
        ...[sumCell(amount), { day: on }, verdicts[verdict][0], note ?? null],
      ]),
    ],
  }
}

type Taken = { body: TermsBody } | { errors: SheetError[] }

/** Reads such a file; `errors` holds every mistake by its cell, and the body is whole only where there is none. */
export async function readTermsSheet(bytes: Uint8Array, catalogue: Catalogue, before: TermsBody): Promise<Taken> {
  const opened = await readTables(bytes, { rows: 1000, columns: 300 })
  if (!opened.ok) return { errors: opened.errors }
  const sheet = opened.sheets.find(({ rows }) => rows.length > 0)
  if (!sheet) return { errors: [{ sheet: '', cell: '', key: 'programmes.terms.sheet.empty', values: {} }] }
  return bodyOf(sheet, catalogue, before)
}

interface SheetColumn {
  of: Asked
  /** Which of the columns of this question: 1 is the first. */
  nth: number
  /** Place among the table's columns; null: only examples answer it. */
  place: number | null
}

function columnsOf(body: TermsBody, catalogue: Catalogue): SheetColumn[] {
  const placed = body.table.columns.flatMap(({ of: id }, place): SheetColumn[] => {
    const of = namedIn(catalogue, id)
    const nth = body.table.columns.slice(0, place + 1).filter((one) => one.of === id).length
    return of ? [{ of, nth, place }] : []
  })
  const answered = questionsOf(body, catalogue).filter(({ id }) => !placed.some(({ of }) => of.id === id))
  return [...placed, ...answered.map((of) => ({ of, nth: 1, place: null }))]
}

const titleOf = ({ id, name }: Asked, nth: number): string => `${name.ru} [${id}]${nth > 1 ? ` ${nth}` : ''}`

function answerCell({ kind }: Asked, value: Value | null | undefined): PutCell {
  if (value === undefined) return null
  if (value === null) return unsure
  if (typeof value === 'boolean') return { yes: value }
  if (typeof value === 'number') return { decimal: String(value) }
  if (typeof value === 'string') return kind === 'day' ? { day: value } : value
  return value.length === 0 ? noneOfThese : value.join(', ')
}

function sumCell(amount: ExampleFields['amount']): PutCell {
  const typed = amountTyped(amount)
  return typed === '' ? null : amount && amount.from === amount.to ? { decimal: typed } : typed
}

type Read = Table<readonly Column[]>

/** A line of the file; `wrong` are the columns whose cells could not be read. */
interface Line {
  row: number
  values: Readonly<Record<string, unknown>>
  wrong: ReadonlySet<string>
}

/** The same of a sheet that is open already. */
export function bodyOf(sheet: Sheet, catalogue: Catalogue, before: TermsBody): Taken {
  const asked = [...catalogue.questions, ...catalogue.derived].flatMap((of) =>
    Array.from({ length: mostAlike }, (_, at) => ({ of, nth: at + 1, key: `${of.id}#${at + 1}` })),
  )
  const table: Read = tableOf(sheet, [
    { key: 'line', titles: [lineTitle, 'Line'], kind: 'choice', choices: lines, required: true },
    ...asked.map(({ of, nth, key }): Column => {
      const bare = `${of.id}${nth > 1 ? ` ${nth}` : ''}`
      return { key, titles: [titleOf(of, nth), bare], kind: 'text', most: 1000 }
    }),
    { key: 'sum', titles: [sumTitle, 'Сумма', 'Sum'], kind: 'text', most: 1000 },
    { key: 'on', titles: [onTitle, 'Day'], kind: 'day' },
    { key: 'verdict', titles: [verdictTitle, 'Expected'], kind: 'choice', choices: verdicts },
    { key: 'note', titles: [noteTitle, 'Note'], kind: 'text', most: 400 },
  ])
  const errors = [...table.errors]
  const found: Line[] = [...table.rows.map((line) => ({ ...line, wrong: new Set<string>() })), ...table.spoilt]
  const all = found.filter(({ wrong }) => !wrong.has('line')).sort((a, b) => a.row - b.row)
  const unread = new Set(all.flatMap(({ row, wrong }) => [...wrong].map((key) => `${row} ${key}`)))
  // A cell is told one thing: that it could not be read, or what it says wrong.
  const wrong = (row: number, key: string, error: string, values: Values = {}) => {
    if (!unread.has(`${row} ${key}`)) errors.push(table.errorAt(row, key, { key: error, values }))
  }
  const conditions = all.filter(({ values }) => values.line !== 'example')
  const examples = all.filter(({ values }) => values.line === 'example')
  const columns = asked.filter(({ key }) => conditions.some(({ values }) => (values[key] ?? '') !== ''))
  const body: TermsBody = {
    ...before,
    table: {
      columns: columns.map(({ of, key }) => ({ id: key, of: of.id })),
      rows: conditions.map(({ row, values }) => ({
        id: String(row),
        cells: columns.map(({ of, key }) => spoken(of, String(values[key] ?? ''))),
        gives: values.line === 'no' ? 'no' : 'yes',
        ...(values.sum ? { amount: String(values.sum) } : {}),
      })),
    },
    examples: examples.map((line) => readExample(line, catalogue, wrong)),
  }
  for (const [what, many] of [
    ['columns', columns.length],
    ['rows', conditions.length],
    ['examples', examples.length],
  ] as const) {
    if (many > limits[what]) wrong(1, 'line', `programmes.terms.sheet.many.${what}`, { most: limits[what] })
  }
  for (const { kind, row, column, about } of problemsOf(catalogue, {
    id: 'sheet',
    versions: [{ from: always, to: null, table: body.table }],
  }))
    wrong(Number(row ?? 1), column ?? (row === null ? 'line' : 'sum'), `programmes.terms.problem.${kind}`, {
      about: about.join(' → '),
    })
  return errors.length > 0 ? { errors } : { body }
}

// «да» is how a spreadsheet and a person write `true`.
function spoken(of: Asked, cell: string): string {
  return of.kind !== 'yes-no' ? cell : ({ да: 'true', нет: 'false' }[cell.toLowerCase()] ?? cell)
}

function readExample(
  { row, values }: Line,
  catalogue: Catalogue,
  wrong: (row: number, key: string, error: string, values?: Values) => void,
): ExampleFields {
  const known: Record<string, Known[string]> = {}
  for (const of of [...catalogue.questions, ...catalogue.derived]) {
    for (let nth = 1; nth <= mostAlike; nth++) {
      const key = `${of.id}#${nth}`
      const text = String(values[key] ?? '')
      if (text === '') continue
      if ('formula' in of) wrong(row, key, 'programmes.terms.sheet.derived')
      else if (nth > 1) wrong(row, key, 'programmes.terms.sheet.twice')
      else {
        const answer = readAnswer(of, text)
        if ('error' in answer) wrong(row, key, answer.error.key, answer.error.values ?? {})
        else known[of.id] = answer.value
      }
    }
  }
  const on = String(values.on ?? '')
  if (on === '') wrong(row, 'on', 'programmes.terms.sheet.noDay')
  if (values.verdict === null) wrong(row, 'verdict', 'programmes.terms.sheet.noVerdict')
  const amount = amountOf(String(values.sum ?? ''))
  if (amount === 'unreadable') wrong(row, 'sum', 'platform.form.number')
  const note = String(values.note ?? '')
  return {
    ...{ known, on, verdict: values.verdict === 'no' || values.verdict === 'unknown' ? values.verdict : 'yes' },
    ...(amount === undefined || amount === 'unreadable' ? {} : { amount }),
    ...(note === '' ? {} : { note }),
  }
}

// An answer as a person would send it in the questionnaire.
function readAnswer(of: QuestionFields, text: string) {
  if (text.toLowerCase() === unsure) return { value: null }
  const several = of.kind === 'several'
  const said = several ? (text === noneOfThese ? [] : text.split(/\s*,\s*/)) : yesOrNo(of, text)
  const { known, errors } = readKnown({ [`a.${of.id}`]: said, ...(several ? { [`q.${of.id}`]: 'yes' } : {}) }, [of])
  const [error] = Object.values(errors)
  if (error) return { error }
  const value = known[of.id]
  return value === undefined ? { error: { key: 'platform.form.choose' } } : { value }
}

function yesOrNo({ kind }: QuestionFields, text: string): string {
  if (kind !== 'yes-no') return text
  return { да: 'yes', нет: 'no', true: 'yes', false: 'no' }[text.toLowerCase()] ?? text
}
