// Reporting at the desk: one form for every project whose period has ended, and the correction of a report.
import { h } from 'preact'
import type { Fields } from '#platform/form.ts'
import { get, nothingTyped, page, post, type Route, redirect, type Typed, type Visit } from '#platform/http/route.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { dayOf } from '#platform/time.ts'
import { bodyOfProject } from '../actions/evidence.ts'
import { reportProjects } from '../actions/reports.ts'
import { mostReports, type ReportRow, readReport, readReports, reportTyped, rowKey } from '../forms/reports.ts'
import { CorrectionPage, ReportsPage } from '../pages/reports-desk.tsx'
import { mayManage, mayReport } from '../policy.ts'
import { heldProjects } from '../queries/portfolio.ts'
import { projectFor } from '../queries/projects.ts'
import { reportFor } from '../queries/reports.ts'

export function reportRoutes(house: { zone: string }): Route[] {
  const personal = { personal: true }
  return [
    get('/desk/strategy/reports', mayManage, (visit) => formPage(visit, nothingTyped, house), personal),
    post('/desk/strategy/reports', mayManage, (visit) => reports(visit, house)),
    get('/desk/strategy/reports/:id', mayManage, (visit) => correctionPage(visit, nothingTyped), personal),
    post('/desk/strategy/reports/:id', mayManage, correction),
  ]
}

async function formPage(visit: Visit, typed: Typed, house: { zone: string }) {
  const { rows, more } = await waitingRows(visit, typed.values, house)
  const { city } = visit
  return page(city.words('strategy.staff.reports.title'), h(ReportsPage, { rows, more, typed }), {
    keep: 0,
    status: Object.keys(typed.errors).length > 0 ? 422 : 200,
  })
}

async function reports(visit: Visit, house: { zone: string }) {
  const { city, fields } = visit
  const { rows } = await waitingRows(visit, fields, house)
  const read = readReports(fields, rows)
  if (!read.ok) return formPage(visit, { values: fields, errors: read.errors }, house)
  await reportProjects(city, { reports: read.value })
  return redirect('/desk/strategy/projects')
}

/** Rows of the form: what waits, and what somebody typed of a report that has meanwhile been delivered. */
async function waitingRows({ city }: Visit, typed: Fields, house: { zone: string }) {
  const held = await heldProjects(city, { zone: house.zone, today: dayOf(city.now, house.zone) })
  const rows: ReportRow[] = held.flatMap(({ project, waiting }) =>
    waiting.map((each) => ({ project, ...each, taken: false })),
  )
  rows.sort((one, other) => other.daysLate - one.daysLate)
  const shown = rows.slice(0, mostReports)
  const known = new Set(shown.map(rowKey))
  for (const { project, reports: said } of held) {
    for (const { period, corrects } of said) {
      const row = { project, period, dueOn: '', daysLate: 0, taken: true }
      if (corrects === null && !known.has(rowKey(row)) && reportTyped(typed, row)) shown.push(row)
    }
  }
  return { rows: shown, more: rows.length - Math.min(rows.length, mostReports) }
}

async function correctionPage(visit: Visit, typed: Typed) {
  const { city, params } = visit
  const report = await correctable(visit)
  const project = await projectFor(city, report.project)
  if (!project) throw refuse.missing('strategy.refusal.noProject')
  const before = { status: report.status, said: report.said, obstacle: report.obstacle ?? '' }
  const shown = typed === nothingTyped ? { values: before, errors: {} } : typed
  return page(
    city.words('strategy.staff.reports.correct'),
    h(CorrectionPage, { project, report, typed: shown, path: `/desk/strategy/reports/${params.id ?? ''}` }),
    { keep: 0, status: Object.keys(typed.errors).length > 0 ? 422 : 200 },
  )
}

async function correction(visit: Visit) {
  const { city, fields } = visit
  const { project, period } = await correctable(visit)
  const read = readReport(fields)
  if (!read.ok) return correctionPage(visit, { values: fields, errors: read.errors })
  await reportProjects(city, { reports: [{ project, period, ...read.value }] })
  return redirect(`/desk/strategy/projects/${project}`)
}

async function correctable({ city, params }: Visit) {
  const report = await reportFor(city, params.id ?? '')
  if (!report) throw refuse.missing('strategy.staff.refusal.noReport')
  demand(city.actor, mayReport, { body: await bodyOfProject(city, report.project) })
  if (report.corrected) throw refuse.conflict('strategy.staff.refusal.correctedLater')
  return report
}
