// Money at the desk: a booking with its paper, the bookings so far, and taking one back in sight of everybody.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import type { Words } from '#platform/words.ts'
import { Button } from '#web/components/button/button.tsx'
import { RadiosField, SelectField, TextField } from '#web/components/field/field.tsx'
import { List } from '#web/components/list/list.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import type { Booking } from '../actions/money.ts'
import type { BookingView } from '../queries/money.ts'
import type { ProjectView } from '../queries/projects.ts'
import { funds } from '../rules/codes.ts'
import { Money } from './money.tsx'
import { Data, Name, nameOf, numberOf } from './said.tsx'
import { ReasonField, SendAgain, SourceFields, StaffPath, typedField, Wrong } from './staff-parts.tsx'

export interface MoneyProps {
  project: ProjectView
  bookings: BookingView[]
  typed: Typed
}

export function MoneyPage({ project, bookings, typed }: MoneyProps) {
  const { words, href } = useFrame()
  const of = typedField(words, typed)
  const at = `/desk/strategy/projects/${project.id}`
  return (
    <>
      <Head project={project} title={words('strategy.staff.money.title')} how={words('strategy.staff.money.how')} />
      <Wrong errors={typed.errors} />
      <form method="post" action={href(`${at}/money`)} noValidate>
        <RadiosField
          {...of('kind')}
          label={words('strategy.staff.money.kind')}
          options={(['planned', 'spent'] as const).map((value) => ({ value, label: words(`strategy.staff.${value}`) }))}
        />
        <TextField
          {...of('year')}
          label={words('strategy.staff.year')}
          inputMode="numeric"
          width="short"
          maxLength={4}
          required
        />
        <SelectField
          {...of('fund')}
          label={words('strategy.money.fund')}
          placeholder={words('strategy.staff.choose')}
          options={funds.map((value) => ({ value, label: words(`strategy.fund.${value}`) }))}
        />
        <TextField
          {...of('roubles')}
          label={words('strategy.staff.money.sum')}
          inputMode="decimal"
          width="middle"
          maxLength={40}
          required
        />
        <TextField
          {...of('document')}
          label={words('strategy.staff.money.document')}
          hint={words('strategy.staff.money.documentHint')}
          maxLength={300}
          required
        />
        <ReasonField typed={typed} />
        <SourceFields typed={typed} />
        <Button>{words('strategy.staff.money.save')}</Button>
      </form>
      <section>
        <h2>{words('strategy.staff.money')}</h2>
        {bookings.length === 0 ? <p>{words('strategy.staff.money.none')}</p> : <Money bookings={bookings} />}
        <List
          items={bookings.toReversed().map((each) => ({
            lead: words.date(each.at),
            title: `${words(`strategy.staff.${each.kind}`)}: ${roublesText(words, each.roubles)}`,
            note: <BookingNote booking={each} />,
            tag:
              each.corrects !== null ? (
                <Tag>{words('strategy.staff.money.takesBack')}</Tag>
              ) : each.corrected ? (
                <Tag kind="silent">{words('strategy.staff.money.taken')}</Tag>
              ) : (
                <a href={href(`${at}/money/${each.id}`)}>{words('strategy.staff.money.takeBack')}</a>
              ),
          }))}
        />
      </section>
    </>
  )
}

function BookingNote({ booking }: { booking: BookingView }) {
  const { words } = useFrame()
  return (
    <>
      {booking.year}, {words(`strategy.fund.${booking.fund}`)}
      {booking.document !== null && (
        <>
          , <Data>{booking.document}</Data>
        </>
      )}
      {booking.reason !== null && <>. {words('strategy.terms.reason', { reason: booking.reason })}</>}
    </>
  )
}

export interface MoneyCheckProps {
  project: ProjectView
  booking: Booking
  was: string
  becomes: string
  sent: Record<string, string>
  stale: boolean
}

/** What everybody will read when more is planned than was. */
export function MoneyCheckPage({ project, booking, was, becomes, sent, stale }: MoneyCheckProps) {
  const { words } = useFrame()
  return (
    <>
      <Head project={project} title={words('strategy.staff.check.title')} how={words('strategy.staff.check.moves')} />
      {stale && (
        <Notice kind="wrong" title={words('strategy.staff.check.staleTitle')}>
          <p>{words('strategy.staff.check.stale')}</p>
        </Notice>
      )}
      <section>
        <h2>{words('strategy.staff.check.seen')}</h2>
        <p>
          {words('strategy.staff.money.line', {
            year: String(booking.year),
            fund: words(`strategy.fund.${booking.fund}`),
          })}{' '}
          {words('strategy.staff.check.wasMoney', {
            was: roublesText(words, was),
            becomes: roublesText(words, becomes),
          })}
        </p>
        <p>
          <b>{words('strategy.staff.field.reason')}:</b> <Data>{booking.reason ?? ''}</Data>
        </p>
      </section>
      <SendAgain
        path={`/desk/strategy/projects/${project.id}/money`}
        sent={sent}
        save={words('strategy.staff.money.save')}
      />
    </>
  )
}

export interface UnbookProps {
  project: ProjectView
  booking: BookingView
  /** What the year and fund hold now, and what they would hold. */
  was: string
  becomes: string
  typed: Typed
}

export function UnbookPage({ project, booking, was, becomes, typed }: UnbookProps) {
  const { words, href } = useFrame()
  const at = `/desk/strategy/projects/${project.id}/money/${booking.id}`
  return (
    <>
      <Head
        project={project}
        title={words('strategy.staff.money.takeBackTitle')}
        how={words('strategy.staff.money.takeBackHow')}
      />
      <section>
        <h2>{words('strategy.staff.check.seen')}</h2>
        <p>
          {words(`strategy.staff.${booking.kind}`)}. <BookingNote booking={booking} />
        </p>
        <p>
          {words('strategy.staff.check.wasMoney', {
            was: roublesText(words, was),
            becomes: roublesText(words, becomes),
          })}
        </p>
      </section>
      <Wrong errors={typed.errors} />
      <form method="post" action={href(at)} noValidate>
        <ReasonField typed={typed} required />
        <Button kind="danger">{words('strategy.staff.money.takeBack')}</Button>
      </form>
    </>
  )
}

function Head({ project, title, how }: { project: ProjectView; title: string; how: string }) {
  const { words } = useFrame()
  return (
    <PageHead
      above={<StaffPath links={[{ href: `/desk/strategy/projects/${project.id}`, label: nameOf(words, project) }]} />}
      title={title}
      lede={<Name named={project} />}
    >
      <p>{how}</p>
    </PageHead>
  )
}

// To the kopeck: what is checked here is what was typed.
function roublesText(words: Words, roubles: string): string {
  return `${numberOf(words, roubles)}\u00a0₽`
}
