// A seat of somebody's own: what it is for, its code for the door, and what can still be done with it.
import { useFrame } from '#platform/http/frame.ts'
import { Button } from '#web/components/button/button.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { SeatView } from '../queries/seats.ts'
import { shownSeatCode } from '../rules/seat-code.ts'
import { Qr } from './qr.tsx'
import { EventPath } from './registration.tsx'
import { sessionSaid } from './session-said.ts'

export interface SeatProps {
  seat: SeatView
  /** The secret of the link by which she came; empty for whoever is signed in. */
  token: string
  /** The whole address that the door's camera opens. */
  door: string
  where: string
  zone: string
  refused: string | null
}

export function SeatPage(props: SeatProps) {
  const { seat, zone, refused } = props
  const { words } = useFrame()
  const { session } = seat
  const off = !session.takesPlace && (seat.state === 'taken' || seat.state === 'waiting' || seat.state === 'offered')
  return (
    <>
      <PageHead
        above={<EventPath event={session.event} title={session.title} />}
        title={words(`events.seat.title.${headOf(seat)}`, { title: session.title })}
        lede={sessionSaid(words, session.startsAt, session.endsAt, zone)}
      />
      {refused !== null && (
        <Notice kind="wrong">
          <p>{refused}</p>
        </Notice>
      )}
      {off ? (
        <Notice kind="wrong" title={words('events.seat.off')}>
          <p>{words('events.seat.offHow')}</p>
        </Notice>
      ) : (
        <Standing {...props} />
      )}
      <Facts facts={factsOf(props)} />
      <More {...props} />
    </>
  )
}

function headOf(seat: SeatView): string {
  if (seat.state === 'waiting' || seat.state === 'held') return seat.confirmed ? 'waiting' : 'unconfirmed'
  return seat.state
}

function Standing(props: SeatProps) {
  const { seat, door, zone } = props
  const { words } = useFrame()
  if (!seat.confirmed && (seat.state === 'held' || seat.state === 'waiting'))
    return (
      <>
        <p>{words(seat.state === 'held' ? 'events.seat.confirmHeld' : 'events.seat.confirmWaiting')}</p>
        <Turn {...props} noun="confirmation" kind="main">
          {words('events.seat.confirm')}
        </Turn>
      </>
    )
  if (seat.state === 'waiting')
    return (
      <Notice title={words('events.seat.ahead', { n: seat.ahead })}>{<p>{words('events.seat.aheadHow')}</p>}</Notice>
    )
  if (seat.state === 'offered' && seat.until)
    return (
      <>
        <Notice title={words('events.seat.offered', { until: sessionSaid(words, seat.until, null, zone) })}>
          <p>{words('events.seat.offeredHow')}</p>
        </Notice>
        <Turn {...props} noun="acceptance" kind="gold">
          {words('events.seat.accept')}
        </Turn>
      </>
    )
  if (seat.state === 'taken')
    return (
      <div class="ticket">
        <Qr text={door} label={words('events.seat.qr', { code: shownSeatCode(seat.code) })} />
        <p>
          {words('events.seat.code')} <strong class="number">{shownSeatCode(seat.code)}</strong>
        </p>
        <p>{words('events.seat.show')}</p>
      </div>
    )
  return (
    <Notice kind="know" title={words(`events.seat.ended.${seat.state}`)}>
      {seat.why !== null && (
        <p>{seat.why.startsWith('events.') ? words(seat.why) : words('events.seat.why', { why: seat.why })}</p>
      )}
    </Notice>
  )
}

function factsOf({ seat, where, zone }: SeatProps) {
  const { words } = useFrame()
  return [
    { name: words('events.seat.fact.size'), value: words.number(seat.size) },
    ...(where === '' ? [] : [{ name: words('events.seat.fact.where'), value: where }]),
    ...(seat.session.hall ? [{ name: words('events.seat.fact.hall'), value: seat.session.hall }] : []),
    ...(seat.name === null ? [] : [{ name: words('events.seat.fact.name'), value: seat.name }]),
    ...(seat.needs.length === 0
      ? []
      : [
          {
            name: words('events.seat.fact.needs'),
            value: seat.needs.map((need) => words(`events.seats.need.${need}`)).join(', '),
          },
        ]),
    ...(seat.arrivedAt === null
      ? []
      : [{ name: words('events.seat.fact.arrived'), value: sessionSaid(words, seat.arrivedAt, null, zone) }]),
  ]
}

function More(props: SeatProps) {
  const { seat, token } = props
  const { words, href, now } = useFrame()
  const living = seat.state !== 'cancelled' && seat.state !== 'lapsed'
  const again = token === '' ? '' : `?${new URLSearchParams({ token })}`
  return (
    <section>
      <h2>{words('events.seat.more')}</h2>
      {seat.state === 'taken' && (
        <p>
          <a href={href(`/events/seats/${seat.id}/calendar.ics${again}`)}>{words('events.seat.calendar')}</a>
        </p>
      )}
      <p>
        <a href={href(`/events/${seat.session.event}`)}>{words('events.seats.toEvent')}</a>
      </p>
      {living && seat.arrivedAt === null && now < seat.session.startsAt && (
        <Turn {...props} noun="cancellation" kind="danger">
          {words(seat.state === 'waiting' ? 'events.seat.leave' : 'events.seat.cancel')}
        </Turn>
      )}
      {!living && (
        <p>
          <a href={href(`/events/registration/${seat.session.session}`)}>{words('events.seat.again')}</a>
        </p>
      )}
    </section>
  )
}

function Turn(props: SeatProps & { noun: string; kind: 'main' | 'gold' | 'danger'; children: string }) {
  const { href } = useFrame()
  return (
    <form method="post" action={href(`/events/seats/${props.seat.id}/${props.noun}`)}>
      {props.token !== '' && <input type="hidden" name="token" value={props.token} />}
      <Button kind={props.kind}>{props.children}</Button>
    </form>
  )
}

/** A seat's address without its link: a fresh one is sent where the first one went. */
export function LockedPage({ seat, signedIn }: { seat: string; signedIn: boolean }) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead title={words('events.locked.title')} lede={words('events.locked.lede')} />
      <form method="post" action={href(`/events/seats/${seat}/link`)}>
        <Button>{words('events.locked.do')}</Button>
      </form>
      {!signedIn && (
        <p>
          <a href={href(`/account/sign-in?next=${encodeURIComponent(`/events/seats/${seat}`)}`)}>
            {words('events.locked.signIn')}
          </a>
        </p>
      )}
    </>
  )
}
