// What will be in the city: the days with their events, quick choices with numbers, and what goes on for long.
import { useFrame } from '#platform/http/frame.ts'
import { LinkButton } from '#web/components/button/button.tsx'
import { Chips } from '#web/components/chips/chips.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { Counts, Listed } from '../queries/listing.ts'
import { type Asked, type AskedName, addressWith, isNarrowed, toggles } from '../rules/asked.ts'
import { type FilterChoices, Filters } from './filters.tsx'
import { allInvented, DayList, LongList, type VenueNames } from './listed.tsx'
import { type Clock, dayHeading, dayText } from './said.tsx'

export interface EventsPageProps {
  asked: Asked
  items: readonly Listed[]
  running: readonly Listed[]
  vague: readonly Listed[]
  counts: Counts
  choices: FilterChoices
  venues: VenueNames
  clock: Clock
  /** The first day that is asked for. */
  from: string
  /** The address of the next page; null on the last. */
  next: string | null
  first: boolean
  /** The next day with something under these filters, and the last one that had something; asked only where nothing is found. */
  near: { next: string | null; last: string | null } | null
}

export function EventsPage(props: EventsPageProps) {
  const { words, href } = useFrame()
  const { asked, items, running, vague, counts, clock, venues } = props
  const inventedSaid = allInvented(items, ...(props.first ? [running, vague] : []))
  const lists = { venues, clock, inventedSaid }
  return (
    <>
      <PageHead title={words('events.title')} lede={words('events.lede')} />
      <QuickChoices asked={asked} counts={counts} />
      <Filters asked={asked} choices={props.choices} />
      {isNarrowed(asked) && (
        <p class="quiet">
          {words(props.from === counts.to ? 'events.found.day' : 'events.found', {
            n: counts.total,
            day: dayText(words, props.from, clock),
            from: dayText(words, props.from, clock),
            to: dayText(words, counts.to, clock),
          })}{' '}
          <a href={href('/events')}>{words('events.all')}</a>
        </p>
      )}
      {inventedSaid && <p class="quiet">{words('events.demo.all')}</p>}
      {props.first && running.length > 0 && items.length > 0 && (
        <p>
          <a href="#running">{words('events.toRunning', { n: running.length })}</a>
        </p>
      )}
      {items.length === 0 && <Nothing {...props} />}
      {groupsOf(items, props.from).map(([day, those]) => (
        <section key={day} class="day">
          <h2>{dayHeading(words, day, clock)}</h2>
          <DayList items={those} {...lists} />
        </section>
      ))}
      {props.next !== null && (
        <p>
          <LinkButton kind="plain" href={href(props.next)}>
            {words('events.further')}
          </LinkButton>
        </p>
      )}
      {!props.first && (
        <p>
          <a href={href(addressWith('/events', asked))}>{words('events.toFirst')}</a>
        </p>
      )}
      {props.first && running.length > 0 && (
        <section id="running">
          <h2>{words('events.running')}</h2>
          <LongList items={running} {...lists} />
        </section>
      )}
      {props.first && vague.length > 0 && (
        <section>
          <h2>{words('events.vague')}</h2>
          <p>{words('events.vague.lead')}</p>
          <LongList items={vague} {...lists} />
        </section>
      )}
      <section>
        <h2>{words('events.take')}</h2>
        <ul class="choices">
          <li>
            <a href={href(addressWith('/events/calendar', asked))}>{words('events.take.calendar')}</a>
          </li>
          <li>
            <a href={href(addressWith('/events/changes', {}, { since: `${clock.today}` }))}>
              {words('events.take.changes')}
            </a>
          </li>
          <li>
            <a href={href(addressWith('/events/feed.atom', asked))}>{words('events.take.atom')}</a>
          </li>
          <li>
            <a href={href('/open-data/events')}>{words('events.take.data')}</a>
          </li>
        </ul>
      </section>
    </>
  )
}

// What began before the first day that is asked for stands under that day.
function groupsOf(items: readonly Listed[], from: string): [string, Listed[]][] {
  return [...Map.groupBy(items, ({ day }) => (day < from ? from : day))]
}

function QuickChoices({ asked, counts }: { asked: Asked; counts: Counts }) {
  const { words, href } = useFrame()
  const { from: _from, to: _to, when, ...rest } = asked
  const time = (name: 'today' | 'weekend') => ({
    href: href(addressWith('/events', when === name ? rest : { ...rest, when: name })),
    label: words(`events.quick.${name}`),
    on: when === name,
    count: words.number(counts[name]),
  })
  const toggle = (name: (typeof toggles)[number]) => ({
    href: href(addressWith('/events', without(asked, name))),
    label: words(`events.quick.${name}`),
    on: asked[name] === 'yes',
    count: words.number(counts[name]),
  })
  return <Chips label={words('events.quick')} chips={[time('today'), time('weekend'), ...toggles.map(toggle)]} />
}

function without(asked: Asked, name: AskedName): Asked {
  const { [name]: on, ...rest } = asked
  return on === undefined ? { ...rest, [name]: 'yes' } : rest
}

function Nothing({ asked, near, running, clock }: EventsPageProps) {
  const { words, href } = useFrame()
  const { from: _from, to: _to, when: _when, ...rest } = asked
  const day = (to: string) => href(addressWith('/events', { ...rest, from: to, to }))
  return (
    <Empty title={words(isNarrowed(asked) ? 'events.empty.narrowed' : 'events.empty')}>
      {!isNarrowed(asked) && <p>{words('events.empty.lead')}</p>}
      <p>
        {near?.next && (
          <>
            {words('events.empty.next')} <a href={day(near.next)}>{dayText(words, near.next, clock)}</a>.{' '}
          </>
        )}
        {near?.last && !near.next && (
          <>
            {words('events.empty.last')}{' '}
            <a href={href(addressWith('/events', { ...rest, from: `${near.last.slice(0, 7)}-01`, to: near.last }))}>
              {dayText(words, near.last, clock)}
            </a>
            .{' '}
          </>
        )}
        {running.length > 0 && <a href="#running">{words('events.toRunning', { n: running.length })}</a>}
      </p>
    </Empty>
  )
}
