// What may be sent as reports: a status and words for each row that was begun; a row left empty stays waiting.
import { type Checked, type Fields, typedIn } from '#platform/form.ts'
import type { FieldErrors } from '#platform/refusal.ts'
import type { Report } from '../actions/reports.ts'
import type { ProjectView } from '../queries/projects.ts'
import { officialStatuses } from '../rules/codes.ts'
import type { WaitingReport } from '../rules/duties.ts'
import type { OfficialStatus } from '../tables.ts'
import { readText } from './typed.ts'

export interface ReportRow extends WaitingReport {
  project: ProjectView
  /** True when somebody has delivered it meanwhile. */
  taken: boolean
}

/** How many rows one form has: more fields than a request may hold would be lost. */
export const mostReports = 60

export function rowKey({ project, period }: { project: { id: string }; period: string }): string {
  return `${project.id}.${period}`
}

/** Whether anything was typed in a row. */
export function reportTyped(fields: Fields, row: { project: { id: string }; period: string }): boolean {
  return ['status', 'said', 'obstacle'].some((name) => typedIn(fields, `${name}.${rowKey(row)}`) !== '')
}

/** Reads the reports of all rows that were begun, or every error at its own row. */
export function readReports(fields: Fields, rows: readonly ReportRow[]): Checked<Report[]> {
  const errors: FieldErrors = {}
  const reports: Report[] = []
  for (const row of rows) {
    if (!reportTyped(fields, row)) continue
    const end = `.${rowKey(row)}`
    const read = readReport(fields, end)
    if (row.taken) errors[`status${end}`] = { key: 'strategy.staff.form.reported' }
    else if (!read.ok) Object.assign(errors, read.errors)
    else reports.push({ project: row.project.id, period: row.period, ...read.value })
  }
  if (reports.length === 0 && Object.keys(errors).length === 0) errors[''] = { key: 'strategy.staff.form.noReports' }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, value: reports }
}

/** Reads one report, or every error at once; `end` is how the names of its fields end. */
export function readReport(
  fields: Fields,
  end = '',
): Checked<{ status: OfficialStatus; said: string; obstacle: string | null }> {
  const errors: FieldErrors = {}
  const status = officialStatuses.find((each) => each === typedIn(fields, `status${end}`))
  if (!status) errors[`status${end}`] = { key: 'strategy.staff.form.noStatus' }
  const [said, obstacle] = [readText(fields, `said${end}`, 2000), readText(fields, `obstacle${end}`, 2000)]
  if ('error' in said) errors[`said${end}`] = said.error
  else if (said.value === '') errors[`said${end}`] = { key: 'strategy.staff.form.noSaid' }
  if ('error' in obstacle) errors[`obstacle${end}`] = obstacle.error
  if (Object.keys(errors).length > 0 || !status || 'error' in said || 'error' in obstacle) return { ok: false, errors }
  return { ok: true, value: { status, said: said.value, obstacle: obstacle.value || null } }
}
