// Reads a sheet as a table of known columns: every cell by its kind, every mistake by its address, all at once.
import type { Values } from '../refusal.ts'
import { type Cell, lettersOf, type Row, type Sheet, type SheetError } from './table.ts'
import { dayOfSerial, dayTyped, decimalOf, digitsOf, yearOf, yesOrNo } from './values.ts'

interface Named {
  key: string
  /** The header and what else it may be called; case, ё and spaces do not matter. */
  titles: readonly [string, ...string[]]
  /** The column and each of its cells must be there. */
  required?: boolean
}

/**
 * text: trimmed, NFC, `most` characters (1,000). decimal: exact text, `most` digits (30), `places` after the point (10).
 * whole, year: numbers between `least` and `most`. choice: the code of one of `choices`, by its names or the code itself.
 */
export type Column =
  | (Named & { kind: 'text'; most?: number })
  | (Named & { kind: 'decimal'; most?: number; places?: number; least?: 'zero' })
  | (Named & { kind: 'whole' | 'year'; least?: number; most?: number })
  | (Named & { kind: 'day' | 'yes' })
  | (Named & { kind: 'choice'; choices: Readonly<Record<string, readonly string[]>> })

type Told<C extends Column> = C extends { kind: 'whole' | 'year' }
  ? number
  : C extends { kind: 'yes' }
    ? boolean
    : C extends { kind: 'choice'; choices: infer Choices }
      ? keyof Choices & string
      : string

type ValueOf<C extends Column> = C extends { kind: 'text' } | { required: true } ? Told<C> : Told<C> | null

/** The values of a row by the keys of the columns. An empty text is '', any other empty cell null. */
export type ValuesOf<Columns extends readonly Column[]> = {
  [C in Columns[number] as C['key']]: ValueOf<C>
}

export interface TableRow<Columns extends readonly Column[]> {
  row: number
  values: ValuesOf<Columns>
}

/** `rows` holds those without a mistake; `errors` all mistakes in the order of the sheet, `most` of them and then how many more. */
export interface Table<Columns extends readonly Column[]> {
  rows: TableRow<Columns>[]
  errors: SheetError[]
  /** An error of the reader's own about a cell that was read, by the row and the key of its column. */
  errorAt(row: number, key: string, error: { key: string; values?: Values }): SheetError
}

/**
 * Reads the sheet by its first row that holds anything as the head. Never throws and never stops at the first mistake: titles
 * missing, unknown (with the nearest known one) or double, cells of the wrong kind, too long, empty but required.
 */
export function tableOf<const Columns extends readonly Column[]>(
  sheet: Sheet,
  columns: Columns,
  { most = 1_000 }: { most?: number } = {},
): Table<Columns> {
  const errors: SheetError[] = []
  const say = (cell: string, key: string, values: Values = {}) => errors.push({ sheet: sheet.name, cell, key, values })
  const [head, ...body] = sheet.rows
  const placed = headOf(head, columns, say)
  const rows = body.flatMap((row) => {
    const values = readRow(row, placed, sheet, say)
    // Each value was read by the kind of its column, which the type of a record cannot say.
    return values ? [{ row: row.row, values: values as ValuesOf<Columns> }] : []
  })
  const letters = new Map([...placed.found].map(([number, column]) => [column.key, lettersOf(number)]))
  return {
    rows,
    errors: capped(errors, most, sheet.name),
    errorAt: (row, key, error) => ({
      sheet: sheet.name,
      cell: `${letters.get(key) ?? 'A'}${row}`,
      key: error.key,
      values: error.values ?? {},
    }),
  }
}

type Say = (cell: string, key: string, values?: Values) => unknown

interface Placed {
  /** Known columns by where they stand. */
  found: Map<number, Column>
  /** Where a mistake of the head is already said. */
  silent: Set<number>
  /** The values of a row that has none. */
  empty: Record<string, string | null>
}

