// Events as a list: on the page of all, on a venue's and on the front page.
import { useFrame } from '#platform/http/frame.ts'
import type { Words } from '#platform/words.ts'
import { List } from '#web/components/list/list.tsx'
import type { Listed, ListedSession } from '../queries/listing.ts'
import { isOver } from '../rules/when.ts'
import { AgeMark, type Clock, Data, daysText, hourText, priceText, StatusTag, Title, wasText } from './said.tsx'

/** What venues are called, by their ids. */
export type VenueNames = ReadonlyMap<string, string>

export interface DayListProps {
  items: readonly Listed[]
  venues: VenueNames
  clock: Clock
  label?: string | undefined
  /** Above the lists it is said that all of them are invented, and need not be said beside each. */
  inventedSaid: boolean
}

/** Whether all that lists show is invented. */
export function allInvented(...lists: readonly (readonly Listed[])[]): boolean {
  const items = lists.flat()
  return items.length > 0 && items.every(({ basis }) => basis === 'demo')
}

/** Events of one day, by their hours. */
export function DayList({ items, label, ...about }: DayListProps) {
  const { href } = useFrame()
  return (
    <List
      label={label}
      items={items.map((item) => ({
        lead: <Hours item={item} clock={about.clock} />,
        href: href(`/events/${encodeURIComponent(item.id)}`),
        title: <Title event={item} />,
        note: <Note item={item} {...about} />,
        tag: <Tags item={item} />,
      }))}
    />
  )
}

/** What goes on for long, or has no day yet: its days stand in the note. */
export function LongList({ items, label, ...about }: DayListProps) {
  const { words, href } = useFrame()
  return (
    <List
      label={label}
      items={items.map((item) => ({
        href: href(`/events/${encodeURIComponent(item.id)}`),
        title: <Title event={item} />,
        note: (
          <>
            {item.shape === 'vague'
              ? words('events.long.vague', {
                  month: words.date(item.day.slice(0, item.day.slice(5, 7) === item.lastDay.slice(5, 7) ? 7 : 4)),
                })
              : item.day > about.clock.today
                ? daysText(words, item.day, item.lastDay, about.clock)
                : words('events.long.until', { day: words.date(item.lastDay) })}
            <br />
            <Note item={item} {...about} />
          </>
        ),
        tag: <Tags item={item} />,
      }))}
    />
  )
}

// «18:30», or all hours of the day; what is off stays in sight, struck and said.
function Hours({ item, clock }: { item: Listed; clock: Clock }) {
  const { words, now } = useFrame()
  const all = item.sessions.filter(({ startsAt }) => startsAt !== null)
  const ahead = all.filter((session) => !isOver(session, now))
  // Of a day that goes on, what is over says nothing to whoever chooses; days that were keep their hours.
  const timed = ahead.length > 0 ? ahead : all
  if (isWeekend(item)) return <small>{words('events.hours.noDay')}</small>
  if (timed.length === 0)
    return item.lastDay > item.day ? (
      <small>{words('events.hours.days')}</small>
    ) : (
      <small>{words('events.hours.none')}</small>
    )
  return (
    <>
      {timed.slice(0, mostHours).map((session, at) => (
        <>
          {at > 0 && <br />}
          <Hour session={session} clock={clock} />
        </>
      ))}
      {timed.length > mostHours && <small>{words('events.hours.more', { n: timed.length - mostHours })}</small>}
    </>
  )
}

const mostHours = 4

function Hour({ session, clock }: { session: ListedSession; clock: Clock }) {
  const { words, now } = useFrame()
  if (session.startsAt === null) return null
  const text = hourText(words, session.startsAt, clock.zone)
  const off = session.status === 'cancelled' || session.status === 'postponed'
  return (
    <>
      <time dateTime={session.startsAt.toISOString()}>{off ? <del>{text}</del> : text}</time>
      {!off && session.startsAt <= now && !isOver(session, now) && <small>{words('events.hours.now')}</small>}
    </>
  )
}

const isWeekend = ({ sessions }: Listed) => sessions.length > 0 && sessions.every(({ said }) => said === 'weekend')

function Note({ item, venues, clock, inventedSaid }: { item: Listed } & Omit<DayListProps, 'items' | 'label'>) {
  const { words } = useFrame()
  const where = placeOf(item, venues)
  const price = priceText(words, item)
  const moved = item.sessions.find(({ status, wasFirstDay }) => status === 'moved' && wasFirstDay !== null)
  const was = moved && wasText(words, { startsAt: moved.wasStartsAt, firstDay: moved.wasFirstDay }, clock)
  const about = [
    price && <b>{price}</b>,
    item.age && <AgeMark age={item.age} />,
    item.pushkinCard === true && words('events.pushkin.short'),
    ...accessOf(words, item),
    item.basis === 'demo' && !inventedSaid && words('events.demo'),
  ].filter(Boolean)
  return (
    <>
      {item.shape === 'day' && item.lastDay > item.day && (
        <>
          {isWeekend(item)
            ? words('events.when.weekend', { days: words.days(item.day, item.lastDay) })
            : daysText(words, item.day, item.lastDay, clock)}
          <br />
        </>
      )}
      {where && <Data>{where}</Data>}
      {where && about.length > 0 && <br />}
      {about.map((each, at) => (
        <>
          {at > 0 && ' · '}
          {each}
        </>
      ))}
      {was && (
        <>
          <br />
          {words('events.wasBefore')} <del>{was}</del>
        </>
      )}
    </>
  )
}

/** «Филармония, малый зал»; null where nobody said. */
export function placeOf(
  item: { venue: string | null; place: string | null; hall: string | null },
  venues: VenueNames,
): string | null {
  const name = item.venue === null ? item.place : (venues.get(item.venue) ?? item.place)
  return [name, item.hall].filter(Boolean).join(', ') || null
}

function accessOf(words: Words, item: Listed): string[] {
  return [
    item.ramp === true ? words('events.access.ramp.short') : '',
    item.loop === true ? words('events.access.loop.short') : '',
    item.signLanguage === true ? words('events.access.sign_language.short') : '',
  ].filter(Boolean)
}

// What differs between the sessions of a day is said by their hours.
function Tags({ item }: { item: Listed }) {
  const statuses = item.sessions.map(({ status }) => status)
  const all = statuses.length > 0 && statuses.every((status) => status === statuses[0])
  const status = all ? (statuses[0] ?? 'scheduled') : item.sessions.length === 0 ? item.status : 'scheduled'
  return status === 'scheduled' ? null : <StatusTag status={status} />
}
