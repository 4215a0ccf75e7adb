// What takes place soonest in the district that somebody chose for the front page.
import { useFrame } from '#platform/http/frame.ts'
import { List } from '#web/components/list/list.tsx'
import type { Listed } from '../queries/listing.ts'
import { addressWith } from '../rules/asked.ts'
import { placeOf, type VenueNames } from './listed.tsx'
import { type Clock, Data, DemoTag, dayText, Title } from './said.tsx'

export function EventsNear({
  items,
  venues,
  clock,
  district,
}: {
  items: readonly Listed[]
  venues: VenueNames
  clock: Clock
  district: string
}) {
  const { words, href } = useFrame()
  return (
    <section>
      <h3>{words('events.near')}</h3>
      <List
        items={items.map((item) => ({
          href: href(`/events/${encodeURIComponent(item.id)}`),
          title: <Title event={item} />,
          note: (
            <>
              {dayText(words, item.day < clock.today ? clock.today : item.day, clock)}
              {', '}
              <Data>{placeOf(item, venues) ?? ''}</Data>
            </>
          ),
          tag: item.basis === 'demo' ? <DemoTag basis={item.basis} /> : undefined,
        }))}
      />
      <p>
        <a href={href(addressWith('/events', { district }))}>{words('events.near.all')}</a>
      </p>
    </section>
  )
}
