// The sessions of an event: what is to come first, the soonest open to the eye, the rest behind one press.
import { useFrame } from '#platform/http/frame.ts'
import { List, type ListItem } from '#web/components/list/list.tsx'
import type { SessionView } from '../queries/event.ts'
import { isOver } from '../rules/when.ts'
import { type Clock, Data, StatusTag, wasText, whenText } from './said.tsx'

/** So many are in sight; a long season stands behind one press. */
const inSight = 8

export interface SessionsProps {
  sessions: readonly SessionView[]
  /** How many the event has in all, those that stand elsewhere on the page among them. */
  of: number
  clock: Clock
}

export function Sessions({ sessions, of, clock }: SessionsProps) {
  const { words, now } = useFrame()
  const known = sessions.filter(({ said }) => said !== 'unknown')
  // One session as announced stands in the head of the page already.
  if (known.length === 0 || (of === 1 && known[0]?.status === 'scheduled')) return null
  const [toCome, been] = [known.filter((each) => !isOver(each, now)), known.filter((each) => isOver(each, now))]
  const items = (those: readonly SessionView[]) => those.map((session) => itemOf(session))
  const itemOf = (session: SessionView): ListItem => ({
    title: <When session={session} clock={clock} />,
    note: session.hall === null && session.reason === null ? undefined : <Beside session={session} />,
    tag: session.status === 'scheduled' ? undefined : <StatusTag status={session.status} />,
  })
  return (
    <section>
      <h2>{words('events.sessions', { n: known.length })}</h2>
      {toCome.length > 0 && <List items={items(toCome.slice(0, inSight))} />}
      {toCome.length > inSight && (
        <details>
          <summary>{words('events.sessions.more', { n: toCome.length - inSight })}</summary>
          <List items={items(toCome.slice(inSight))} />
        </details>
      )}
      {been.length > 0 && (
        <details open={toCome.length === 0 && been.length <= inSight}>
          <summary>{words('events.sessions.been', { n: been.length })}</summary>
          <List items={items(been)} />
        </details>
      )}
    </section>
  )
}

// The old time is struck and said in words: a stroke alone is not heard.
function When({ session, clock }: { session: SessionView; clock: Clock }) {
  const { words } = useFrame()
  const text = whenText(words, session, clock)
  const was = wasText(words, { startsAt: session.wasStartsAt, firstDay: session.wasFirstDay }, clock)
  if (session.status === 'cancelled' || session.status === 'postponed') return <del>{text}</del>
  return (
    <>
      {text}
      {session.status === 'moved' && was !== null && (
        <>
          {' '}
          <small>
            {words('events.wasBefore')} <del>{was}</del>
          </small>
        </>
      )}
    </>
  )
}

function Beside({ session }: { session: SessionView }) {
  return <Data>{[session.hall, session.reason].filter((each) => each !== null).join('. ')}</Data>
}
