// Tables as XLSX and CSV files: read with every mistake by its cell, written so that what is read back is what was written.
import type { Words } from '../words.ts'
import { apart, TooHeavy } from './apart.ts'
import type { Put } from './put.ts'
import { fileError, type Limits, type Opened, type SheetError, usualLimits } from './table.ts'

export { type Column, type Table, type TableRow, tableOf, type ValuesOf } from './columns.ts'
export type { Put, PutCell, PutColumn } from './put.ts'
export { type Cell, type Limits, type Opened, type Row, type Sheet, type SheetError, usualLimits } from './table.ts'
export { dayTyped, decimalOf } from './values.ts'

/** What the two kinds of file are called on the wire. */
export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export const csvType = 'text/csv; charset=utf-8'

/**
 * Reads an XLSX file in a thread of its own: its sheets, or all reasons why it is not taken (no workbook, damaged, encrypted, a
 * bomb, macros, links to other files, too large). Cells that cannot be read are kept as `wrong` and said by `tableOf`. Formulas
 * give the value that was saved with them. Throws `unavailable` when too many files are waiting.
 */
export const readWorkbook = (bytes: Uint8Array, limits: Partial<Limits> = {}): Promise<Opened> =>
  read('readWorkbook', bytes, limits)

/** Reads a CSV file as one sheet of texts: UTF-8 or windows-1251, parted by `;`, `,` or tabs, as found out. Otherwise as readWorkbook. */
export const readCsv = (bytes: Uint8Array, limits: Partial<Limits> = {}): Promise<Opened> =>
  read('readCsv', bytes, limits)

/** Reads a file of either kind: one that begins as an archive or as a file of Office is a workbook, any other CSV. */
export const readTables = (bytes: Uint8Array, limits: Partial<Limits> = {}): Promise<Opened> =>
  (bytes[0] === 0x50 && bytes[1] === 0x4b) || (bytes[0] === 0xd0 && bytes[1] === 0xcf)
    ? readWorkbook(bytes, limits)
    : readCsv(bytes, limits)

/**
 * An XLSX file with a head that stays in view; texts are texts whatever they begin with, decimals of more than 15 digits go as
 * text, so nothing is rounded. Throws an error when a sheet's name is none.
 */
export const writeWorkbook = (sheets: readonly Put[]): Promise<Uint8Array> => written({ do: 'writeWorkbook', sheets })

/**
 * CSV in UTF-8 with its mark, `;`, CRLF and decimal commas. A text that a spreadsheet would take for a formula gets an apostrophe,
 * which `readCsv` takes away again (OWASP, CSV Injection).
 */
export const writeCsv = (table: Put): Promise<Uint8Array> => written({ do: 'writeCsv', table })

/** «Лист «Показатели», C12: напишите число вместо «много»». */
export function sayError(words: Words, { sheet, cell, key, values }: SheetError): string {
  const said = words(key, values)
  if (sheet && cell) return words('platform.sheets.at', { sheet, cell, said })
  if (sheet) return words('platform.sheets.atSheet', { sheet, said })
  return cell ? words('platform.sheets.atCell', { cell, said }) : said
}

async function read(what: 'readWorkbook' | 'readCsv', bytes: Uint8Array, limits: Partial<Limits>): Promise<Opened> {
  const all = { ...usualLimits, ...limits }
  if (bytes.length > all.bytes)
    return {
      ok: false,
      errors: [fileError('platform.sheets.file.tooLarge', { most: Math.round(all.bytes / 1_000_000) })],
    }
  try {
    const answer = await apart({ do: what, bytes, limits: all })
    if (answer instanceof Uint8Array) throw new Error('a file was asked for and bytes came')
    return answer
  } catch (error) {
    if (error instanceof TooHeavy) return { ok: false, errors: [fileError('platform.sheets.file.tooHeavy')] }
    throw error
  }
}

async function written(work: Parameters<typeof apart>[0]): Promise<Uint8Array> {
  const answer = await apart(work)
  if (!(answer instanceof Uint8Array)) throw new Error('bytes were asked for and a reading came')
  return answer
}
