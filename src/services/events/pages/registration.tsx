// Taking a seat: how many, what the organiser needs to know and why, and the line where there are too few.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Button, LinkButton } from '#web/components/button/button.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { CheckboxesField, CheckboxField, SelectField, TextField } from '#web/components/field/field.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { SeatSession } from '../queries/registration.ts'
import { needs, type Standing } from '../rules/seats.ts'
import { LettersAsked } from './letters-asked.tsx'
import { sessionSaid } from './session-said.ts'
import { errorOf, errorsOf, typedList, typedText } from './typed.ts'

export interface RegistrationProps {
  zone: string
  session: SeatSession
  standing: Standing
  waiting: number
  typed: Typed
  /** The whole text of the consent to letters; null where it was given already. */
  consent: string | null
  signedIn: boolean
  /** Her seat in this session, if she has one. */
  own: string | null
  /** She wanted a seat and there were too few: the line is offered. */
  full: { free: number; waiting: number } | null
}

export function RegistrationPage(props: RegistrationProps) {
  const { session, standing, typed, zone, own } = props
  const { words, href } = useFrame()
  return (
    <>
      <PageHead
        above={<EventPath event={session.event} title={session.title} />}
        title={words('events.seats.title', { title: session.title })}
        lede={sessionSaid(words, session.startsAt, session.endsAt, zone)}
      />
      <ErrorSummary title={words('events.form.wrong')} errors={errorsOf(typed, words)} />
      {own !== null && (
        <Notice kind="done" title={words('events.seats.have')}>
          <p>
            <a href={href(`/events/seats/${own}`)}>{words('events.seats.toOwn')}</a>
          </p>
        </Notice>
      )}
      {standing === 'open' ? own === null && <Ask {...props} /> : <Shut {...props} />}
    </>
  )
}

function Shut({ session, standing, zone }: RegistrationProps) {
  const { words, href } = useFrame()
  const opens = standing === 'soon' && session.opensAt ? sessionSaid(words, session.opensAt, null, zone) : ''
  return (
    <Notice title={words(`events.seats.standing.${standing}`, { when: opens })}>
      <p>
        <a href={href(`/events/${session.event}`)}>{words('events.seats.toEvent')}</a>
      </p>
    </Notice>
  )
}

function Ask({ session, waiting, typed, consent, signedIn, full, zone }: RegistrationProps) {
  const { words, href } = useFrame()
  const free = session.places - session.taken
  const sizes = Array.from({ length: session.groupMost }, (_, at) => String(at + 1))
  return (
    <>
      {full ? (
        <Notice title={words('events.seats.full', { free: full.free })}>
          <p>{words('events.seats.fullHow', { waiting: full.waiting })}</p>
          {!signedIn && <p>{words('events.seats.fullGuest')}</p>}
        </Notice>
      ) : (
        <p>{free > 0 ? words('events.seats.free', { free }) : words('events.seats.none', { waiting })}</p>
      )}
      <form method="post" action={href(`/events/registration/${session.session}`)} noValidate>
        <SelectField
          name="size"
          label={words('events.seats.size')}
          hint={words('events.seats.sizeHint')}
          options={sizes.map((value) => ({ value, label: words.number(Number(value)) }))}
          value={typedText(typed, 'size', '1')}
          error={errorOf(typed, 'size', words)}
        />
        {(session.ageFrom !== null || session.ageTo !== null) && (
          <CheckboxField
            name="ages"
            label={agesSaid(words, session)}
            error={errorOf(typed, 'ages', words)}
            checked={typedText(typed, 'ages') === 'yes'}
          />
        )}
        {session.nameWhy !== null && (
          <TextField
            name="name"
            label={words('events.seats.name')}
            hint={words('events.seats.nameHint', { why: session.nameWhy })}
            value={typedText(typed, 'name')}
            error={errorOf(typed, 'name', words)}
            autocomplete="name"
            maxLength={120}
          />
        )}
        <CheckboxesField
          name="needs"
          label={words('events.seats.needs')}
          hint={words('events.seats.needsHint')}
          values={typedList(typed, 'needs')}
          options={needs.map((need) => ({ value: need, label: words(`events.seats.need.${need}`) }))}
        />
        <LettersAsked {...{ typed, consent, signedIn }} hint={words('events.seats.emailHint')} />
        {/* Whoever comes to a full session asks for the line at once; nobody is put into it unasked. */}
        {full || free <= 0 ? (
          <Button name="wait" value="yes">
            {words('events.seats.doWait')}
          </Button>
        ) : (
          <Button>{words('events.seats.do')}</Button>
        )}
      </form>
      <Promises session={session} signedIn={signedIn} zone={zone} />
    </>
  )
}

function Promises({ session, signedIn, zone }: { session: SeatSession; signedIn: boolean; zone: string }) {
  const { words, href } = useFrame()
  return (
    <section>
      <h2>{words('events.seats.promises')}</h2>
      <Facts
        facts={[
          { name: words('events.seats.promise.sees'), value: words('events.seats.promise.seesWhat') },
          { name: words('events.seats.promise.kept'), value: words('events.seats.promise.keptWhat') },
          {
            name: words('events.seats.promise.reminds'),
            value: words('events.seats.promise.remindsWhat', {
              until: sessionSaid(words, session.closesAt ?? session.startsAt, null, zone),
            }),
          },
        ]}
      />
      {!signedIn && (
        <LinkButton
          kind="plain"
          href={href(`/account/sign-in?next=${encodeURIComponent(`/events/registration/${session.session}`)}`)}
        >
          {words('events.seats.signIn')}
        </LinkButton>
      )}
    </section>
  )
}

function agesSaid(words: ReturnType<typeof useFrame>['words'], { ageFrom, ageTo }: SeatSession): string {
  if (ageTo === null) return words('events.seats.agesFrom', { from: ageFrom ?? 0 })
  return ageFrom === null
    ? words('events.seats.agesTo', { to: ageTo })
    : words('events.seats.ages', { from: ageFrom, to: ageTo })
}

/** After asking as a guest: the same for every address. */
export function SentPage() {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead title={words('events.sent.title')} lede={words('events.sent.lede')} />
      <p>{words('events.sent.more')}</p>
      <p>
        <a href={href('/events')}>{words('events.changes.toList')}</a>
      </p>
    </>
  )
}

export function EventPath({ event, title }: { event: string; title: string }) {
  const { words, href } = useFrame()
  return (
    <Breadcrumbs
      label={words('events.path')}
      links={[
        { href: href('/events'), label: words('events.title') },
        { href: href(`/events/${event}`), label: title },
      ]}
    />
  )
}
