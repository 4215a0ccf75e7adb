// Before it is sent: all answers, every session of the series, holidays left out, and what else is on in the hall.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button } from '#web/components/button/button.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { Clash } from '../queries/cabinet.ts'
import type { Slot } from '../rules/series.ts'
import { steps } from '../rules/steps.ts'
import { CabinetPath, Steps } from './draft.tsx'
import { sessionSaid, slotSaid } from './session-said.ts'
import { errorsOf, typedList, typedText } from './typed.ts'

export interface CheckProps {
  draft: string
  typed: Typed
  changes: boolean
  /** The venue that the words of the place mean; null where none does. */
  venue: { name: string; address: string } | null
  slots: Slot[]
  skipped: string[]
  clashes: Clash[]
  /** Published at once; otherwise an editor looks first. */
  trusted: boolean
  refused: string | null
  zone: string
}

export function CheckPage(props: CheckProps) {
  const { draft, typed, slots, skipped, trusted, refused, changes } = props
  const { words, href } = useFrame()
  const errors = errorsOf(typed, words)
  return (
    <>
      <PageHead
        above={<CabinetPath />}
        title={words('events.cabinet.step.check')}
        lede={words('events.cabinet.stepOf', { n: steps.length, of: steps.length })}
      />
      {refused !== null && (
        <Notice kind="wrong">
          <p>{refused}</p>
        </Notice>
      )}
      <ErrorSummary title={words('events.cabinet.incomplete')} errors={errors.map(({ message }) => ({ message }))} />
      <section>
        <h2>{words('events.cabinet.answers')}</h2>
        <Facts facts={answersOf(props)} />
      </section>
      <section>
        <h2>{words('events.cabinet.allSessions', { n: slots.length })}</h2>
        {slots.length === 0 ? (
          <p>{words(changes ? 'events.cabinet.noneAdded' : 'events.cabinet.noSessions')}</p>
        ) : (
          <ol class="list">
            {slots.map((slot) => (
              <li key={`${slot.day} ${slot.minute}`}>{slotSaid(words, slot)}</li>
            ))}
          </ol>
        )}
        {skipped.length > 0 && (
          <p>{words('events.cabinet.skipped', { days: skipped.map((day) => words.date(day)).join(', ') })}</p>
        )}
        <Clashes {...props} />
      </section>
      {errors.length === 0 && (
        <form method="post" action={href(`/events/cabinet/drafts/${draft}/sending`)}>
          <p>{words(trusted ? 'events.cabinet.atOnce' : 'events.cabinet.afterReview')}</p>
          <Button kind="gold">{words(trusted ? 'events.cabinet.publish' : 'events.cabinet.send')}</Button>
        </form>
      )}
      <Steps draft={draft} step="check" changes={changes} />
    </>
  )
}

function Clashes({ clashes, zone }: CheckProps) {
  const { words, href } = useFrame()
  if (clashes.length === 0) return null
  return (
    <Notice kind="wrong" title={words('events.cabinet.clashes')}>
      <ul>
        {clashes.slice(0, 20).map(({ slot, title, event, startsAt, endsAt }, at) => (
          <li key={at}>
            {slotSaid(words, slot)}: <a href={href(`/events/${event}`)}>{title}</a>,{' '}
            {sessionSaid(words, startsAt, endsAt, zone)}
          </li>
        ))}
      </ul>
      <p>{words('events.cabinet.clashesHow')}</p>
    </Notice>
  )
}

function answersOf({ typed, venue }: CheckProps) {
  const { words } = useFrame()
  const text = (name: string) => typedText(typed, name)
  const none = words('events.cabinet.notSaid')
  const say = (name: string) =>
    words(`events.cabinet.say.${text(name) === 'yes' ? 'yes' : text(name) === 'no' ? 'no' : 'unknown'}`)
  const register = text('register') === 'yes'
  const facts = [
    [words('events.cabinet.field.title'), text('title')],
    [
      words('events.cabinet.field.kind'),
      text('kind') && words.has(`events.kind.${text('kind')}`) ? words(`events.kind.${text('kind')}`) : '',
    ],
    [
      words('events.cabinet.field.topics'),
      typedList(typed, 'topics')
        .filter((topic) => words.has(`events.topic.${topic}`))
        .map((topic) => words(`events.topic.${topic}`))
        .join(', '),
    ],
    [words('events.cabinet.field.description'), text('description')],
    [words('events.cabinet.field.artists'), text('artists').split('\n').filter(Boolean).join(', ')],
    [
      words('events.cabinet.field.place'),
      venue
        ? words('events.cabinet.venueMeant', venue)
        : text('place') && words('events.cabinet.placeAsSaid', { place: text('place') }),
    ],
    [words('events.cabinet.field.hall'), text('hall')],
    [words('events.cabinet.field.age'), text('age')],
    [
      words('events.cabinet.field.price'),
      text('price') === 'free'
        ? words('events.cabinet.price.free')
        : text('price') === 'paid'
          ? words('events.cabinet.priceSaid', { from: text('priceMin'), to: text('priceMax') || text('priceMin') })
          : '',
    ],
    [words('events.cabinet.access.ramp'), say('ramp')],
    [words('events.cabinet.access.loop'), say('loop')],
    [words('events.cabinet.access.sign'), say('sign')],
    [
      words('events.cabinet.field.register'),
      register
        ? words('events.cabinet.registerSaid', { places: text('places'), group: text('groupMost') || '4' })
        : text('register') === 'no'
          ? words('events.cabinet.register.no')
          : '',
    ],
  ]
  return facts.map(([name = '', value = '']) => ({ name, value: value === '' ? none : value }))
}
