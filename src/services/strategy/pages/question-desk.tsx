// Questions at the team's desk: the queue by the clock, and one question with everything that can be done about it.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { RadiosField, TextareaField, TextField } from '#web/components/field/field.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { QuestionFile } from '../actions/question-file.ts'
import { answerLimit, questionLimit } from '../forms/voices.ts'
import type { QuestionCard } from '../queries/questions.ts'
import { declineReasons } from '../rules/question.ts'
import { AboutLink, clockInWords, Paragraphs, QuestionList, QuestionTags } from './question-said.tsx'
import { errorsIn, typedIn } from './typed.ts'

export function QuestionDeskPage({ open, closed }: { open: QuestionCard[]; closed: QuestionCard[] }) {
  const { words } = useFrame()
  const to = '/desk/strategy/questions/'
  return (
    <>
      <PageHead
        above={<DeskCrumbs />}
        title={words('strategy.ask.desk.title')}
        lede={words('strategy.ask.desk.lede')}
      />
      <section>
        <h2>{words('strategy.ask.desk.open', { n: open.length })}</h2>
        {open.length === 0 ? <Empty title={words('strategy.ask.desk.none')} /> : <QuestionList cards={open} to={to} />}
      </section>
      {closed.length > 0 && (
        <section>
          <h2>{words('strategy.ask.desk.closed')}</h2>
          <QuestionList cards={closed} to={to} />
        </section>
      )}
    </>
  )
}

export function QuestionFilePage({ file, typed }: { file: QuestionFile; typed: Typed }) {
  const { words, href } = useFrame()
  const { view, text } = file
  const standing = view.answers.find(({ corrected }) => !corrected)
  return (
    <>
      <PageHead
        above={<DeskCrumbs list />}
        title={words('strategy.ask.number', { number: view.number })}
        lede={clockInWords(words, view)}
      >
        <p>
          <AboutLink thing={view.thing} />
        </p>
        <p>
          <QuestionTags card={view} />
        </p>
        <p>
          <a href={href(`/strategy/questions/${view.number}`)}>{words('strategy.desk.asPeopleSee')}</a>
        </p>
      </PageHead>
      <ErrorSummary title={words('strategy.ask.wrong')} errors={errorsIn(words, typed).all} />
      {file.forgottenAt !== null && (
        <Notice>
          <p>{words(view.words === null ? 'strategy.ask.desk.forgotten' : 'strategy.ask.desk.forgottenShown')}</p>
        </Notice>
      )}
      <section>
        <h2>{words('strategy.ask.desk.typed')}</h2>
        {text === '' ? <p class="quiet">{words('strategy.ask.desk.noText')}</p> : <Paragraphs text={text} />}
      </section>
      {text !== '' && <Release {...{ file, typed }} />}
      {standing ? <Correct {...{ file, typed }} standing={standing} /> : <AnswerIt {...{ file, typed }} />}
      {!standing && !view.decline && <Decline {...{ file, typed }} />}
      {view.words !== null && <Erase {...{ file, typed }} />}
      {view.answers
        .filter(({ corrected, text: words }) => corrected && words !== null)
        .map((answer) => (
          <Erase key={answer.id} {...{ file, typed, answer }} />
        ))}
    </>
  )
}

type PartProps = { file: QuestionFile; typed: Typed }

function Release({ file, typed }: PartProps) {
  const { words, href } = useFrame()
  const { view, text } = file
  return (
    <section>
      <h2>{words(view.words === null ? 'strategy.ask.desk.release' : 'strategy.ask.desk.releaseAgain')}</h2>
      <p>{words('strategy.ask.desk.releaseHow')}</p>
      <form class="narrow" method="post" action={href(`/desk/strategy/questions/${view.number}/release`)}>
        <TextareaField
          name="shown"
          label={words('strategy.ask.desk.shown')}
          rows={5}
          maxLength={questionLimit}
          value={typedIn(typed, 'shown', view.words ?? text)}
          error={errorsIn(words, typed).of('shown')}
          required
        />
        <Button kind="plain">{words('strategy.ask.desk.releaseButton')}</Button>
      </form>
    </section>
  )
}

