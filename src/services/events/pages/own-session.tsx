// One session in its organiser's hands: who comes, the door, places, and moving or cancelling it with a reason.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { ActionButton, Button, LinkButton } from '#web/components/button/button.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { CheckboxField, TextareaField, TextField } from '#web/components/field/field.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { AttendanceSums } from '../queries/attendance.ts'
import type { OwnSession } from '../queries/cabinet.ts'
import { CabinetPath } from './draft.tsx'
import { SeatFields } from './draft-terms.tsx'
import { SessionTag, sessionTitle } from './own-event.tsx'
import { errorOf, errorsOf, typedText } from './typed.ts'

export interface OwnSessionProps {
  event: { id: string; title: string }
  session: OwnSession
  sums: AttendanceSums
  typed: Typed
  refused: string | null
  zone: string
}

export function OwnSessionPage(props: OwnSessionProps) {
  const { event, session, typed, zone, refused } = props
  const { words, href, now } = useFrame()
  const coming = session.startsAt !== null && session.startsAt > now
  return (
    <>
      <PageHead above={<CabinetPath event={event} />} title={sessionTitle(words, session, zone)} lede={event.title}>
        <p>
          <SessionTag status={session.status} />
        </p>
      </PageHead>
      {refused !== null && (
        <Notice kind="wrong">
          <p>{refused}</p>
        </Notice>
      )}
      <ErrorSummary title={words('events.form.wrong')} errors={errorsOf(typed, words)} />
      {session.reason && <p>{words('events.cabinet.reasonSaid', { reason: session.reason })}</p>}
      {session.places !== null && <Coming {...props} />}
      {coming && session.status === 'cancelled' && (
        <section>
          <h2>{words('events.cabinet.restore')}</h2>
          <ActionButton action={href(`/events/cabinet/sessions/${session.id}/restoring`)}>
            {words('events.cabinet.restore')}
          </ActionButton>
        </section>
      )}
      {coming && session.status !== 'cancelled' && (
        <>
          <Places {...props} />
          <Move {...props} />
          <Cancel {...props} />
        </>
      )}
    </>
  )
}

function Coming({ session, sums }: OwnSessionProps) {
  const { words, href } = useFrame()
  return (
    <section>
      <h2>{words('events.attendance.title')}</h2>
      <Facts facts={sumFacts(words, sums, session.places ?? 0)} />
      <p>
        <LinkButton href={href(`/events/cabinet/sessions/${session.id}/attendance`)}>
          {words('events.attendance.open')}
        </LinkButton>
      </p>
    </section>
  )
}

/** «Пришли 12 из 20 записавшихся», in people and in seats. */
export function sumFacts(words: ReturnType<typeof useFrame>['words'], sums: AttendanceSums, places: number) {
  return [
    { name: words('events.attendance.taken'), value: words('events.attendance.ofPlaces', { n: sums.people, places }) },
    {
      name: words('events.attendance.came'),
      value: words('events.attendance.ofSeats', {
        n: sums.arrivedSeats,
        seats: sums.seats,
        people: sums.arrivedPeople,
      }),
    },
    { name: words('events.attendance.waiting'), value: words.number(sums.waiting) },
    ...(sums.offered === 0 ? [] : [{ name: words('events.attendance.offered'), value: words.number(sums.offered) }]),
    ...(sums.needs.length === 0
      ? []
      : [
          {
            name: words('events.attendance.needs'),
            value: sums.needs.map(({ need, n }) => `${words(`events.seats.need.${need}`)}: ${n}`).join('; '),
          },
        ]),
  ]
}

function Places({ session, typed }: OwnSessionProps) {
  const { words, href } = useFrame()
  return (
    <section>
      <h2>{words(session.places === null ? 'events.cabinet.openSeats' : 'events.cabinet.changeSeats')}</h2>
      <form method="post" action={href(`/events/cabinet/sessions/${session.id}/registration`)} noValidate>
        <SeatFields typed={typed} />
        <Button>{words('events.cabinet.saveSeats')}</Button>
      </form>
    </section>
  )
}

function Move({ session, typed }: OwnSessionProps) {
  const { words, href } = useFrame()
  return (
    <section>
      <h2>{words('events.cabinet.move')}</h2>
      <form method="post" action={href(`/events/cabinet/sessions/${session.id}/moving`)} noValidate>
        <TextField
          name="to"
          label={words('events.cabinet.field.to.time')}
          hint={words('events.cabinet.hint.to')}
          value={typedText(typed, 'to')}
          error={errorOf(typed, 'to', words)}
          maxLength={60}
          autocomplete="off"
        />
        <TextField
          name="hall"
          label={words('events.cabinet.field.hall')}
          value={typedText(typed, 'hall', session.hall ?? '')}
          error={errorOf(typed, 'hall', words)}
          maxLength={100}
        />
        <TextareaField
          name="reason"
          label={words('events.cabinet.field.reason')}
          hint={words('events.cabinet.hint.reason')}
          value={typedText(typed, 'reason')}
          error={errorOf(typed, 'reason', words)}
          rows={2}
          maxLength={300}
        />
        <CheckboxField
          name="following"
          label={words('events.cabinet.field.following')}
          checked={typedText(typed, 'following') === 'yes'}
        />
        <Button>{words('events.cabinet.doMove')}</Button>
      </form>
    </section>
  )
}

function Cancel({ session, typed }: OwnSessionProps) {
  const { words, href } = useFrame()
  return (
    <section>
      <h2>{words('events.cabinet.cancel')}</h2>
      <form method="post" action={href(`/events/cabinet/sessions/${session.id}/cancellation`)} noValidate>
        <TextareaField
          name="why"
          label={words('events.cabinet.field.reason')}
          hint={words('events.cabinet.hint.reason')}
          value={typedText(typed, 'why')}
          error={errorOf(typed, 'why', words)}
          rows={2}
          maxLength={300}
        />
        <CheckboxField
          name="also"
          label={words('events.cabinet.field.following')}
          checked={typedText(typed, 'also') === 'yes'}
        />
        <Button kind="danger">{words('events.cabinet.doCancel')}</Button>
      </form>
    </section>
  )
}
