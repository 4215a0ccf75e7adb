// The queue: open cases by deadline, what is overdue longest first.

import { type Queued, StatusTag } from '#kernel/cases/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import type { Words } from '#platform/words.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { type Option, SelectField } from '#web/components/field/field.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Pagination } from '#web/components/pagination/pagination.tsx'
import { Queue } from '#web/components/queue/queue.tsx'
import { Tag } from '#web/components/tag/tag.tsx'

export interface QueuePageProps {
  rows: Queued[]
  size: { all: number; late: number }
  asked: { body: string; topic: string; status: string }
  bodies: Option[]
  topics: Option[]
  page: number
  more: boolean
}

export function QueuePage({ rows, size, asked, bodies, topics, page, more }: QueuePageProps) {
  const { words, href } = useFrame()
  const statuses = ['open', 'resolved', 'confirmed', 'declined'].map((value) => ({
    value,
    label: words(`cases.status.${value}`),
  }))
  return (
    <>
      <PageHead
        title={words('desk.queue.title')}
        lede={words('desk.queue.lede', { all: size.all, late: size.late })}
        above={<Breadcrumbs label={words('desk.path')} links={[{ href: href('/desk'), label: words('desk.title') }]} />}
      />
      <details open={asked.body !== '' || asked.topic !== '' || asked.status !== ''}>
        <summary>{words('desk.queue.filter')}</summary>
        <form class="filters" method="get" action={href('/desk/cases')}>
          <SelectField
            name="body"
            label={words('desk.queue.holder')}
            value={asked.body}
            options={bodies}
            placeholder={words('desk.queue.any')}
          />
          <SelectField
            name="topic"
            label={words('desk.queue.topic')}
            value={asked.topic}
            options={topics}
            placeholder={words('desk.queue.any')}
          />
          <SelectField
            name="status"
            label={words('desk.queue.status')}
            value={asked.status || 'open'}
            options={statuses}
          />
          <Button kind="plain">{words('desk.queue.show')}</Button>
        </form>
      </details>
      {rows.length === 0 ? (
        <Empty title={words('desk.queue.empty')}>{words('desk.queue.emptyText')}</Empty>
      ) : (
        <Rows rows={rows} />
      )}
      <Pagination
        label={words('desk.queue.pages')}
        here={words('cases.list.page', { page })}
        earlier={page > 1 ? { href: to(page - 1), label: words('desk.queue.earlier') } : undefined}
        later={more ? { href: to(page + 1), label: words('desk.queue.later') } : undefined}
      />
    </>
  )

  function to(n: number): string {
    const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ''))
    query.set('page', String(n))
    return href(`/desk/cases?${query.toString()}`)
  }
}

function Rows({ rows }: { rows: Queued[] }) {
  const { words, href, now } = useFrame()
  return (
    <Queue
      caption={words('desk.queue.title')}
      columns={['case', 'where', 'holder', 'due', 'marks'].map((column) => words(`desk.queue.column.${column}`))}
      rows={rows.map((row) => ({
        key: row.number,
        late: row.late,
        cells: [
          <a href={href(`/desk/cases/${row.number}`)}>
            {words('desk.queue.case', { number: row.number, title: row.title })}
          </a>,
          row.place,
          row.holder.name,
          row.status === 'open' ? (
            <Tag kind={row.late ? 'late' : 'plain'}>
              {words(row.late ? 'desk.queue.overdue' : 'desk.queue.due', { when: dayText(words, row.due, now) })}
            </Tag>
          ) : (
            <StatusTag status={row.status} />
          ),
          <Marks row={row} />,
        ],
      }))}
    />
  )
}

// Far days are said by their date already; near ones get it beside.
function dayText(words: Words, at: Date, now: Date): string {
  const near = words.ago(at, now)
  return near === words.date(at) ? near : `${near}, ${words.date(at, 'short')}`
}

function Marks({ row }: { row: Queued }) {
  const { words } = useFrame()
  return (
    <>
      {row.broughtBack && <Tag kind="late">{words('desk.queue.broughtBack')}</Tag>}{' '}
      {!row.released && <Tag kind="silent">{words('desk.queue.unreleased')}</Tag>}{' '}
      {row.joined > 0 && <Tag>{words('desk.queue.joined', { n: row.joined })}</Tag>}
    </>
  )
}
