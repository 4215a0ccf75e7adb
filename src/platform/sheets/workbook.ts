// Reads an XLSX file as it lies: values and addresses, never a formula worked out.
import { XMLParser } from 'fast-xml-parser'
import { openArchive, type Parts } from './archive.ts'
import {
  type Cell,
  fileError,
  type Limits,
  lettersOf,
  placeOf,
  type Row,
  type Sheet,
  textCell,
  Unreadable,
} from './table.ts'
import { dayOfSerial, dayTyped, storedDecimal } from './values.ts'

/** The sheets of a workbook. Throws Unreadable with every reason for which the file as a whole is not taken. */
export function sheetsOf(bytes: Uint8Array, limits: Limits): Sheet[] {
  const parts = openArchive(bytes, limits)
  const book = bookOf(parts)
  if (book.sheets.length > limits.sheets)
    throw new Unreadable([fileError('platform.sheets.file.tooManySheets', { most: limits.sheets })])
  const left = { cells: limits.cells }
  const errors: Unreadable['errors'] = []
  const sheets = book.sheets.map(({ name, path }) => {
    const xml = parts(path)
    if (xml === null) throw new Unreadable([fileError('platform.sheets.file.damaged')])
    try {
      return { name, since1904: book.since1904, rows: rowsOf(name, xml, { ...book, limits, left }) }
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      errors.push(...error.errors)
      return { name, since1904: book.since1904, rows: [] }
    }
  })
  if (errors.length > 0) throw new Unreadable(errors)
  return sheets
}

interface Book {
  sheets: { name: string; path: string }[]
  since1904: boolean
  texts: string[]
  /** Which styles show their number as a day. */
  days: Set<number>
}

interface Reading extends Book {
  limits: Limits
  left: { cells: number }
}

// What the parser answers: text, or the named children and @attributes of an element.
type Node = string | { [name: string]: Node | Node[] }

const several = new Set(['sheet', 'Relationship', 'xf', 'numFmt', 'si', 'r', 'row', 'c', 'Override'])

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  removeNSPrefix: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  jPath: false,
  // Only so are numbered characters (&#10;) read.
  htmlEntities: true,
  isArray: (name: string) => several.has(name),
})

function parsed(xml: string): Node {
  try {
    return parser.parse(xml, true)
  } catch {
    throw new Unreadable([fileError('platform.sheets.file.damaged')])
  }
}

function bookOf(parts: Parts): Book {
  const types = parts('[Content_Types].xml')
  const book = parts('xl/workbook.xml')
  const rels = parts('xl/_rels/workbook.xml.rels')
  if (types === null || book === null || rels === null)
    throw new Unreadable([fileError('platform.sheets.file.damaged')])
  if (/macroEnabled/i.test(types)) throw new Unreadable([fileError('platform.sheets.file.macros')])
  const workbook = child(parsed(book), 'workbook')
  const targets = targetsOf(parsed(rels))
  const sheets = children(child(workbook, 'sheets'), 'sheet').flatMap((sheet) => {
    const path = targets.get(attribute(sheet, 'id'))
    return path ? [{ name: attribute(sheet, 'name'), path }] : []
  })
  if (sheets.length === 0) throw new Unreadable([fileError('platform.sheets.file.notWorkbook')])
  const since = attribute(child(workbook, 'workbookPr'), 'date1904')
  return {
    sheets,
    since1904: since === '1' || since === 'true',
    texts: textsOf(parts('xl/sharedStrings.xml')),
    days: dayStyles(parts('xl/styles.xml')),
  }
}

/** Worksheets by relation; sheets that are charts or dialogues hold no cells and are left out. */
function targetsOf(rels: Node): Map<string, string> {
  return new Map(
    children(child(rels, 'Relationships'), 'Relationship')
      .filter((relation) => attribute(relation, 'Type').endsWith('/worksheet'))
      .map((relation) => {
        const target = attribute(relation, 'Target')
        return [attribute(relation, 'Id'), target.startsWith('/') ? target.slice(1) : `xl/${target}`]
      }),
  )
}

function textsOf(xml: string | null): string[] {
  return xml === null ? [] : children(child(parsed(xml), 'sst'), 'si').map(richText)
}

/** A text, or the runs of one that is partly bold; how it is pronounced (rPh) is left out. */
function richText(item: Node): string {
  const runs = children(item, 'r')
  return unescaped((runs.length > 0 ? runs : [item]).map((run) => textOf(child(run, 't'))).join(''))
}

/** Spreadsheets write what XML cannot hold as _x000D_, and such a text itself as _x005F_x000D_. */
function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text
}

