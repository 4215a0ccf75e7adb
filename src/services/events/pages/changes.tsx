// What changed since somebody looked: day by day, each change in a sentence, with the old word beside the new one.
import { z } from 'zod'
import { useFrame } from '#platform/http/frame.ts'
import { dayOf } from '#platform/time.ts'
import type { Words } from '#platform/words.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { ActionButton } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { ChangeView } from '../queries/changed.ts'
import { precisions } from '../rules/terms.ts'
import { type Clock, dayHeading, languageText, Title, whenText } from './said.tsx'

export interface ChangesPageProps {
  changes: readonly ChangeView[]
  more: boolean
  since: Date
  clock: Clock
  /** An address that will show what changes from now on: to be kept by whoever has no account. */
  keep: string
  /** known: the reader is signed in, and this is hers; other: she is, and this is the page for all. */
  reader: 'guest' | 'hers'
}

export function ChangesPage({ changes, more, since, clock, keep, reader }: ChangesPageProps) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs label={words('events.path')} links={[{ href: href('/events'), label: words('events.title') }]} />
        }
        title={words('events.changes.title')}
        lede={words('events.changes.since', { since: words.date(since, 'time') })}
      >
        {reader === 'hers' ? (
          <ActionButton action={href('/events/changes/look')}>{words('events.changes.seen')}</ActionButton>
        ) : (
          <p>
            {words('events.changes.keep')} <a href={href(keep)}>{words('events.changes.keepLink')}</a>.{' '}
            <a href={href('/events/changes/mine')}>{words('events.changes.mine')}</a>
          </p>
        )}
      </PageHead>
      {changes.length === 0 && (
        <Empty title={words('events.changes.none')}>
          <p>
            <a href={href('/events')}>{words('events.changes.toList')}</a>
          </p>
        </Empty>
      )}
      {[...Map.groupBy(changes, ({ at }) => dayOf(at, clock.zone))].map(([day, those]) => (
        <section key={day}>
          <h2>{dayHeading(words, day, clock)}</h2>
          <List
            items={together(those).map(([first, ...rest]) => ({
              href: href(`/events/${encodeURIComponent(first.event)}`),
              title: <Title event={first} />,
              note: [first, ...rest].map((change, at) => (
                <>
                  {at > 0 && <br />}
                  <Sentence change={change} clock={clock} />
                </>
              )),
            }))}
          />
        </section>
      ))}
      {more && <p>{words('events.changes.more', { n: changes.length })}</p>}
    </>
  )
}

// What was said of one event at once is one news.
function together(changes: readonly ChangeView[]): [ChangeView, ...ChangeView[]][] {
  const by = Map.groupBy(changes, ({ event, at }) => `${event} ${at.getTime()}`)
  return [...by.values()].flatMap(([first, ...rest]) => (first ? [[first, ...rest]] : []))
}

function Sentence({ change, clock }: { change: ChangeView; clock: Clock }) {
  const { words } = useFrame()
  const { kind, field } = change
  if (kind === 'changed' && field !== null && field !== 'when') {
    const [was, now] = [valueText(words, field, change.was), valueText(words, field, change.now)]
    return <Turn what={words('events.change.field', { field: words(`events.field.${field}`) })} was={was} now={now} />
  }
  const [was, now] = [timeText(words, change.was, clock), timeText(words, change.now, clock)]
  return <Turn what={words(`events.change.${kind}`)} was={was} now={now} />
}

function Turn({ what, was, now }: { what: string; was: string | null; now: string | null }) {
  const { words } = useFrame()
  return (
    <>
      {what}
      {was !== null && (
        <>
          {'. '}
          {words('events.change.was')} <del>{was}</del>
        </>
      )}
      {now !== null && `. ${words('events.change.now')} ${now}`}
    </>
  )
}

const instant = z.iso.datetime().transform((text) => new Date(text))
const time = z.object({
  said: z.enum(precisions),
  startsAt: instant.nullable(),
  endsAt: instant.nullable(),
  firstDay: z.string().nullable(),
  lastDay: z.string().nullable(),
})

function timeText(words: Words, value: unknown, clock: Clock): string | null {
  const read = time.safeParse(value)
  return read.success ? whenText(words, read.data, clock) : null
}

const long = 120

// Codes and ids are said by their names elsewhere; here only what reads as it is.
function valueText(words: Words, field: string, value: unknown): string | null {
  if (field === 'price_min' || field === 'price_max')
    return typeof value === 'number' ? words.roubles(value / 100) : null
  if (field === 'language' && typeof value === 'string') return languageText(words, value) ?? value
  if (typeof value === 'boolean') return words(`events.access.said.${value ? 'yes' : 'no'}`)
  if (['title', 'age', 'organiser', 'place', 'hall', 'note'].includes(field) && typeof value === 'string')
    return value.length > long ? `${value.slice(0, long)}…` : value
  if (field === 'artists' && Array.isArray(value)) return value.join(', ')
  return null
}
