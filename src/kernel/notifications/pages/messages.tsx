// What a person was told: a list with what is new marked and how each went, on her page and on pages of its own.
import { useFrame } from '#platform/http/frame.ts'
import type { Words } from '#platform/words.ts'
import { ActionButton, Button } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { SelectField } from '#web/components/field/field.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Pagination } from '#web/components/pagination/pagination.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import { whyOf } from '../letters.ts'
import type { Message, Shelf, Went } from '../queries/messages.ts'
import type { Topic } from '../topics.ts'

export interface MessagesPageProps {
  shelf: Shelf
  topics: readonly Topic[]
  /** The topic chosen; null: all. */
  topic: string | null
  /** True on the page with the newest. */
  first: boolean
}

/** The page with everything she was told. */
export function MessagesPage({ shelf, topics, topic, first }: MessagesPageProps) {
  const { words, href } = useFrame()
  const query = topic === null ? '' : `topic=${topic}&`
  const last = shelf.messages.at(-1)
  return (
    <>
      <PageHead title={words('notifications.messages.title')} lede={words('notifications.messages.lede')}>
        <p>
          <a href={href('/notifications/preferences')}>{words('notifications.preferences.title')}</a>
        </p>
      </PageHead>
      <form method="get" action={href('/notifications')}>
        <SelectField
          name="topic"
          label={words('notifications.messages.topics')}
          placeholder={words('notifications.messages.everything')}
          value={topic ?? ''}
          options={topics.map(({ key, code }) => ({ value: code, label: words(key) }))}
        />
        <Button kind="plain">{words('notifications.messages.show')}</Button>
      </form>
      {shelf.unread > 0 && (
        <div>
          <p>{words('notifications.messages.unread', { n: shelf.unread })}</p>
          <ActionButton action={href('/notifications/reading')} hidden={{ from: 'list' }}>
            {words('notifications.messages.read')}
          </ActionButton>
        </div>
      )}
      <MessageList messages={shelf.messages} />
      <Pagination
        label={words('notifications.messages.pages')}
        here={words(first ? 'notifications.messages.newest' : 'notifications.messages.older')}
        earlier={
          first ? undefined : { href: href(`/notifications?${query}`), label: words('notifications.messages.toNewest') }
        }
        later={
          shelf.more && last
            ? { href: href(`/notifications?${query}before=${last.id}`), label: words('notifications.messages.toOlder') }
            : undefined
        }
      />
    </>
  )
}

/** The newest of it, on her own page. */
export function MessagesPiece({ shelf }: { shelf: Shelf }) {
  const { words, href } = useFrame()
  return (
    <section>
      <h2>{words('notifications.messages.title')}</h2>
      <MessageList messages={shelf.messages} />
      {shelf.unread > 0 && (
        <ActionButton action={href('/notifications/reading')}>{words('notifications.messages.read')}</ActionButton>
      )}
      <p>
        {shelf.more && (
          <>
            <a href={href('/notifications')}>{words('notifications.messages.all')}</a>
            {' · '}
          </>
        )}
        <a href={href('/notifications/preferences')}>{words('notifications.preferences.title')}</a>
      </p>
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
            {message.went.map((went) => (
              <div key={went.channel}>{wentIn(words, went)}</div>
            ))}
          </>
        ),
        tag: message.read ? undefined : <Tag kind="ok">{words('notifications.messages.new')}</Tag>,
      }))}
    />
  )
}

/** «Письмо: придёт 24 ноября 2026, 08:00, после тихих часов». */
function wentIn(words: Words, { channel, state, at, because }: Went): string {
  const by = words(`notifications.channel.${channel}`)
  const when = at === null || state === 'under-way' ? '' : words.date(at, 'time')
  if (state === 'sent') return words('notifications.went.sent', { by, when })
  if (because === null) return words('notifications.went.underWay', { by })
  const why = words(`notifications.because.${because}`)
  return when === ''
    ? words('notifications.went.held', { by, why })
    : words('notifications.went.waits', { by, when, why })
}
