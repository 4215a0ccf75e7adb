// How one takes part in an event: seats of its sessions, and following it, its venue and its organiser. For the page of the event.
import { useFrame } from '#platform/http/frame.ts'
import { LinkButton } from '#web/components/button/button.tsx'
import { List } from '#web/components/list/list.tsx'
import type { OpenRegistration } from '../queries/registration.ts'
import { sessionSaid } from './session-said.ts'

export interface TakingPartProps {
  /** As `registrationsOf` gives them. */
  registrations: readonly OpenRegistration[]
  /** What of it can be followed: subjects with their names. */
  follow: readonly { subject: string; title: string }[]
  zone: string
}

export function TakingPart({ registrations, follow, zone }: TakingPartProps) {
  const { words, href, now } = useFrame()
  const coming = registrations.filter(({ startsAt }) => startsAt > now)
  return (
    <>
      {coming.length > 0 && (
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
                    {words(session.taken < session.places ? 'events.part.take' : 'events.part.wait', {
                      when: sessionSaid(words, session.startsAt, null, zone),
                    })}
                  </LinkButton>
                ) : undefined,
            }))}
          />
        </section>
      )}
      {follow.length > 0 && (
        <section>
          <h2>{words('events.part.follow')}</h2>
          <p>{words('events.part.followHow')}</p>
          <List
            items={follow.map(({ subject, title }) => ({
              href: href(`/events/follow?${new URLSearchParams({ subject })}`),
              title: words('events.follow.link', { title }),
            }))}
          />
        </section>
      )}
    </>
  )
}

function seatsSaid(words: ReturnType<typeof useFrame>['words'], session: OpenRegistration, zone: string): string {
  const { standing, places, taken, waiting, opensAt } = session
  if (standing === 'soon' && opensAt)
    return words('events.seats.standing.soon', { when: sessionSaid(words, opensAt, null, zone) })
  if (standing !== 'open') return words(`events.seats.standing.${standing}`, { when: '' })
  return taken < places ? words('events.seats.free', { free: places - taken }) : words('events.seats.none', { waiting })
}
