// The advisers' desk: the queues by the clock, and one request with everything that can be done about it.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { SelectField, TextareaField, TextField } from '#web/components/field/field.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Queue } from '#web/components/queue/queue.tsx'
import type { Names } from '../queries/names.ts'
import type { QueueView } from '../queries/queues.ts'
import type { RequestCard, RequestView } from '../queries/requests.ts'
import type { ClockNumbers } from '../rules/clock.ts'
import { ClockSaid } from './bureau.tsx'
import { DeskCrumbs } from './crumbs.tsx'
import { clockInWords, type RequestNames, StageTag } from './request.tsx'
import { DemoTag } from './said.tsx'
import { Steps } from './steps.tsx'
import { errorsIn, typedIn } from './typed.ts'

export interface DeskProps {
  open: readonly RequestCard[]
  answered: readonly RequestCard[]
  names: Names
  clock: ClockNumbers
}

export function DeskPage({ open, answered, names, clock }: DeskProps) {
  const { words } = useFrame()
  return (
    <>
      <PageHead above={<DeskCrumbs />} title={words('bureau.desk.title')} lede={words('bureau.desk.lede')} />
      <section>
        <h2>{words('bureau.desk.open', { n: open.length })}</h2>
        {open.length === 0 ? (
          <Empty title={words('bureau.desk.none')} />
        ) : (
          <RequestQueue caption={words('bureau.desk.openCaption')} cards={open} names={names} />
        )}
      </section>
      {answered.length > 0 && (
        <section>
          <h2>{words('bureau.desk.answered')}</h2>
          <RequestQueue caption={words('bureau.desk.answeredCaption')} cards={answered} names={names} />
        </section>
      )}
      <section>
        <h2>{words('bureau.clock.title')}</h2>
        <ClockSaid clock={clock} />
      </section>
    </>
  )
}

function RequestQueue({ caption, cards, names }: { caption: string; cards: readonly RequestCard[]; names: Names }) {
  const { words, href } = useFrame()
  const columns = ['number', 'topic', 'queue', 'clock'] as const
  return (
    <Queue
      caption={caption}
      columns={columns.map((name) => words(`bureau.desk.column.${name}`))}
      rows={cards.map((card) => ({
        key: String(card.number),
        late: card.stage === 'overdue',
        cells: [
          <a key="n" href={href(`/desk/bureau/requests/${card.number}`)}>
            {words('bureau.request.number', { number: card.number })}
          </a>,
          <>
            {names.topics.get(card.topic) ?? card.topic}
            {card.measure !== null && <div class="source">{names.measures.get(card.measure) ?? card.measure}</div>}
          </>,
          names.queues.get(card.queue) ?? card.queue,
          <>
            <StageTag card={card} /> <DemoTag basis={card.basis} />
            <div class="source">{clockInWords(words, card)}</div>
          </>,
        ],
      }))}
    />
  )
}

export interface FileProps {
  view: RequestView
  names: RequestNames
  queues: readonly QueueView[]
  typed: Typed
}

export function FilePage({ view, names, queues, typed }: FileProps) {
  const { words, href } = useFrame()
  const error = errorsIn(words, typed)
  const open = view.answeredAt === null
  const address = (step: string) => href(`/desk/bureau/requests/${view.number}/${step}`)
  return (
    <>
      <PageHead
        above={<DeskCrumbs more={[{ href: '/desk/bureau', label: words('bureau.desk.title') }]} />}
        title={words('bureau.request.number', { number: view.number })}
        lede={clockInWords(words, view)}
      >
        <p>
          {names.topic}
          {view.measure !== null && (
            <>
              {' · '}
              <a href={href(`/bureau/measures/${view.measure}`)}>{names.measure}</a>
            </>
          )}
          {' · '}
          {names.queues.get(view.queue)}
        </p>
        <p>
          <StageTag card={view} /> <DemoTag basis={view.basis} />
        </p>
      </PageHead>
      <ErrorSummary title={words('bureau.wrong')} errors={error.all} />
      <Steps view={view} queues={names.queues} />
      {view.own && <Notice kind="know">{words('bureau.desk.refusal.own')}</Notice>}
      {!view.own && (
        <section>
          <h2>{words(open ? 'bureau.desk.answer' : 'bureau.desk.add')}</h2>
          <form class="narrow" method="post" action={address('answer')} noValidate>
            <TextareaField
              name="answer"
              label={words('bureau.desk.answerText')}
              hint={words('bureau.desk.answerHint')}
              rows={8}
              maxLength={8000}
              value={typedIn(typed, 'answer')}
              error={error.of('answer')}
              required
            />
            <Button>{words('bureau.desk.answerButton')}</Button>
          </form>
        </section>
      )}
      {open && !view.own && view.waitsSince === null && (
        <section>
          <h2>{words('bureau.desk.askBack')}</h2>
          <p>{words('bureau.desk.askBackHow')}</p>
          <form class="narrow" method="post" action={address('question')} noValidate>
            <TextareaField
              name="question"
              label={words('bureau.desk.question')}
              rows={3}
              maxLength={2000}
              value={typedIn(typed, 'question')}
              error={error.of('question')}
              required
            />
            <Button kind="plain">{words('bureau.desk.askBackButton')}</Button>
          </form>
        </section>
      )}
      {open && (
        <section>
          <h2>{words('bureau.desk.passOn')}</h2>
          <p>{words('bureau.desk.passOnHow')}</p>
          <form class="narrow" method="post" action={address('handover')} noValidate>
            <SelectField
              name="queue"
              label={words('bureau.desk.queue')}
              value={typedIn(typed, 'queue')}
              placeholder={words('bureau.desk.queueChoose')}
              options={queues
                .filter(({ code }) => code !== view.queue)
                .map(({ code, label }) => ({ value: code, label }))}
              error={error.of('queue')}
              required
            />
            <TextField
              name="reason"
              label={words('bureau.desk.reason')}
              maxLength={1000}
              value={typedIn(typed, 'reason')}
              error={error.of('reason')}
              required
            />
            <Button kind="plain">{words('bureau.desk.passOnButton')}</Button>
          </form>
        </section>
      )}
    </>
  )
}
