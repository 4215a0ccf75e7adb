// Events of a JSON feed by a mapping: which field is what is data, so a new feed needs no code.
import { type Draft, type ReadingOptions, settle } from './draft.ts'
import type { Reading } from './found.ts'
import { type Mapping, valueAt, valuesAt } from './mapping.ts'
import { type Money, moneyOf, pricesIn, stateOf, yesNoOf } from './values.ts'

/** The whole of a JSON text, or why there is none, in the shape in which files that are none are set aside. */
export function jsonOf(text: string): { data: unknown } | { wrong: Reading } {
  try {
    return { data: JSON.parse(text) }
  } catch {
    return { wrong: nothing('notJson') }
  }
}

/** A file that is none: nothing is found, and one row says why. */
export function nothing(reason: string, values: Record<string, string | number> = {}): Reading {
  return { found: [], setAside: [{ line: null, item: null, reason: `events.aside.${reason}`, values }] }
}

/** Reads the events of a feed by its mapping. An event in a strange shape is set aside; the rest goes in. */
export function readJsonList(text: string, mapping: Mapping, options: ReadingOptions): Reading {
  const read = jsonOf(text)
  if ('wrong' in read) return read.wrong
  const list = valueAt(read.data, mapping.list)
  if (!Array.isArray(list)) return nothing('noList', { path: mapping.list })
  return settle(
    list.map((item, at) => draftOf(item, at + 1, mapping)),
    options,
  )
}

function draftOf(item: unknown, place: number, mapping: Mapping): Draft {
  const scalar = (path: string | undefined): unknown =>
    path === undefined
      ? undefined
      : path
          .split(' | ')
          .flatMap((way) => valuesAt(item, way))
          .find(isScalar)
  const all = (path: string | undefined): unknown[] =>
    path === undefined ? [] : valuesAt(item, path).flat().filter(isScalar)
  const { sessions, venue } = mapping
  const own = sessions.list === undefined ? [item] : valuesAt(item, sessions.list).flat()
  const priced = typeof scalar(mapping.price) === 'string' ? pricesIn(String(scalar(mapping.price))) : null
  const money = (path: string | undefined, other: Money | undefined): Money => moneyOf(scalar(path)) ?? other ?? null
  const free = yesNoOf(scalar(mapping.free))
  return {
    uid: String(scalar(mapping.id) ?? `${String(scalar(mapping.title) ?? '')}#${place}`),
    line: place,
    title: scalar(mapping.title),
    description: scalar(mapping.description),
    kind: scalar(mapping.kind),
    topics: all(mapping.topics),
    sessions: own.map((session) => ({
      uid: textOrNull(valueAt(session, sessions.id)),
      start: valueAt(session, sessions.start),
      end: valueAt(session, sessions.end),
      hall: valueAt(session, sessions.hall),
      status: stateOf(valueAt(session, sessions.status)),
      previousStart: valueAt(session, sessions.previousStart),
      ...(sessions.unit ? { unit: sessions.unit } : {}),
    })),
    venue: {
      ...{ name: scalar(venue.name), address: scalar(venue.address), hall: scalar(venue.hall) },
      ...{ lat: scalar(venue.lat), lon: scalar(venue.lon) },
    },
    age: scalar(mapping.age),
    free: free ?? priced?.free ?? null,
    prices: {
      min: money(mapping.priceMin, priced?.min),
      max: money(mapping.priceMax, priced?.max ?? moneyOf(scalar(mapping.priceMin))),
    },
    pushkinCard: yesNoOf(scalar(mapping.pushkinCard)),
    ticketUrl: scalar(mapping.ticketUrl),
    url: scalar(mapping.url),
    image: scalar(mapping.image),
    organiser: scalar(mapping.organiser),
    performers: all(mapping.performers),
    language: scalar(mapping.language),
    status: stateOf(scalar(mapping.status)),
    modifiedAt: scalar(mapping.modifiedAt),
  }
}

const isScalar = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value)
const textOrNull = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : null
