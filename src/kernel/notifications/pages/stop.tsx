// Stopping letters from a link in one of them: a button, since mail scanners open links, and then what was done.
import { useFrame } from '#platform/http/frame.ts'
import { ActionButton } from '#web/components/button/button.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'

export function StopPage({ token }: { token: string }) {
  const { words, href } = useFrame()
  return (
    <PageHead title={words('notifications.stop.title')} lede={words('notifications.stop.lede')}>
      <ActionButton action={href('/notifications/stop')} kind="main" hidden={{ token }}>
        {words('notifications.stop.button')}
      </ActionButton>
    </PageHead>
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
        <a href={href('/')}>{words('notifications.stopped.home')}</a>
      </p>
    </PageHead>
  )
}
