// What must hold of the things in a file: what a new one needs, what stays as it was, and dates in their order.
import { compared } from '../../rules/decimal.ts'
import { firstDayOf, lastDayOf } from '../../rules/period.ts'
import { type Portfolio, sameText } from '../../rules/portfolio/compare.ts'
import type { SheetKey } from '../../rules/portfolio/format.ts'
import { labelOf } from '../../rules/portfolio/put.ts'
import type { ReadRow, ReadSheet } from './read.ts'

type Read = ReadonlyMap<SheetKey, ReadSheet>

/** Says every mistake of goals, tasks, indicators, projects and milestones. */
export function checkThings(read: Read, present: Portfolio): void {
  for (const sheet of read.values()) for (const row of sheet.rows) checkRow(sheet, row, present)
  for (const row of rowsOf(read, 'indicators')) checkIndicator(row, read, present)
  for (const row of rowsOf(read, 'projects')) checkProject(row, read, present)
  for (const row of rowsOf(read, 'milestones')) checkMilestone(row, read, present)
}

/** The row of a thing as it will be after the file, from the file or from the city. */
export function thingAfter(read: Read, present: Portfolio, key: SheetKey, id: string | null | undefined) {
  if (!id) return undefined
  return afterBy(read, key).get(id) ?? present.rows.get(key)?.get(id)
}

export const rowsOf = (read: Read, key: SheetKey): readonly ReadRow[] => read.get(key)?.rows ?? []

const indexes = new WeakMap<ReadSheet, Map<string, ReadRow['after']>>()

function afterBy(read: Read, key: SheetKey): Map<string, ReadRow['after']> {
  const sheet = read.get(key)
  if (!sheet) return new Map()
  let index = indexes.get(sheet)
  if (!index) {
    index = new Map(sheet.rows.map(({ values, after }) => [values.id ?? '', after]))
    indexes.set(sheet, index)
  }
  return index
}

function checkRow({ key, fields }: ReadSheet, row: ReadRow, present: Portfolio): void {
  const { before, values } = row
  if (!before && values.id && !isCode(values.id)) row.wrong('id', 'strategy.portfolio.wrong.code')
  for (const field of fields) {
    const [now, was] = [values[field.key] ?? null, before?.[field.key] ?? null]
    if (!before && field.needed && now === null && field.role !== 'key')
      row.wrong(field.key, 'strategy.portfolio.wrong.needed', { title: field.titles[0] })
    if (before && field.role === 'once' && now !== null && was !== null && !sameText(field, was, now))
      row.wrong(field.key, 'strategy.portfolio.wrong.fixed', { was: cut(labelOf(field, was, present)) })
  }
  if (key !== 'observations' && values.sourceDate && !row.after.source) row.wrong('source', 'strategy.form.noSource')
}

// With a digit in it a code is never the name of a page of ours.
const isCode = (id: string): boolean => /^(?=.*\d)[a-z0-9][a-z0-9.-]{0,59}$/.test(id) && !/\.\.|[.-]$/.test(id)

function checkIndicator(row: ReadRow, read: Read, present: Portfolio): void {
  const { after, before, values } = row
  const horizon = String(present.horizon)
  const moved = (field: string) =>
    values[field] !== null && values[field] !== undefined && values[field] !== before?.[field]
  if (!before && !after.unit && !after.okei) row.wrong('unit', 'strategy.portfolio.wrong.noUnit')
  if (after.target && !after.due && (!before || moved('target'))) row.wrong('due', 'strategy.portfolio.wrong.noYear')
  if (moved('due') && (after.due ?? '') > horizon) row.wrong('due', 'strategy.portfolio.wrong.horizon', { horizon })
  if (after.due && after.baselineYear && after.baselineYear >= after.due && (moved('due') || moved('baselineYear')))
    row.wrong('due', 'strategy.portfolio.wrong.beforeBaseline', { year: after.baselineYear })
  if (values.baselineYear && !after.baseline) row.wrong('baseline', 'strategy.portfolio.wrong.noBaseline')
  checkTolerance(row)
  checkParts(row, read, present)
  const goal = thingAfter(read, present, 'goals', after.goal)
  if (moved('goal') && goal && goal.direction !== after.direction)
    row.look('goal', 'strategy.portfolio.look.otherDirection')
  checkTask(row, read, present)
}

function checkTolerance(row: ReadRow): void {
  for (const field of ['kept', 'near']) {
    const value = row.values[field]
    if (value && (compared(value, '0') <= 0 || compared(value, '100') > 0))
      row.wrong(field, 'strategy.portfolio.wrong.percent')
  }
  const { kept, near } = row.after
  if (kept && near && compared(near, kept) >= 0) row.wrong('near', 'strategy.portfolio.wrong.tolerance')
}

function checkParts(row: ReadRow, read: Read, present: Portfolio): void {
  const { after, before } = row
  for (const field of ['numerator', 'denominator']) {
    const id = after[field]
    if (after.kind !== 'ratio') {
      if (row.values[field] && !before) row.wrong(field, 'strategy.portfolio.wrong.noRatio')
    } else if (!id) row.wrong(field, 'strategy.portfolio.wrong.noPart')
    else if (thingAfter(read, present, 'indicators', id)?.kind === 'ratio')
      row.wrong(field, 'strategy.portfolio.wrong.ratioOfRatio')
  }
}

function checkTask(row: ReadRow, read: Read, present: Portfolio): void {
  const task = thingAfter(read, present, 'tasks', row.values.task)
  if (task && row.after.goal && task.goal !== row.after.goal) row.look('task', 'strategy.portfolio.look.otherGoal')
}

function checkProject(row: ReadRow, read: Read, present: Portfolio): void {
  const { start, due } = row.after
  if (start && due && lastDayOf(due) < firstDayOf(start) && (row.values.start || row.values.due))
    row.wrong(row.values.due ? 'due' : 'start', 'strategy.portfolio.wrong.order')
  checkTask(row, read, present)
}

function checkMilestone(row: ReadRow, read: Read, present: Portfolio): void {
  const { after, values } = row
  if (values.weight && compared(values.weight, '0') <= 0) row.wrong('weight', 'strategy.portfolio.wrong.weight')
  if (after.target && !after.unit && !after.okei) row.wrong('unit', 'strategy.portfolio.wrong.noUnit')
  if (values.target && compared(values.target, '0') <= 0) row.wrong('target', 'strategy.portfolio.wrong.notAboveZero')
  const project = thingAfter(read, present, 'projects', after.project)
  if (!values.due || !project || values.due === row.before?.due) return
  const early = project.start && lastDayOf(values.due) < firstDayOf(project.start)
  const late = project.due && firstDayOf(values.due) > lastDayOf(project.due)
  if (early || late) row.look('due', 'strategy.portfolio.look.outsideProject')
}

const cut = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text)
