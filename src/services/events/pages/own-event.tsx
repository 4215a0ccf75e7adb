// One event in its organiser's hands: where it stands, its sessions with their seats, and what can be done with it.
import { useFrame } from '#platform/http/frame.ts'
import { ActionButton } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Queue } from '#web/components/queue/queue.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import type { OwnSession } from '../queries/cabinet.ts'
import type { State, Status } from '../rules/terms.ts'
import type { Verdict } from '../tables/cabinet.ts'
import { StateTag } from './cabinet.tsx'
import { CabinetPath } from './draft.tsx'
import { sessionSaid } from './session-said.ts'

export interface OwnEventProps {
  event: { id: string; title: string; state: State; status: Status }
  verdict: { verdict: Verdict; why: string | null; at: Date } | null
  sessions: OwnSession[]
  zone: string
}

export function OwnEventPage({ event, verdict, sessions, zone }: OwnEventProps) {
  const { words, href } = useFrame()
  const returned = verdict?.verdict === 'returned' || verdict?.verdict === 'hidden'
  return (
    <>
      <PageHead above={<CabinetPath />} title={event.title}>
        <p>
          <StateTag event={{ ...event, verdict: verdict?.verdict ?? null }} />
        </p>
      </PageHead>
      {returned && verdict?.why && (
        <Notice kind="wrong" title={words(`events.cabinet.verdict.${verdict.verdict}`)}>
          <p>{verdict.why}</p>
        </Notice>
      )}
      {event.state === 'moderation' && <p>{words('events.cabinet.waits')}</p>}
      {event.state === 'published' && (
        <p>
          <a href={href(`/events/${event.id}`)}>{words('events.cabinet.asSeen')}</a>
        </p>
      )}
      <section>
        <h2>{words('events.cabinet.allSessions', { n: sessions.length })}</h2>
        {sessions.length === 0 ? (
          <Empty title={words('events.cabinet.noSessions')} />
        ) : (
          <Queue
            caption={words('events.cabinet.sessionsCaption')}
            columns={[
              words('events.cabinet.column.session'),
              words('events.cabinet.column.seats'),
              words('events.cabinet.column.waiting'),
              words('events.cabinet.column.state'),
            ]}
            rows={sessions.map((session) => ({
              key: session.id,
              cells: [
                <a href={href(`/events/cabinet/sessions/${session.id}`)}>{sessionTitle(words, session, zone)}</a>,
                session.places === null
                  ? words('events.cabinet.noSeats')
                  : words('events.cabinet.seats', { taken: session.taken ?? 0, places: session.places }),
                words.number(session.waiting),
                <SessionTag status={session.status} />,
              ],
            }))}
          />
        )}
      </section>
      <section>
        <h2>{words('events.cabinet.more')}</h2>
        <div class="actions">
          <ActionButton action={href(`/events/cabinet/events/${event.id}/change`)}>
            {words('events.cabinet.change')}
          </ActionButton>
          <ActionButton action={href(`/events/cabinet/events/${event.id}/copy`)}>
            {words('events.cabinet.copy')}
          </ActionButton>
        </div>
      </section>
    </>
  )
}

export function SessionTag({ status }: { status: Status }) {
  const { words } = useFrame()
  return (
    <Tag kind={status === 'cancelled' ? 'late' : status === 'scheduled' ? 'plain' : 'ok'}>
      {words(`events.cabinet.status.${status}`)}
    </Tag>
  )
}

export function sessionTitle(
  words: ReturnType<typeof useFrame>['words'],
  { startsAt, endsAt, firstDay }: Pick<OwnSession, 'startsAt' | 'endsAt' | 'firstDay'>,
  zone: string,
): string {
  if (startsAt !== null) return sessionSaid(words, startsAt, endsAt, zone)
  return firstDay === null ? words('events.cabinet.noDay') : words.date(firstDay)
}
