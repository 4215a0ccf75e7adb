// Following events: the button on a thing's page, one's own list with what comes, and a guest's way by letter.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { ActionButton, Button, LinkButton } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { ComingEvent, Followed } from '../queries/follows.ts'
import { LettersAsked } from './letters-asked.tsx'
import { sessionSaid } from './session-said.ts'
import { errorsOf } from './typed.ts'

/** The way to follow a thing, for any page about it: the same for everybody, so that such a page may be cached. */
export function FollowLink({ subject, children }: { subject: string; children: string }) {
  const { href } = useFrame()
  return (
    <LinkButton kind="plain" href={href(`/events/follow?${new URLSearchParams({ subject })}`)}>
      {children}
    </LinkButton>
  )
}

export interface FollowProps {
  subject: Followed
  typed: Typed
  consent: string | null
  signedIn: boolean
  /** She follows it already. */
  following: boolean
}

export function FollowPage({ subject, typed, consent, signedIn, following }: FollowProps) {
  const { words, href } = useFrame()
  const about = { title: subject.title }
  return (
    <>
      <PageHead
        above={<Above />}
        title={words(following ? 'events.follow.onTitle' : 'events.follow.title', about)}
        lede={words('events.follow.lede')}
      />
      <ErrorSummary title={words('events.form.wrong')} errors={errorsOf(typed, words)} />
      {following ? (
        <ActionButton action={href('/events/follow/stopping')} hidden={{ subject: subject.subject }}>
          {words('events.follow.stop', about)}
        </ActionButton>
      ) : (
        <form method="post" action={href('/events/follow')} noValidate>
          <input type="hidden" name="subject" value={subject.subject} />
          <LettersAsked {...{ typed, consent, signedIn }} hint={words('events.follow.emailHint')} />
          <Button>{words('events.follow.do')}</Button>
        </form>
      )}
      <p>
        <a href={href(subject.href)}>{subject.title}</a>
      </p>
      {signedIn && (
        <p>
          <a href={href('/events/following')}>{words('events.following.title')}</a>
        </p>
      )}
    </>
  )
}

/** What the link of the letter shows: a question before, and the way out after. */
export function FollowLinkPage({ token, followed }: { token: string; followed: Followed & { confirmed: boolean } }) {
  const { words, href } = useFrame()
  const about = { title: followed.title }
  const { confirmed } = followed
  return (
    <>
      <PageHead
        above={<Above />}
        title={words(confirmed ? 'events.follow.onTitle' : 'events.follow.confirmTitle', about)}
        lede={words(confirmed ? 'events.follow.on' : 'events.follow.confirm')}
      />
      <form method="post" action={href(`/events/follow/${confirmed ? 'ending' : 'confirmation'}`)}>
        <input type="hidden" name="token" value={token} />
        <Button kind={confirmed ? 'plain' : 'main'}>
          {confirmed ? words('events.follow.stop', about) : words('events.follow.yes')}
        </Button>
      </form>
      <p>
        <a href={href(followed.href)}>{followed.title}</a>
      </p>
    </>
  )
}

export function FollowEndedPage() {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead above={<Above />} title={words('events.follow.endedTitle')} lede={words('events.follow.ended')} />
      <p>
        <a href={href('/events')}>{words('events.title')}</a>
      </p>
    </>
  )
}

export interface FollowingProps {
  follows: Followed[]
  coming: ComingEvent[]
  zone: string
}

/** All that a person follows, and what of it comes in two weeks. */
export function FollowingPage({ follows, coming, zone }: FollowingProps) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead above={<Above />} title={words('events.following.title')} lede={words('events.following.lede')} />
      <section>
        <h2>{words('events.following.coming')}</h2>
        {coming.length === 0 ? (
          <Empty title={words('events.following.noneComing')} />
        ) : (
          <List
            items={coming.map((event) => ({
              href: href(`/events/${event.id}`),
              title: event.title,
              note: sessionSaid(words, event.startsAt, null, zone),
            }))}
          />
        )}
      </section>
      <section>
        <h2>{words('events.following.list')}</h2>
        {follows.length === 0 ? (
          <Empty title={words('events.following.none')}>
            <p>
              <a href={href('/events')}>{words('events.title')}</a>
            </p>
          </Empty>
        ) : (
          <List
            items={follows.map((followed) => ({
              href: href(followed.href),
              title: followed.title,
              note: (
                <ActionButton action={href('/events/follow/stopping')} hidden={{ subject: followed.subject }}>
                  {words('events.follow.stop', { title: followed.title })}
                </ActionButton>
              ),
            }))}
          />
        )}
      </section>
    </>
  )
}

function Above() {
  const { words, href } = useFrame()
  return <Breadcrumbs label={words('events.path')} links={[{ href: href('/events'), label: words('events.title') }]} />
}
