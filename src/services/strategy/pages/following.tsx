// What I follow: the list with one press to stop, the question whether it was I, and leaving an address.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { ActionButton, Button, LinkButton } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { List } from '#web/components/list/list.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import type { Thing } from '../queries/named-things.ts'
import type { Followed } from '../queries/readers.ts'
import { pageOfThing } from '../rules/things.ts'
import { LetterFields, QuestionCrumbs } from './asking.tsx'
import { AboutLink } from './question-said.tsx'
import { Name } from './said.tsx'
import { errorsIn } from './typed.ts'

export interface FollowingProps {
  followed: Followed[]
  /** Occasions she took part in that wait for her yes; counted only. */
  partsWaiting: number
  token: string | null
  /** False where nobody is signed in and no link was shown. */
  known: boolean
}

export function FollowingPage({ followed, partsWaiting, token, known }: FollowingProps) {
  const { words, href } = useFrame()
  const waits = followed.filter(({ confirmed }) => !confirmed).length + partsWaiting
  return (
    <>
      <PageHead
        above={<QuestionCrumbs list={false} />}
        title={words('strategy.follow.listTitle')}
        lede={words('strategy.follow.listLede')}
      />
      {!known && (
        <p>
          <LinkButton href={href(`/account/sign-in?next=${encodeURIComponent('/strategy/following')}`)}>
            {words('strategy.follow.signIn')}
          </LinkButton>
        </p>
      )}
      {!known && <p>{words('strategy.follow.byLink')}</p>}
      {token !== null && waits > 0 && (
        <Notice title={words('strategy.follow.askYes')}>
          <ActionButton kind="main" action={href('/strategy/following/confirmation')} hidden={{ token }}>
            {words('strategy.follow.yes', { n: waits })}
          </ActionButton>
        </Notice>
      )}
      {known && followed.length === 0 && partsWaiting === 0 && (
        <Empty title={words('strategy.follow.none')}>
          <p>{words('strategy.follow.noneHint')}</p>
        </Empty>
      )}
      <FollowedList followed={followed} token={token} />
      {followed.length > 1 && (
        <ActionButton action={href('/strategy/following/stopping')} hidden={token === null ? {} : { token }}>
          {words('strategy.follow.stopAll')}
        </ActionButton>
      )}
    </>
  )
}

/** What is followed, each with its reason and one press to stop. */
export function FollowedList({ followed, token }: { followed: readonly Followed[]; token: string | null }) {
  const { words, href } = useFrame()
  if (followed.length === 0) return null
  return (
    <List
      items={followed.map(({ subject, why, confirmed, thing }) => ({
        href: href(pageOfThing(subject)),
        title: thing ? <Name named={thing} /> : words('strategy.ask.number', { number: subject.split(':')[1] ?? '' }),
        note: words('strategy.follow.because', { why: words(`strategy.follow.why.${why}`) }),
        tag: (
          <>
            {!confirmed && <Tag kind="silent">{words('strategy.follow.unconfirmed')}</Tag>}
            <ActionButton
              action={href('/strategy/following/stopping')}
              hidden={{ subject, ...(token === null ? {} : { token }) }}
            >
              {words('strategy.follow.stopButton')}
            </ActionButton>
          </>
        ),
      }))}
    />
  )
}

export interface FollowNewProps {
  subject: string
  /** Null for a question. */
  thing: Thing | null
  consent: string
  signedIn: boolean
  typed: Typed
}

/** Following by e-mail, for whoever is not signed in. */
export function FollowNewPage({ subject, thing, consent, signedIn, typed }: FollowNewProps) {
  const { words, href } = useFrame()
  const back = pageOfThing(subject)
  const question = subject.startsWith('question:')
  return (
    <>
      <PageHead
        above={<QuestionCrumbs list={question} />}
        title={words(question ? 'strategy.ask.too' : 'strategy.follow.newTitle')}
        lede={words(question ? 'strategy.ask.tooHow' : 'strategy.follow.newLede')}
      >
        <p>
          {question ? (
            <a href={href(back)}>{words('strategy.ask.number', { number: subject.split(':')[1] ?? '' })}</a>
          ) : (
            <AboutLink thing={thing} />
          )}
        </p>
      </PageHead>
      {signedIn ? (
        <ActionButton kind="main" action={href('/strategy/following/new')} hidden={{ subject, back }}>
          {words(question ? 'strategy.ask.too' : 'strategy.follow.button')}
        </ActionButton>
      ) : (
        <>
          <ErrorSummary title={words('strategy.ask.wrong')} errors={errorsIn(words, typed).all} />
          <form class="narrow" method="post" action={href('/strategy/following/new')}>
            <input type="hidden" name="subject" value={subject} />
            <LetterFields {...{ typed, consent }} must />
            <Button>{words('strategy.follow.send')}</Button>
          </form>
          <p>
            <a href={href(`/account/sign-in?next=${encodeURIComponent(back)}`)}>
              {words('strategy.follow.signInInstead')}
            </a>
          </p>
        </>
      )}
    </>
  )
}

/** After the form: a letter is on its way; the same whether or not the address was known. */
export function WishedPage({ days }: { days: number }) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead title={words('strategy.follow.wished')} lede={words('strategy.follow.wishedLede', { days })} />
      <p>
        <a href={href('/strategy')}>{words('strategy.front.all')}</a>
      </p>
    </>
  )
}
