// The files of a portfolio as they were sent: which of their sheets is which table of the strategy.
import { nearestOf, type Opened, plain, readTables, type Sheet, type SheetError } from '#platform/sheets/index.ts'
import { type SheetForm, type SheetKey, sheetForms, sheetsForPeople } from '../../rules/portfolio/format.ts'

export interface SentFile {
  name: string
  bytes: Uint8Array
}

/** Sheets by what they hold; errors of files and sheets as a whole. */
export interface OpenedPortfolio {
  sheets: ReadonlyMap<SheetKey, Sheet>
  errors: SheetError[]
}

/** Opens a workbook, or CSV files of one table each. Everything that is no table of the strategy is said. */
export async function openPortfolio(files: readonly SentFile[]): Promise<OpenedPortfolio> {
  const read: ReadFile[] = []
  for (const { name, bytes } of files) read.push({ name, opened: await readTables(bytes) })
  return sortSheets(read)
}

export interface ReadFile {
  name: string
  opened: Opened
}

/** The sheets of files that were read, by what they hold. */
export function sortSheets(files: readonly ReadFile[]): OpenedPortfolio {
  const sheets = new Map<SheetKey, Sheet>()
  const errors: SheetError[] = []
  for (const file of files) {
    const { opened } = file
    if (!opened.ok) {
      errors.push(...opened.errors.map((error) => ({ ...error, sheet: error.sheet || cut(file.name) })))
      continue
    }
    for (const sheet of opened.sheets) {
      const form = formOf(sheet, file.name)
      const name = sheet.name || cut(file.name)
      if (sheet.rows.length === 0 || sheetsForPeople.some((each) => plain(each) === plain(sheet.name))) continue
      if (!form) errors.push(unknownSheet(name, sheet.name !== ''))
      else if (sheets.has(form.key)) errors.push(ofSheet(name, 'strategy.portfolio.wrong.sheetTwice'))
      else sheets.set(form.key, { ...sheet, name: form.titles[0] })
    }
  }
  if (errors.length === 0 && sheets.size === 0) errors.push(ofSheet('', 'strategy.portfolio.wrong.nothing'))
  return { sheets, errors }
}

const cut = (name: string): string => (name.length > 60 ? `${name.slice(0, 59)}…` : name)

function formOf(sheet: Sheet, file: string): SheetForm | undefined {
  const called = (name: string) =>
    sheetForms.find(({ key, titles }) => [key, ...titles].some((title) => plain(title) === plain(name)))
  // A CSV file has no name inside: its own may say what it holds, and else its titles do.
  return sheet.name === '' ? (called(file.replace(/\.[^.]*$/, '')) ?? formByTitles(sheet)) : called(sheet.name)
}

/** The table whose columns these titles are: all keys must be there, and of such tables the one that knows most of the titles. */
function formByTitles(sheet: Sheet): SheetForm | undefined {
  const titles = (sheet.rows[0]?.cells ?? []).flatMap((cell) => (cell.kind === 'text' ? [plain(cell.text)] : []))
  const ranked = sheetForms.map((form) => {
    const known = form.fields.map((field) => field.titles.some((title) => titles.includes(plain(title))))
    const whole = form.fields.every((field, index) => field.role !== 'key' || known[index])
    return { form, known: whole ? known.filter(Boolean).length : 0 }
  })
  const best = ranked.toSorted((one, other) => other.known - one.known)[0]
  return best && best.known > 1 ? best.form : undefined
}

function unknownSheet(name: string, named: boolean): SheetError {
  if (!named) return ofSheet(name, 'strategy.portfolio.wrong.unknownTable')
  const titles = sheetForms.map(({ titles }) => ({ name: titles[0] }))
  const nearest = nearestOf(name, titles)?.name ?? 'none'
  return { ...ofSheet(name, 'strategy.portfolio.wrong.unknownSheet'), values: { nearest } }
}

function ofSheet(sheet: string, key: string): SheetError {
  return { sheet, cell: '', key, values: {} }
}
