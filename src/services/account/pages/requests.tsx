// Requests about personal data: hers with their answers, the form for a new one, and the clock of all that everybody may read.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button } from '#web/components/button/button.tsx'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { RadiosField, SelectField, TextareaField } from '#web/components/field/field.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import type { ClockOfRequest, DataRequest } from '../queries/requests.ts'
import {
  type RequestClock,
  type RequestKind,
  type RequestStage,
  requestKinds,
  requestStage,
} from '../rules/requests.ts'
import { shownErrors, typedText } from './typed.ts'

export interface RequestsPageProps {
  requests: DataRequest[]
  doors: { value: string; label: string }[]
  now: Date
  /** In how many working days each kind is answered, and how many more the law gives once. */
  terms: Record<RequestKind, { days: number; more: number }>
  typed: Typed
}

export function RequestsPage({ requests, doors, now, terms, typed }: RequestsPageProps) {
  const { words, href } = useFrame()
  const errors = shownErrors(words, typed)
  return (
    <>
      <PageHead title={words('account.requests.title')} lede={words('account.requests.lede')} />
      <ErrorSummary title={words('account.errors')} errors={errors.list} />
      <section>
        <h2>{words('account.requests.yours')}</h2>
        {requests.length === 0 ? (
          <Empty title={words('account.requests.none')} />
        ) : (
          requests.map((request) => <Request key={request.number} request={request} now={now} />)
        )}
      </section>
      <section>
        <h2>{words('account.requests.new')}</h2>
        <form method="post" action={href('/account/data/requests')}>
          <RadiosField
            name="kind"
            label={words('account.requests.kind')}
            value={typedText(typed, 'kind')}
            error={errors.of.kind}
            options={requestKinds.map((value) => ({
              value,
              label: words(`account.request.kind.${value}`),
              hint: words('account.request.term', terms[value]),
            }))}
          />
          <SelectField
            name="about"
            label={words('account.requests.about')}
            placeholder={words('account.requests.whole')}
            value={typedText(typed, 'about')}
            options={doors}
          />
          <TextareaField
            name="text"
            label={words('account.requests.text')}
            hint={words('account.requests.textHint')}
            value={typedText(typed, 'text')}
            error={errors.of.text}
          />
          <Button>{words('account.requests.send')}</Button>
        </form>
      </section>
      <section>
        <p>
          <a href={href('/account/clock')}>{words('account.clock.link')}</a>
        </p>
        <p>
          <a href={href('/account/data')}>{words('account.backToData')}</a>
        </p>
      </section>
    </>
  )
}

function Request({ request, now }: { request: DataRequest; now: Date }) {
  const { words } = useFrame()
  const { number, kind, text, extension, answer, askedAt } = request
  return (
    <>
      <h3>
        {words('account.request.named', { number })} <StageTag {...clockOf(request)} now={now} />
      </h3>
      <p>
        {words(`account.request.kind.${kind}`)} · {words('account.request.asked', { at: words.date(askedAt, 'time') })}
      </p>
      <blockquote>
        <p>{text}</p>
      </blockquote>
      {extension && (
        <p>
          {words('account.request.extended', { day: lastDay(words.date, extension.dueAt), reason: extension.reason })}
        </p>
      )}
      {answer && (
        <>
          <p>
            {words(`account.request.outcome.${answer.outcome}`)} · {words.date(answer.at, 'time')}
          </p>
          <p>{answer.text}</p>
        </>
      )}
    </>
  )
}

/** How a request stands, with its last day where it still runs. */
export function StageTag({ dueAt, answeredAt, now }: RequestClock & { now: Date }) {
  const { words } = useFrame()
  const stage = requestStage({ dueAt, answeredAt }, now)
  return <Tag kind={kinds[stage]}>{words(`account.request.stage.${stage}`, { day: lastDay(words.date, dueAt) })}</Tag>
}

const kinds: Record<RequestStage, 'ok' | 'late' | 'kept'> = {
  waiting: 'ok',
  late: 'late',
  answered: 'kept',
  answeredLate: 'late',
}

/** The last day on which an answer is in time, in words. */
export function lastDay(date: (at: Date) => string, dueAt: Date): string {
  return date(new Date(dueAt.getTime() - 1))
}

export function clockOf({ dueAt, answer }: DataRequest): RequestClock {
  return { dueAt, answeredAt: answer?.at ?? null }
}

/** The clock of all requests: no words and no person. */
export function ClockPage({ clocks, now }: { clocks: ClockOfRequest[]; now: Date }) {
  const { words } = useFrame()
  return (
    <>
      <PageHead title={words('account.clock.title')} lede={words('account.clock.lede')} />
      {clocks.length === 0 ? (
        <Empty title={words('account.clock.none')} />
      ) : (
        <DataTable
          caption={words('account.clock.caption')}
          columns={['number', 'kind', 'asked', 'due', 'stage'].map((column) => ({
            label: words(`account.clock.column.${column}`),
          }))}
          rows={clocks.map((clock) => [
            `№ ${clock.number}`,
            words(`account.request.kind.${clock.kind}`),
            words.date(clock.askedAt),
            `${lastDay(words.date, clock.dueAt)}${clock.extendedAt ? ` (${words('account.clock.extended')})` : ''}`,
            <StageTag key="stage" {...clock} now={now} />,
          ])}
        />
      )}
    </>
  )
}
