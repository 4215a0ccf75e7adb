// Reporting for all projects at once, and correcting one report: what was done, what stands in the way.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { SelectField, TextareaField } from '#web/components/field/field.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import { type ReportRow, rowKey } from '../forms/reports.ts'
import type { ProjectView } from '../queries/projects.ts'
import type { ReportView } from '../queries/reports.ts'
import { officialStatuses } from '../rules/codes.ts'
import { periodSaid } from './forecast-said.ts'
import { Data, Name, nameOf } from './said.tsx'
import { StaffPath, typedField, Wrong } from './staff-parts.tsx'

export interface ReportsProps {
  rows: ReportRow[]
  /** How many wait beyond those shown. */
  more: number
  typed: Typed
}

export function ReportsPage({ rows, more, typed }: ReportsProps) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead
        above={<StaffPath />}
        title={words('strategy.staff.reports.title')}
        lede={words('strategy.staff.reports.lede')}
      />
      <Wrong errors={typed.errors} />
      {rows.length === 0 ? (
        <Empty title={words('strategy.staff.reports.none')}>
          <p>{words('strategy.staff.reports.noneHow')}</p>
        </Empty>
      ) : (
        <form method="post" action={href('/desk/strategy/reports')} noValidate>
          <h2>{words('strategy.staff.reports.waiting', { n: rows.length + more })}</h2>
          {rows.map((row) => (
            <fieldset key={rowKey(row)} class="part">
              <legend>
                <Name named={row.project} />, {periodSaid(words, row.period)}
              </legend>
              <p>
                <DueTag row={row} />
              </p>
              <ReportFields typed={typed} end={`.${rowKey(row)}`} />
            </fieldset>
          ))}
          {more > 0 && <p>{words('strategy.staff.reports.more', { n: more })}</p>}
          <Button>{words('strategy.staff.reports.send')}</Button>
        </form>
      )}
    </>
  )
}

export interface CorrectionProps {
  project: ProjectView
  report: ReportView
  typed: Typed
  path: string
}

export function CorrectionPage({ project, report, typed, path }: CorrectionProps) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead
        above={<StaffPath links={[{ href: `/desk/strategy/projects/${project.id}`, label: nameOf(words, project) }]} />}
        title={words('strategy.staff.reports.correct')}
        lede={
          <>
            <Name named={project} />, {periodSaid(words, report.period)}
          </>
        }
      >
        <p>{words('strategy.staff.reports.correctHow')}</p>
      </PageHead>
      <section>
        <h2>{words('strategy.staff.reports.before')}</h2>
        <Facts
          facts={[
            { name: words('strategy.staff.reports.status'), value: words(`strategy.official.${report.status}`) },
            { name: words('strategy.staff.reports.said'), value: <Data>{report.said}</Data> },
            ...(report.obstacle === null
              ? []
              : [{ name: words('strategy.staff.reports.obstacle'), value: <Data>{report.obstacle}</Data> }]),
          ]}
        />
      </section>
      <Wrong errors={typed.errors} />
      <form method="post" action={href(path)} noValidate>
        <ReportFields typed={typed} end="" />
        <Button>{words('strategy.staff.reports.saveCorrection')}</Button>
      </form>
    </>
  )
}

function ReportFields({ typed, end }: { typed: Typed; end: string }) {
  const { words } = useFrame()
  const of = typedField(words, typed)
  return (
    <>
      <SelectField
        {...of(`status${end}`)}
        label={words('strategy.staff.reports.status')}
        placeholder={words('strategy.staff.choose')}
        options={officialStatuses.map((value) => ({ value, label: words(`strategy.official.${value}`) }))}
      />
      <TextareaField {...of(`said${end}`)} label={words('strategy.staff.reports.said')} rows={2} maxLength={2000} />
      <TextareaField
        {...of(`obstacle${end}`)}
        label={words('strategy.staff.reports.obstacle')}
        hint={words('strategy.staff.reports.obstacleHint')}
        rows={2}
        maxLength={2000}
      />
    </>
  )
}

function DueTag({ row }: { row: ReportRow }) {
  const { words } = useFrame()
  if (row.taken) return <Tag>{words('strategy.staff.reports.taken')}</Tag>
  if (row.daysLate > 0) return <Tag kind="silent">{words('strategy.staff.daysLate', { n: row.daysLate })}</Tag>
  return <Tag>{words('strategy.staff.reports.until', { day: words.date(row.dueOn) })}</Tag>
}
