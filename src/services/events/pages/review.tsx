// The editor's queue of organisers' events, and one of them as it would be read, with what may be decided.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { ActionButton, Button } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { RadiosField, TextareaField } from '#web/components/field/field.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { OwnSession } from '../queries/cabinet.ts'
import type { Reviewed, Waiting } from '../queries/review.ts'
import { sessionTitle } from './own-event.tsx'
import { sessionSaid } from './session-said.ts'
import { errorOf, errorsOf, typedText } from './typed.ts'

export function ReviewQueuePage({ waiting, zone }: { waiting: Waiting[]; zone: string }) {
  const { words, href } = useFrame()
  const first = waiting.filter(({ state }) => state === 'moderation')
  const later = waiting.filter(({ state }) => state === 'published')
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            label={words('events.path')}
            links={[{ href: href('/desk'), label: words('events.desk.home') }]}
          />
        }
        title={words('events.review.title')}
        lede={words('events.review.lede')}
      />
      <section>
        <h2>{words('events.review.waiting', { n: first.length })}</h2>
        {first.length === 0 ? <Empty title={words('events.review.none')} /> : <Queued waiting={first} zone={zone} />}
      </section>
      <section>
        <h2>{words('events.review.atOnce', { n: later.length })}</h2>
        {later.length === 0 ? (
          <Empty title={words('events.review.noneAtOnce')} />
        ) : (
          <Queued waiting={later} zone={zone} />
        )}
      </section>
    </>
  )
}

function Queued({ waiting, zone }: { waiting: Waiting[]; zone: string }) {
  const { words, href } = useFrame()
  return (
    <List
      items={waiting.map((one) => ({
        href: href(`/desk/events/moderation/${one.event}`),
        title: one.title,
        note: [
          one.organiser ?? words('events.review.initiative'),
          words('events.cabinet.sessions', { n: one.sessions }),
          words('events.review.sent', { when: sessionSaid(words, one.sentAt, null, zone) }),
        ].join('; '),
      }))}
    />
  )
}

export interface ReviewProps {
  event: Reviewed
  where: string
  sessions: OwnSession[]
  trust: { word: boolean | null; published: number }
  typed: Typed
  zone: string
}

export function ReviewPage({ event, where, sessions, trust, typed, zone }: ReviewProps) {
  const { words, href } = useFrame()
  const base = `/desk/events/moderation/${event.id}`
  const published = event.state === 'published'
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            label={words('events.path')}
            links={[
              { href: href('/desk'), label: words('events.desk.home') },
              { href: href('/desk/events/moderation'), label: words('events.review.title') },
            ]}
          />
        }
        title={event.title}
        lede={words(`events.cabinet.state.${event.state}`)}
      />
      <ErrorSummary title={words('events.form.wrong')} errors={errorsOf(typed, words)} />
      <Facts facts={factsOf(event, where)} />
      <section>
        <h2>{words('events.cabinet.allSessions', { n: sessions.length })}</h2>
        <ol class="list">
          {sessions.map((session) => (
            <li key={session.id}>{sessionTitle(words, session, zone)}</li>
          ))}
        </ol>
      </section>
      <section>
        <h2>{words('events.review.decide')}</h2>
        <form method="post" action={href(`${base}/verdict`)} noValidate>
          <RadiosField
            name="verdict"
            label={words('events.review.verdict')}
            value={typedText(typed, 'verdict')}
            error={errorOf(typed, 'verdict', words)}
            options={[
              {
                value: 'published',
                label: words(published ? 'events.review.do.checked' : 'events.review.do.published'),
              },
              { value: 'returned', label: words('events.review.do.returned') },
              { value: 'hidden', label: words('events.review.do.hidden') },
            ]}
          />
          <TextareaField
            name="why"
            label={words('events.review.why')}
            hint={words('events.review.whyHint')}
            value={typedText(typed, 'why')}
            error={errorOf(typed, 'why', words)}
            rows={3}
            maxLength={500}
          />
          <Button>{words('events.review.do')}</Button>
        </form>
      </section>
      <section>
        <h2>{words('events.review.trust')}</h2>
        <p>
          {words('events.review.trustSaid', { n: trust.published })}{' '}
          {trust.word === null ? '' : words(trust.word ? 'events.review.trusted' : 'events.review.distrusted')}
        </p>
        <ActionButton action={href(`${base}/trust`)} hidden={{ trusted: trust.word === true ? 'no' : 'yes' }}>
          {words(trust.word === true ? 'events.review.doDistrust' : 'events.review.doTrust')}
        </ActionButton>
      </section>
    </>
  )
}

function factsOf(event: Reviewed, where: string) {
  const { words } = useFrame()
  const rouble = (kopecks: number) => words.roubles(kopecks / 100)
  const price =
    event.free === true
      ? words('events.cabinet.price.free')
      : event.price_min === null
        ? ''
        : words('events.cabinet.priceSaid', {
            from: rouble(event.price_min),
            to: rouble(event.price_max ?? event.price_min),
          })
  const facts: [string, string][] = [
    [words('events.cabinet.field.kind'), words(`events.kind.${event.kind}`)],
    [words('events.cabinet.field.topics'), event.topics.map((topic) => words(`events.topic.${topic}`)).join(', ')],
    [words('events.cabinet.field.description'), event.description ?? ''],
    [words('events.cabinet.field.artists'), event.artists.join(', ')],
    [words('events.cabinet.field.organiser'), event.organiser ?? words('events.review.initiative')],
    [words('events.cabinet.field.place'), where],
    [words('events.cabinet.field.hall'), event.hall ?? ''],
    [words('events.cabinet.field.age'), event.age ?? ''],
    [words('events.cabinet.field.price'), price],
  ]
  return facts.map(([name, value]) => ({ name, value: value === '' ? words('events.cabinet.notSaid') : value }))
}
