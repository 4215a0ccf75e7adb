// One event: when, where, for how much and for whom, each with its source; what moved or was cancelled is said first.
import type { ComponentChildren } from 'preact'
import { useFrame } from '#platform/http/frame.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { LinkButton } from '#web/components/button/button.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { List } from '#web/components/list/list.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import type { partsOf, Similar, WholeEvent } from '../queries/event.ts'
import type { Dispute } from '../queries/merging.ts'
import { addressWith } from '../rules/asked.ts'
import type { Provenance } from '../rules/provenance.ts'
import { soonestOf } from '../rules/turns.ts'
import { isOver } from '../rules/when.ts'
import { eventFacts } from './event-facts.tsx'
import { FollowLink } from './follow.tsx'
import { type Clock, Data, DemoTag, dayText, StatusTag, Title, wasText, whenText } from './said.tsx'
import { Sessions } from './sessions.tsx'
import { SourceList } from './sources-said.tsx'

export interface EventPageProps extends WholeEvent {
  provenance: Provenance
  disputes: readonly Dispute[]
  parts: Awaited<ReturnType<typeof partsOf>>
  similar: readonly Similar[]
  district: string | null
  clock: Clock
  /** The whole address of this page, to be sent to somebody. */
  address: string
  /** Where one takes a seat, and what else can be followed. */
  seats: ComponentChildren
  followMore: ComponentChildren
  /** Sessions that stand among the seats already. */
  seated: ReadonlySet<string>
}

export function EventPage(props: EventPageProps) {
  const { words, href, now } = useFrame()
  const { event, sessions, parent, clock, provenance, parts, similar } = props
  const soonest = soonestOf(sessions)
  const over = sessions.length > 0 && sessions.every((each) => isOver(each, now))
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            label={words('events.path')}
            links={[
              { href: href('/events'), label: words('events.title') },
              ...(parent
                ? [{ href: href(`/events/${encodeURIComponent(parent.id)}`), label: parent.title, lang: 'ru' }]
                : []),
            ]}
          />
        }
        title={<Title event={{ title: event.title, titleEn: event.title_en }} />}
        lede={soonest && whenText(words, soonest, clock)}
      >
        <p>
          {words(`events.kind.${event.kind}`)} <StatusTag status={event.status} />{' '}
          {over && event.status !== 'cancelled' && <Tag kind="plain">{words('events.over')}</Tag>}{' '}
          <DemoTag basis={event.basis} />
        </p>
        {!over && <Take {...props} />}
      </PageHead>
      <Turned {...props} />
      {event.description && (
        <div class="lines">
          <Data>{event.description}</Data>
        </div>
      )}
      {props.seats}
      <Facts facts={eventFacts(words, href, props)} />
      <Sessions sessions={sessions.filter(({ id }) => !props.seated.has(id))} of={sessions.length} clock={clock} />
      {props.followMore}
      {parts.length > 0 && (
        <section>
          <h2>{words('events.parts', { n: parts.length })}</h2>
          <List
            items={parts.map((part) => ({
              href: href(`/events/${encodeURIComponent(part.id)}`),
              title: <Title event={part} />,
              note: part.firstDay === null ? undefined : dayText(words, part.firstDay, clock),
            }))}
          />
        </section>
      )}
      <section>
        <h2>{words('events.take.this')}</h2>
        <p>
          <a href={`mailto:?subject=${encodeURIComponent(event.title)}&body=${encodeURIComponent(props.address)}`}>
            {words('events.take.letter')}
          </a>
        </p>
        <p class="quiet">
          {words('events.take.address')} <span class="bytes">{props.address}</span>
        </p>
      </section>
      {similar.length > 0 && (
        <section>
          <h2>{words('events.similar')}</h2>
          <List
            items={similar.map((other) => ({
              href: href(`/events/${encodeURIComponent(other.id)}`),
              title: <Title event={other} />,
              note: (
                <>
                  {dayText(words, other.day, clock)}
                  <br />
                  {words('events.similar.because', {
                    why: other.because.map((alike) => words(`events.alike.${alike}`)).join(', '),
                  })}
                </>
              ),
            }))}
          />
          <p>
            <a href={href(addressWith('/events', event.topics[0] ? { topic: event.topics[0] } : { kind: event.kind }))}>
              {words('events.similar.all')}
            </a>
          </p>
        </section>
      )}
      <SourceList provenance={provenance} disputes={props.disputes} />
    </>
  )
}

// What one does about it, in sight before all that is known of it.
function Take({ event, sessions }: EventPageProps) {
  const { words, href } = useFrame()
  return (
    <p class="actions">
      <FollowLink subject={`event:${event.id}`}>{words('events.follow.event')}</FollowLink>
      {sessions.some(({ said }) => said === 'time' || said === 'day') && (
        <LinkButton kind="plain" href={href(`/events/${encodeURIComponent(event.id)}/calendar.ics`)}>
          {words('events.take.ics')}
        </LinkButton>
      )}
    </p>
  )
}

// What is not as it was announced: before anything else, in words.
function Turned({ event, sessions, clock }: EventPageProps) {
  const { words, now } = useFrame()
  const session = sessions.find(({ status }) => status === event.status)
  if (event.status === 'scheduled') {
    const off = sessions.filter((each) => each.status !== 'scheduled' && !isOver(each, now))
    return off.length === 0 ? null : <SomeTurned sessions={off} clock={clock} />
  }
  const was = session && wasText(words, { startsAt: session.wasStartsAt, firstDay: session.wasFirstDay }, clock)
  return (
    <Notice kind={event.status === 'moved' ? 'know' : 'wrong'} title={words(`events.turned.${event.status}`)}>
      <p>
        {event.status === 'moved' && session && (
          <>
            {words('events.turned.now')} {whenText(words, session, clock)}
            {was && (
              <>
                {', '}
                {words('events.wasBefore')} <del>{was}</del>
              </>
            )}
            {'. '}
          </>
        )}
        {session?.reason && <Data>{session.reason}</Data>}
      </p>
    </Notice>
  )
}

// The whole takes place, some of its sessions do not: nobody should come in vain to those.
function SomeTurned({ sessions, clock }: Pick<EventPageProps, 'sessions' | 'clock'>) {
  const { words } = useFrame()
  return (
    <Notice kind="wrong" title={words('events.turned.some')}>
      <ul>
        {sessions.slice(0, 5).map((session) => (
          <li key={session.id}>
            {words(`events.status.${session.status}`)}: {whenText(words, session, clock)}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
