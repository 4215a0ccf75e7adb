// How one takes part in an event: seats of its sessions, and following its venue, topics and people. For the page of the event.
import { useFrame } from '#platform/http/frame.ts'
import { LinkButton } from '#web/components/button/button.tsx'
import { List } from '#web/components/list/list.tsx'
import type { OpenRegistration } from '../queries/registration.ts'
import { subjectOf } from '../rules/follow.ts'
import { sessionSaid } from './session-said.ts'

/** The sessions one can register for, the soonest first; the button of each says to the ear which one it is. */
export function Seats({ registrations, zone }: { registrations: readonly OpenRegistration[]; zone: string }) {
  const { words, href, now } = useFrame()
  const coming = registrations.filter(({ startsAt }) => startsAt > now)
  if (coming.length === 0) return null
  return (
    <section>
      <h2>{words('events.part.seats')}</h2>
      <List
        items={coming.map((session) => ({
          title: sessionSaid(words, session.startsAt, session.endsAt, zone),
          note: seatsSaid(words, session, zone),
          tag:
            session.standing === 'open' ? (
              <LinkButton
                kind={session.taken < session.places ? 'gold' : 'plain'}
                href={href(`/events/registration/${session.session}`)}
              >
                {words(session.taken < session.places ? 'events.part.take' : 'events.part.wait')}
                <span class="heard">: {sessionSaid(words, session.startsAt, null, zone)}</span>
              </LinkButton>
            ) : undefined,
        }))}
      />
    </section>
  )
}

/** What else of an event can be followed than the event itself: subjects with their names. */
export function FollowMore({ follow }: { follow: readonly { subject: string; title: string }[] }) {
  const { words, href } = useFrame()
  if (follow.length === 0) return null
  return (
    <section>
      <h2>{words('events.part.follow')}</h2>
      <p>{words('events.part.followHow')}</p>
      <ul class="choices">
        {follow.map(({ subject, title }) => (
          <li key={subject}>
            <a href={href(`/events/follow?${new URLSearchParams({ subject })}`)}>
              {words(`events.part.follow.${subjectOf(subject)?.kind ?? 'topic'}`, { title })}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function seatsSaid(words: ReturnType<typeof useFrame>['words'], session: OpenRegistration, zone: string): string {
  const { standing, places, taken, waiting, opensAt } = session
  if (standing === 'soon' && opensAt)
    return words('events.seats.standing.soon', { when: sessionSaid(words, opensAt, null, zone) })
  if (standing !== 'open') return words(`events.seats.standing.${standing}`, { when: '' })
  return taken < places ? words('events.seats.free', { free: places - taken }) : words('events.seats.none', { waiting })
}
