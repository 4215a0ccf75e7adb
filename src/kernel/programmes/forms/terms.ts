// The editor's table as a form: what was typed becomes a body, whole or not, and buttons add and take away rows, columns and examples.
import { type Fields, typedIn, unreadable } from '#platform/form.ts'
import type { FieldErrors } from '#platform/refusal.ts'
import { isDay } from '#platform/time.ts'
import { readKnown } from '../rules/known.ts'
import { type Catalogue, namedIn } from '../rules/questions.ts'
import type { ExampleFields, TermsBody } from '../rules/terms.ts'

export const limits = { columns: 20, rows: 30, examples: 30 }

export const cellField = (row: number, column: number): string => `cell.${row}.${column}`
export const rowField = (row: number, part: 'gives' | 'amount'): string => `row.${row}.${part}`
export const exampleField = (at: number, part: string): string => `ex.${at}.${part}`

/** Reads everything that was typed; answers of examples that cannot be read are errors, cells are checked by the engine. */
export function readTable(fields: Fields, catalogue: Catalogue): { body: TermsBody; errors: FieldErrors } {
  const text = (name: string): string => typedIn(fields, name).slice(0, 1000)
  const columns = [fields.column ?? []]
    .flat()
    .slice(0, limits.columns)
    .flatMap((of, at, all) => {
      const earlier = all.slice(0, at).filter((one) => one === of).length
      return namedIn(catalogue, of) ? [{ id: earlier === 0 ? of : `${of}_${earlier + 1}`, of }] : []
    })
  const rows = Array.from({ length: countOf(typedIn(fields, 'rows'), limits.rows) }, (_, row) => ({
    id: `r${row + 1}`,
    cells: columns.map((_column, at) => text(cellField(row, at))),
    gives: text(rowField(row, 'gives')) === 'no' ? ('no' as const) : ('yes' as const),
    ...(text(rowField(row, 'amount')) === '' ? {} : { amount: text(rowField(row, 'amount')) }),
  }))
  const errors: FieldErrors = unreadable(fields)
  const examples = Array.from(
    { length: countOf(typedIn(fields, 'examples'), limits.examples) },
    (_, at): ExampleFields => {
      const read = readKnown(ofExample(fields, at), catalogue.questions)
      for (const [field, error] of Object.entries(read.errors)) errors[exampleField(at, field)] = error
      const on = text(exampleField(at, 'on'))
      if (!isDay(on)) errors[exampleField(at, 'on')] = { key: 'platform.form.day' }
      const verdict = text(exampleField(at, 'verdict'))
      const amount = amountOf(text(exampleField(at, 'amount')))
      if (amount === 'unreadable') errors[exampleField(at, 'amount')] = { key: 'platform.form.number' }
      const note = text(exampleField(at, 'note')).slice(0, 400)
      return {
        known: read.known,
        on,
        verdict: verdict === 'no' || verdict === 'unknown' ? verdict : 'yes',
        ...(amount === undefined || amount === 'unreadable' ? {} : { amount }),
        ...(note === '' ? {} : { note }),
      }
    },
  )
  const basis = text('basis').slice(0, 400)
  return { body: { table: { columns, rows }, examples, basis: basis === '' ? null : basis }, errors }
}

/** What a button of the editor does to a body: `add-row`, `drop-column.2`; null where it is none. */
export function pressed(
  body: TermsBody,
  act: string,
  catalogue: Catalogue,
  today: string,
  column: string,
): TermsBody | null {
  const { table, examples } = body
  const [verb = '', at = ''] = act.split('.')
  const place = Number(at)
  const without = <Each>(list: readonly Each[]): Each[] => list.filter((_, index) => index !== place)
  const empty = (gives: 'yes' | 'no') => ({
    id: `r${table.rows.length + 1}`,
    cells: table.columns.map(() => ''),
    gives,
  })
  switch (verb) {
    case 'add-row':
      return { ...body, table: { ...table, rows: [...table.rows, empty('yes')] } }
    case 'add-bar':
      return { ...body, table: { ...table, rows: [...table.rows, empty('no')] } }
    case 'drop-row':
      return { ...body, table: { ...table, rows: without(table.rows) } }
    case 'add-column':
      if (!namedIn(catalogue, column)) return body
      return {
        ...body,
        table: {
          columns: [...table.columns, { id: `${column}_${table.columns.length + 1}`, of: column }],
          rows: table.rows.map((row) => ({ ...row, cells: [...row.cells, ''] })),
        },
      }
    case 'drop-column':
      return {
        ...body,
        table: {
          columns: without(table.columns),
          rows: table.rows.map((row) => ({ ...row, cells: without(row.cells) })),
        },
      }
    case 'add-example':
      return { ...body, examples: [...examples, { known: {}, on: today, verdict: 'yes' }] }
    case 'drop-example':
      return { ...body, examples: without(examples) }
    default:
      return null
  }
}

// The fields of one example, as a form of answers has them.
function ofExample(fields: Fields, at: number): Fields {
  const prefix = exampleField(at, '')
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
    ),
  )
}

/** What must come out in roubles, as kopecks: '' is any sum, «нет» none (null), `1000..2000` or `1000..` a span. */
export function amountOf(text: string): ExampleFields['amount'] | 'unreadable' {
  if (text === '') return undefined
  if (/^(нет|none)$/i.test(text)) return null
  const [from, to] = text.split('..').map(kopecksOf)
  if (from === undefined || from === null) return 'unreadable'
  if (!text.includes('..')) return { from, to: from }
  return to === undefined || (to !== null && to < from) ? 'unreadable' : { from, to }
}

// Null: no end is said.
function kopecksOf(text: string): number | null | undefined {
  if (text.trim() === '') return null
  const roubles = Number(text.replaceAll(/[\s\u00a0₽]/g, '').replace(',', '.'))
  return Number.isFinite(roubles) && roubles >= 0 && roubles <= 1e12 ? Math.round(roubles * 100) : undefined
}

/** The same as it is typed. */
export function amountTyped(amount: ExampleFields['amount']): string {
  if (amount === undefined) return ''
  if (amount === null) return 'нет'
  const { from, to } = amount
  return from === to ? String(from / 100) : `${from / 100}..${to === null ? '' : to / 100}`
}

function countOf(given: string, most: number): number {
  const count = Number(given)
  return Number.isInteger(count) && count > 0 ? Math.min(count, most) : 0
}
