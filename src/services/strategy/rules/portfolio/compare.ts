// What a file would do to the strategy: things that are new, values that change, and moves that need a reason.
import { createHash } from 'node:crypto'
import { compared, sumOf } from '../decimal.ts'
import { type Field, fieldsOf, type SheetKey, sheetKeys } from './format.ts'

/** A row as texts by the keys of its fields: ids, codes, exact decimals, ISO periods, `body:ID` or words; null where nothing is said. */
export type FlatRow = Readonly<Record<string, string | null>>

/** The portfolio as the city has it: rows by sheet and by what they are of. */
export interface Portfolio {
  rows: ReadonlyMap<SheetKey, ReadonlyMap<string, FlatRow>>
  /** The last year of the strategy. */
  horizon: number
  directions: readonly Named[]
  bodies: readonly Named[]
  national: readonly Named[]
}

export interface Named {
  id: string
  name: string
}

/** A row of a file after its cells were understood. */
export interface FileRow {
  /** The number that the spreadsheet shows. */
  row: number
  values: FlatRow
}

export interface Change {
  field: string
  /** Null where nothing stood. */
  was: string | null
  now: string
}

/** One thing that a row of the file adds or changes. */
export interface Step {
  sheet: SheetKey
  row: number
  /** What the row is of, as rowKey says. */
  id: string
  isNew: boolean
  /** The row as it will be: what the file says, and what stood where it says nothing. */
  values: FlatRow
  changes: Change[]
  /** True where something changes that stood before. */
  needsReason: boolean
  reason: string | null
}

/** What a row is of: its code, or the fields that tell it apart. */
export function rowKey(sheet: SheetKey, values: FlatRow): string {
  const keys = keyFields[sheet]
  return keys.map((key) => values[key] ?? '').join('|')
}

export const keyFields: Readonly<Record<SheetKey, readonly [string, ...string[]]>> = {
  goals: ['id'],
  tasks: ['id'],
  indicators: ['id'],
  plans: ['indicator', 'scenario'],
  projects: ['id'],
  milestones: ['id'],
  money: ['project', 'year', 'fund'],
  observations: ['indicator', 'period'],
}

/** Years for which the rows of plans hold anything, with those from `from` to the horizon. */
export function planYears(plans: Iterable<FlatRow>, from: number, horizon: number): number[] {
  const years = new Set(Array.from({ length: Math.max(0, horizon - from + 1) }, (_, index) => from + index))
  for (const row of plans)
    for (const [key, value] of Object.entries(row)) if (value !== null && isYear(key)) years.add(Number(key))
  return [...years].sort((one, other) => one - other)
}

export const isYear = (key: string): boolean => /^(19|20)\d\d$/.test(key)

/** Steps for the rows of a sheet, and how many rows say what is said already. An empty cell changes nothing. */
export function stepsFor(
  sheet: SheetKey,
  rows: readonly FileRow[],
  present: Portfolio,
): { steps: Step[]; same: number } {
  const known = present.rows.get(sheet)
  const years =
    sheet === 'plans'
      ? planYears(
          rows.map(({ values }) => values),
          1,
          0,
        )
      : []
  const fields = fieldsOf(sheet, years).filter(({ role }) => role === 'promise' || role === 'told' || role === 'once')
  const steps: Step[] = []
  let same = 0
  for (const { row, values } of rows) {
    const id = rowKey(sheet, values)
    const before = known?.get(id)
    const changes = fields.flatMap((field) => changeOf(field, values[field.key] ?? null, before?.[field.key] ?? null))
    if (before && !isNews(sheet, changes)) {
      same += 1
      continue
    }
    steps.push({
      sheet,
      row,
      id,
      isNew: !before,
      values: { ...before, ...saidIn(values) },
      changes,
      needsReason: before !== undefined && changes.some((change) => isMove(sheet, change)),
      reason: values.why ?? null,
    })
  }
  return { steps, same }
}

/** Whether a change needs a reason: something stood there. Money that was spent only adds up, as long as it grows. */
export function isMove(sheet: SheetKey, { field, was, now }: Change): boolean {
  if (was === null) return false
  return !(sheet === 'money' && field === 'spent' && compared(now, was) > 0)
}

/** What stands for a plan to be carried out: two plans that do the same to the same strategy have the same. */
export function fingerprint(steps: readonly Step[]): string {
  const told = steps.map(({ sheet, id, isNew, changes, reason }) => [sheet, id, isNew, changes, reason])
  return createHash('sha256').update(JSON.stringify(told)).digest('hex')
}

/** Whether two texts of a field say the same. */
export function sameText(field: Field, one: string, other: string): boolean {
  return field.kind === 'decimal' || field.kind === 'roubles' ? compared(one, other) === 0 : one === other
}

/** A decimal as it is compared and shown: without zeros at its end. */
export const tidyDecimal = (value: string): string => sumOf([value])

/** Text as files keep it. */
export const tidyText = (value: string): string => value.normalize('NFC').replaceAll(/\r\n?/g, '\n').trim()

/** Steps of all sheets in the order in which things need each other. */
export function inOrder(steps: readonly Step[]): Step[] {
  return steps.toSorted((one, other) => sheetKeys.indexOf(one.sheet) - sheetKeys.indexOf(other.sheet))
}

// A page alone makes no other observation of what was observed.
function isNews(sheet: SheetKey, changes: readonly Change[]): boolean {
  return sheet === 'observations' ? changes.some(({ field }) => field === 'value') : changes.length > 0
}

function changeOf(field: Field, now: string | null, was: string | null): Change[] {
  if (now === null || (was !== null && sameText(field, was, now))) return []
  return [{ field: field.key, was, now }]
}

function saidIn(values: FlatRow): FlatRow {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))
}
