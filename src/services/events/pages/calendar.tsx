// How one subscribes to a calendar of events: in plain words, with the address under the filters that were chosen.
import { useFrame } from '#platform/http/frame.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { LinkButton } from '#web/components/button/button.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { type Asked, addressWith, askedNames, isNarrowed } from '../rules/asked.ts'

export interface CalendarPageProps {
  asked: Asked
  /** What is chosen, in words. */
  chosen: readonly string[]
  /** The whole address of the calendar. */
  address: string
}

export function CalendarPage({ asked, chosen, address }: CalendarPageProps) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs label={words('events.path')} links={[{ href: href('/events'), label: words('events.title') }]} />
        }
        title={words('events.calendar.title')}
        lede={words('events.calendar.lede')}
      >
        <p>
          <LinkButton href={address.replace(/^https?:/, 'webcal:')}>{words('events.calendar.subscribe')}</LinkButton>
        </p>
      </PageHead>
      <h2>{words('events.calendar.what')}</h2>
      <p>
        {chosen.length === 0 ? words('events.calendar.everything') : chosen.join(' · ')}.{' '}
        <a href={href(addressWith('/events', asked))}>{words('events.calendar.change')}</a>
      </p>
      <h2>{words('events.calendar.how')}</h2>
      <ol>
        <li>{words('events.calendar.how.phone')}</li>
        <li>{words('events.calendar.how.other')}</li>
      </ol>
      <p class="bytes">{address}</p>
      <p>
        <a href={href(addressWith('/events/calendar.ics', asked))}>{words('events.calendar.file')}</a>
      </p>
      <h2>{words('events.calendar.happens')}</h2>
      <ul>
        <li>{words('events.calendar.happens.moves')}</li>
        <li>{words('events.calendar.happens.bounds')}</li>
        <li>{words('events.calendar.happens.exact')}</li>
        <li>{words('events.calendar.happens.nobody')}</li>
      </ul>
      {isNarrowed(asked) && (
        <p>
          <a href={href('/events/calendar')}>{words('events.calendar.all')}</a>
        </p>
      )}
    </>
  )
}

/** The names that are told in words, in the order of the form. */
export const chosenNames = askedNames
