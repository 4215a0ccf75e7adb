// The rows of the sheets as values: every cell by its column, every name brought to what it names.

import type { Values } from '#platform/refusal.ts'
import { type Column, type Sheet, type SheetError, tableOf } from '#platform/sheets/index.ts'
import { periodIn } from '../../rules/observation.ts'
import { okeiCode } from '../../rules/okei.ts'
import { type FileRow, type Portfolio, rowKey, tidyDecimal } from '../../rules/portfolio/compare.ts'
import { type Field, fieldsOf, type SheetKey } from '../../rules/portfolio/format.ts'
import type { References } from './references.ts'

/** A row with its cells understood. `before` is what the city has of the same thing. */
export interface ReadRow extends FileRow {
  before: Readonly<Record<string, string | null>> | null
  /** What holds after the row: its values, and what stood where it says nothing. */
  after: Readonly<Record<string, string | null>>
  /** Says that a cell is wrong, or worth a look. */
  wrong(field: string, key: string, values?: Values): void
  look(field: string, key: string, values?: Values): void
  /** False once anything was wrong with it. */
  good(): boolean
}

export interface ReadSheet {
  key: SheetKey
  fields: readonly Field[]
  rows: ReadRow[]
}

/** Where mistakes and doubts are collected. */
export interface Findings {
  errors: SheetError[]
  warnings: SheetError[]
}

/** Reads a sheet; wrong cells are said, and rows whose thing is not known are left out. */
export function readSheet(
  key: SheetKey,
  sheet: Sheet,
  present: Portfolio,
  references: References,
  findings: Findings,
): ReadSheet {
  const fields = fieldsOf(key, key === 'plans' ? yearsIn(sheet) : [])
  const table = tableOf(sheet, fields.map(columnOf), { most: mostErrors })
  findings.errors.push(...table.errors)
  const known = present.rows.get(key)
  const seen = new Map<string, number>()
  // A row with a wrong cell is read on: whatever else is wrong with it is said at once too.
  const all = [...table.rows.map((each) => ({ ...each, wrong: new Set<string>() })), ...table.spoilt]
  const rows = all
    .toSorted((one, other) => one.row - other.row)
    .flatMap(({ row, values, wrong: spoilt }): ReadRow[] => {
      const bad = new Set(spoilt)
      const wrong = (field: string, word: string, said: Values = {}) => {
        if (!bad.has(field)) findings.errors.push(table.errorAt(row, field, { key: word, values: said }))
        bad.add(field)
      }
      const look = (field: string, word: string, said: Values = {}) =>
        findings.warnings.push(table.errorAt(row, field, { key: word, values: said }))
      const texts = textsOf(fields, values, wrong)
      const keys = fields.filter(({ role }) => role === 'key')
      resolve(keys, texts, null, references, wrong, look)
      const id = rowKey(key, texts)
      const before = known?.get(id) ?? null
      const others = fields.filter(({ role }) => role !== 'key' && role !== 'shown')
      resolve(others, texts, before, references, wrong, look)
      // What a row is of must be known before anything more can be said of it.
      if (keys.some((field) => bad.has(field.key))) return []
      const first = seen.get(id)
      seen.set(id, first ?? row)
      if (first !== undefined) wrong(keys[0]?.key ?? '', 'strategy.portfolio.wrong.double', { row: first })
      const good = () => bad.size === 0
      return [{ row, values: texts, before, after: { ...before, ...said(texts) }, wrong, look, good }]
    })
  return { key, fields, rows }
}

/** Codes and names that a sheet gives to things, whether its rows are right or not: other sheets may speak of them. */
export function namedIn(key: SheetKey, sheet: Sheet): { id: string; name: string }[] {
  const fields = fieldsOf(key, []).filter(
    (field) => field.key === 'id' || field.key === 'name' || field.key === 'scope',
  )
  const { rows } = tableOf(
    onlyOf(sheet, fields),
    fields.map((field) => ({ ...columnOf(field), required: false })),
  )
  return rows.flatMap(({ values }) => {
    const [id, name] = [text(values.id), text(values.name) || text(values.scope)]
    return id === '' ? [] : [{ id, name }]
  })
}

const mostErrors = 500

function onlyOf(sheet: Sheet, fields: readonly Field[]): Sheet {
  const titles = fields.flatMap((field) => field.titles.map((title) => title.toLowerCase()))
  const wanted = new Set<number>()
  for (const cell of sheet.rows[0]?.cells ?? [])
    if (cell.kind === 'text' && titles.includes(cell.text.trim().toLowerCase())) wanted.add(cell.column)
  return {
    ...sheet,
    rows: sheet.rows.map((row) => ({ ...row, cells: row.cells.filter(({ column }) => wanted.has(column)) })),
  }
}

function yearsIn(sheet: Sheet): number[] {
  const years = (sheet.rows[0]?.cells ?? []).flatMap((cell) => {
    const title = cell.kind === 'text' || cell.kind === 'number' ? cell.text.trim() : ''
    const [, year] = /^((?:19|20)\d\d)(?:[ \u00a0]?(?:г\.?|год))?$/i.exec(title) ?? []
    return year === undefined ? [] : [Number(year)]
  })
  return [...new Set(years)].sort((one, other) => one - other)
}

function columnOf(field: Field): Column {
  const { key, titles, kind, role, needed } = field
  // What a new thing must have is asked for later: a row of a known one may leave it out.
  const named = { key, titles, ...(role === 'key' && needed ? { required: true } : {}) }
  if (kind === 'decimal') return { ...named, kind }
  if (kind === 'roubles') return { ...named, kind: 'decimal', places: 2, most: 18, least: 'zero' }
  if (kind === 'year') return { ...named, kind, least: 1900, most: 2100 }
  if (kind === 'yes') return { ...named, kind }
  if (kind === 'choice') return { ...named, kind, choices: field.choices ?? {} }
  return { ...named, kind: 'text', most: kind === 'period' ? 20 : kind === 'page' ? 500 : (field.most ?? 500) }
}

type Wrong = ReadRow['wrong']

function textsOf(fields: readonly Field[], values: Readonly<Record<string, unknown>>, wrong: Wrong) {
  const texts: Record<string, string | null> = {}
  for (const field of fields) {
    if (field.role === 'shown') continue
    texts[field.key] = textOf(field, values[field.key], wrong)
  }
  return texts
}

function textOf(field: Field, value: unknown, wrong: Wrong): string | null {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  const typed = text(value)
  if (field.kind === 'decimal' || field.kind === 'roubles') return tidyDecimal(typed)
  if (field.kind === 'page' && !(/^https?:\/\//i.test(typed) && URL.canParse(typed)))
    wrong(field.key, 'strategy.form.source')
  if (field.refers === 'okei') return okeiCode(typed)
  if (field.kind !== 'period') return typed
  const period = periodIn(typed)
  if (period === null) wrong(field.key, 'strategy.form.period')
  return period
}

function resolve(
  fields: readonly Field[],
  texts: Record<string, string | null>,
  before: Readonly<Record<string, string | null>> | null,
  references: References,
  wrong: Wrong,
  look: Wrong,
): void {
  for (const field of fields) {
    const typed = texts[field.key] ?? null
    if (typed === null || !field.refers) continue
    const meant = references.meant(field, typed, before?.[field.key] ?? null)
    texts[field.key] = meant.value
    if (meant.error) (meant.error.stops ? wrong : look)(field.key, meant.error.key, meant.error.values)
  }
}

function said(texts: Readonly<Record<string, string | null>>) {
  return Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== null))
}

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
