// What a table from a file is made of: sheets, rows and typed cells, each with the address a person sees in the spreadsheet.
import type { Values } from '../refusal.ts'

/** A cell that holds something; empty ones are left out. `at` is its address, «C12». */
export type Cell = { at: string; column: number } & (
  | { kind: 'text'; text: string }
  /** An exact decimal as text: «-1234.5». Never with an exponent, never with trailing zeros. */
  | { kind: 'number'; text: string }
  /** YYYY-MM-DD; a time of the day that stood with it is dropped. */
  | { kind: 'day'; day: string }
  | { kind: 'boolean'; yes: boolean }
  /** Something that cannot be read; said only if its column is asked for. */
  | { kind: 'wrong'; key: string; values: Values }
)

/** Rows that hold something, in order; `row` is the number that the spreadsheet shows. */
export interface Row {
  row: number
  cells: Cell[]
}

/** `name` is empty for a CSV file. `since1904`: how the file counts days, for days that lost their format. */
export interface Sheet {
  name: string
  rows: Row[]
  since1904: boolean
}

/** What is wrong and where: a word key with its values. `cell` is empty if the whole file or sheet is meant. */
export interface SheetError {
  sheet: string
  cell: string
  key: string
  values: Values
}

export type Opened = { ok: true; sheets: Sheet[] } | { ok: false; errors: SheetError[] }

/** How much one file may hold. Sizes in bytes; `cells` counts those that hold something, over all sheets. */
export interface Limits {
  bytes: number
  unpacked: number
  sheets: number
  rows: number
  columns: number
  cells: number
  /** Characters of one cell; 32,767 are Excel's own limit. */
  cell: number
}

/** Enough for 500 indicators x 11 years x 3 scenarios one to a row, ten times over; read in seconds. */
export const usualLimits: Limits = {
  bytes: 20_000_000,
  unpacked: 100_000_000,
  sheets: 30,
  rows: 200_000,
  columns: 300,
  cells: 1_000_000,
  cell: 32_767,
}

/** 1 → A, 27 → AA. */
export function lettersOf(column: number): string {
  let letters = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  return letters
}

/** «C12» → { column: 3, row: 12 }; null when it is no address of a sheet of 1,048,576 rows and 16,384 columns. */
export function placeOf(address: string): { column: number; row: number } | null {
  const [, letters = '', digits = ''] = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(address) ?? []
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
  const row = Number(digits)
  return column >= 1 && column <= 16_384 && row >= 1 && row <= 1_048_576 ? { column, row } : null
}

/** A file is refused as a whole: the errors are collected by whoever reads it. */
export function fileError(key: string, values: Values = {}, sheet = '', cell = ''): SheetError {
  return { sheet, cell, key, values }
}

/** Carries errors out of the middle of a file; never leaves this folder. */
export class Unreadable extends Error {
  readonly errors: SheetError[]

  constructor(errors: SheetError[]) {
    super('the table cannot be read')
    this.errors = errors
  }
}

/** Characters that no table holds by intention: controls but tab and line feed, halves of pairs, and what broken UTF-8 becomes. */
export function isReadable(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return text.isWellFormed() && !/[\u0000-\u0008\u000b-\u001f\u007f\ufffd\ufffe\uffff]/.test(text)
}

/** A text cell of a file, with one kind of line breaks; null for an empty one. */
export function textCell(place: { column: number; row: number }, text: string, most: number): Cell | null {
  const at = { at: `${lettersOf(place.column)}${place.row}`, column: place.column }
  const plain = text.replaceAll(/\r\n?/g, '\n')
  if (plain === '') return null
  if (plain.length > most) return { ...at, kind: 'wrong', key: 'platform.sheets.cell.tooLong', values: { most } }
  if (!isReadable(plain)) return { ...at, kind: 'wrong', key: 'platform.sheets.cell.unreadable', values: {} }
  return { ...at, kind: 'text', text: plain }
}
