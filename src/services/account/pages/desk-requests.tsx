// The operator's desk of personal data: requests with their clocks, one of them whole, and the log of what was destroyed.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Button, LinkButton } from '#web/components/button/button.tsx'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { RadiosField, TextareaField } from '#web/components/field/field.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { ClockOfRequest, DataRequest } from '../queries/requests.ts'
import { outcomes } from '../rules/requests.ts'
import { clockOf, lastDay, StageTag } from './requests.tsx'
import { shownErrors, typedText } from './typed.ts'

export function DeskRequestsPage({ clocks, now }: { clocks: ClockOfRequest[]; now: Date }) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead title={words('account.desk.requests')} lede={words('account.desk.requestsLede')} above={<ToDesk />} />
      {clocks.length === 0 ? (
        <Empty title={words('account.desk.noRequests')} />
      ) : (
        <DataTable
          caption={words('account.desk.requests')}
          columns={['number', 'kind', 'asked', 'due', 'stage'].map((column) => ({
            label: words(`account.clock.column.${column}`),
          }))}
          rows={clocks.map((clock) => [
            <a key="number" href={href(`/desk/account/requests/${clock.number}`)}>
              № {clock.number}
            </a>,
            words(`account.request.kind.${clock.kind}`),
            words.date(clock.askedAt),
            lastDay(words.date, clock.dueAt),
            <StageTag key="stage" {...clock} now={now} />,
          ])}
        />
      )}
    </>
  )
}

export interface DeskRequestPageProps {
  request: DataRequest
  about: string | null
  /** Working days more that the law gives; 0 where it gives none or they were taken. */
  more: number
  now: Date
  typed: Typed
}

export function DeskRequestPage({ request, about, more, now, typed }: DeskRequestPageProps) {
  const { words, href } = useFrame()
  const { number, kind, text, askedAt, dueAt, legalRef, extension, answer, erasedAt } = request
  const errors = shownErrors(words, typed)
  const at = href(`/desk/account/requests/${number}`)
  const facts = [
    { name: words('account.clock.column.kind'), value: words(`account.request.kind.${kind}`) },
    { name: words('account.requests.about'), value: about ?? words('account.requests.whole') },
    { name: words('account.clock.column.asked'), value: words.date(askedAt, 'time') },
    { name: words('account.clock.column.due'), value: `${lastDay(words.date, dueAt)} · ${legalRef}` },
    ...(extension ? [{ name: words('account.desk.extended'), value: extension.reason }] : []),
  ]
  return (
    <>
      <PageHead
        title={words('account.request.named', { number })}
        lede={words('account.desk.lookNoted')}
        above={<ToDesk further={{ href: '/desk/account/requests', label: 'account.desk.requests' }} />}
      >
        <StageTag {...clockOf(request)} now={now} />
      </PageHead>
      <ErrorSummary title={words('account.errors')} errors={errors.list} />
      <Facts facts={facts} />
      <section>
        <h2>{words('account.desk.wrote')}</h2>
        <blockquote>
          <p>{erasedAt ? words('account.desk.erased') : text}</p>
        </blockquote>
      </section>
      {answer ? (
        <section>
          <h2>{words('account.desk.answered')}</h2>
          <p>
            {words(`account.request.outcome.${answer.outcome}`)} · {words.date(answer.at, 'time')}
          </p>
          <p>{answer.text}</p>
        </section>
      ) : (
        <section>
          <h2>{words('account.desk.answer')}</h2>
          <form method="post" action={`${at}/answer`}>
            <RadiosField
              name="outcome"
              label={words('account.desk.outcome')}
              value={typedText(typed, 'outcome')}
              error={errors.of.outcome}
              options={outcomes.map((value) => ({ value, label: words(`account.request.outcome.${value}`) }))}
            />
            <TextareaField
              name="text"
              label={words('account.desk.text')}
              hint={words('account.desk.textHint')}
              value={typedText(typed, 'text')}
              error={errors.of.text}
            />
            <Button>{words('account.desk.send')}</Button>
          </form>
        </section>
      )}
      {!answer && more > 0 && (
        <section>
          <h2>{words('account.desk.extend', { n: more })}</h2>
          <form method="post" action={`${at}/extension`}>
            <TextareaField
              name="reason"
              label={words('account.desk.reason')}
              value={typedText(typed, 'reason')}
              error={errors.of.reason}
            />
            <Button kind="plain">{words('account.desk.extendButton')}</Button>
          </form>
        </section>
      )}
    </>
  )
}

export interface DestructionPageProps {
  rows: { day: string; label: string; rows: number; ground: string; by: string }[]
  periods: { label: string; days: number; ground: string; from: string }[]
  page: number
  more: boolean
}

export function DestructionPage({ rows, periods, page, more }: DestructionPageProps) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead
        title={words('account.desk.destruction')}
        lede={words('account.desk.destructionLede')}
        above={<ToDesk />}
      >
        <LinkButton kind="plain" href={href('/desk/account/destruction.csv')}>
          {words('account.desk.csv')}
        </LinkButton>
      </PageHead>
      <section>
        <h2>{words('account.desk.log')}</h2>
        {rows.length === 0 ? (
          <Empty title={words('account.desk.noDestruction')} />
        ) : (
          <DataTable
            caption={words('account.desk.log')}
            columns={['day', 'what', 'rows', 'ground', 'by'].map((column) => ({
              label: words(`account.desk.column.${column}`),
              numeric: column === 'rows',
            }))}
            rows={rows.map((row) => [words.date(row.day), row.label, words.number(row.rows), row.ground, row.by])}
          />
        )}
        {page > 1 && (
          <a href={`${href('/desk/account/destruction')}?page=${page - 1}`}>{words('account.desk.newer')}</a>
        )}{' '}
        {more && <a href={`${href('/desk/account/destruction')}?page=${page + 1}`}>{words('account.desk.older')}</a>}
      </section>
      <section>
        <h2>{words('account.desk.periods')}</h2>
        <DataTable
          caption={words('account.desk.periods')}
          columns={['what', 'days', 'ground', 'from'].map((column) => ({
            label: words(`account.desk.column.${column}`),
            numeric: column === 'days',
          }))}
          rows={periods.map((one) => [one.label, words.number(one.days), one.ground, words.date(one.from)])}
        />
      </section>
    </>
  )
}

export function ToDesk({ further }: { further?: { href: string; label: string } }) {
  const { words, href } = useFrame()
  const links = [{ href: href('/desk'), label: words('account.desk.desk') }]
  if (further) links.push({ href: href(further.href), label: words(further.label) })
  return <Breadcrumbs label={words('account.path')} links={links} />
}
