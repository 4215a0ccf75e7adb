// One request, for whom it is: where its clock stands, what was said, what is asked of her now.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import type { Words } from '#platform/words.ts'
import { ActionButton, Button } from '#web/components/button/button.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { TextareaField } from '#web/components/field/field.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import { wordsLimit } from '../forms.ts'
import type { RequestCard, RequestView } from '../queries/requests.ts'
import { BureauCrumbs } from './crumbs.tsx'
import { Helped } from './helped.tsx'
import { DemoTag } from './said.tsx'
import { Steps } from './steps.tsx'
import { TokenField } from './token-field.tsx'
import { errorsIn, typedIn } from './typed.ts'

export interface RequestProps {
  view: RequestView
  names: RequestNames
  /** The private link's secret, where she came by it. */
  token: string | null
  unclaimed: boolean
  signedIn: boolean
  fresh: boolean
  /** What she pressed in a letter, to be confirmed here. */
  said: string
  typed: Typed
}

/** What a request's topic, measure and queues are called. */
export interface RequestNames {
  topic: string
  measure: string | null
  queues: ReadonlyMap<string, string>
}

export function RequestPage(props: RequestProps) {
  const { words, href } = useFrame()
  const { view, names, fresh, typed } = props
  const error = errorsIn(words, typed)
  const link = linkOf(props)
  return (
    <>
      <PageHead
        above={<BureauCrumbs />}
        title={words('bureau.request.number', { number: view.number })}
        lede={clockInWords(words, view)}
      >
        <p>
          {names.topic}
          {view.measure !== null && names.measure !== null && (
            <>
              {' · '}
              <a href={href(`/bureau/measures/${view.measure}`)}>{names.measure}</a>
            </>
          )}
        </p>
        <p>
          <StageTag card={view} /> <DemoTag basis={view.basis} />
        </p>
      </PageHead>
      {fresh && (
        <Notice kind="done" title={words('bureau.request.sent', { number: view.number })}>
          <p>{words('bureau.request.sentNext', { queue: names.queues.get(view.queue) ?? '' })}</p>
        </Notice>
      )}
      <ErrorSummary title={words('bureau.wrong')} errors={error.all} />
      {view.stage === 'asked-back' && (
        <section>
          <h2>{words('bureau.request.waitsForYou')}</h2>
          <p class="quoted">{view.steps.findLast(({ kind }) => kind === 'asked-back')?.text}</p>
          <form class="narrow" method="post" action={href(`/bureau/requests/${view.number}/reply`)} noValidate>
            <TokenField token={props.token} />
            <TextareaField
              name="reply"
              label={words('bureau.request.reply')}
              hint={words('bureau.request.replyHint')}
              rows={4}
              maxLength={wordsLimit}
              value={typedIn(typed, 'reply')}
              error={error.of('reply')}
              required
            />
            <Button>{words('bureau.request.replyButton')}</Button>
          </form>
        </section>
      )}
      <Steps view={view} queues={names.queues} />
      <Helped {...props} />
      {props.token !== null && (
        <p>
          {words('bureau.request.link')} <a href={href(link)}>{words('bureau.request.linkName')}</a>
        </p>
      )}
      {props.unclaimed &&
        props.token !== null &&
        (props.signedIn ? (
          <ActionButton action={href(`/bureau/requests/${view.number}/claiming`)} hidden={{ token: props.token }}>
            {words('bureau.request.claim')}
          </ActionButton>
        ) : (
          <p>
            <a href={href(`/account/sign-in?next=${encodeURIComponent(link)}`)}>{words('bureau.request.signIn')}</a>
          </p>
        ))}
    </>
  )
}

function linkOf({ view, token }: RequestProps): string {
  const address = `/bureau/requests/${view.number}`
  return token === null ? address : `${address}?token=${encodeURIComponent(token)}`
}

const stageKinds = { waiting: 'ok', overdue: 'late', 'asked-back': 'silent', answered: 'kept' } as const

export function StageTag({ card }: { card: RequestCard }) {
  const { words } = useFrame()
  return (
    <>
      <Tag kind={stageKinds[card.stage]}>{words(`bureau.stage.${card.stage}`)}</Tag>
      {card.late && card.stage === 'answered' && (
        <>
          {' '}
          <Tag kind="late">{words('bureau.stage.late')}</Tag>
        </>
      )}
    </>
  )
}

/** «Консультант ответит до 3 декабря»: whom it waits for, and by when. */
export function clockInWords(words: Words, card: RequestCard & { run?: number }): string {
  if (card.stage === 'answered') {
    const day = words.date(card.answeredAt ?? card.askedAt)
    return card.run === undefined
      ? words('bureau.clock.answeredOn', { day })
      : words('bureau.clock.answered', { day, run: card.run })
  }
  if (card.stage === 'asked-back')
    return words('bureau.clock.askedBack', { day: words.date(card.waitsSince ?? card.askedAt) })
  const due = words.date(card.dueAt ?? card.askedAt)
  return words(card.stage === 'overdue' ? 'bureau.clock.late' : 'bureau.clock.waiting', { day: due })
}
