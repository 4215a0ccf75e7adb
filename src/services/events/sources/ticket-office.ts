// Events in the JSON of ticket offices: one row a show, with the series that makes shows one event.
import { type Draft, type DraftSession, type ReadingOptions, settle } from './draft.ts'
import type { Reading } from './found.ts'
import { jsonOf, nothing } from './json-list.ts'
import { valueAt, valuesAt } from './mapping.ts'

/** Reads `Events[]`. Shows of one series in one house are sessions of one event. */
export function readTicketOffice(text: string, options: ReadingOptions): Reading {
  const read = jsonOf(text)
  if ('wrong' in read) return read.wrong
  const list = valueAt(read.data, 'Events')
  if (!Array.isArray(list)) return nothing('noList', { path: 'Events' })
  const grouped = Map.groupBy(
    list.map((item, at) => ({ item, line: at + 1 })),
    ({ item }) =>
      `${textAt(item, 'EventSerieId') ?? textAt(item, 'EventId') ?? ''}|${textAt(item, 'EventVenue') ?? ''}`,
  )
  return settle([...grouped.values()].flatMap(draftOf), options)
}

interface Show {
  item: unknown
  line: number
}

function draftOf(shows: Show[]): Draft[] {
  const [first] = shows
  if (!first) return []
  const { item, line } = first
  // «Театр, Большая сцена»: the house and its hall.
  const [name, ...halls] = (textAt(item, 'EventVenue') ?? '').split(',')
  const link = ['EventLinkRu', 'EventLinkEn', 'EventLinkFi']
    .map((each) => textAt(item, each))
    .find((each) => each !== null)
  const about = [textAt(item, 'EventSerieText'), textAt(item, 'EventSerieInfo')].filter((each) => each !== null)
  return [
    {
      uid: textAt(item, 'EventSerieId') ?? textAt(item, 'EventId') ?? `show#${line}`,
      ...{ line, title: textAt(item, 'EventName') },
      description: about.map((each) => each.replace(/^[\s,;]+/, '')).join('<br>'),
      kind: valueAt(item, 'Categories.0.Name'),
      topics: valuesAt(item, 'Categories[].Name'),
      sessions: shows.map(sessionOf),
      venue: {
        ...{ name, hall: halls.join(',') },
        address: [textAt(item, 'EventStreet'), textAt(item, 'EventPlace')].filter((each) => each !== null).join(', '),
      },
      ...{ ticketUrl: link, url: textAt(item, 'EventSerieLinkEn') ?? link },
      organiser: textAt(item, 'EventPromoterName'),
    },
  ]
}

function sessionOf({ item }: Show): DraftSession {
  const [day, time] = [textAt(item, 'EventDate'), textAt(item, 'EventTime')]
  return { uid: textAt(item, 'EventId'), start: day && time ? `${day} ${time}` : day }
}

function textAt(item: unknown, name: string): string | null {
  const said = valueAt(item, name)
  return typeof said === 'string' ? said.trim() || null : typeof said === 'number' ? String(said) : null
}