function AnswerIt({ file, typed }: PartProps) {
  const { words, href } = useFrame()
  return (
    <section>
      <h2>{words('strategy.ask.desk.answer')}</h2>
      <form class="narrow" method="post" action={href(`/desk/strategy/questions/${file.view.number}/answer`)}>
        <TextareaField
          name="answer"
          label={words('strategy.ask.desk.answerText')}
          hint={words('strategy.ask.desk.answerHint')}
          rows={8}
          maxLength={answerLimit}
          value={typedIn(typed, 'answer')}
          error={errorsIn(words, typed).of('answer')}
          required
        />
        <Button>{words('strategy.ask.desk.answerButton')}</Button>
      </form>
    </section>
  )
}

function Correct({ file, typed, standing }: PartProps & { standing: { id: string; text: string | null } }) {
  const { words, href } = useFrame()
  const error = errorsIn(words, typed)
  return (
    <section>
      <h2>{words('strategy.ask.desk.correct')}</h2>
      <form class="narrow" method="post" action={href(`/desk/strategy/questions/${file.view.number}/correction`)}>
        <input type="hidden" name="standing" value={standing.id} />
        <TextareaField
          name="correction"
          label={words('strategy.ask.desk.answerText')}
          hint={words('strategy.ask.desk.answerHint')}
          rows={8}
          maxLength={answerLimit}
          value={typedIn(typed, 'correction', standing.text ?? '')}
          error={error.of('correction')}
          required
        />
        <TextareaField
          name="cause"
          label={words('strategy.ask.desk.cause')}
          hint={words('strategy.ask.desk.causeHint')}
          rows={2}
          maxLength={1000}
          value={typedIn(typed, 'cause')}
          error={error.of('cause')}
          required
        />
        <Button kind="plain">{words('strategy.ask.desk.correctButton')}</Button>
      </form>
    </section>
  )
}

function Decline({ file, typed }: PartProps) {
  const { words, href } = useFrame()
  const error = errorsIn(words, typed)
  return (
    <section>
      <h2>{words('strategy.ask.desk.decline')}</h2>
      <form class="narrow" method="post" action={href(`/desk/strategy/questions/${file.view.number}/refusal`)}>
        <RadiosField
          name="why"
          label={words('strategy.ask.desk.why')}
          value={typedIn(typed, 'why')}
          error={error.of('why')}
          options={declineReasons.map((why) => ({ value: why, label: words(`strategy.ask.why.${why}`) }))}
          required
        />
        <TextareaField
          name="reason"
          label={words('strategy.ask.desk.reason')}
          hint={words('strategy.ask.desk.reasonHint')}
          rows={3}
          maxLength={1000}
          value={typedIn(typed, 'reason')}
          error={error.of('reason')}
          required
        />
        <Button kind="danger">{words('strategy.ask.desk.declineButton')}</Button>
      </form>
    </section>
  )
}

function Erase({ file, typed, answer }: PartProps & { answer?: { id: string; at: Date } }) {
  const { words, href } = useFrame()
  return (
    <details>
      <summary>
        {answer
          ? words('strategy.ask.desk.eraseAnswer', { at: words.date(answer.at, 'time') })
          : words('strategy.ask.desk.erase')}
      </summary>
      <p>{words('strategy.ask.desk.eraseHow')}</p>
      <form class="narrow" method="post" action={href(`/desk/strategy/questions/${file.view.number}/erasure`)}>
        {answer && <input type="hidden" name="erased" value={answer.id} />}
        <TextField
          name="because"
          label={words('strategy.ask.desk.because')}
          maxLength={300}
          value={typedIn(typed, 'because')}
          error={errorsIn(words, typed).of('because')}
          required
        />
        <Button kind="danger">{words('strategy.ask.desk.eraseButton')}</Button>
      </form>
    </details>
  )
}

function DeskCrumbs({ list = false }: { list?: boolean }) {
  const { words, href } = useFrame()
  return (
    <Breadcrumbs
      label={words('strategy.path')}
      links={[
        { href: href('/desk'), label: words('strategy.desk.home') },
        ...(list ? [{ href: href('/desk/strategy/questions'), label: words('strategy.ask.desk.title') }] : []),
      ]}
    />
  )
}
