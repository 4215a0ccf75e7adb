// Where the account is open, ending it there, and what changed in how it opens.
import type { Factors } from '#kernel/identity/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import { ActionButton } from '#web/components/button/button.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tag } from '#web/components/tag/tag.tsx'

export interface SessionsProps {
  open: Factors['sessions']
  /** The id of the session that is looking. */
  here: string | undefined
  changes: { id: string; kind: string; about: string; at: Date }[]
}

export function SessionsPage({ open, here, changes }: SessionsProps) {
  const { words, href } = useFrame()
  const others = open.filter(({ id }) => id !== here)
  const ordered = [...open.filter(({ id }) => id === here), ...others]
  return (
    <>
      <PageHead title={words('account.sessions.title')} lede={words('account.sessions.lede')} />
      <section>
        <h2>{words('account.sessions.open')}</h2>
        <ul class="list">
          {ordered.map((session) => (
            <li key={session.id}>
              <div>
                <span class="what">{session.device ?? words('account.sessions.unknown')}</span>{' '}
                {session.id === here && <Tag>{words('account.sessions.here')}</Tag>}
                <div class="source">
                  {words('account.sessions.said', {
                    opened: words.date(session.openedAt, 'time'),
                    seen: words.date(session.seenOn),
                    how: session.methods.map((method) => howNamed(words, method)).join(', '),
                  })}
                </div>
                {session.id !== here && (
                  <ActionButton action={href('/account/sessions/end')} hidden={{ session: session.id }}>
                    {words('account.sessions.end', { device: session.device ?? words('account.sessions.unknown') })}
                  </ActionButton>
                )}
              </div>
            </li>
          ))}
        </ul>
        {others.length > 0 && (
          <ActionButton kind="main" action={href('/account/sessions/others')}>
            {words('account.sessions.endOthers')}
          </ActionButton>
        )}
      </section>
      <section>
        <h2>{words('account.changes.title')}</h2>
        {changes.length === 0 ? (
          <p>{words('account.changes.none')}</p>
        ) : (
          <>
            <p>{words('account.changes.notYou')}</p>
            <ul class="list led">
              {changes.map(({ id, kind, about, at }) => (
                <li key={id}>
                  <time class="lead" dateTime={at.toISOString()}>
                    {words.date(at, 'short')}
                  </time>
                  <div>
                    <span class="what">
                      {words(`identity.secured.${kind}`, { about: about || words('identity.secured.unknown') })}
                    </span>
                  </div>
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
      <section>
        <a href={href('/account/security')}>{words('account.toSecurity')}</a>
      </section>
    </>
  )
}

function howNamed(words: ReturnType<typeof useFrame>['words'], method: string): string {
  const key = `account.method.${method}`
  return words.has(key) ? words(key) : method
}
