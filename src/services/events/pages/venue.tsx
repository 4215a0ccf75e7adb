// One venue: what is on, how to get there, what is known of access, and where all that comes from.
import type { Venue } from '#kernel/places/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { type Fact, Facts } from '#web/components/facts/facts.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import type { Listed } from '../queries/listing.ts'
import { addressWith } from '../rules/asked.ts'
import { FollowLink } from './follow.tsx'
import { allInvented, DayList, LongList, type VenueNames } from './listed.tsx'
import { type Clock, Data, dayHeading } from './said.tsx'

export interface VenuePageProps {
  venue: Venue
  district: string | null
  items: readonly Listed[]
  running: readonly Listed[]
  venues: VenueNames
  clock: Clock
  /** The last day that had something here; null where nothing is known. */
  last: string | null
}

export function VenuePage({ venue, district, items, running, venues, clock, last }: VenuePageProps) {
  const { words, href } = useFrame()
  const lists = { venues, clock, inventedSaid: allInvented(items, running) }
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs label={words('events.path')} links={[{ href: href('/events'), label: words('events.title') }]} />
        }
        title={<Data>{venue.name}</Data>}
        lede={venue.kind === '' ? undefined : <Data>{venue.kind}</Data>}
      >
        {venue.demo && (
          <p>
            <Tag>{words('events.demo')}</Tag>
          </p>
        )}
        <p>
          <FollowLink subject={`venue:${venue.id}`}>{words('events.follow.venue')}</FollowLink>
        </p>
      </PageHead>
      <h2>{words('events.venue.on')}</h2>
      {items.length + running.length === 0 && (
        <Empty title={words('events.venue.nothing')}>
          {last !== null && (
            <p>
              <a href={href(addressWith('/events', { venue: venue.id, from: `${last.slice(0, 4)}-01-01`, to: last }))}>
                {words('events.venue.past')}
              </a>
            </p>
          )}
        </Empty>
      )}
      {lists.inventedSaid && <p class="quiet">{words('events.demo.all')}</p>}
      {[...Map.groupBy(items, ({ day }) => (day < clock.today ? clock.today : day))].map(([day, those]) => (
        <section key={day} class="day">
          <h3>{dayHeading(words, day, clock)}</h3>
          <DayList items={those} {...lists} />
        </section>
      ))}
      {running.length > 0 && (
        <section>
          <h3>{words('events.running')}</h3>
          <LongList items={running} {...lists} />
        </section>
      )}
      <p>
        <a href={href(addressWith('/events/calendar', { venue: venue.id }))}>{words('events.venue.calendar')}</a>
      </p>
      <h2>{words('events.venue.about')}</h2>
      <Facts facts={factsOf(venue, district)} />
    </>
  )
}

function factsOf(venue: Venue, district: string | null): Fact[] {
  const { words } = useFrame()
  const unknown = words('events.noData')
  const said = (value: string | null) => (value === null || value === '' ? unknown : <Data>{value}</Data>)
  const access = (name: 'ramp' | 'loop' | 'sign_language') => {
    const value = venue[name]
    return words(`events.access.said.${value === null ? 'unknown' : value ? 'yes' : 'no'}`)
  }
  const facts: (Fact | false)[] = [
    { name: words('events.venue.address'), value: said(venue.address) },
    { name: words('events.filter.district'), value: said(district) },
    { name: words('events.venue.way'), value: said(venue.way) },
    { name: words('events.venue.hours'), value: said(venue.opening_hours) },
    venue.capacity !== null && { name: words('events.venue.capacity'), value: words.number(venue.capacity) },
    { name: words('events.access.ramp'), value: access('ramp') },
    { name: words('events.access.loop'), value: access('loop') },
    { name: words('events.access.sign_language'), value: access('sign_language') },
    venue.site !== null && {
      name: words('events.venue.site'),
      value: (
        <a href={`https://${venue.site.replace(/^https?:\/\//, '')}`} rel="noopener">
          {venue.site}
        </a>
      ),
    },
    venue.note !== null && { name: words('events.fact.note'), value: <Data>{venue.note}</Data> },
    {
      name: words('events.venue.source'),
      value:
        venue.source === null || !URL.canParse(venue.source) ? (
          said(venue.source)
        ) : (
          <>
            <a href={venue.source} rel="noopener">
              {new URL(venue.source).hostname}
            </a>
            {', '}
            {venue.source_date === null ? words('events.fresh.noDay') : words.date(venue.source_date)}
          </>
        ),
    },
  ]
  return facts.filter((fact) => fact !== false)
}
