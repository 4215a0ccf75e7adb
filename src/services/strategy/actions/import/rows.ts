// Rows of a file as rows of the tables.
import { okei } from '../../rules/okei.ts'
import type { FlatRow } from '../../rules/portfolio/compare.ts'
import { type SheetKey, stageNames } from '../../rules/portfolio/format.ts'
import type { Basis } from '../../tables.ts'
import type { NewMilestone } from '../milestones.ts'

export function goalRow(values: FlatRow, position: number) {
  const name = values.name ?? ''
  return {
    ...{ id: values.id ?? '', direction: values.direction ?? '', name, name_en: name },
    ...{ source: values.source ?? '', source_date: values.sourceDate ?? '', position },
  }
}

export function taskRow(values: FlatRow, position: number, basis: Basis) {
  return {
    ...{ id: values.id ?? '', goal: values.goal ?? '', name: values.name ?? '', name_en: null },
    ...{ basis, ...sourced(values), position },
  }
}

export function indicatorRow(values: FlatRow, position: number, basis: 'city' | 'demo') {
  return {
    ...{ id: values.id ?? '', name: values.scope ?? '', direction: values.direction ?? '' },
    ...{ goal: said(values.goal), task: said(values.task), level: 'город', unit: unitOf(values) },
    ...{ okei: said(values.okei), kind: values.kind ?? '', polarity: values.polarity ?? '' },
    promise: values.target ? 'цель стратегии' : 'исходное состояние',
    ...{ baseline_value: said(values.baseline), baseline_year: yearOf(values.baselineYear) },
    ...{ target_value: said(values.target), target_year: yearOf(values.due) },
    ...{ numerator: said(values.numerator), denominator: said(values.denominator), method: said(values.method) },
    ...{ periodicity: said(values.periodicity), kept_from: said(values.kept), near_from: said(values.near) },
    ...{ basis, ...sourced(values), position, digest: 'import' },
  }
}

export function projectRow(values: FlatRow, position: number, basis: Basis) {
  const stage = values.stage ?? 'proposed'
  return {
    ...{ id: values.id ?? '', name: values.name ?? '', direction: values.direction ?? '' },
    ...{ summary: values.scope ?? '', stage: stageWords(stage), stage_group: stage },
    ...{ goal: said(values.goal), task: said(values.task) },
    ...{ origin: 'портфель стратегии', from_workshop: false },
    ...{ basis, ...sourced(values), position, digest: 'import' },
  }
}

export function milestoneOf(values: FlatRow): NewMilestone {
  const source = values.source ? { page: values.source, date: said(values.sourceDate) } : null
  return {
    ...{ id: values.id ?? '', project: values.project ?? '', name: values.scope ?? '', due: values.due ?? '' },
    ...{ target: said(values.target), unit: values.target ? unitOf(values) : said(values.unit) },
    ...{ okei: said(values.okei), owner: said(values.owner), document: said(values.document) },
    ...{ weight: values.weight ?? '1', critical: values.critical === 'yes', source },
  }
}

/** Columns of a known thing that these fields are kept in. */
export function restatedRow(sheet: SheetKey, values: FlatRow, fields: readonly string[]): Record<string, unknown> {
  const columns = columnsOf[sheet] ?? {}
  const row: Record<string, unknown> = {}
  for (const field of fields) {
    const value = said(values[field])
    if (field === 'stage') Object.assign(row, { stage: stageWords(value ?? ''), stage_group: value })
    else if (field === 'critical') row.critical = value === 'yes'
    else if (field === 'baselineYear') row.baseline_year = yearOf(value)
    else if (columns[field]) row[columns[field]] = value
  }
  return row
}

const shared = { source: 'source', sourceDate: 'source_date' }
const placed = { direction: 'direction', goal: 'goal', task: 'task' }
const columnsOf: Partial<Record<SheetKey, Readonly<Record<string, string>>>> = {
  goals: { name: 'name', direction: 'direction', ...shared },
  tasks: { name: 'name', goal: 'goal', ...shared },
  indicators: {
    ...{ ...placed, unit: 'unit', okei: 'okei', polarity: 'polarity', periodicity: 'periodicity' },
    ...{ kept: 'kept_from', near: 'near_from', baseline: 'baseline_value', method: 'method', ...shared },
    ...{ numerator: 'numerator', denominator: 'denominator' },
  },
  projects: { name: 'name', ...placed, ...shared },
  milestones: { unit: 'unit', okei: 'okei', document: 'document', ...shared },
}

function stageWords(group: string): string {
  return Object.entries(stageNames).find(([code]) => code === group)?.[1][0] ?? group
}

function unitOf(values: FlatRow): string {
  return values.unit ?? okei[values.okei ?? ''] ?? ''
}

const sourced = (values: FlatRow) => ({ source: said(values.source), source_date: said(values.sourceDate) })
const said = (value: string | null | undefined): string | null => value ?? null
const yearOf = (value: string | null | undefined): number | null => (value ? Number(value) : null)
