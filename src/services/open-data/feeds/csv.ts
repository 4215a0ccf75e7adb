// Open sets as CSV (RFC 4180), for programs and for spreadsheets of our country.
import { stringify } from 'csv-stringify/sync'
import type { OpenRow, OpenSet, OpenValue } from '#platform/open-data/set.ts'
import { armed } from '#platform/sheets/armed.ts'

/** programs: commas, decimal points, no mark; excel: semicolons, decimal commas, and the mark without which Excel spoils Cyrillic. */
export type CsvFor = 'programs' | 'excel'

/** The file in pieces. A text is always in quotes, so that an empty one is not taken for nothing. */
export async function* csvOf(set: OpenSet, pages: AsyncIterable<OpenRow[]>, reader: CsvFor): AsyncGenerator<string> {
  const excel = reader === 'excel'
  const style = { delimiter: excel ? ';' : ',', record_delimiter: '\r\n' as const, quoted_string: true }
  const names = Object.keys(set.fields)
  yield (excel ? '\ufeff' : '') + stringify([names], style)
  for await (const rows of pages) {
    yield stringify(
      rows.map((row) => names.map((name) => cellOf(set, name, row[name] ?? null, excel))),
      style,
    )
  }
}

/** Whole numbers, decimals and flags as they are; no text is a formula to a spreadsheet that opens the file. */
function cellOf(set: OpenSet, name: string, value: OpenValue, excel: boolean): string | number | null {
  const kind = set.fields[name]?.kind
  if (value === null || typeof value === 'number') return value
  if (typeof value === 'boolean') return String(value)
  if (kind === 'decimal') return excel ? String(value).replace('.', ',') : String(value)
  if (kind === 'list' && Array.isArray(value)) return armed(joined(value))
  return armed(typeof value === 'string' ? value : JSON.stringify(value))
}

/** A list in one cell: parted by `|`; a backslash stands before one that belongs to a text. */
export function joined(list: readonly string[]): string {
  return list.map((text) => text.replaceAll(/[\\|]/g, (sign) => `\\${sign}`)).join('|')
}