function dayStyles(xml: string | null): Set<number> {
  if (xml === null) return new Set()
  const styles = child(parsed(xml), 'styleSheet')
  const own = new Map(
    children(child(styles, 'numFmts'), 'numFmt').map((format) => [
      attribute(format, 'numFmtId'),
      attribute(format, 'formatCode'),
    ]),
  )
  const showDays = (id: string) => {
    const format = own.get(id)
    return format === undefined ? standsForDay(Number(id)) : showsDay(format)
  }
  return new Set(
    children(child(styles, 'cellXfs'), 'xf').flatMap((style, index) =>
      showDays(attribute(style, 'numFmtId')) ? [index] : [],
    ),
  )
}

/** Built-in formats (ECMA-376, 18.8.30): 14–17 and 22 are days, 27–36 and 50–58 days of eastern calendars. */
function standsForDay(id: number): boolean {
  return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)
}

/** A format with a day or a year outside of quoted words, [colours] and \signs. */
function showsDay(format: string): boolean {
  return /[dyдг]/i.test(format.replaceAll(/"[^"]*"|\[[^\]]*\]|\\.|_./g, ''))
}

function rowsOf(name: string, xml: string, reading: Reading): Row[] {
  const rows: Row[] = []
  let last = 0
  for (const element of children(child(child(parsed(xml), 'worksheet'), 'sheetData'), 'row')) {
    const row = Number(attribute(element, 'r') || last + 1)
    if (!Number.isInteger(row) || row <= last || row > 1_048_576)
      throw new Unreadable([fileError('platform.sheets.file.damaged', {}, name)])
    last = row
    const cells = cellsOf(name, row, element, reading)
    if (cells.length === 0) continue
    reading.left.cells -= cells.length
    if (rows.length >= reading.limits.rows)
      throw new Unreadable([fileError('platform.sheets.file.tooManyRows', { most: reading.limits.rows }, name)])
    if (reading.left.cells < 0)
      throw new Unreadable([fileError('platform.sheets.file.tooManyCells', { most: reading.limits.cells })])
    rows.push({ row, cells })
  }
  return rows
}

function cellsOf(name: string, row: number, element: Node, reading: Reading): Cell[] {
  const cells: Cell[] = []
  let last = 0
  for (const found of children(element, 'c')) {
    const named = attribute(found, 'r')
    const place = named ? placeOf(named) : { row, column: last + 1 }
    if (!place || place.row !== row || place.column <= last)
      throw new Unreadable([fileError('platform.sheets.file.damaged', {}, name)])
    last = place.column
    const cell = cellOf(place, found, reading)
    if (!cell) continue
    if (place.column > reading.limits.columns)
      throw new Unreadable([
        fileError('platform.sheets.file.tooManyColumns', { most: reading.limits.columns }, name, cell.at),
      ])
    cells.push(cell)
  }
  return cells
}

function cellOf(place: { row: number; column: number }, element: Node, reading: Reading): Cell | null {
  const at = { at: `${lettersOf(place.column)}${place.row}`, column: place.column }
  const wrong = (key: string, values = {}): Cell => ({ ...at, kind: 'wrong', key, values })
  const type = attribute(element, 't') || 'n'
  const stored = textOf(child(element, 'v'))
  if (hasChild(element, 'f') && stored === '' && type !== 'str') return wrong('platform.sheets.cell.formula')
  const text = (value: string) => textCell(place, value, reading.limits.cell)
  if (type === 'inlineStr') return text(richText(child(element, 'is')))
  if (stored === '') return null
  if (type === 's') return text(reading.texts[Number(stored)] ?? '')
  if (type === 'str') return text(unescaped(stored))
  if (type === 'b') return { ...at, kind: 'boolean', yes: stored === '1' || stored === 'true' }
  if (type === 'e') return wrong('platform.sheets.cell.mistake', { shown: stored.slice(0, 20) })
  if (type === 'd') {
    const day = dayTyped(stored.slice(0, 10))
    return day ? { ...at, kind: 'day', day } : wrong('platform.sheets.cell.day', { text: stored.slice(0, 40) })
  }
  const decimal = storedDecimal(stored)
  if (decimal === null) return wrong('platform.sheets.cell.number', { text: stored.slice(0, 40) })
  if (!reading.days.has(Number(attribute(element, 's') || '0'))) return { ...at, kind: 'number', text: decimal }
  const day = dayOfSerial(Number(decimal), reading.since1904)
  return day ? { ...at, kind: 'day', day } : wrong('platform.sheets.cell.day', { text: decimal })
}

function hasChild(node: Node, name: string): boolean {
  return typeof node !== 'string' && name in node
}

function child(node: Node, name: string): Node {
  const found = typeof node === 'string' ? '' : (node[name] ?? '')
  return Array.isArray(found) ? (found[0] ?? '') : found
}

function children(node: Node, name: string): Node[] {
  const found = typeof node === 'string' ? [] : (node[name] ?? [])
  return Array.isArray(found) ? found : [found]
}

function attribute(node: Node, name: string): string {
  const found = child(node, `@${name}`)
  return typeof found === 'string' ? found : ''
}

function textOf(node: Node): string {
  return typeof node === 'string' ? node : textOf(node['#text'] === undefined ? '' : child(node, '#text'))
}
