// The organiser's cabinet: what she is writing, what she has, and where a new event begins.
import { useFrame } from '#platform/http/frame.ts'
import { ActionButton, Button } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { RadiosField } from '#web/components/field/field.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Queue } from '#web/components/queue/queue.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import type { Draft, OwnEvent } from '../queries/cabinet.ts'
import { sessionSaid } from './session-said.ts'

export interface CabinetProps {
  events: OwnEvent[]
  drafts: Draft[]
  organisations: { organisation: string; name: string }[]
  /** How many sources her organisations own. */
  sources: number
  zone: string
}

export function CabinetPage({ events, drafts, organisations, sources, zone }: CabinetProps) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead title={words('events.cabinet.title')} lede={words('events.cabinet.lede')} />
      <section>
        <h2>{words('events.cabinet.new')}</h2>
        <form method="post" action={href('/events/cabinet/drafts')}>
          {organisations.length > 0 && (
            <RadiosField
              name="organisation"
              label={words('events.cabinet.as')}
              value={organisations[0]?.organisation ?? ''}
              options={[
                ...organisations.map(({ organisation, name }) => ({ value: organisation, label: name })),
                { value: '', label: words('events.cabinet.asMyself') },
              ]}
            />
          )}
          <Button>{words('events.cabinet.begin')}</Button>
        </form>
        {organisations.length === 0 && (
          <p>
            {words('events.cabinet.noOrganisation')}{' '}
            <a href={href('/account/organisations')}>{words('events.cabinet.toOrganisations')}</a>
          </p>
        )}
        {sources > 0 && (
          <p>
            <a href={href('/events/cabinet/sources')}>{words('events.source.own.link', { n: sources })}</a>
          </p>
        )}
      </section>
      {drafts.length > 0 && (
        <section>
          <h2>{words('events.cabinet.drafts')}</h2>
          <List items={drafts.map((draft) => draftItem(draft, zone))} />
        </section>
      )}
      <section>
        <h2>{words('events.cabinet.events')}</h2>
        {events.length === 0 ? (
          <Empty title={words('events.cabinet.none')}>
            <p>{words('events.cabinet.noneHow')}</p>
          </Empty>
        ) : (
          <>
            <Queue
              caption={words('events.cabinet.caption')}
              columns={[
                words('events.cabinet.column.event'),
                words('events.cabinet.column.next'),
                words('events.cabinet.column.seats'),
                words('events.cabinet.column.state'),
              ]}
              rows={events.map((event) => ({
                key: event.id,
                cells: [
                  <a href={href(`/events/cabinet/events/${event.id}`)}>{event.title}</a>,
                  event.nextAt === null
                    ? words('events.cabinet.noNext')
                    : `${sessionSaid(words, event.nextAt, null, zone)}; ${words('events.cabinet.sessions', { n: event.sessions })}`,
                  event.places === 0
                    ? words('events.cabinet.noSeats')
                    : words('events.cabinet.seats', { taken: event.taken, places: event.places }),
                  <StateTag event={event} />,
                ],
              }))}
            />
            <p>
              <a href={href('/events/cabinet/export.csv')}>{words('events.cabinet.export')}</a>
            </p>
          </>
        )}
      </section>
    </>
  )
}

function draftItem(draft: Draft, zone: string) {
  const { words, href } = useFrame()
  const title = [draft.data.title ?? ''].flat()[0] || words('events.cabinet.untitled')
  return {
    href: href(`/events/cabinet/drafts/${draft.id}/what`),
    title,
    note: (
      <>
        {words('events.cabinet.touched', { when: sessionSaid(words, draft.touchedAt, null, zone) })}
        <ActionButton action={href(`/events/cabinet/drafts/${draft.id}/dropping`)}>
          {words('events.cabinet.drop', { title })}
        </ActionButton>
      </>
    ),
  }
}

export function StateTag({ event }: { event: Pick<OwnEvent, 'state' | 'status' | 'verdict'> }) {
  const { words } = useFrame()
  if (event.status === 'cancelled') return <Tag kind="late">{words('events.cabinet.state.cancelled')}</Tag>
  const state = event.state === 'draft' && event.verdict === 'returned' ? 'returned' : event.state
  const kind = state === 'published' ? 'kept' : state === 'moderation' || state === 'draft' ? 'plain' : 'late'
  return <Tag kind={kind}>{words(`events.cabinet.state.${state}`)}</Tag>
}
