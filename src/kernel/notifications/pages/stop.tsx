// Stopping letters from a link in one of them: buttons, since mail scanners open links, and then what was done and how to undo it.
import { useFrame } from '#platform/http/frame.ts'
import { ActionButton } from '#web/components/button/button.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'

export function StopPage({ token, topics }: { token: string; topics: readonly string[] }) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead title={words('notifications.stop.title')} />
      {topics.length > 0 && (
        <section>
          <h2>{words('notifications.stop.topics')}</h2>
          <TopicNames topics={topics} />
          <p>{words('notifications.stop.topicsHint')}</p>
          <ActionButton action={href('/notifications/stop/topics')} kind="main" hidden={{ token }}>
            {words('notifications.stop.topicsButton')}
          </ActionButton>
        </section>
      )}
      <section>
        <h2>{words('notifications.stop.all')}</h2>
        <p>{words('notifications.stop.lede')}</p>
        <ActionButton
          action={href('/notifications/stop')}
          kind={topics.length > 0 ? 'plain' : 'main'}
          hidden={{ token }}
        >
          {words('notifications.stop.button')}
        </ActionButton>
      </section>
    </>
  )
}

/** After one press about some topics, or after it was taken back. */
export function TopicsPage({ token, topics, stopped }: { token: string; topics: readonly string[]; stopped: boolean }) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead title={words(stopped ? 'notifications.stopped.topics' : 'notifications.stopped.returned')}>
        <TopicNames topics={topics} />
        <p>{words(stopped ? 'notifications.stopped.topicsText' : 'notifications.stopped.returnedText')}</p>
      </PageHead>
      <ActionButton
        action={href(stopped ? '/notifications/stop/topics/return' : '/notifications/stop/topics')}
        hidden={{ token }}
      >
        {words(stopped ? 'notifications.stopped.undo' : 'notifications.stop.topicsButton')}
      </ActionButton>
      <section>
        <a href={href(`/notifications/stop?token=${token}`)}>{words('notifications.stop.all')}</a>
      </section>
    </>
  )
}

export function StoppedPage() {
  const { words, href } = useFrame()
  return (
    <PageHead title={words('notifications.stopped.title')}>
      <Notice kind="done">
        <p>{words('notifications.stopped.text')}</p>
      </Notice>
      <p>
        {words('notifications.stopped.again')}{' '}
        <a href={href('/account/letters')}>{words('notifications.stopped.agree')}</a>
      </p>
      <p>
        <a href={href('/')}>{words('notifications.stopped.home')}</a>
      </p>
    </PageHead>
  )
}

function TopicNames({ topics }: { topics: readonly string[] }) {
  const { words } = useFrame()
  return (
    <ul>
      {topics.map((topic) => (
        <li key={topic}>{words(topic)}</li>
      ))}
    </ul>
  )
}
