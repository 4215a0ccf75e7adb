// Reads and writes CSV as spreadsheets of our country do: semicolons, a decimal comma, UTF-8 with its mark, or windows-1251.
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { armed, unarmed } from './armed.ts'
import type { Put, PutCell } from './put.ts'
import { type Cell, fileError, type Limits, type Row, type Sheet, textCell, Unreadable } from './table.ts'

/** The one sheet of a CSV file; all its cells are text. Throws Unreadable with the reason for which the file is not taken. */
export function csvSheet(bytes: Uint8Array, limits: Limits): Sheet {
  if (bytes.length > limits.bytes)
    throw new Unreadable([fileError('platform.sheets.file.tooLarge', { most: Math.round(limits.bytes / 1_000_000) })])
  const text = textOf(bytes)
  const records = recordsOf(text)
  if (records.length > limits.rows)
    throw new Unreadable([fileError('platform.sheets.file.tooManyRows', { most: limits.rows })])
  let left = limits.cells
  const rows = records.flatMap((record, index): Row[] => {
    const cells = record.flatMap((value, column): Cell[] => {
      const cell = textCell({ row: index + 1, column: column + 1 }, unarmed(value), limits.cell)
      return cell ? [cell] : []
    })
    const widest = cells.at(-1)
    if (widest && widest.column > limits.columns)
      throw new Unreadable([fileError('platform.sheets.file.tooManyColumns', { most: limits.columns }, '', widest.at)])
    left -= cells.length
    if (left < 0) throw new Unreadable([fileError('platform.sheets.file.tooManyCells', { most: limits.cells })])
    return cells.length > 0 ? [{ row: index + 1, cells }] : []
  })
  return { name: '', rows, since1904: false }
}

/** UTF-8 with its mark, semicolons, CRLF, decimal commas; no cell is a formula to a spreadsheet that opens it. */
export function csvText({ head, rows }: Put): string {
  const style = { delimiter: ';', record_delimiter: '\r\n' }
  // All titles stand in quotes, so that only the semicolons between them part the columns.
  const titles = stringify([head.map(({ title }) => armed(title))], { ...style, bom: true, quoted: true })
  return (
    titles +
    stringify(
      rows.map((row) => row.map(said)),
      { ...style, quoted_match: /^\s|\s$|[\r\n]/ },
    )
  )
}

function said(cell: PutCell): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return armed(cell)
  if ('decimal' in cell) return cell.decimal.replace('.', ',')
  if ('day' in cell) return cell.day
  return cell.yes ? 'да' : 'нет'
}

function textOf(bytes: Uint8Array): string {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (utf16 || bytes.includes(0)) throw new Unreadable([fileError('platform.sheets.csv.notText')])
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const text = new TextDecoder('windows-1251').decode(bytes)
    if (!looksRussian(text)) throw new Unreadable([fileError('platform.sheets.csv.notText')])
    return text
  }
}

/** Any bytes are some text in windows-1251; Russian text in it has hardly anything but Russian letters beyond ASCII. */
function looksRussian(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
  const beyond = text.replaceAll(/[\u0000-\u007f]/g, '')
  const russian = beyond.replaceAll(/[^а-яёА-ЯЁ«»№–—“”„…°±§\u00a0]/g, '')
  // KOI8-R read so has its letters turned: «оПХБЕР», small at the start of a word and large after.
  const turned = (text.match(/(?<!\p{L})[а-яё][А-ЯЁ]{2,}/gu) ?? []).length
  const upright = (text.match(/[а-яё]{3,}/g) ?? []).length
  return russian.length >= beyond.length * 0.9 && turned <= upright
}

function recordsOf(text: string): string[][] {
  try {
    return parse(text, {
      delimiter: separatorOf(text),
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: 2_000_000,
    })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    const lines = 'lines' in error && typeof error.lines === 'number' ? error.lines : 1
    throw new Unreadable([fileError('platform.sheets.csv.quotes', { line: lines })])
  }
}

/** What parts the titles: the sign that stands most often in the first line outside of quotes, and the semicolon when in doubt. */
function separatorOf(text: string): string {
  const counts = new Map([';', '\t', ','].map((sign) => [sign, 0]))
  let quoted = false
  for (const sign of text) {
    if (sign === '"') quoted = !quoted
    else if (quoted) continue
    else if (sign === '\n') break
    else if (counts.has(sign)) counts.set(sign, (counts.get(sign) ?? 0) + 1)
  }
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0]
}
