// What a person was told: a list with what is new marked, on her page and on a page of its own.
import { useFrame } from '#platform/http/frame.ts'
import { ActionButton } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import { whyOf } from '../letters.ts'
import type { Message } from '../queries.ts'

/** The page with everything she was told. */
export function MessagesPage({ messages }: { messages: Message[] }) {
  const { words } = useFrame()
  return (
    <>
      <PageHead title={words('notifications.messages.title')} lede={words('notifications.messages.lede')} />
      <MessageList messages={messages} />
    </>
  )
}

/** The newest of it, on her own page. */
export function MessagesPiece({ messages, more }: { messages: Message[]; more: boolean }) {
  const { words, href } = useFrame()
  return (
    <section>
      <h2>{words('notifications.messages.title')}</h2>
      <MessageList messages={messages} />
      {more && (
        <p>
          <a href={href('/notifications')}>{words('notifications.messages.all')}</a>
        </p>
      )}
    </section>
  )
}

function MessageList({ messages }: { messages: Message[] }) {
  const { words, href, now } = useFrame()
  if (messages.length === 0) {
    return (
      <Empty title={words('notifications.messages.none')}>
        <p>{words('notifications.messages.noneHint')}</p>
      </Empty>
    )
  }
  return (
    <>
      <List
        items={messages.map((message) => ({
          lead: words.ago(message.at, now),
          at: message.at.toISOString(),
          exactly: words.date(message.at, 'time'),
          href: href(message.href),
          title: words(message.key, message.values),
          note: (
            <>
              {words('notifications.messages.why', { why: whyOf(words, message) })}
              {message.also.map(({ label, href: to }) => (
                <>
                  {' · '}
                  <a href={href(to)}>{words(label)}</a>
                </>
              ))}
            </>
          ),
          tag: message.read ? undefined : <Tag kind="ok">{words('notifications.messages.new')}</Tag>,
        }))}
      />
      {messages.some((message) => !message.read) && (
        <ActionButton action={href('/notifications/reading')}>{words('notifications.messages.read')}</ActionButton>
      )}
    </>
  )
}