function headOf(head: Row | undefined, columns: readonly Column[], say: Say): Placed {
  const byTitle = new Map(columns.flatMap((column) => column.titles.map((title) => [plain(title), column] as const)))
  const found = new Map<number, Column>()
  const silent = new Set<number>()
  const seen = new Map<Column, string>()
  for (const cell of head?.cells ?? []) {
    const title = cell.kind === 'wrong' ? '' : shown(cell)
    const column = byTitle.get(plain(title))
    const before = column && seen.get(column)
    if (cell.kind === 'wrong') say(cell.at, cell.key, cell.values)
    else if (!column) sayUnknown(cell.at, title, columns, say)
    else if (before) say(cell.at, 'platform.sheets.head.double', { title: cut(title), cell: before })
    if (!column || before) silent.add(cell.column)
    else {
      found.set(cell.column, column)
      seen.set(column, cell.at)
    }
  }
  for (const column of columns) {
    if (column.required && !seen.has(column))
      say(head ? `A${head.row}` : 'A1', 'platform.sheets.head.missing', { title: column.titles[0] })
  }
  const empty = Object.fromEntries(columns.map(({ key, kind }) => [key, kind === 'text' ? '' : null]))
  return { found, silent, empty }
}

function sayUnknown(at: string, title: string, columns: readonly Column[], say: Say): void {
  const titles = columns.flatMap((column) => column.titles.map((known) => ({ known, main: column.titles[0] })))
  const ranked = titles
    .map(({ known, main }) => ({ main, away: distance(plain(title), plain(known)) / Math.max(known.length, 1) }))
    .sort((a, b) => a.away - b.away)
  const nearest = ranked[0]
  if (nearest && nearest.away <= 0.5)
    say(at, 'platform.sheets.head.unknownNear', { title: cut(title), nearest: nearest.main })
  else say(at, 'platform.sheets.head.unknown', { title: cut(title) })
}

/** The values of a row, or null when any of its cells is wrong. */
function readRow(row: Row, placed: Placed, sheet: Sheet, say: Say): Record<string, unknown> | null {
  let good = true
  const values: Record<string, unknown> = { ...placed.empty }
  const cells: (Cell | undefined)[] = []
  const wrong = (at: string, error: Wrong) => {
    good = false
    say(at, error.key, error.values)
  }
  for (const cell of row.cells) {
    cells[cell.column] = cell
    if (placed.found.has(cell.column) || placed.silent.has(cell.column)) continue
    wrong(cell.at, { key: 'platform.sheets.head.none' })
    // Said once a column: the whole of it has no title.
    placed.silent.add(cell.column)
  }
  for (const [number, column] of placed.found) {
    const cell = cells[number]
    const read = cell ? readCell(cell, column, sheet.since1904) : nothing
    if ('value' in read && read.value !== null) values[column.key] = read.value
    else if ('key' in read) wrong(`${lettersOf(number)}${row.row}`, read)
    else if (column.required)
      wrong(`${lettersOf(number)}${row.row}`, {
        key: 'platform.sheets.cell.missing',
        values: { title: column.titles[0] },
      })
  }
  return good ? values : null
}

const nothing: Read = { value: null }

interface Wrong {
  key: string
  values?: Values
}

type Read = { value: string | number | boolean | null } | Wrong

function readCell(cell: Cell, column: Column, since1904: boolean): Read {
  if (cell.kind === 'wrong') return cell
  const text = shown(cell)
  if (text === '') return { value: null }
  switch (column.kind) {
    case 'text':
      return text.length > (column.most ?? 1_000)
        ? { key: 'platform.sheets.cell.tooLong', values: { most: column.most ?? 1_000 } }
        : { value: text }
    case 'decimal':
      return readDecimal(cell.kind === 'number' ? cell.text : decimalOf(text), text, column)
    case 'whole':
      return within(cell.kind === 'number' ? cell.text : decimalOf(text), 'platform.sheets.cell.whole', text, column)
    case 'year':
      return within(yearOf(text)?.toString() ?? null, 'platform.sheets.cell.year', text, column)
    case 'day':
      return readDay(cell, text, since1904)
    case 'choice':
      return readChoice(text, column.choices)
    case 'yes': {
      const yes = cell.kind === 'boolean' ? cell.yes : yesOrNo(text)
      return yes === null ? { key: 'platform.sheets.cell.yes', values: { text: cut(text) } } : { value: yes }
    }
  }
}

