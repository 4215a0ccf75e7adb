// Writes XLSX files: numbers as numbers, days as days, and texts that nobody can take for a formula.
import writeExcelFile, { type CellObject } from 'write-excel-file/node'
import type { Put, PutCell, PutColumn } from './put.ts'
import { dayTyped, decimalOf, digitsOf, spreadsheetDigits } from './values.ts'

/** A workbook with a bold head that stays in view. Throws when a sheet's name is none, or a decimal or day is none. */
export async function workbookBytes(sheets: readonly Put[]): Promise<Uint8Array> {
  for (const { name } of sheets)
    if (!/^[^:\\/?*[\]]{1,31}$/.test(name)) throw new Error(`«${name}» cannot be the name of a sheet`)
  const file = writeExcelFile(
    sheets.map((sheet) => ({
      sheet: sheet.name,
      stickyRowsCount: 1,
      columns: sheet.head.map((column, index) => ({ width: widthOf(column, index, sheet.rows) })),
      data: [sheet.head.map(({ title }) => headOf(title)), ...sheet.rows.map((row) => row.map(cellOf))],
    })),
  )
  return new Uint8Array(await file.toBuffer())
}

const headOf = (title: string): CellObject => ({
  ...textOf(title),
  fontWeight: 'bold',
  wrap: true,
  alignVertical: 'top',
  backgroundColor: '#EEF3F4',
})

function cellOf(cell: PutCell): CellObject | null {
  if (cell === null || cell === '') return null
  if (typeof cell === 'string') return { ...textOf(cell), wrap: cell.includes('\n') }
  if ('yes' in cell) return { type: Boolean, value: cell.yes }
  if ('day' in cell) return dayCell(cell.day)
  if (decimalOf(cell.decimal) === null) throw new Error(`«${cell.decimal}» is no decimal`)
  // A spreadsheet would round a longer number away without a word.
  if (digitsOf(cell.decimal) > spreadsheetDigits || cell.decimal.length > 100)
    return { ...textOf(cell.decimal), align: 'right' }
  return { type: Number, value: Number(cell.decimal) }
}

/** Days before March 1900 are counted in two ways by spreadsheets, so they are written as text. */
function dayCell(day: string): CellObject {
  if (dayTyped(day) !== day) throw new Error(`«${day}» is no day`)
  if (day < '1900-03-01') return textOf(day)
  return { type: Date, value: new Date(`${day}T00:00:00Z`), format: 'dd.mm.yyyy' }
}

const textOf = (text: string): CellObject => ({ type: String, value: escaped(text), format: '@' })

/**
 * The text as XLSX keeps it: what XML cannot hold goes as _xHHHH_, as Excel does (ECMA-376, 22.9.2.19). The writer looks texts up
 * in a plain object, where «constructor» is known before it was written, so names of that kind are masked too.
 */
function escaped(text: string): string {
  const plain = text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/_(?=x[0-9A-Fa-f]{4})/g, '_x005F_')
    .replaceAll(unwritable, (signs) =>
      Array.from({ length: signs.length }, (_, index) => coded(signs.charCodeAt(index))).join(''),
    )
  return plain in Object.prototype ? `${coded(plain.charCodeAt(0))}${plain.slice(1)}` : plain
}

// Controls and non-characters: the writer drops them.
const unwritable =
  /(?![\t\n])[\p{Cc}\ufffd\ufdd0-\ufdef]|\p{Cs}|[\ufffe\uffff]|(?=[\u{1fffe}-\u{10ffff}])\p{Noncharacter_Code_Point}/gu

const coded = (code: number): string => `_x${code.toString(16).toUpperCase().padStart(4, '0')}_`

function widthOf(column: PutColumn, index: number, rows: readonly PutCell[][]): number {
  if (column.width) return column.width
  let longest = Math.min(column.title.length, 24)
  for (const row of rows) longest = Math.max(longest, shownLength(row[index] ?? null))
  return Math.min(60, Math.max(8, longest + 2))
}

function shownLength(cell: PutCell): number {
  if (cell === null) return 0
  if (typeof cell === 'string') return cell.split('\n').reduce((most, line) => Math.max(most, line.length), 0)
  return 'decimal' in cell ? cell.decimal.length : 10
}
