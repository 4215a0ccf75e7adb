// What is known of an event, fact by fact; where nobody said, «нет данных» stands and not a guess.
import type { ComponentChildren } from 'preact'
import type { Words } from '#platform/words.ts'
import type { Fact } from '#web/components/facts/facts.tsx'
import { addressWith } from '../rules/asked.ts'
import type { FieldName } from '../rules/fields.ts'
import { type ConflictField, conflictFields, fieldNamed } from '../rules/merge/sides.ts'
import { soonestOf } from '../rules/turns.ts'
import type { EventPageProps } from './event.tsx'
import { AgeMark, Data, Language, priceText, whenText } from './said.tsx'
import { Marks, Otherwise } from './sources-said.tsx'

// Under which value another word stands.
function placeOf(field: ConflictField): FieldName | 'when' {
  const name = fieldNamed(field)
  return name === 'status' ? 'when' : name
}

export function eventFacts(words: Words, href: (path: string) => string, props: EventPageProps): Fact[] {
  const { event, sessions, clock, provenance } = props
  // One source says all of it: its name at the end of the page is enough.
  const numbersOf = (fields: (FieldName | 'when')[]) =>
    provenance.sources.length < 2 ? [] : [...new Set(fields.flatMap((field) => provenance.by.get(field) ?? []))]
  const marked = (value: ComponentChildren, ...fields: (FieldName | 'when')[]) => (
    <>
      {value} <Marks numbers={numbersOf(fields)} />
      <Otherwise
        disputes={props.disputes}
        fields={conflictFields.filter((field) => fields.includes(placeOf(field)))}
        zone={clock.zone}
      />
    </>
  )
  const price = priceText(words, { free: event.free, priceMin: event.price_min, priceMax: event.price_max })
  const soonest = soonestOf(sessions)
  const facts: (Fact | false)[] = [
    soonest !== undefined && {
      name: words('events.fact.when'),
      value: marked(
        sessions.length === 1
          ? whenText(words, soonest, clock)
          : words('events.fact.soonest', { when: whenText(words, soonest, clock) }),
        'when',
      ),
    },
    {
      name: words('events.fact.where'),
      value: marked(<Where {...props} href={href} words={words} />, 'venue', 'place'),
    },
    {
      name: words('events.fact.price'),
      value: marked(
        <>
          {price ?? words('events.noData')}
          {event.ticket_url && (
            <>
              {' · '}
              <a href={event.ticket_url} rel="noopener">
                {words('events.fact.tickets')}
              </a>
            </>
          )}
        </>,
        ...(['free', 'price_min', 'price_max'] as const),
      ),
    },
    {
      name: words('events.fact.age'),
      value: marked(event.age === null ? words('events.noData') : <AgeMark age={event.age} />, 'age'),
    },
    event.pushkin_card === true && {
      name: words('events.fact.pushkin'),
      value: marked(
        <>
          {words('events.pushkin.yes')}
          <br />
          <small>{words('events.pushkin.rules')}</small>
        </>,
        'pushkin_card',
      ),
    },
    { name: words('events.fact.access'), value: <Access {...props} words={words} marked={marked} /> },
    event.topics.length > 0 && {
      name: words('events.fact.topics'),
      value: (
        <>
          {event.topics.map((topic, at) => (
            <>
              {at > 0 && ', '}
              <a href={href(addressWith('/events', { topic }))}>{words(`events.topic.${topic}`)}</a>
            </>
          ))}
        </>
      ),
    },
    event.artists.length > 0 && {
      name: words('events.fact.artists'),
      value: marked(<Data>{event.artists.join(', ')}</Data>, 'artists'),
    },
    event.language !== null && {
      name: words('events.fact.language'),
      value: marked(<Language said={event.language} />, 'language'),
    },
    event.organiser !== null && {
      name: words('events.fact.organiser'),
      value: marked(<Data>{event.organiser}</Data>, 'organiser'),
    },
    event.note !== null && { name: words('events.fact.note'), value: marked(<Data>{event.note}</Data>, 'note') },
    event.url !== null && {
      name: words('events.fact.page'),
      value: (
        <a href={event.url} rel="noopener">
          {URL.canParse(event.url) ? new URL(event.url).hostname : event.url}
        </a>
      ),
    },
  ]
  return facts.filter((fact) => fact !== false)
}

function Where({
  event,
  venue,
  district,
  words,
  href,
}: EventPageProps & { words: Words; href: (path: string) => string }) {
  if (venue === null && event.place === null) return <>{words('events.noData')}</>
  return (
    <>
      {venue ? (
        <a href={href(`/events/venues/${encodeURIComponent(venue.id)}`)}>
          <Data>{venue.name}</Data>
        </a>
      ) : (
        <Data>{event.place ?? ''}</Data>
      )}
      {event.hall && (
        <>
          {', '}
          <Data>{event.hall}</Data>
        </>
      )}
      {venue?.address && (
        <>
          <br />
          <Data>{venue.address}</Data>
        </>
      )}
      {district && (
        <>
          <br />
          <Data>{district}</Data>
        </>
      )}
    </>
  )
}

// Yes, no, or nobody said; what only the venue says is said to be the venue's.
function Access({
  event,
  venue,
  words,
  marked,
}: EventPageProps & { words: Words; marked: (value: ComponentChildren, field: FieldName) => ComponentChildren }) {
  const said = (['ramp', 'loop', 'sign_language'] as const).map((name) => {
    const own = event[name]
    const value = own ?? venue?.[name] ?? null
    const text = words(`events.access.said.${value === null ? 'unknown' : value ? 'yes' : 'no'}`)
    return {
      name,
      line: `${words(`events.access.${name}`)}: ${text}${own === null && value !== null ? ` ${words('events.access.ofVenue')}` : ''}`,
    }
  })
  return (
    <>
      {said.map(({ name, line }, at) => (
        <>
          {at > 0 && <br />}
          {marked(line, name)}
        </>
      ))}
    </>
  )
}