function readDecimal(decimal: string | null, text: string, column: Column & { kind: 'decimal' }): Read {
  const { most = 30, places = 10 } = column
  if (decimal === null) return { key: 'platform.sheets.cell.number', values: { text: cut(text) } }
  if (digitsOf(decimal) > most || decimal.length > most + 2)
    return { key: 'platform.sheets.cell.digits', values: { most } }
  if ((decimal.split('.')[1] ?? '').length > places)
    return { key: 'platform.sheets.cell.places', values: { text: cut(text), most: places } }
  if (column.least === 'zero' && decimal.startsWith('-'))
    return { key: 'platform.sheets.cell.negative', values: { text: cut(text) } }
  return { value: decimal }
}

function within(
  decimal: string | null,
  key: string,
  text: string,
  { least = Number.MIN_SAFE_INTEGER, most = Number.MAX_SAFE_INTEGER }: { least?: number; most?: number },
): Read {
  const number = Number(decimal)
  if (decimal === null || !Number.isSafeInteger(number)) return { key, values: { text: cut(text) } }
  if (number < least) return { key: 'platform.sheets.cell.least', values: { text: cut(text), least: String(least) } }
  if (number > most) return { key: 'platform.sheets.cell.most', values: { text: cut(text), most: String(most) } }
  return { value: number }
}

/** A day, a text that is one, or the serial number of a day that lost its format (only of 1954–2119: a year is no day). */
function readDay(cell: Cell, text: string, since1904: boolean): Read {
  const serial = cell.kind === 'number' ? Number(cell.text) : Number.NaN
  const day =
    serial >= 20_000 && serial <= 80_000 && Number.isInteger(serial) ? dayOfSerial(serial, since1904) : dayTyped(text)
  return day ? { value: day } : { key: 'platform.sheets.cell.day', values: { text: cut(text) } }
}

function readChoice(text: string, choices: Choices): Read {
  const found = namesOf(choices).get(plain(text))
  if (found !== undefined) return { value: found }
  const names = Object.entries(choices).map(([code, [name = code]]) => `«${name}»`)
  return { key: 'platform.sheets.cell.choice', values: { text: cut(text), choices: names.join(', ') } }
}

type Choices = Readonly<Record<string, readonly string[]>>

const known = new WeakMap<Choices, Map<string, string>>()

/** Codes by all their names, worked out once for a column and not for each of its cells. */
function namesOf(choices: Choices): Map<string, string> {
  let names = known.get(choices)
  if (!names) {
    names = new Map(
      Object.entries(choices).flatMap(([code, all]) => [code, ...all].map((name) => [plain(name), code] as const)),
    )
    known.set(choices, names)
  }
  return names
}

function shown(cell: Exclude<Cell, { kind: 'wrong' }>): string {
  if (cell.kind === 'text') return cell.text.normalize('NFC').trim()
  if (cell.kind === 'number') return cell.text
  if (cell.kind === 'day') return cell.day
  return cell.yes ? 'да' : 'нет'
}

function plain(title: string): string {
  return title
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[\s\u00a0*:]+/g, ' ')
    .trim()
}

const cut = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text)

function capped(errors: SheetError[], most: number, sheet: string): SheetError[] {
  if (errors.length <= most) return errors
  return [
    ...errors.slice(0, most),
    { sheet, cell: '', key: 'platform.sheets.more', values: { count: errors.length - most } },
  ]
}

/** How many letters must be changed, added or dropped to make one title of the other (Levenshtein), over 60 letters of each. */
function distance(one: string, other: string): number {
  const [a, b] = [one.slice(0, 60), other.slice(0, 60)]
  let line = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min((line[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (line[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)),
      )
    line = next
  }
  return line[b.length] ?? 0
}
