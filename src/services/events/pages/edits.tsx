// An editor's own word over what sources say: fields of the event, one session, and what she wrote so far.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { RadiosField, SelectField, TextareaField, TextField } from '#web/components/field/field.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { answered, prices } from '../forms/edits.ts'
import type { EditView, SessionToEdit } from '../queries/edits.ts'
import { fieldNamed } from '../rules/merge/sides.ts'
import { ages, kinds, statuses } from '../rules/terms.ts'
import { SourcePath, startText } from './source-said.tsx'
import { errorOf, errorsOf, typedText } from './typed.ts'

export interface EditsPageProps {
  event: { id: string; title: string }
  edits: readonly EditView[]
  sessions: readonly SessionToEdit[]
  typed: Typed
  /** What was typed of a session. */
  times: Typed
  zone: string
}

export function EditsPage(props: EditsPageProps) {
  const { words, href } = useFrame()
  const { event, typed, times } = props
  const path = [
    { href: '/desk/events/conflicts', label: words('events.desk.conflicts') },
    { href: `/desk/events/conflicts/${event.id}`, label: words('events.voices.title', { title: event.title }) },
  ]
  return (
    <>
      <PageHead
        above={<SourcePath deeper={path} />}
        title={words('events.edit.title', { title: event.title })}
        lede={words('events.edit.lede')}
      >
        <p>
          <a href={href(`/events/${event.id}`)}>{words('events.voices.page')}</a>
        </p>
      </PageHead>
      <ErrorSummary
        title={words('events.form.wrong')}
        errors={[...errorsOf(typed, words), ...errorsOf(times, words)]}
      />
      <Written {...props} />
      <SessionForm {...props} />
      <EventForm {...props} />
    </>
  )
}

function Written({ event, edits, sessions, zone }: EditsPageProps) {
  const { words, href } = useFrame()
  const starts = new Map(sessions.map(({ uid, startsAt, firstDay }) => [uid, startsAt?.toISOString() ?? firstDay]))
  return (
    <section>
      <h2>{words('events.edit.written')}</h2>
      {edits.length === 0 && <Empty title={words('events.edit.none')} />}
      {edits.map(({ place, field, editedAt }) => {
        const start = starts.get(place)
        return (
          <form
            method="post"
            action={href(`/desk/events/conflicts/${event.id}/edits/withdrawal`)}
            key={`${place} ${field}`}
          >
            <p>
              <b>{words(`events.field.${fieldNamed(field)}`)}</b>
              {start && ` · ${startText(words, start, zone)}`}
              {` · ${words('events.conflict.saidAt', { day: words.date(editedAt) })}`}
            </p>
            <input type="hidden" name="place" value={place} />
            <input type="hidden" name="field" value={field} />
            <Button kind="plain">{words('events.edit.back')}</Button>
          </form>
        )
      })}
    </section>
  )
}

function SessionForm({ event, sessions, times, zone }: EditsPageProps) {
  const { words, href } = useFrame()
  const of = (name: string) => ({ name, value: typedText(times, name), error: errorOf(times, name, words) })
  if (sessions.length === 0) return null
  return (
    <section>
      <h2>{words('events.edit.session')}</h2>
      <form class="narrow" method="post" action={href(`/desk/events/conflicts/${event.id}/edits/session`)} noValidate>
        <SelectField
          {...of('session')}
          label={words('events.edit.which')}
          placeholder={words('events.cabinet.choose')}
          options={sessions.map(({ uid, startsAt, firstDay, status }) => {
            const start = startsAt?.toISOString() ?? firstDay
            const when = start === null ? words('events.when.unknown') : startText(words, start, zone)
            return { value: uid, label: `${when} · ${words(`events.conflict.status.${status}`)}` }
          })}
        />
        <TextField
          {...of('day')}
          type="date"
          width="middle"
          label={words('events.edit.day')}
          hint={words('events.edit.day.hint')}
        />
        <TextField
          {...of('hour')}
          width="short"
          label={words('events.edit.hour')}
          hint={words('events.edit.hour.hint')}
        />
        <RadiosField
          {...of('status')}
          label={words('events.edit.status')}
          options={[
            { value: '', label: words('events.edit.asSources') },
            ...statuses.map((status) => ({ value: status, label: words(`events.conflict.status.${status}`) })),
          ]}
        />
        <TextField
          {...of('reason')}
          label={words('events.cabinet.field.reason')}
          hint={words('events.edit.reason.hint')}
          maxLength={300}
        />
        <Button>{words('events.edit.write')}</Button>
      </form>
    </section>
  )
}

function EventForm({ event, typed }: EditsPageProps) {
  const { words, href } = useFrame()
  const of = (name: string) => ({ name, value: typedText(typed, name), error: errorOf(typed, name, words) })
  const unsaid = { value: '', label: words('events.noData') }
  return (
    <section>
      <h2>{words('events.edit.event')}</h2>
      <form class="narrow" method="post" action={href(`/desk/events/conflicts/${event.id}/edits`)} noValidate>
        <TextField {...of('title')} label={words('events.cabinet.field.title')} maxLength={300} />
        <SelectField
          {...of('kind')}
          label={words('events.cabinet.field.kind')}
          options={kinds.map((kind) => ({ value: kind, label: words(`events.kind.${kind}`) }))}
        />
        <TextareaField {...of('description')} label={words('events.cabinet.field.description')} rows={6} />
        <TextareaField
          {...of('artists')}
          label={words('events.cabinet.field.artists')}
          hint={words('events.cabinet.hint.artists')}
          rows={3}
        />
        <TextField {...of('organiser')} label={words('events.cabinet.field.organiser')} maxLength={300} />
        <TextField {...of('place')} label={words('events.cabinet.field.place')} maxLength={300} />
        <TextField {...of('hall')} label={words('events.cabinet.field.hall')} maxLength={200} />
        <SelectField
          {...of('age')}
          label={words('events.cabinet.field.age')}
          options={[unsaid, ...ages.map((age) => ({ value: age, label: age }))]}
        />
        <SelectField
          {...of('price')}
          label={words('events.cabinet.field.price')}
          options={prices.map((price) =>
            price === '' ? unsaid : { value: price, label: words(`events.cabinet.price.${price}`) },
          )}
        />
        <TextField
          {...of('priceMin')}
          width="short"
          inputMode="decimal"
          label={words('events.cabinet.field.priceMin')}
        />
        <TextField
          {...of('priceMax')}
          width="short"
          inputMode="decimal"
          label={words('events.cabinet.field.priceMax')}
        />
        <TextField {...of('ticket_url')} type="url" label={words('events.cabinet.field.ticketUrl')} maxLength={2000} />
        {answered.map((name) => (
          <SelectField
            key={name}
            {...of(name)}
            label={words(labels[name])}
            options={(['', 'yes', 'no'] as const).map((value) =>
              value === '' ? unsaid : { value, label: words(`events.access.said.${value}`) },
            )}
          />
        ))}
        <Button>{words('events.edit.write')}</Button>
      </form>
    </section>
  )
}

const labels: Readonly<Record<(typeof answered)[number], string>> = {
  ramp: 'events.cabinet.access.ramp',
  loop: 'events.cabinet.access.loop',
  sign_language: 'events.cabinet.access.sign',
  pushkin_card: 'events.cabinet.field.pushkin',
}
