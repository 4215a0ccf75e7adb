// Seats and follows on a person's own page.
import { useFrame } from '#platform/http/frame.ts'
import { List } from '#web/components/list/list.tsx'
import type { OwnSeat } from '../queries/seats.ts'
import { sessionSaid } from './session-said.ts'

export function MySeats({ seats, follows, zone }: { seats: OwnSeat[]; follows: number; zone: string }) {
  const { words, href } = useFrame()
  return (
    <section>
      <h2>{words('events.mine.title')}</h2>
      {seats.length === 0 ? (
        <p>{words('events.mine.none')}</p>
      ) : (
        <List
          items={seats.map((seat) => ({
            href: href(`/events/seats/${seat.id}`),
            title: seat.title,
            note: `${sessionSaid(words, seat.startsAt, null, zone)}; ${words(
              seat.takesPlace ? `events.mine.state.${seat.state}` : 'events.mine.off',
            )}`,
          }))}
        />
      )}
      <p>
        <a href={href('/events/following')}>{words('events.mine.follows', { n: follows })}</a>
      </p>
      <p>
        <a href={href('/events/cabinet')}>{words('events.cabinet.title')}</a>
      </p>
    </section>
  )
}
