// One question: what about, by when, its words once they are released, the answer, and how both were corrected.
import { useFrame } from '#platform/http/frame.ts'
import { later } from '#platform/time.ts'
import { Button } from '#web/components/button/button.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Timeline, type TimelineStep } from '#web/components/timeline/timeline.tsx'
import type { AnswerView, OwnQuestion, QuestionView } from '../queries/questions.ts'
import { QuestionCrumbs } from './asking.tsx'
import { AboutLink, clockInWords, Paragraphs, QuestionTags } from './question-said.tsx'
import { FollowButton } from './voices.tsx'

export interface QuestionProps {
  view: QuestionView
  own: OwnQuestion | null
  /** The private link's secret, where she came by it. */
  token: string | null
  fresh: boolean
  following: boolean
  signedIn: boolean
}

export function QuestionPage(props: QuestionProps) {
  const { words, href } = useFrame()
  const { view, own, following, signedIn } = props
  const { number } = view
  const standing = view.answers.find(({ corrected }) => !corrected)
  return (
    <>
      <PageHead
        above={<QuestionCrumbs />}
        title={words('strategy.ask.number', { number })}
        lede={clockInWords(words, view)}
      >
        <p>
          <AboutLink thing={view.thing} />
        </p>
        <p>
          <QuestionTags card={view} />
        </p>
      </PageHead>
      {own && <Own {...props} own={own} />}
      <section>
        <h2>{words('strategy.ask.words')}</h2>
        {view.words !== null ? (
          <Paragraphs text={view.words} />
        ) : view.hiddenBecause !== null ? (
          <p>{words('strategy.ask.hidden', { because: view.hiddenBecause })}</p>
        ) : (
          <p class="quiet">{words('strategy.ask.notShown')}</p>
        )}
      </section>
      {standing && <Answer answer={standing} earlier={view.answers.filter(({ corrected }) => corrected)} />}
      {view.decline && (
        <section>
          <h2>{words('strategy.ask.declined')}</h2>
          <p>{words(`strategy.ask.why.${view.decline.why}`)}</p>
          <Paragraphs text={view.decline.reason} />
          <p class="source">{words('strategy.ask.byTeam')}</p>
        </section>
      )}
      <section>
        <h2>{words('strategy.ask.tooTitle')}</h2>
        {view.too > 0 && <p>{words('strategy.ask.tooCount', { n: view.too })}</p>}
        {!own && <p>{words('strategy.ask.tooHow')}</p>}
        {!own && (
          <FollowButton
            {...{ subject: `question:${number}`, following, signedIn }}
            back={`/strategy/questions/${number}`}
            too
          />
        )}
      </section>
      <section>
        <h2>{words('strategy.ask.story')}</h2>
        <Timeline label={words('strategy.ask.story')} steps={stepsOf(view)} />
        <p class="source">
          <a href={`${href('/chronicle')}?subject=question:${number}`}>{words('strategy.inChronicle')}</a>
        </p>
      </section>
    </>
  )
}

function Answer({ answer, earlier }: { answer: AnswerView; earlier: AnswerView[] }) {
  const { words } = useFrame()
  return (
    <section>
      <h2>{words('strategy.ask.answer')}</h2>
      <AnswerText answer={answer} />
      <p class="source">
        {words('strategy.ask.byTeam')}, <time dateTime={answer.at.toISOString()}>{words.date(answer.at, 'time')}</time>
      </p>
      {answer.reason !== null && <p>{words('strategy.ask.corrected', { reason: answer.reason })}</p>}
      {earlier.length > 0 && (
        <details>
          <summary>{words('strategy.ask.earlier', { n: earlier.length })}</summary>
          {earlier.map((each) => (
            <div key={each.id}>
              <p class="source">
                <time dateTime={each.at.toISOString()}>{words.date(each.at, 'time')}</time>
              </p>
              <AnswerText answer={each} />
            </div>
          ))}
        </details>
      )}
    </section>
  )
}

function AnswerText({ answer }: { answer: AnswerView }) {
  const { words } = useFrame()
  if (answer.text === null) return <p>{words('strategy.ask.erased', { because: answer.erasedBecause ?? '' })}</p>
  return <Paragraphs text={answer.text} />
}

// Her own part: the link, her own words, and her page.
function Own({ view, own, token, fresh, signedIn }: QuestionProps & { own: OwnQuestion }) {
  const { words, href } = useFrame()
  const { number } = view
  const link = `/strategy/questions/${number}?token=${encodeURIComponent(token ?? '')}`
  return (
    <section>
      <h2>{words('strategy.ask.yours')}</h2>
      {fresh && (
        <Notice kind="done" title={words('strategy.ask.sent', { number })}>
          <p>{words('strategy.ask.sentNext')}</p>
        </Notice>
      )}
      {token !== null && (
        <p>
          {words('strategy.ask.link')} <a href={href(link)}>{words('strategy.ask.linkName')}</a>
        </p>
      )}
      {own.text !== view.words && (
        <>
          <p class="source">{words('strategy.ask.yourWords')}</p>
          <Paragraphs text={own.text} />
        </>
      )}
      <details>
        <summary>{words('strategy.ask.proof')}</summary>
        <p>{words('strategy.ask.proofHow')}</p>
        <p class="source">
          <code>{own.salt}</code>
        </p>
      </details>
      {own.unclaimed &&
        token !== null &&
        (signedIn ? (
          <form method="post" action={href(`/strategy/questions/${number}/claiming`)}>
            <input type="hidden" name="token" value={token} />
            <Button kind="plain">{words('strategy.ask.claim')}</Button>
          </form>
        ) : (
          <p>
            <a href={href(`/account/sign-in?next=${encodeURIComponent(link)}`)}>{words('strategy.ask.signIn')}</a>
          </p>
        ))}
    </section>
  )
}

function stepsOf(view: QuestionView): TimelineStep[] {
  const { words, now } = useFrame()
  const step = (key: string, at: Date, state: TimelineStep['state']): TimelineStep => ({
    title: words(`strategy.ask.step.${key}`),
    when: words.ago(at, now),
    at: at.toISOString(),
    exactly: words.date(at, 'time'),
    state,
  })
  const open = view.stage === 'waiting' || view.stage === 'overdue'
  // The last moment of the last day: midnight would be said as the day after.
  const last = later(view.dueAt, -1000)
  const steps = [
    step('asked', view.askedAt, 'done'),
    ...(view.shownAt ? [step('shown', view.shownAt, 'done')] : []),
    ...(view.decline ? [step('declined', view.decline.at, 'done')] : []),
    ...view.answers.map((each) => step(each.reason === null ? 'answered' : 'corrected', each.at, 'done')),
    ...(open || view.late ? [step('due', last, view.stage === 'waiting' ? 'ahead' : 'late')] : []),
  ]
  return steps.toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
}
